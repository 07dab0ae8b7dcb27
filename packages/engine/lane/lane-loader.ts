// Fills lanes: one load at a time for all lanes that want one, so that a thousand lanes cost one statement and not a thousand.
// In: lanes that run low. Out: their queues, and the bodies of what was loaded.
import type { EventId, WebhookId } from "@ticketwire/contract";
import type { Clock } from "../db/clock.ts";
import type { Queryable } from "../db/database.ts";
import { cacheEventBodies, type EventBodies } from "./event-bodies.ts";
import type { Lane } from "./lane.ts";
import { loadDue, loadFresh, readNextDue, type DueDelivery } from "./load-deliveries.ts";

/** Lanes filled by one statement, and deliveries per lane: together a bound on rows in memory. */
const LANES_PER_LOAD = 200;
const ROWS_PER_LOAD = 4000;
const ROWS_PER_LANE = 200;
const RECHECK_MS = 1_000;

function wantsFresh(lane: Lane): boolean {
  return lane.mayHaveFresh && !lane.isStopped && lane.queued < lane.settings.maxConcurrency * 2;
}

function wantsDue(lane: Lane, now: Date): boolean {
  return lane.nextDueAt !== null && lane.nextDueAt <= now && !lane.isStopped && lane.queued < ROWS_PER_LANE;
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
  const blocked = lane.blockedUntil !== null && lane.blockedUntil > now;
  return !lane.isLoading && !blocked && (wantsFresh(lane) || wantsDue(lane, now));
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
      if (wantingFresh.length > 0) await this.#loadFresh(wantingFresh);
    } catch (error) {
      for (const lane of wanting) lane.mayHaveFresh = true;
      throw error;
    } finally {
      for (const lane of wanting) lane.endLoading();
    }
    return true;
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

  async #loadFresh(lanes: readonly Lane[]): Promise<void> {
    const limit = rowsPerLane(lanes.length);
    // A notification that comes during the load must not be lost, so the mark goes before the read.
    for (const lane of lanes) lane.mayHaveFresh = false;
    const wishes = lanes.map((lane) => ({ ...keyOf(lane), after: lane.loadedThrough, openDay: lane.openDay, limit }));
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
    const wishes = lanes.map((lane) => ({ ...keyOf(lane), limit }));
    const loaded = await loadDue(this.#db, wishes, now);
    const groups = byWebhook(loaded);
    const drained = lanes.filter((lane) => (groups.get(lane.webhookId)?.length ?? 0) < limit);
    const nextDue = await readNextDue(this.#db, drained.map(keyOf));
    await this.#holdBodies(loaded);
    for (const lane of lanes)
      for (const refused of lane.addDue(groups.get(lane.webhookId) ?? [])) this.releaseBody(refused);
    for (const lane of drained) {
      const next = nextDue.get(lane.webhookId) ?? null;
      // What is under way still stands in the index with its old time; look again when it may have moved.
      lane.nextDueAt = next !== null && next <= now ? new Date(now.getTime() + RECHECK_MS) : next;
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
