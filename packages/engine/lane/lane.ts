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
import { Pace } from "./pace.ts";
import { isResting } from "./plausible.ts";
import { Queue } from "./queue.ts";
import type { CarriedState } from "./read-outlook.ts";
import { type FreshMark, Settled } from "./settled.ts";
import { countOutcome, earlier, newTally, type Tally } from "./tally.ts";
import type { TicketOrder } from "./ticket-order.ts";

// What the owner before sent last is not known when it died: then the limit counts as used up as of now.
function windowOf(claimed: ClaimedLane, settings: WebhookSettings, now: Date): RateWindow | null {
  if (settings.rateLimit === null) return null;
  return claimed.wasAbandoned
    ? spentRateWindow(settings.rateLimit, now.getTime())
    : decodeRateWindow(claimed.rateState);
}

export class Lane {
  readonly tenantId: TenantId;
  readonly webhookId: WebhookId;
  readonly epoch: number;
  settings: WebhookSettings;
  standing: Standing;
  /** Moves when somebody else sets what is carried here; see `adopt`. */
  resets: number;
  /** What was sent lately, for the webhook's own limit; null where it has none. */
  rateWindow: RateWindow | null;
  /** Nothing more is started before; milliseconds since 1970. The webhook's own limit, or a fault of ours. */
  restsUntil = 0;
  /** Only with `ordering: ticket`. */
  order: TicketOrder | null = null;
  /** Subjects whose first parked delivery is to be released. */
  readonly toRelease = new Set<string>();
  /** Deliveries on their way to be parked, not written yet. */
  parking = 0;
  /** Retry-After. */
  blockedUntil: Date | null;
  /** The receiver answered 410. */
  goneAt: Date | null = null;
  readonly pace: Pace;
  /** Fresh deliveries were read up to this sequence. */
  loadedThrough: number;
  /** Reading further may bring fresh ones. */
  mayHaveFresh = true;
  /** When a timed delivery is due next, as far as is known here. */
  nextDueAt: Date | null;
  /** What the row said of that when it was last looked at: anything else there is news. */
  dueInRow: number | null = null;
  /** It is being loaded right now. */
  isLoading = false;
  /** Paused, disabled, deleted or lost: nothing more is sent, and it is given back when nothing is under way. */
  isStopped = false;
  /** Its receiver is gone or failed for too long: it is kept until its webhook was disabled. */
  isJudged = false;
  /** It has to be taken anew to go on: nothing more is started, and it is given back when nothing is under way. */
  isLeaving = false;
  inFlight = 0;
  /** When it last had something to do. */
  activeAt: number;
  readonly #settled: Settled;
  readonly #queue = new Queue<DueDelivery>();
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
    this.resets = claimed.resets;
    this.rateWindow = windowOf(claimed, settings, now);
    this.blockedUntil = claimed.blockedUntil;
    this.pace = new Pace(claimed.failingSince !== null);
    this.loadedThrough = claimed.sentThrough;
    this.#settled = new Settled({ through: claimed.sentThrough, openDay: claimed.openDay });
    this.nextDueAt = claimed.nextDueAt;
    this.activeAt = now.getTime();
    this.isStopped = !settings.isActive;
  }

  get queued(): number {
    return this.#queue.length;
  }

  /** Loaded and not yet written. */
  get inMotion(): number {
    return this.#inMotion.size;
  }

  /** Nothing loaded, nothing under way, nothing left to write. */
  get isIdle(): boolean {
    return this.#inMotion.size === 0 && !this.isLoading;
  }

  /** Where the lane stands for good: nothing at or below it waits for a first attempt. */
  get settledThrough(): number {
    return this.#settled.through;
  }

  get openDay(): string {
    return this.#settled.openDay;
  }

  isBlocked(nowMs: number): boolean {
    return isResting(this.blockedUntil, nowMs);
  }

  /** Takes in fresh deliveries, in order of sequence, from a load above `loadedThrough`. */
  addFresh(deliveries: readonly DueDelivery[]): void {
    for (const delivery of deliveries) {
      if (delivery.sequence <= this.loadedThrough) continue;
      this.loadedThrough = delivery.sequence;
      this.#inMotion.set(delivery.deliveryId, this.#settled.add(delivery.sequence, delivery.day));
      this.#queue.push(delivery);
    }
  }

  /** Nothing more up to the head waits for a first attempt: what is left there was held, or has a due time of its own. */
  reachHead(lastSequence: number): void {
    if (lastSequence <= this.loadedThrough) return;
    this.loadedThrough = lastSequence;
    this.#settled.reach(lastSequence);
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

  /** Of these the ones that are not under way already. */
  withoutMoving(deliveries: readonly DueDelivery[]): DueDelivery[] {
    return deliveries.filter(({ deliveryId }) => !this.#inMotion.has(deliveryId));
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
    if (this.queued === 0 || this.isStopped || this.isLeaving) return false;
    if (this.inFlight >= this.pace.widthOf(this.settings.maxConcurrency)) return false;
    return this.restsUntil <= now && !this.isBlocked(now);
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
    const delivery = this.#queue.shift();
    if (delivery === undefined) throw new Error(`Lane ${this.webhookId}: take() on an empty queue.`);
    return delivery;
  }

  /** Puts deliveries that could not be started yet at the head of the queue. */
  putFirst(deliveries: readonly DueDelivery[]): void {
    this.#queue.putFirst(deliveries);
  }

  /** A delivery that was not sent after all stays as it is; it is read again by whoever has the lane next. */
  putAway(delivery: DueDelivery): void {
    this.#inMotion.delete(delivery.deliveryId);
  }

  /** Forgets what is loaded but not started, and returns it; it is read again by whoever has the lane next. */
  dropQueue(): DueDelivery[] {
    const dropped = [...this.#queue.drain(), ...(this.order?.drain() ?? [])];
    for (const { deliveryId } of dropped) this.#inMotion.delete(deliveryId);
    return dropped;
  }

  /** A delivery whose row is gone needs no outcome: it counts as settled. */
  abandonLost(delivery: DueDelivery): void {
    const mark = this.#inMotion.get(delivery.deliveryId);
    if (mark) mark.isSettled = true;
    this.#inMotion.delete(delivery.deliveryId);
    this.#settled.advance();
  }

  count(outcome: Outcome): void {
    countOutcome(this.#tally, outcome);
  }

  /** Takes over what somebody else has set in the row: a resume or a rotation starts these anew. */
  adopt(row: CarriedState): void {
    if (row.resets === this.resets) return;
    const { failingSince, failedAttempts, warnedAt, signatureOrder, newSecretSeenAt } = row;
    this.resets = row.resets;
    this.blockedUntil = row.blockedUntil;
    this.standing = { failingSince, failedAttempts, warnedAt, signatureOrder, newSecretSeenAt };
    this.goneAt = null;
    this.restsUntil = 0;
    // What was held may be on its way to be sent again: the order of tickets has to be read anew.
    if (this.order !== null) this.isLeaving = true;
  }

  /** Marks outcomes as about to be written, then says what the lane row gets with them. */
  progressWith(outcomes: readonly Outcome[]): LaneProgress {
    for (const { delivery } of outcomes) {
      const mark = this.#inMotion.get(delivery.deliveryId);
      if (mark) mark.isSettled = true;
    }
    this.#settled.advance();
    const tally = this.#tally;
    this.#tally = newTally();
    this.nextDueAt = earlier(this.nextDueAt, tally.nextDueAt);
    return {
      ...this.standing,
      ...tally,
      tenantId: this.tenantId,
      webhookId: this.webhookId,
      epoch: this.epoch,
      resets: this.resets,
      goneAt: this.goneAt,
      sentThrough: this.settledThrough,
      openDay: this.openDay,
      blockedUntil: this.blockedUntil,
      rateState: this.rateWindow,
    };
  }

  /** After the write: these are no longer under way here. */
  forget(outcomes: readonly Outcome[]): void {
    for (const { delivery, nextAttemptAt } of outcomes) {
      this.#inMotion.delete(delivery.deliveryId);
      if (nextAttemptAt === "parked") this.parking -= 1;
      if (this.isLoading) this.#settledWhileLoading.add(delivery.deliveryId);
    }
  }
}
