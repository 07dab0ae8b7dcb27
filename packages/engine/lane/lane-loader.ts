// Fills lanes: one load at a time for all lanes that want one, so that a thousand lanes cost one statement and not a thousand.
// In: lanes that run low. Out: their queues, and the bodies of what was loaded.
import type { EventId, WebhookId } from "@ticketwire/contract";
import type { Clock } from "../db/clock.ts";
import type { Database } from "../db/database.ts";
import { cacheEventBodies } from "./event-bodies.ts";
import type { Lane } from "./lane.ts";
import { loadDue, loadFresh, readNextDue, type DueDelivery } from "./load-deliveries.ts";

/** Lanes filled by one statement, and deliveries per lane: together a bound on rows in memory. */
const LANES_PER_LOAD = 200;
const ROWS_PER_LOAD = 4000;
const ROWS_PER_LANE = 200;

export interface LaneLoader {
  /** Loads for lanes that want it; true when it loaded anything or more lanes wait. */
  tick(lanes: Iterable<Lane>): Promise<boolean>;
  /** The body of a loaded delivery's event. */
  takeBody(delivery: DueDelivery): string | undefined;
  /** Lets go of the body of a delivery that ended or was dropped. */
  releaseBody(delivery: DueDelivery): void;
}

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

export function createLaneLoader(db: Database, clock: Clock): LaneLoader {
  const cache = cacheEventBodies(db.engine);
  // Bodies of loaded deliveries, counted: the cache may drop one that still waits in a queue.
  const held = new Map<EventId, { readonly body: string; users: number }>();

  async function holdBodies(deliveries: readonly DueDelivery[]): Promise<void> {
    const bodies = await cache.fetch(deliveries);
    for (const { eventId } of deliveries) {
      const entry = held.get(eventId);
      const body = bodies.get(eventId);
      if (entry) entry.users += 1;
      else if (body !== undefined) held.set(eventId, { body, users: 1 });
    }
  }

  function release({ eventId }: DueDelivery): void {
    const entry = held.get(eventId);
    if (entry && --entry.users === 0) held.delete(eventId);
  }

  async function loadFreshFor(lanes: readonly Lane[]): Promise<void> {
    if (lanes.length === 0) return;
    const limit = Math.max(1, Math.min(ROWS_PER_LANE, Math.floor(ROWS_PER_LOAD / lanes.length)));
    // A notification that comes during the load must not be lost, so the mark goes before the read.
    for (const lane of lanes) lane.mayHaveFresh = false;
    const wishes = lanes.map((lane) => ({ ...keyOf(lane), after: lane.loadedThrough, openDay: lane.openDay, limit }));
    const loaded = await loadFresh(db.engine, wishes);
    await holdBodies(loaded);
    const groups = byWebhook(loaded);
    for (const lane of lanes) {
      const group = groups.get(lane.webhookId) ?? [];
      lane.addFresh(group);
      if (group.length === limit) lane.mayHaveFresh = true;
    }
  }

  async function loadDueFor(lanes: readonly Lane[], now: Date): Promise<void> {
    if (lanes.length === 0) return;
    const limit = Math.max(1, Math.min(ROWS_PER_LANE, Math.floor(ROWS_PER_LOAD / lanes.length)));
    const loaded = await loadDue(
      db.engine,
      lanes.map((lane) => ({ ...keyOf(lane), limit })),
      now,
    );
    const groups = byWebhook(loaded);
    const drained = lanes.filter((lane) => (groups.get(lane.webhookId)?.length ?? 0) < limit);
    const nextDue = await readNextDue(db.engine, drained.map(keyOf));
    await holdBodies(loaded);
    for (const lane of lanes) for (const refused of lane.addDue(groups.get(lane.webhookId) ?? [])) release(refused);
    for (const lane of drained) {
      const next = nextDue.get(lane.webhookId) ?? null;
      // What is under way still stands in the index with its old time; look again when it may have moved.
      lane.nextDueAt = next !== null && next <= now ? new Date(now.getTime() + 1000) : next;
    }
  }

  return {
    async tick(lanes) {
      const now = clock.now();
      const wanting: Lane[] = [];
      let more = false;
      for (const lane of lanes) {
        if (!wantsLoad(lane, now)) continue;
        if (wanting.length === LANES_PER_LOAD) {
          more = true;
          break;
        }
        wanting.push(lane);
      }
      if (wanting.length === 0) return false;
      for (const lane of wanting) lane.startLoading();
      try {
        await loadDueFor(
          wanting.filter((lane) => wantsDue(lane, now)),
          now,
        );
        await loadFreshFor(wanting.filter(wantsFresh));
      } catch (error) {
        for (const lane of wanting) lane.mayHaveFresh = true;
        throw error;
      } finally {
        for (const lane of wanting) lane.endLoading();
      }
      return more || wanting.length > 0;
    },
    takeBody: (delivery) => held.get(delivery.eventId)?.body,
    releaseBody: release,
  };
}

function keyOf(lane: Lane): Pick<Lane, "tenantId" | "webhookId"> {
  return { tenantId: lane.tenantId, webhookId: lane.webhookId };
}
