// One lane in the memory of its owner: what is loaded, what is under way, how far everything is settled. No database and no
// network here; the runner (lane-runner.ts) feeds it and takes from it.
import type { DeliveryId, TenantId, WebhookId } from "@ticketwire/contract";
import type { LaneProgress, Outcome, Standing } from "../outcome/outcome.ts";
import {
  decodeRateWindow,
  EMPTY_RATE_WINDOW,
  type RateWindow,
  spentRateWindow,
  takeRateTurn,
} from "../verdict/rate-window.ts";
import type { WebhookSettings } from "../webhook/read-settings.ts";
import type { ClaimedLane } from "./claim-due-lanes.ts";
import type { DueDelivery } from "./load-deliveries.ts";
import type { TicketOrder } from "./ticket-order.ts";
import { countOutcome, earlier, newTally, type Tally } from "./tally.ts";

const DAY_MS = 86_400_000;

/** A first attempt that was loaded; kept in order of sequence until it and all before it are settled. */
interface FreshMark {
  readonly sequence: number;
  readonly day: string;
  isSettled: boolean;
}

// What the owner before sent last is not known when it died: then the limit counts as used up as of now.
function windowOf(claimed: ClaimedLane, settings: WebhookSettings, now: Date): RateWindow | null {
  if (settings.rateLimit === null) return null;
  return claimed.wasAbandoned
    ? spentRateWindow(settings.rateLimit, now.getTime())
    : decodeRateWindow(claimed.rateState);
}

function dayBefore(day: string): string {
  return new Date(Date.parse(day) - DAY_MS).toISOString().slice(0, 10);
}

export class Lane {
  readonly tenantId: TenantId;
  readonly webhookId: WebhookId;
  readonly epoch: number;
  settings: WebhookSettings;
  standing: Standing;
  /** What was sent lately, for the webhook's own limit; null where it has none. */
  rateWindow: RateWindow | null;
  /** The webhook's own limit lets nothing more go before; milliseconds since 1970. */
  restsUntil = 0;
  /** Only with `ordering: ticket`. */
  order: TicketOrder | null = null;
  /** Subjects whose first parked delivery is to be released. */
  readonly toRelease = new Set<string>();
  blockedUntil: Date | null;
  /** Fresh deliveries were read up to this sequence. */
  loadedThrough: number;
  /** Reading further may bring fresh ones. */
  mayHaveFresh = true;
  /** When a timed delivery is due next, as far as is known here. */
  nextDueAt: Date | null;
  /** It is being loaded right now. */
  isLoading = false;
  /** Paused, disabled or deleted: nothing more is sent, and it is given back when nothing is under way. */
  isStopped = false;
  inFlight = 0;
  /** When it last had something to do. */
  activeAt: number;
  openDay: string;
  #settledThrough: number;
  #settledDay: string;
  readonly #fresh: FreshMark[] = [];
  #freshHead = 0;
  #queue: DueDelivery[] = [];
  #queueHead = 0;
  /** Loaded and not yet written. */
  readonly #inMotion = new Map<DeliveryId, FreshMark | null>();
  /** Written while a load was under way: what that load says of them is old. */
  readonly #settledWhileLoading = new Set<DeliveryId>();
  #tally: Tally = newTally();

  constructor(claimed: ClaimedLane, settings: WebhookSettings, now: Date) {
    this.tenantId = claimed.tenantId;
    this.webhookId = claimed.webhookId;
    this.epoch = claimed.epoch;
    this.settings = settings;
    this.standing = { ...claimed, newSecretSeenAt: null };
    this.rateWindow = windowOf(claimed, settings, now);
    this.blockedUntil = claimed.blockedUntil;
    this.loadedThrough = claimed.sentThrough;
    this.#settledThrough = claimed.sentThrough;
    this.openDay = claimed.openDay;
    this.#settledDay = claimed.openDay;
    this.nextDueAt = claimed.nextDueAt;
    this.activeAt = now.getTime();
  }

  get queued(): number {
    return this.#queue.length - this.#queueHead;
  }

  /** Nothing loaded, nothing under way, nothing left to write. */
  get isIdle(): boolean {
    return this.#inMotion.size === 0 && !this.isLoading;
  }

  /** Takes in fresh deliveries, in order of sequence, from a load above `loadedThrough`. */
  addFresh(deliveries: readonly DueDelivery[]): void {
    for (const delivery of deliveries) {
      if (delivery.sequence <= this.loadedThrough) continue;
      this.loadedThrough = delivery.sequence;
      const mark = { sequence: delivery.sequence, day: delivery.day, isSettled: false };
      this.#fresh.push(mark);
      this.#inMotion.set(delivery.deliveryId, mark);
      this.#queue.push(delivery);
    }
  }

  /** Nothing more up to the head waits for a first attempt: what is left there was held, or has a due time of its own. */
  reachHead(lastSequence: number): void {
    if (lastSequence <= this.loadedThrough) return;
    this.loadedThrough = lastSequence;
    this.#fresh.push({ sequence: lastSequence, day: this.#fresh.at(-1)?.day ?? this.#settledDay, isSettled: true });
    this.#advance();
  }

  /** Takes in timed deliveries that are due. Returns those it left out, because they are under way already. */
  addDue(deliveries: readonly DueDelivery[]): DueDelivery[] {
    const refused: DueDelivery[] = [];
    for (const delivery of deliveries) {
      if (this.#inMotion.has(delivery.deliveryId) || this.#settledWhileLoading.has(delivery.deliveryId)) {
        refused.push(delivery);
      } else {
        this.#inMotion.set(delivery.deliveryId, null);
        this.#queue.push(delivery);
      }
    }
    return refused;
  }

  startLoading(): void {
    this.isLoading = true;
    this.#settledWhileLoading.clear();
  }

  endLoading(): void {
    this.isLoading = false;
    this.#settledWhileLoading.clear();
  }

  /** True when one more attempt may start now. */
  canStart(now: number): boolean {
    if (this.queued === 0 || this.isStopped || this.inFlight >= this.settings.maxConcurrency) return false;
    if (this.restsUntil > now) return false;
    return this.blockedUntil === null || this.blockedUntil.getTime() <= now;
  }

  /** Counts one more send against the webhook's own limit; false when it has to wait. Waiting is no attempt. */
  takeRateTurn(now: number): boolean {
    const { rateLimit } = this.settings;
    if (rateLimit === null) return true;
    const turn = takeRateTurn(this.rateWindow ?? EMPTY_RATE_WINDOW, rateLimit, now);
    this.rateWindow = turn.window;
    if (turn.kind === "wait") this.restsUntil = turn.untilMs;
    return turn.kind === "send";
  }

  /** The next delivery to attempt; call only when `canStart`. */
  take(): DueDelivery {
    const delivery = this.#queue[this.#queueHead++];
    if (delivery === undefined) throw new Error(`Lane ${this.webhookId}: take() on an empty queue.`);
    if (this.#queueHead > 256 && this.#queueHead * 2 > this.#queue.length) {
      this.#queue = this.#queue.slice(this.#queueHead);
      this.#queueHead = 0;
    }
    return delivery;
  }

  /** Puts deliveries that waited for another one of their ticket at the head of the queue. */
  putFirst(deliveries: readonly DueDelivery[]): void {
    if (deliveries.length === 0) return;
    this.#queue = [...deliveries, ...this.#queue.slice(this.#queueHead)];
    this.#queueHead = 0;
  }

  /** A delivery that was not sent after all stays as it is; it is read again by whoever has the lane next. */
  putAway(delivery: DueDelivery): void {
    this.#inMotion.delete(delivery.deliveryId);
  }

  /** Forgets what is loaded but not started, and returns it; it is read again by whoever has the lane next. */
  dropQueue(): DueDelivery[] {
    const dropped = [...this.#queue.slice(this.#queueHead), ...(this.order?.drain() ?? [])];
    for (const { deliveryId } of dropped) this.#inMotion.delete(deliveryId);
    this.#queue = [];
    this.#queueHead = 0;
    return dropped;
  }

  /** A delivery whose row is gone needs no outcome: it counts as settled. */
  abandonLost(delivery: DueDelivery): void {
    const mark = this.#inMotion.get(delivery.deliveryId);
    if (mark) mark.isSettled = true;
    this.#inMotion.delete(delivery.deliveryId);
    this.#advance();
  }

  count(outcome: Outcome): void {
    countOutcome(this.#tally, outcome);
  }

  /** Marks outcomes as about to be written, then says what the lane row gets with them. */
  progressWith(outcomes: readonly Outcome[]): LaneProgress {
    for (const { delivery } of outcomes) {
      const mark = this.#inMotion.get(delivery.deliveryId);
      if (mark) mark.isSettled = true;
    }
    this.#advance();
    const tally = this.#tally;
    this.#tally = newTally();
    this.nextDueAt = earlier(this.nextDueAt, tally.nextDueAt);
    return {
      ...this.standing,
      ...tally,
      tenantId: this.tenantId,
      webhookId: this.webhookId,
      epoch: this.epoch,
      sentThrough: this.#settledThrough,
      openDay: this.openDay,
      blockedUntil: this.blockedUntil,
      rateState: this.rateWindow,
    };
  }

  /** After the write: these are no longer under way here. */
  forget(outcomes: readonly Outcome[]): void {
    for (const { delivery } of outcomes) {
      this.#inMotion.delete(delivery.deliveryId);
      if (this.isLoading) this.#settledWhileLoading.add(delivery.deliveryId);
    }
  }

  /** Where the lane stands for good: nothing at or below it waits for a first attempt. */
  get settledThrough(): number {
    return this.#settledThrough;
  }

  #advance(): void {
    let mark = this.#fresh[this.#freshHead];
    while (mark?.isSettled) {
      this.#settledThrough = mark.sequence;
      this.#settledDay = mark.day;
      mark = this.#fresh[++this.#freshHead];
    }
    // Later sequences lie at most one day before this one: fan-out gives older events a due time (fan-out-events.ts).
    const day = dayBefore(this.#settledDay);
    if (day > this.openDay) this.openDay = day;
    if (this.#freshHead > 256 && this.#freshHead * 2 > this.#fresh.length) {
      this.#fresh.splice(0, this.#freshHead);
      this.#freshHead = 0;
    }
  }
}
