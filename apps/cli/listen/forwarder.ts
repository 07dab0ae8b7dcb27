// Gives events to a receiver as the server would: same headers, same bytes, signed anew. With chaos, some are lost, doubled,
// swapped, delayed or spoilt on the way. One at a time, in the order they came. In: events of the feed. Out: what happened.
import {
  type ChaosPlan,
  type ChaosSettings,
  createChaos,
  postRequest,
  type Reply,
  type SignedRequest,
  type SigningInput,
  signRequest,
  tamper,
  type Tampering,
} from "@ticketwire/mock";
import type { FeedItem } from "../feed/follow-feed.ts";
import { pause } from "../interrupt.ts";
import { VERSION } from "../version.ts";

export interface ForwardTarget {
  readonly url: string;
  readonly secret: string;
  readonly webhookId: string;
  readonly timeoutMs: number;
  readonly chaos: ChaosSettings | null;
}

/** What became of an event, or of one copy of it. */
export type Forwarded =
  | { readonly kind: "sent"; readonly reply: Reply; readonly attempt: number; readonly tampering: Tampering | null }
  | { readonly kind: "dropped" }
  | { readonly kind: "held_back" };

export type OnForwarded = (item: FeedItem, forwarded: Forwarded) => void;

/** How long an event waits for another one that overtakes it. */
const OVERTAKE_MS = 2_000;

/** Deliveries whose attempts are counted on. */
const REMEMBERED = 10_000;

export class Forwarder {
  readonly #target: ForwardTarget;
  readonly #onForwarded: OnForwarded;
  readonly #plan: (() => ChaosPlan) | null;
  readonly #attempts = new Map<string, number>();
  #held: FeedItem | null = null;
  #overtaken: NodeJS.Timeout | undefined;
  #chain: Promise<void> = Promise.resolve();

  constructor(target: ForwardTarget, onForwarded: OnForwarded) {
    this.#target = target;
    this.#onForwarded = onForwarded;
    this.#plan = target.chaos === null ? null : createChaos(target.chaos);
  }

  /** The sequence of an event that was not sent yet; what comes after it is not safe yet. */
  get heldSequence(): number | null {
    return this.#held?.sequence ?? null;
  }

  /** Forwards an event; resolves when it is through, or held back. The signal cuts a delay short. */
  forward(item: FeedItem, signal: AbortSignal): Promise<void> {
    return this.#inTurn(() => this.#run(item, signal));
  }

  /** Sends an event once more, as it is. */
  resend(item: FeedItem): Promise<void> {
    return this.#inTurn(() => this.#send(item, null));
  }

  /** Sends what is held back. */
  flush(): Promise<void> {
    return this.#inTurn(() => this.#release());
  }

  /** The request of an event as it would be sent now. */
  request(item: FeedItem, attempt = 1, tampering: Tampering | null = null): SignedRequest {
    const input: SigningInput = {
      body: item.body,
      identity: {
        eventId: item.event.event_id,
        eventType: item.event.event_type,
        webhookId: this.#target.webhookId,
        deliveryId: item.deliveryId,
        attempt,
        sequence: item.sequence,
      },
      secrets: [this.#target.secret],
      timestamp: Math.floor(Date.now() / 1000),
      userAgent: `Ticketwire/${VERSION} listen`,
    };
    return tampering === null ? signRequest(input) : tamper(input, tampering);
  }

  #inTurn(work: () => Promise<void>): Promise<void> {
    const turn = this.#chain.then(work);
    this.#chain = turn.catch(() => undefined);
    return turn;
  }

  async #run(item: FeedItem, signal: AbortSignal): Promise<void> {
    const plan = this.#plan?.();
    if (plan === undefined) return this.#send(item, null);
    if (plan.isDropped) this.#onForwarded(item, { kind: "dropped" });
    else if (plan.isHeldBack && this.#held === null) {
      this.#holdBack(item);
      return;
    } else {
      if (plan.delayMs > 0) await pause(plan.delayMs, signal);
      await this.#sendPlanned(item, plan);
    }
    await this.#release();
  }

  async #sendPlanned(item: FeedItem, plan: ChaosPlan): Promise<void> {
    if (plan.tampering !== null) await this.#send(item, plan.tampering);
    for (let copy = 0; copy < plan.copies; copy += 1) await this.#send(item, null);
  }

  #holdBack(item: FeedItem): void {
    this.#held = item;
    this.#onForwarded(item, { kind: "held_back" });
    this.#overtaken = setTimeout(() => void this.flush(), OVERTAKE_MS);
  }

  async #release(): Promise<void> {
    const item = this.#held;
    clearTimeout(this.#overtaken);
    if (item === null) return;
    await this.#send(item, null);
    this.#held = null;
  }

  async #send(item: FeedItem, tampering: Tampering | null): Promise<void> {
    const attempt = (this.#attempts.get(item.deliveryId) ?? 0) + 1;
    this.#attempts.delete(item.deliveryId);
    this.#attempts.set(item.deliveryId, attempt);
    const [oldest] = this.#attempts.size > REMEMBERED ? this.#attempts.keys() : [];
    if (oldest !== undefined) this.#attempts.delete(oldest);
    const { url, timeoutMs } = this.#target;
    const reply = await postRequest(this.request(item, attempt, tampering), { url, timeoutMs });
    this.#onForwarded(item, { kind: "sent", reply, attempt, tampering });
  }
}
