// The list of a webhook's deliveries, newest first: by the day of the event, within a day by sequence, tests where they were
// made. Whatever is filtered and however many there are, one call looks at a bounded number of rows and says where to go on.
// In: a filter, a place to go on from. Out: a page and the place behind it.
import type { Queryable } from "../db/database.ts";
import { type DeliveryFilter, isUnfiltered } from "./delivery-filter.ts";
import { isBehind, type Marks, marksBehind, mergeStreams, orderPlaces, startOf } from "./delivery-order.ts";
import { type DeliveryRecord, toDeliveryRecord } from "./delivery-record.ts";
import { findByShortcut, type Shortcut } from "./find-by-shortcut.ts";
import {
  countDeliveries,
  findBelow,
  type DeliveryDay,
  type DeliveryPlace,
  findDays,
  lookAlongSequence,
  lookAlongTests,
  type Looked,
  readPlaces,
  type WebhookKey,
} from "./find-deliveries.ts";

/** Behind which the next page begins: of `day` what lies below both marks, then the days before it. */
export interface ListPosition extends Marks {
  /** Carried along, so that it is counted once. */
  readonly total: number;
  readonly isExact: boolean;
}

export interface ListWish {
  readonly filter: DeliveryFilter;
  readonly limit: number;
  /** Matching deliveries to skip. */
  readonly offset: number;
  readonly after: ListPosition | null;
}

export interface DeliveryPage {
  readonly deliveries: readonly DeliveryRecord[];
  /** Null: nothing follows. */
  readonly next: ListPosition | null;
  readonly total: number;
  /** False when there may be more than `total`: beyond some ten thousand they are not counted. */
  readonly isExact: boolean;
}

/** Rows that one call looks at, and with a search, which reads bodies, too. */
const EXAMINE_AT_MOST = 20_000;
const SEARCH_AT_MOST = 5_000;
/** Rows that one statement looks at when a filter lets few of them through; the first looks at fewer. */
const EXAMINE_AT_ONCE = 2_000;
const EXAMINE_FIRST = 100;
const EXAMINE_GROWTH = 4;
/** Rows that are looked at to count what matches. */
const COUNT_AT_MOST = 10_000;
/** Deliveries by which a search for a moment may miss. */
const MARGIN = 64;
/** How many a shortcut may name. */
const SHORTCUT_AT_MOST = 10_000;

/** The index that names what a filter can let through, when there is one. */
export function shortcutOf(filter: DeliveryFilter): Shortcut | null {
  if (filter.eventId !== undefined) return { kind: "event" };
  if (filter.ticketId !== undefined) return { kind: "ticket" };
  if (filter.isTest === true) return { kind: "test" };
  const { status, responseStatus: codes } = filter;
  if (status !== undefined && !status.includes("delivered")) return { kind: "open", status };
  // A delivery whose last answer was no 2xx does not stand delivered, and one that is pending has none.
  if (codes?.every(([from, to]) => to < 200 || from > 299))
    return { kind: "open", status: ["held", "abandoned", "retrying"] };
  return null;
}

interface Found {
  /** Up to what was wanted and one more. */
  readonly places: readonly DeliveryPlace[];
  /** Where looking ended before that many were found; null when there is nothing more to look at. */
  readonly stoppedAt: Marks | null;
}

interface Walk {
  readonly tenant: Queryable;
  readonly key: WebhookKey;
  readonly filter: DeliveryFilter;
  readonly wanted: number;
}

interface DayWalk {
  readonly places: readonly DeliveryPlace[];
  readonly examined: number;
  readonly behind: Marks;
  readonly isDone: boolean;
}

const NOTHING: Looked = { places: [], examined: 0, last: null };

/** What a stream shows down to a moment, and how far it then was seen. */
function cut(
  looked: Looked,
  floor: DeliveryPlace | null,
): { readonly places: readonly DeliveryPlace[]; readonly end: DeliveryPlace | null } {
  const older = floor ? looked.places.findIndex((place) => place.created_at < floor.created_at) : -1;
  if (older === -1) return { places: looked.places, end: looked.last };
  return { places: looked.places.slice(0, older), end: looked.places[older - 1] ?? null };
}

/** One look at a day: along its sequence and along its tests. Where one of them goes on, the other is shown no further. */
async function lookAtDay(
  walk: Walk,
  day: DeliveryDay,
  at: { readonly marks: Marks; readonly examine: number },
): Promise<DayWalk> {
  const { tenant, key, filter } = walk;
  const { marks, examine } = at;
  const look = { day: day.day, filter, examine };
  const [sequences, tests] = await Promise.all([
    day.has_sequences ? lookAlongSequence(tenant, key, { ...look, below: marks.sequence }) : NOTHING,
    day.has_tests ? lookAlongTests(tenant, key, { ...look, below: marks.test }) : NOTHING,
  ]);
  const sequenceFloor = sequences.examined === examine ? sequences.last : null;
  const testFloor = tests.examined === examine ? tests.last : null;
  let shown = { sequences: cut(sequences, testFloor), tests: cut(tests, sequenceFloor) };
  // Clocks so odd that each stream would wait for the other: both are shown as they are.
  if (shown.sequences.end === null && shown.tests.end === null)
    shown = { sequences: cut(sequences, null), tests: cut(tests, null) };
  const ends = [shown.sequences.end, shown.tests.end].filter((place) => place !== null);
  // Created in order along the sequence: below the first one that is too old there are only older ones.
  const isTooOld = filter.from !== undefined && sequenceFloor !== null && sequenceFloor.created_at < filter.from;
  return {
    places: mergeStreams(shown.sequences.places, shown.tests.places),
    examined: sequences.examined + tests.examined,
    behind: marksBehind(marks, ends),
    isDone: (sequenceFloor === null || isTooOld) && testFloor === null,
  };
}

/**
 * Where a day's walk begins when everything after a moment is left out: halving the distance finds the place in some twenty
 * looks, however many deliveries lie between.
 */
async function startBefore(walk: Walk, day: string, to: Date): Promise<Marks> {
  const { tenant, key } = walk;
  let high = Number.MAX_SAFE_INTEGER;
  const newest = await findBelow(tenant, key, { day, below: high });
  if (newest === undefined || newest.created_at <= to) return startOf(day);
  let low = 0;
  high = newest.sequence ?? 0;
  // Everything from `high` on is too new; what lies below `low` is not.
  while (high - low > MARGIN) {
    const middle = Math.ceil((low + high) / 2);
    const place = await findBelow(tenant, key, { day, below: middle });
    if (place !== undefined && place.created_at > to) high = place.sequence ?? 0;
    else low = middle;
  }
  // Clocks of two leaders may differ a little, so a few more are looked at than would be needed.
  return { ...startOf(day), sequence: high + MARGIN };
}

async function startOfDay(walk: Walk, day: DeliveryDay): Promise<Marks> {
  const { to } = walk.filter;
  return to === undefined ? startOf(day.day) : startBefore(walk, day.day, to);
}

async function walkDays(walk: Walk, after: Marks | null): Promise<Found> {
  const { filter, wanted } = walk;
  const latest = filter.to?.toISOString().slice(0, 10) ?? null;
  const before = after && (latest === null || after.day < latest) ? after.day : latest;
  const places: DeliveryPlace[] = [];
  let examined = 0;
  let atOnce = isUnfiltered(filter) ? wanted : EXAMINE_FIRST;
  const atMost = filter.search === undefined ? Math.max(EXAMINE_AT_MOST, wanted) : SEARCH_AT_MOST;
  for (const day of await findDays(walk.tenant, walk.key, before)) {
    let marks = after?.day === day.day ? after : await startOfDay(walk, day);
    for (let isDone = false; !isDone;) {
      const step = await lookAtDay(walk, day, { marks, examine: atOnce });
      places.push(...step.places);
      if (places.length >= wanted) return { places: places.slice(0, wanted), stoppedAt: null };
      ({ behind: marks, isDone } = step);
      examined += step.examined;
      atOnce = Math.max(atOnce, Math.min(EXAMINE_AT_ONCE, atOnce * EXAMINE_GROWTH));
      if (examined >= atMost) return { places, stoppedAt: marks };
    }
  }
  return { places, stoppedAt: null };
}

/** All that a shortcut names, in the list's order; null when there is no shortcut or it names too many. */
async function findAll(walk: Walk): Promise<readonly DeliveryPlace[] | null> {
  const shortcut = shortcutOf(walk.filter);
  if (shortcut === null) return null;
  const wish = { shortcut, filter: walk.filter, most: SHORTCUT_AT_MOST };
  const places = await findByShortcut(walk.tenant, walk.key, wish);
  return places && orderPlaces(places);
}

async function count(walk: Walk): Promise<Pick<ListPosition, "total" | "isExact">> {
  const { matched, examined } = await countDeliveries(walk.tenant, walk.key, {
    filter: walk.filter,
    examine: COUNT_AT_MOST,
  });
  return { total: matched, isExact: examined < COUNT_AT_MOST };
}

function pageOfAll(all: readonly DeliveryPlace[], walk: Walk, after: ListPosition | null): Found {
  const behind = after ? all.filter((place) => isBehind(after, place)) : all;
  return { places: behind.slice(0, walk.wanted), stoppedAt: null };
}

/** Lists deliveries of a webhook. A page may be short, or empty, and still have a `next`: then few of many match. */
export async function listDeliveries(tenant: Queryable, key: WebhookKey, wish: ListWish): Promise<DeliveryPage> {
  const { filter, limit, offset, after } = wish;
  const wanted = offset + limit + 1;
  const walk = { tenant, key, filter, wanted };
  const all = await findAll(walk);
  const [found, counted] =
    all === null
      ? await Promise.all([walkDays(walk, after), after ?? count(walk)])
      : [pageOfAll(all, walk, after), { total: all.length, isExact: true }];
  const { isExact } = counted;
  // Of a bounded count, at least what is seen.
  const total = Math.max(counted.total, found.places.length);
  const shown = found.places.slice(offset, offset + limit);
  const hasMore = found.places.length === wanted;
  const start = after ?? startOf(found.places[0]?.day ?? "");
  const marks = hasMore ? marksBehind(start, found.places.slice(0, offset + limit)) : found.stoppedAt;
  const rows = new Map((await readPlaces(tenant, key, shown)).map((row) => [row.delivery_id, row]));
  const deliveries = shown.flatMap((place) => {
    const row = rows.get(place.delivery_id);
    return row ? [toDeliveryRecord(row)] : [];
  });
  return { deliveries, next: marks && { ...marks, total, isExact }, total, isExact };
}
