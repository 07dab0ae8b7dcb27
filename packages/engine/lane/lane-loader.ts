// Fills lanes: one load at a time for all lanes that want one, so that a thousand lanes cost one statement and not a thousand.
// In: lanes that run low. Out: their queues, and the bodies of what was loaded.
import type { EventId, WebhookId } from "@ticketwire/contract";
import type { Clock } from "../db/clock.ts";
import type { Queryable } from "../db/database.ts";
import { dayOf } from "../db/partitions.ts";
import { cacheEventBodies, type EventBodies } from "./event-bodies.ts";
import type { Lane } from "./lane.ts";
import { after, isDue } from "./plausible.ts";
import { dayBefore } from "./settled.ts";
import { earlier } from "./tally.ts";
import { loadDue, loadFresh, readNextDue, type DueDelivery } from "./load-deliveries.ts";

/** Lanes filled by one statement, and deliveries per lane: together a bound on rows in memory. */
const LANES_PER_LOAD = 200;
const ROWS_PER_LOAD = 4000;
const ROWS_PER_LANE = 200;
const RECHECK_MS = 1_000;

function wantsFresh(lane: Lane): boolean {
  return lane.mayHaveFresh && runsLow(lane);
}

function wantsDue(lane: Lane, now: Date): boolean {
  return isDue(lane.nextDueAt, now) && runsLow(lane);
}

function runsLow(lane: Lane): boolean {
  return !lane.isStopped && !lane.isLeaving && lane.queued < lane.settings.maxConcurrency * 2;
}

function byWebhook(deliveries: readonly DueDelivery[]): Map<WebhookId, DueDelivery[]> {
  const groups = new Map<WebhookId, DueDelivery[]>();
  for (const delivery of deliveries) {
    const group = groups.get(delivery.webhookId);
    if (group) group.push(delivery);
    else groups.set(delivery.webhookId, [delivery]);
  }
  return groups;
}

/** True when a lane has something to load at `now`. */
export function wantsLoad(lane: Lane, now: Date): boolean {
  if (lane.isLoading || lane.isBlocked(now.getTime())) return false;
  return wantsFresh(lane) || wantsDue(lane, now);
}

function rowsPerLane(lanes: number): number {
  return Math.max(1, Math.min(ROWS_PER_LANE, Math.floor(ROWS_PER_LOAD / lanes)));
}

/** Up to LANES_PER_LOAD lanes that want something. */
function pickWanting(lanes: Iterable<Lane>, now: Date): Lane[] {
  const wanting: Lane[] = [];
  for (const lane of lanes) {
    if (wanting.length === LANES_PER_LOAD) break;
    if (wantsLoad(lane, now)) wanting.push(lane);
  }
  return wanting;
}

export class LaneLoader {
  readonly #db: Queryable;
  readonly #clock: Clock;
  readonly #cache: EventBodies;
  // Bodies of loaded deliveries, counted: the cache may drop one that still waits in a queue.
  readonly #held = new Map<EventId, { readonly body: string; users: number }>();

  constructor(db: Queryable, clock: Clock) {
    this.#db = db;
    this.#clock = clock;
    this.#cache = cacheEventBodies(db);
  }

  /** Loads for lanes that want it. True when there were any. */
  async tick(lanes: Iterable<Lane>): Promise<boolean> {
    const now = this.#clock.now();
    const wanting = pickWanting(lanes, now);
    if (wanting.length === 0) return false;
    for (const lane of wanting) lane.startLoading();
    const wantingDue = wanting.filter((lane) => wantsDue(lane, now));
    const wantingFresh = wanting.filter(wantsFresh);
    try {
      if (wantingDue.length > 0) await this.#loadDue(wantingDue, now);
      if (wantingFresh.length > 0) await this.#loadFresh(wantingFresh, now);
    } catch (error) {
      for (const lane of wantingFresh) lane.mayHaveFresh = true;
      for (const lane of wantingDue) lane.nextDueAt = now;
      throw error;
    } finally {
      for (const lane of wanting) this.#endLoading(lane);
    }
    return true;
  }

  // Stopped while it was loaded: it would keep what came until the process ends, and the lane with it.
  #endLoading(lane: Lane): void {
    lane.endLoading();
    if (lane.isStopped || lane.isLeaving) for (const delivery of lane.dropQueue()) this.releaseBody(delivery);
  }

  /** The body of a loaded delivery's event. */
  takeBody(delivery: DueDelivery): string | undefined {
    return this.#held.get(delivery.eventId)?.body;
  }

  /** Lets go of the body of a delivery that ended or was dropped. */
  releaseBody({ eventId }: DueDelivery): void {
    const entry = this.#held.get(eventId);
    if (entry && --entry.users === 0) this.#held.delete(eventId);
  }

  async #loadFresh(lanes: readonly Lane[], now: Date): Promise<void> {
    const limit = rowsPerLane(lanes.length);
    // A clock that was ahead and has been set back: days come again that lanes are past already.
    const latestOpenDay = dayBefore(dayOf(now));
    const openDayOf = ({ openDay }: Lane): string => (openDay < latestOpenDay ? openDay : latestOpenDay);
    // A notification that comes during the load must not be lost, so the mark goes before the read.
    for (const lane of lanes) lane.mayHaveFresh = false;
    const wishes = lanes.map((lane) => ({
      ...keyOf(lane),
      after: lane.loadedThrough,
      openDay: openDayOf(lane),
      limit,
    }));
    const loads = await loadFresh(this.#db, wishes);
    await this.#holdBodies(loads.flatMap((load) => load.deliveries));
    const byLane = new Map(loads.map((load) => [load.webhookId, load]));
    for (const lane of lanes) {
      const load = byLane.get(lane.webhookId);
      if (load === undefined) continue;
      lane.addFresh(load.deliveries);
      if (load.deliveries.length === limit) lane.mayHaveFresh = true;
      else lane.reachHead(load.lastSequence);
    }
  }

  async #loadDue(lanes: readonly Lane[], now: Date): Promise<void> {
    const limit = rowsPerLane(lanes.length);
    // What is under way may stand at the front of the index with its old time: read past it, or it would come alone, each time.
    const wishes = lanes.map((lane) => ({ ...keyOf(lane), limit: limit + lane.inMotion }));
    // Set by whoever is told of more during the load; so that is not lost.
    for (const lane of lanes) lane.nextDueAt = null;
    const loaded = await loadDue(this.#db, wishes, now);
    const groups = byWebhook(loaded);
    const drained = new Set(
      wishes.flatMap((wish) => ((groups.get(wish.webhookId)?.length ?? 0) < wish.limit ? [wish.webhookId] : [])),
    );
    const nextDue = await readNextDue(
      this.#db,
      wishes.filter((wish) => drained.has(wish.webhookId)),
    );
    await this.#holdBodies(loaded);
    for (const lane of lanes)
      for (const refused of lane.addDue(groups.get(lane.webhookId) ?? [])) this.releaseBody(refused);
    for (const lane of lanes) {
      const isDrained = drained.has(lane.webhookId);
      // Not drained: there is more that is due now.
      const next = isDrained ? (nextDue.get(lane.webhookId) ?? null) : now;
      // What is under way still stands in the index with its old time; look again when it may have moved.
      lane.nextDueAt = earlier(lane.nextDueAt, isDrained && isDue(next, now) ? after(now, RECHECK_MS) : next);
    }
  }

  async #holdBodies(deliveries: readonly DueDelivery[]): Promise<void> {
    const bodies = await this.#cache.fetch(deliveries);
    for (const { eventId } of deliveries) {
      const entry = this.#held.get(eventId);
      const body = bodies.get(eventId);
      if (entry) entry.users += 1;
      else if (body !== undefined) this.#held.set(eventId, { body, users: 1 });
    }
  }
}

function keyOf(lane: Lane): Pick<Lane, "tenantId" | "webhookId"> {
  return { tenantId: lane.tenantId, webhookId: lane.webhookId };
}
