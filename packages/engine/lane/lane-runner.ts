// Drains the lanes this process owns: keeps them filled, starts attempts in turn, hands outcomes to the writer. It owns no
// timer and no loop; the engine calls its rounds, and those of the lanes' ownership (owned-lanes.ts) through it.
import type { WebhookId } from "@ticketwire/contract";
import type { Outcome, Standing } from "../outcome/outcome.ts";
import { isBusy } from "./balance.ts";
import type { Lane } from "./lane.ts";
import { LaneLoader } from "./lane-loader.ts";
import { LaneTurns, type Slot, type TurnLimits } from "./lane-turns.ts";
import type { DueDelivery } from "./load-deliveries.ts";
import { parkOutcome, releaseWaiting } from "./ordered-lanes.ts";
import { OwnedLanes, type OwnedLanesOptions } from "./owned-lanes.ts";
import { after } from "./plausible.ts";
import { LEASE_MS } from "./process-lease.ts";

/** What came of one delivery, and what it says about the receiver. */
export interface Verdicted {
  /** Null when nothing was sent: the delivery stays as it is and is tried again after a moment. */
  readonly outcome: Outcome | null;
  readonly standing: Standing;
  /** Retry-After: nothing more is sent to this webhook before. Without an outcome: nothing is tried before. */
  readonly blockedUntil: Date | null;
}

/** Makes one attempt for a delivery and decides about it. Never rejects. */
export type Deliver = (lane: Lane, delivery: DueDelivery, body: string) => Promise<Verdicted>;

export interface LaneRunnerOptions extends Omit<OwnedLanesOptions, "onStopped"> {
  readonly deliver: Deliver;
  /** Takes an outcome for writing; the lane is told through `settled` when it is written. */
  readonly record: (lane: Lane, outcome: Outcome) => void;
  /** False while no more outcomes can be taken (the database is away): nothing new is started then. */
  readonly hasRoom: () => boolean;
  readonly limits: TurnLimits;
}

/** How long a lane rests when this process had no socket left for it, milliseconds. */
const SHORTAGE_REST_MS = 1_000;

export class LaneRunner {
  readonly #options: LaneRunnerOptions;
  readonly #owned: OwnedLanes;
  readonly #loader: LaneLoader;
  readonly #turns: LaneTurns;
  #leaseUntil = 0;
  #isDraining = false;

  constructor(options: LaneRunnerOptions) {
    this.#options = options;
    this.#owned = new OwnedLanes({ ...options, onStopped: (lane) => this.#dropQueue(lane) });
    this.#loader = new LaneLoader({
      db: options.db.engine,
      clock: options.clock,
      refresh: (webhookIds) => this.#owned.refresh(webhookIds),
    });
    this.#turns = new LaneTurns(options.limits);
  }

  get lanes(): ReadonlyMap<WebhookId, Lane> {
    return this.#owned.byId;
  }

  get inFlight(): number {
    return this.#turns.inFlight;
  }

  /** Characters of the bodies of what is loaded. */
  get heldCharacters(): number {
    return this.#loader.heldCharacters;
  }

  /** Resolves when no attempt is under way. */
  whenQuiet(): Promise<void> {
    return this.#turns.whenQuiet();
  }

  /** Under this name and until this moment the process may own lanes. A new name means that the old lanes are gone. */
  holdLease(processId: string, until: Date): void {
    this.#owned.rename(processId);
    this.#leaseUntil = until.getTime();
  }

  /** Takes due lanes; only the named ones, or any. Returns how many. */
  claim(webhookIds: readonly string[] | null): Promise<number> {
    return this.#isDraining ? Promise.resolve(0) : this.#owned.claim(webhookIds);
  }

  /** Reads what others may have changed about these webhooks; one that is no longer active stops. */
  refresh(webhookIds: readonly string[]): Promise<void> {
    return this.#owned.refresh(webhookIds);
  }

  /** The safety poll behind lost notifications. */
  lookAtHeads(): Promise<void> {
    return this.#owned.lookAtHeads();
  }

  /** Lanes in which more waits than may be under way. */
  get busyLanes(): number {
    let count = 0;
    for (const lane of this.lanes.values()) if (isBusy(lane)) count += 1;
    return count;
  }

  /** Gives busy lanes away to processes that have fewer of them. */
  shareOut(): Promise<void> {
    return this.#isDraining ? Promise.resolve() : this.#owned.shareOut();
  }

  /** Gives back lanes that are stopped, blocked for long, or idle. Returns how many of them can be taken anew at once. */
  releaseIdle(): Promise<number> {
    return this.#owned.releaseIdle();
  }

  /**
   * Tells owned lanes that there may be more to read: fresh deliveries, and with `alsoDue` such as another process released or
   * asked for again. Returns the ids of those that are not owned here.
   */
  wake(webhookIds: readonly string[], alsoDue: boolean): string[] {
    const unknown: string[] = [];
    for (const id of webhookIds) {
      const lane = this.lanes.get(id as WebhookId);
      if (lane === undefined) {
        unknown.push(id);
        continue;
      }
      lane.mayHaveFresh = true;
      if (alsoDue) lane.nextDueAt = this.#options.clock.now();
    }
    return unknown;
  }

  /** What was found out about this webhook's receiver has been acted on: its lane may be given back. */
  acted(webhookId: WebhookId): void {
    const lane = this.lanes.get(webhookId);
    if (lane !== undefined) lane.isJudged = false;
  }

  /** Fills lanes that run low. True when it read anything. */
  load(): Promise<boolean> {
    return this.#isDraining ? Promise.resolve(false) : this.#loader.tick(this.lanes.values());
  }

  /** True when any lane would load now. */
  wantsLoad(): boolean {
    if (this.#isDraining) return false;
    const now = this.#options.clock.now();
    for (const lane of this.lanes.values()) if (this.#loader.wants(lane, now)) return true;
    return false;
  }

  /** Starts as many attempts as limits allow, tenants and lanes in turn. Returns how many. */
  start(): number {
    const now = this.#options.clock.now().getTime();
    if (this.#isDraining || !this.#holdsLease(now) || !this.#options.hasRoom()) return 0;
    const { started, served } = this.#turns.run(this.lanes.values(), now, (lane) => this.#startOne(lane, now));
    this.#owned.putBehind(served);
    return started;
  }

  // A lease that ends later than one can is from before the clock was set back: how much of it is left is not known.
  #holdsLease(now: number): boolean {
    return now < this.#leaseUntil && this.#leaseUntil - now <= LEASE_MS * 2;
  }

  #startOne(lane: Lane, now: number): void {
    const delivery = lane.take();
    const body = this.#loader.takeBody(delivery);
    lane.activeAt = now;
    const turn = lane.order?.take(delivery).kind ?? "start";
    if (turn === "wait") return;
    if (turn === "park") return this.#park(lane, delivery);
    if (body === undefined) {
      // Its event aged out between the load and now, and so did the delivery's row.
      lane.abandonLost(delivery);
      return this.#letNextGo(lane, delivery, true);
    }
    if (!lane.takeRateTurn(now)) return lane.putFirst([delivery]);
    const slot = this.#turns.enter(lane);
    void this.#options.deliver(lane, delivery, body).then((verdicted) => this.#ended(slot, delivery, verdicted));
  }

  #ended(slot: Slot, delivery: DueDelivery, { outcome, standing, blockedUntil }: Verdicted): void {
    const { lane } = slot;
    if (outcome === null) {
      this.#notSent(lane, delivery, blockedUntil);
      return this.#turns.leave(slot);
    }
    this.#loader.releaseBody(delivery);
    lane.standing = standing;
    lane.blockedUntil = blockedUntil ?? lane.blockedUntil;
    if (outcome.attempt !== null) lane.pace.ended(outcome.attempt.errorClass);
    lane.count(outcome);
    this.#options.record(lane, outcome);
    this.#letNextGo(lane, delivery, outcome.nextAttemptAt === null);
    this.#turns.leave(slot);
  }

  // It keeps its place at the head of the queue, unless the lane goes to somebody else, who reads it again.
  #notSent(lane: Lane, delivery: DueDelivery, restUntil: Date | null): void {
    if (this.#isDraining || lane.isStopped || lane.isLeaving) {
      this.#loader.releaseBody(delivery);
      return lane.putAway(delivery);
    }
    lane.putFirst([delivery]);
    lane.restsUntil = (restUntil ?? after(this.#options.clock.now(), SHORTAGE_REST_MS)).getTime();
  }

  #letNextGo(lane: Lane, delivery: DueDelivery, hasEnded: boolean): void {
    const ended = lane.order?.end(delivery, hasEnded);
    if (ended === undefined) return;
    if (this.#isDraining || lane.isStopped || lane.isLeaving)
      for (const waiting of [...ended.next, ...(lane.order?.drain() ?? [])]) this.#putAway(lane, waiting);
    else lane.putFirst(ended.next);
    for (const waiting of ended.park) this.#park(lane, waiting);
    if (ended.release && delivery.subjectId !== null) lane.toRelease.add(delivery.subjectId);
  }

  #putAway(lane: Lane, delivery: DueDelivery): void {
    this.#loader.releaseBody(delivery);
    lane.putAway(delivery);
  }

  #park(lane: Lane, delivery: DueDelivery): void {
    this.#loader.releaseBody(delivery);
    lane.parking += 1;
    this.#options.record(lane, parkOutcome(delivery));
  }

  /** Releases the first parked delivery of tickets whose earlier one has ended. Returns how many it looked at. */
  releaseParked(): Promise<number> {
    const { db, clock } = this.#options;
    return releaseWaiting(db.engine, this.lanes.values(), { processId: this.#owned.processId, now: clock.now() });
  }

  /** After a write: outcomes are no longer under way; a lane that was lost meanwhile is dropped. */
  settled(lane: Lane, outcomes: readonly Outcome[], isOwner: boolean): void {
    lane.forget(outcomes);
    if (!isOwner && this.lanes.get(lane.webhookId) === lane) this.#owned.forget(lane);
  }

  /** Starts nothing more; what is under way ends by itself. */
  beginDrain(): void {
    this.#isDraining = true;
    for (const lane of this.lanes.values()) this.#dropQueue(lane);
  }

  /** Gives every lane back, at a planned stop. Call when nothing is under way and everything is written. */
  releaseAll(): Promise<void> {
    return this.#owned.giveBack([...this.lanes.values()]);
  }

  #dropQueue(lane: Lane): void {
    for (const delivery of lane.dropQueue()) this.#loader.releaseBody(delivery);
  }
}
