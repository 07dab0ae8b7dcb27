// Fills lanes: one load at a time for all lanes that want one, so that a thousand lanes cost one statement and not a thousand.
// In: lanes that run low. Out: their queues, and the bodies of what was loaded: by number, and where bodies are large by size.
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
/** Characters of loaded bodies; beyond it each lane has one delivery at hand, whatever its size, so that none stands still. */
const HELD_CHARACTERS = 64_000_000;
/** The part of it below which there is room again. */
const ROOMY = 0.75;

type Groups = ReadonlyMap<WebhookId, readonly DueDelivery[]>;

function byWebhook(deliveries: readonly DueDelivery[]): Map<WebhookId, DueDelivery[]> {
  const groups = new Map<WebhookId, DueDelivery[]>();
  for (const delivery of deliveries) {
    const group = groups.get(delivery.webhookId);
    if (group) group.push(delivery);
    else groups.set(delivery.webhookId, [delivery]);
  }
  return groups;
}

function rowsPerLane(lanes: number): number {
  return Math.max(1, Math.min(ROWS_PER_LANE, Math.floor(ROWS_PER_LOAD / lanes)));
}

export interface LaneLoaderOptions {
  readonly db: Queryable;
  readonly clock: Clock;
  /** Reads the settings of these lanes anew. */
  readonly refresh: (webhookIds: readonly WebhookId[]) => Promise<void>;
}

export class LaneLoader {
  readonly #db: Queryable;
  readonly #clock: Clock;
  readonly #refresh: LaneLoaderOptions["refresh"];
  readonly #cache: EventBodies;
  // Bodies of loaded deliveries, counted: the cache may drop one that still waits in a queue.
  readonly #held = new Map<EventId, { readonly body: string; users: number }>();
  readonly #most: number;
  #characters = 0;
  /** Something was left out for want of room: until there is some again, lanes have one delivery at hand. */
  #isFull = false;

  /** `most`: characters of loaded bodies. */
  constructor({ db, clock, refresh }: LaneLoaderOptions, most = HELD_CHARACTERS) {
    this.#db = db;
    this.#clock = clock;
    this.#refresh = refresh;
    this.#most = most;
    this.#cache = cacheEventBodies(db);
  }

  /** Characters of the bodies of what is loaded. */
  get heldCharacters(): number {
    return this.#characters;
  }

  /** True when a lane has something to load at `now`. */
  wants(lane: Lane, now: Date): boolean {
    if (lane.isLoading || lane.isBlocked(now.getTime())) return false;
    return this.#wantsFresh(lane) || this.#wantsDue(lane, now);
  }

  #wantsFresh(lane: Lane): boolean {
    return lane.mayHaveFresh && this.#runsLow(lane);
  }

  #wantsDue(lane: Lane, now: Date): boolean {
    return isDue(lane.nextDueAt, now) && this.#runsLow(lane);
  }

  #runsLow(lane: Lane): boolean {
    if (lane.isStopped || lane.isLeaving) return false;
    return this.#isFull ? lane.queued === 0 : lane.queued < lane.settings.maxConcurrency * 2;
  }

  /** Up to LANES_PER_LOAD lanes that want something. */
  #pickWanting(lanes: Iterable<Lane>, now: Date): Lane[] {
    const wanting: Lane[] = [];
    for (const lane of lanes) {
      if (wanting.length === LANES_PER_LOAD) break;
      if (this.wants(lane, now)) wanting.push(lane);
    }
    return wanting;
  }

  /** Loads for lanes that want it. True when there were any. */
  async tick(lanes: Iterable<Lane>): Promise<boolean> {
    const now = this.#clock.now();
    const wanting = this.#pickWanting(lanes, now);
    if (wanting.length === 0) return false;
    for (const lane of wanting) lane.startLoading();
    const wantingDue = wanting.filter((lane) => this.#wantsDue(lane, now));
    const wantingFresh = wanting.filter((lane) => this.#wantsFresh(lane));
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
    if (entry === undefined || --entry.users > 0) return;
    this.#held.delete(eventId);
    this.#characters -= entry.body.length;
    if (this.#characters < this.#most * ROOMY) this.#isFull = false;
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
    await this.#catchUp(lanes, new Map(loads.map((load) => [load.webhookId, load.configuredAt])));
    const groups = new Map(loads.map((load) => [load.webhookId, load.deliveries]));
    const fitting = await this.#holdBodies(lanes, groups);
    const byLane = new Map(loads.map((load) => [load.webhookId, load]));
    for (const lane of lanes) {
      const load = byLane.get(lane.webhookId);
      if (load === undefined) continue;
      const taken = fitting.get(lane.webhookId) ?? [];
      lane.addFresh(taken);
      if (load.deliveries.length === limit || taken.length < load.deliveries.length) lane.mayHaveFresh = true;
      else lane.reachHead(load.lastSequence);
    }
  }

  async #loadDue(lanes: readonly Lane[], now: Date): Promise<void> {
    const limit = rowsPerLane(lanes.length);
    // What is under way may stand at the front of the index with its old time: read past it, or it would come alone, each time.
    const wishes = lanes.map((lane) => ({
      ...keyOf(lane),
      limit: limit + lane.inMotion,
      // What lies beyond what was read may follow an earlier delivery of its ticket that is not known yet.
      upTo: lane.order === null ? null : lane.loadedThrough,
    }));
    // Set by whoever is told of more during the load; so that is not lost.
    for (const lane of lanes) lane.nextDueAt = null;
    const loaded = await loadDue(this.#db, wishes, now);
    await this.#catchUp(lanes, loaded.configuredAt);
    const groups = byWebhook(loaded.deliveries);
    const drained = new Set(
      wishes.flatMap((wish) => ((groups.get(wish.webhookId)?.length ?? 0) < wish.limit ? [wish.webhookId] : [])),
    );
    const nextDue = await readNextDue(
      this.#db,
      wishes.filter((wish) => drained.has(wish.webhookId)),
    );
    const news = new Map(lanes.map((lane) => [lane.webhookId, lane.withoutMoving(groups.get(lane.webhookId) ?? [])]));
    const fitting = await this.#holdBodies(lanes, news);
    for (const lane of lanes)
      for (const refused of lane.addDue(fitting.get(lane.webhookId) ?? [])) this.releaseBody(refused);
    for (const lane of lanes) {
      const isWhole = news.get(lane.webhookId)?.length === fitting.get(lane.webhookId)?.length;
      const isDrained = isWhole && drained.has(lane.webhookId);
      // Not drained: there is more that is due now.
      const next = isDrained ? (nextDue.get(lane.webhookId) ?? null) : now;
      // What is under way still stands in the index with its old time; look again when it may have moved.
      lane.nextDueAt = earlier(lane.nextDueAt, isDrained && isDue(next, now) ? after(now, RECHECK_MS) : next);
    }
  }

  // A change of settings that was answered before an event was written is seen by the load that brings the event: so what is
  // loaded goes out with it, even where the notification of the change is still on its way.
  async #catchUp(lanes: readonly Lane[], configuredAt: ReadonlyMap<WebhookId, Date>): Promise<void> {
    const stale = lanes.filter((lane) => {
      const known = configuredAt.get(lane.webhookId);
      return known !== undefined && known.getTime() !== lane.settings.configuredAt.getTime();
    });
    if (stale.length > 0) await this.#refresh(stale.map((lane) => lane.webhookId));
  }

  /** Of each lane's deliveries the first ones, up to the first whose body there is no room for. */
  async #holdBodies(lanes: readonly Lane[], groups: Groups): Promise<Groups> {
    const events = [...groups.values()].flat();
    const idle = lanes.filter((lane) => lane.queued === 0);
    const always = new Set(idle.flatMap(({ webhookId }) => groups.get(webhookId)?.[0]?.eventId ?? []));
    const { bodies, leftOut } = await this.#cache.fetch({ events, room: this.#most - this.#characters, always });
    if (leftOut.size > 0) this.#isFull = true;
    const fitting = new Map<WebhookId, readonly DueDelivery[]>();
    for (const [webhookId, deliveries] of groups) {
      const end = leftOut.size === 0 ? -1 : deliveries.findIndex(({ eventId }) => leftOut.has(eventId));
      const taken = end < 0 ? deliveries : deliveries.slice(0, end);
      for (const { eventId } of taken) this.#hold(eventId, bodies.get(eventId));
      fitting.set(webhookId, taken);
    }
    return fitting;
  }

  #hold(eventId: EventId, body: string | undefined): void {
    const entry = this.#held.get(eventId);
    if (entry) entry.users += 1;
    else if (body !== undefined) {
      this.#held.set(eventId, { body, users: 1 });
      this.#characters += body.length;
    }
  }
}

function keyOf(lane: Lane): Pick<Lane, "tenantId" | "webhookId"> {
  return { tenantId: lane.tenantId, webhookId: lane.webhookId };
}
