// Drains the lanes this process owns: takes due lanes, keeps them filled, starts attempts in turn, hands outcomes to the
// writer, gives idle lanes back. It owns no timer and no loop; the pipeline calls its rounds.
import type { WebhookId } from "@ticketwire/contract";
import type { Clock } from "../db/clock.ts";
import type { Database } from "../db/database.ts";
import type { Outcome, Standing } from "../outcome/outcome.ts";
import type { LaneKey, WebhookSettings } from "../webhook/read-settings.ts";
import { claimDueLanes, type ClaimedLane } from "./claim-due-lanes.ts";
import type { Lane } from "./lane.ts";
import { Lane as OwnedLane } from "./lane.ts";
import { LaneLoader, wantsLoad } from "./lane-loader.ts";
import { parkOutcome, readOrders, releaseWaiting } from "./ordered-lanes.ts";
import { readOutlook, type DueDelivery } from "./load-deliveries.ts";
import { LaneTurns, type TurnLimits } from "./lane-turns.ts";
import { releaseLanes } from "./release-lanes.ts";

/** What came of one delivery, and what it says about the receiver. */
export interface Verdicted {
  /** Null when nothing was sent, because this process stops: the delivery stays as it is. */
  readonly outcome: Outcome | null;
  readonly standing: Standing;
  /** Retry-After: nothing more is sent to this webhook before. */
  readonly blockedUntil: Date | null;
}

/** Makes one attempt for a delivery and decides about it. Never rejects. */
export type Deliver = (lane: Lane, delivery: DueDelivery, body: string) => Promise<Verdicted>;

export interface LaneRunnerOptions {
  readonly db: Database;
  readonly clock: Clock;
  readonly readSettings: (lanes: readonly LaneKey[]) => Promise<readonly WebhookSettings[]>;
  readonly deliver: Deliver;
  /** Takes an outcome for writing; the lane is told through `settled` when it is written. */
  readonly record: (lane: Lane, outcome: Outcome) => void;
  /** False while no more outcomes can be taken (the database is away): nothing new is started then. */
  readonly hasRoom: () => boolean;
  readonly limits: TurnLimits;
  /** Told of lanes that were taken. */
  readonly onClaim?: (lanes: readonly ClaimedLane[]) => void;
}

/** How long an owned lane may idle before it is given back, milliseconds. */
const IDLE_MS = 30_000;
/** How many lanes one claim takes: the rest is left for other processes, and taken next round if none does. */
const LANES_PER_CLAIM = 200;

export class LaneRunner {
  readonly lanes = new Map<WebhookId, Lane>();
  readonly #options: LaneRunnerOptions;
  readonly #loader: LaneLoader;
  readonly #turns: LaneTurns;
  #processId = "";
  #leaseUntil = 0;
  #isDraining = false;

  constructor(options: LaneRunnerOptions) {
    this.#options = options;
    this.#loader = new LaneLoader(options.db.engine, options.clock);
    this.#turns = new LaneTurns(options.limits);
  }

  get inFlight(): number {
    return this.#turns.inFlight;
  }

  /** Resolves when no attempt is under way. */
  whenQuiet(): Promise<void> {
    return this.#turns.whenQuiet();
  }

  /** Under this name and until this moment the process may own lanes. A new name means that the old lanes are gone. */
  holdLease(processId: string, until: Date): void {
    if (processId !== this.#processId) this.dropAll();
    this.#processId = processId;
    this.#leaseUntil = until.getTime();
  }

  /** Forgets all lanes without giving them back: they belong to others now. */
  dropAll(): void {
    for (const lane of this.lanes.values()) this.#drop(lane);
    this.lanes.clear();
  }

  /** Takes due lanes; only the named ones, or any. Returns how many. */
  async claim(webhookIds: readonly string[] | null): Promise<number> {
    if (this.#isDraining || this.#processId === "") return 0;
    const { db, clock, readSettings } = this.#options;
    const origins = [...new Set([...this.lanes.values()].map((lane) => lane.settings.origin))];
    const processId = this.#processId;
    const claimed = await claimDueLanes(db.engine, {
      processId,
      now: clock.now(),
      limit: LANES_PER_CLAIM,
      webhookIds: webhookIds === null ? null : webhookIds.filter((id) => !this.lanes.has(id as WebhookId)),
      origins,
    });
    if (claimed.length === 0) return 0;
    const settings = new Map((await readSettings(claimed)).map((entry) => [entry.webhookId, entry]));
    const lanes = claimed.flatMap((entry) => {
      const webhook = settings.get(entry.webhookId);
      return webhook ? [new OwnedLane(entry, webhook, clock.now())] : [];
    });
    await readOrders(db.engine, lanes);
    if (processId !== this.#processId) return 0;
    for (const lane of lanes) this.lanes.set(lane.webhookId, lane);
    this.#options.onClaim?.(claimed);
    return claimed.length;
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

  /** Fills lanes that run low. True when it read anything. */
  load(): Promise<boolean> {
    return this.#isDraining ? Promise.resolve(false) : this.#loader.tick(this.lanes.values());
  }

  /** True when any lane would load now. */
  wantsLoad(): boolean {
    const now = this.#options.clock.now();
    return !this.#isDraining && [...this.lanes.values()].some((lane) => wantsLoad(lane, now));
  }

  /** Starts as many attempts as limits allow, lanes in turn. Returns how many. */
  start(): number {
    const { clock, hasRoom } = this.#options;
    const now = clock.now().getTime();
    if (this.#isDraining || now >= this.#leaseUntil || !hasRoom()) return 0;
    return this.#turns.run(this.lanes.values(), now, (lane) => this.#startOne(lane));
  }

  #startOne(lane: Lane): void {
    const { deliver, clock } = this.#options;
    if (!lane.takeRateTurn(clock.now().getTime())) return;
    const delivery = lane.take();
    const body = this.#loader.takeBody(delivery);
    lane.activeAt = clock.now().getTime();
    if (body === undefined) {
      // Its event aged out between the load and now, and so did the delivery's row.
      lane.abandonLost(delivery);
      return;
    }
    const turn = lane.order?.take(delivery).kind ?? "start";
    if (turn === "wait") return;
    if (turn === "park") return this.#park(lane, delivery);
    this.#turns.enter(lane);
    void deliver(lane, delivery, body).then((verdicted) => this.#ended(lane, delivery, verdicted));
  }

  #ended(lane: Lane, delivery: DueDelivery, { outcome, standing, blockedUntil }: Verdicted): void {
    this.#loader.releaseBody(delivery);
    if (outcome === null) {
      lane.putAway(delivery);
      return this.#turns.leave(lane);
    }
    lane.standing = standing;
    lane.blockedUntil = blockedUntil ?? lane.blockedUntil;
    lane.count(outcome);
    this.#options.record(lane, outcome);
    const ended = lane.order?.end(delivery, outcome.nextAttemptAt === null);
    if (ended) {
      lane.putFirst(ended.next);
      for (const waiting of ended.park) this.#park(lane, waiting);
      if (ended.release && delivery.subjectId !== null) lane.toRelease.add(delivery.subjectId);
    }
    this.#turns.leave(lane);
  }

  #park(lane: Lane, delivery: DueDelivery): void {
    this.#loader.releaseBody(delivery);
    this.#options.record(lane, parkOutcome(delivery));
  }

  /** Releases the first parked delivery of tickets whose earlier one has ended. Returns how many it looked at. */
  releaseParked(): Promise<number> {
    return releaseWaiting(this.#options.db.engine, this.lanes.values(), this.#options.clock.now());
  }

  /** After a write: outcomes are no longer under way; a lane that was lost meanwhile is dropped. */
  settled(lane: Lane, outcomes: readonly Outcome[], isOwner: boolean): void {
    lane.forget(outcomes);
    if (!isOwner && this.lanes.get(lane.webhookId) === lane) {
      this.#drop(lane);
      this.lanes.delete(lane.webhookId);
    }
  }

  /** Reads the settings of these webhooks anew; one that is no longer active stops. */
  async refresh(webhookIds: readonly string[]): Promise<void> {
    const owned = webhookIds.flatMap((id) => this.lanes.get(id as WebhookId) ?? []);
    if (owned.length === 0) return;
    const settings = new Map((await this.#options.readSettings(owned)).map((entry) => [entry.webhookId, entry]));
    for (const lane of owned) {
      const webhook = settings.get(lane.webhookId);
      if (webhook) lane.settings = webhook;
      if (!webhook?.isActive) this.#stopLane(lane);
    }
  }

  /** The safety poll behind lost notifications: looks at the heads of owned lanes. */
  async lookAtHeads(): Promise<void> {
    const owned = [...this.lanes.values()];
    if (owned.length === 0) return;
    for (const outlook of await readOutlook(this.#options.db.engine, owned)) {
      const lane = this.lanes.get(outlook.webhookId);
      if (lane === undefined) continue;
      if (outlook.paused) this.#stopLane(lane);
      if (outlook.lastSequence > lane.loadedThrough) lane.mayHaveFresh = true;
      if (outlook.nextDueAt !== null && (lane.nextDueAt === null || outlook.nextDueAt < lane.nextDueAt))
        lane.nextDueAt = outlook.nextDueAt;
    }
  }

  /** Gives back lanes that are stopped, blocked for long, or idle. */
  async releaseIdle(): Promise<void> {
    const now = this.#options.clock.now();
    const idle = [...this.lanes.values()].filter((lane) => {
      if (!lane.isIdle) return false;
      if (lane.isStopped) return true;
      const restsUntil = Math.max(lane.nextDueAt?.getTime() ?? Infinity, lane.blockedUntil?.getTime() ?? 0);
      return now.getTime() - lane.activeAt > IDLE_MS && restsUntil - now.getTime() > IDLE_MS && !lane.mayHaveFresh;
    });
    await this.#giveBack(idle);
  }

  /** Starts nothing more; what is under way ends by itself. */
  beginDrain(): void {
    this.#isDraining = true;
    for (const lane of this.lanes.values()) this.#dropQueue(lane);
  }

  /** Gives every lane back, at a planned stop. Call when nothing is under way and everything is written. */
  releaseAll(): Promise<void> {
    return this.#giveBack([...this.lanes.values()]);
  }

  async #giveBack(lanes: readonly Lane[]): Promise<void> {
    if (lanes.length === 0) return;
    for (const lane of lanes) this.lanes.delete(lane.webhookId);
    await releaseLanes(this.#options.db.engine, {
      processId: this.#processId,
      lanes: lanes.map((lane) => ({
        tenantId: lane.tenantId,
        webhookId: lane.webhookId,
        epoch: lane.epoch,
        sentThrough: lane.settledThrough,
        openDay: lane.openDay,
        rateState: lane.rateWindow,
      })),
    });
  }

  #stopLane(lane: Lane): void {
    lane.isStopped = true;
    this.#dropQueue(lane);
  }

  #drop(lane: Lane): void {
    lane.isStopped = true;
    this.#dropQueue(lane);
  }

  #dropQueue(lane: Lane): void {
    for (const delivery of lane.dropQueue()) this.#loader.releaseBody(delivery);
  }
}
