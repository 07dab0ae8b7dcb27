// The listener at work: follows a place in a feed, shows each event, forwards it, keeps the position, answers to keys.
// In: a session and a wish. Out: how many came and how many failed, when it is stopped or has seen enough.
import type { EventType } from "@ticketwire/contract";
import { type ChaosSettings, isDelivered } from "@ticketwire/mock";
import type { Api } from "../api/api.ts";
import { type FeedItem, followFeed } from "../feed/follow-feed.ts";
import type { Interrupt } from "../interrupt.ts";
import type { Session } from "../session.ts";
import { toCurl } from "./curl.ts";
import { eventLine, outcomeLine, outcomeRecord, printInspection } from "./event-lines.ts";
import { Forwarder, type Forwarded } from "./forwarder.ts";
import { catchKeys, copyToClipboard, KEYS_LINE } from "./keys.ts";
import type { Place } from "./place.ts";
import { listenSecret } from "./secret.ts";

export interface ListenWish {
  readonly events: readonly EventType[];
  readonly forwardTo: string | null;
  readonly chaos: ChaosSettings | null;
  readonly timeoutMs: number;
  /** Stop after so many events. */
  readonly exitAfter: number | null;
  /** No keys, even at a terminal: another part of the program has it. */
  readonly isKeyless?: boolean;
}

/** What a listener has done. */
export interface Tally {
  readonly seen: number;
  /** Events whose last copy was not answered 2xx, and spoilt copies that were. */
  readonly failed: number;
}

/** Events that can be gone back to. */
const REMEMBERED = 200;

/** Outcomes stand under the event's type. */
const OUTCOME_INDENT = 14;

interface Seen {
  readonly item: FeedItem;
  last: Forwarded | null;
}

export class Listener {
  readonly #session: Session;
  readonly #place: Place;
  readonly #wish: ListenWish;
  readonly #forwarder: Forwarder | null;
  readonly #seen: Seen[] = [];
  #chosen: Seen | null = null;
  #count = 0;
  #failed = 0;
  #reached: number;

  constructor(session: Session, place: Place, wish: ListenWish) {
    this.#session = session;
    this.#place = place;
    this.#wish = wish;
    this.#reached = place.position;
    const { forwardTo: url, chaos, timeoutMs } = wish;
    const webhookId = place.webhook.webhook_id;
    this.#forwarder =
      url === null
        ? null
        : new Forwarder({ url, secret: listenSecret(session), webhookId, timeoutMs, chaos }, (item, forwarded) =>
            this.#report(item, forwarded),
          );
  }

  /** Runs until it is stopped or has seen enough. */
  async run(api: Api, interrupt: Interrupt): Promise<Tally> {
    using lent = new DisposableStack();
    lent.use(this.#openKeys(interrupt));
    const pages = followFeed(api, {
      webhookId: this.#place.webhook.webhook_id,
      after: this.#place.position,
      signal: interrupt.signal,
      onTrouble: (line) => this.#session.terminal.warn(line),
    });
    for await (const page of pages) {
      for (const item of page) {
        if (interrupt.signal.aborted || this.#isEnough()) break;
        await this.#take(item, interrupt.signal);
      }
      if (this.#isEnough()) break;
    }
    await this.#forwarder?.flush();
    this.#place.keep(this.#reached);
    return { seen: this.#count, failed: this.#failed };
  }

  #isEnough(): boolean {
    return this.#wish.exitAfter !== null && this.#count >= this.#wish.exitAfter;
  }

  async #take(item: FeedItem, signal: AbortSignal): Promise<void> {
    if ((this.#wish.events as readonly string[]).includes(item.event.event_type)) {
      this.#count += 1;
      this.#remember(item);
      this.#announce(item);
      await this.#forwarder?.forward(item, signal);
    }
    this.#reached = item.sequence;
    // What is held back was not sent: a crash now must not lose it.
    const held = this.#forwarder?.heldSequence ?? null;
    this.#place.keep(held === null ? item.sequence : held - 1);
  }

  #remember(item: FeedItem): void {
    const isAtEnd = this.#chosen === this.#seen.at(-1);
    this.#seen.push({ item, last: null });
    if (this.#seen.length > REMEMBERED) this.#seen.shift();
    if (isAtEnd || this.#chosen === null) this.#chosen = this.#seen.at(-1) ?? null;
  }

  #announce(item: FeedItem): void {
    const { terminal, isJson } = this.#session;
    if (!isJson) terminal.print(eventLine(item, terminal.colours));
    else if (this.#forwarder === null) terminal.printJsonLine(recordOf(item, null));
  }

  #report(item: FeedItem, forwarded: Forwarded): void {
    const { terminal, isJson } = this.#session;
    const seen = this.#seen.findLast((each) => each.item.sequence === item.sequence);
    if (seen !== undefined) seen.last = forwarded;
    if (forwarded.kind === "sent" && isDelivered(forwarded.reply) !== (forwarded.tampering === null)) this.#failed += 1;
    if (isJson) terminal.printJsonLine(recordOf(item, forwarded));
    else terminal.print(`${this.#prefixOf(item)}${outcomeLine(forwarded, terminal.colours)}`);
  }

  /** Under its event nothing needs to be said; what comes later names the event it is about. */
  #prefixOf({ sequence }: FeedItem): string {
    return (sequence === this.#seen.at(-1)?.item.sequence ? "" : `#${sequence}`).padEnd(OUTCOME_INDENT);
  }

  #openKeys(interrupt: Interrupt): Disposable | null {
    const { terminal, isJson } = this.#session;
    if (this.#wish.isKeyless === true || !terminal.isInteractive || !terminal.isWatched || isJson) return null;
    terminal.remark(KEYS_LINE);
    return catchKeys(terminal, {
      resend: () => this.#withChosen(({ item }) => void this.#forwarder?.resend(item)),
      inspect: () => this.#withChosen(({ item, last }) => printInspection(terminal, item, last)),
      copyAsCurl: () => this.#withChosen((seen) => this.#copyAsCurl(seen)),
      move: (step) => this.#move(step),
      quit: () => interrupt.stop(),
    });
  }

  #withChosen(act: (seen: Seen) => void): void {
    if (this.#chosen === null) this.#session.terminal.remark("nothing came yet");
    else act(this.#chosen);
  }

  #copyAsCurl({ item }: Seen): void {
    const { terminal } = this.#session;
    const url = this.#wish.forwardTo;
    if (this.#forwarder === null || url === null) return terminal.remark("there is no receiver: give --forward-to");
    const line = toCurl(url, this.#forwarder.request(item));
    terminal.print(line);
    copyToClipboard(terminal, line);
    terminal.remark("copied; its signature is good for five minutes");
  }

  #move(step: 1 | -1): void {
    this.#withChosen((chosen) => {
      const at = this.#seen.indexOf(chosen) + step;
      this.#chosen = this.#seen[Math.max(0, Math.min(at, this.#seen.length - 1))] ?? chosen;
      this.#session.terminal.print(`▸ ${eventLine(this.#chosen.item, this.#session.terminal.colours)}`);
    });
  }
}

function recordOf(item: FeedItem, forwarded: Forwarded | null): object {
  const { sequence, deliveryId, event } = item;
  return {
    sequence,
    delivery_id: deliveryId,
    event,
    ...(forwarded === null ? {} : { forwarded: outcomeRecord(forwarded) }),
  };
}
