// What every list of deliveries does, whatever its order: whichever filter and however many deliveries, one call looks at a
// bounded number of rows and says where to go on. In: a way to look, a filter, a place to go on from. Out: a page, the place
// behind it, and a total that says whether it is all.
import type { TenantId } from "@ticketwire/contract";
import type { Queryable } from "../db/database.ts";
import { type DeliveryFilter, isUnfiltered } from "./delivery-filter.ts";
import { type DeliveryRecord, toDeliveryRecord } from "./delivery-record.ts";
import { readPlaces } from "./find-deliveries.ts";
import { type Shortcut, shortcutOf } from "./shortcut.ts";

/** Carried along from page to page, so that it is counted once. */
export interface Counted {
  readonly total: number;
  /** False when there may be more than `total`: beyond some ten thousand they are not counted. */
  readonly isExact: boolean;
}

export interface ListWish<Mark> {
  readonly filter: DeliveryFilter;
  readonly limit: number;
  /** Matching deliveries to skip. */
  readonly offset: number;
  /** Behind which the page begins. */
  readonly after: (Mark & Counted) | null;
}

export interface DeliveryPage<Mark> extends Counted {
  readonly deliveries: readonly DeliveryRecord[];
  /** Null: nothing follows. */
  readonly next: (Mark & Counted) | null;
}

/** A delivery by its key. */
interface Key {
  readonly day: string;
  readonly delivery_id: string;
}

/** How far a list was seen; each order has marks of its own. */
interface DayMark {
  readonly day: string;
}

/** What one look came to. */
export interface Step<Place, Mark> {
  /** Those that match, in the list's order. */
  readonly places: readonly Place[];
  /** Rows looked at. */
  readonly examined: number;
  /** Where the next look begins; null when there is nothing more to look at. */
  readonly next: Mark | null;
}

/** An order of deliveries, and the statements that follow it. */
export interface ListOrder<Place extends Key, Mark extends DayMark> {
  /** Where a walk begins; null when there is nothing to look at. */
  begin(after: Mark | null): Promise<Mark | null>;
  look(at: Mark, examine: number): Promise<Step<Place, Mark>>;
  /** All that a shortcut names and the filter lets through, in order; null when it names more than `most`. */
  findByShortcut(shortcut: Shortcut, most: number): Promise<readonly Place[] | null>;
  /** How many match among the first `examine` that come to hand. */
  count(examine: number): Promise<{ readonly matched: number; readonly examined: number }>;
  isBehind(mark: Mark, place: Place): boolean;
  /** The mark after these places were seen, too; there is at least one. */
  markBehind(mark: Mark | null, places: readonly Place[]): Mark;
}

/** Rows that one call looks at, and with a search, which reads bodies, too. */
const EXAMINE_AT_MOST = 20_000;
const SEARCH_AT_MOST = 5_000;
/** Rows that one statement looks at when a filter lets few of them through; the first looks at fewer. */
const EXAMINE_AT_ONCE = 2_000;
const EXAMINE_FIRST = 200;
const EXAMINE_GROWTH = 4;
/** Rows that are looked at to count what matches, and names that a shortcut may give. */
const COUNT_AT_MOST = 10_000;

interface Found<Place, Mark> {
  /** Up to what was wanted and one more. */
  readonly places: readonly Place[];
  /** Where looking ended before that many were found; null when there is nothing more to look at. */
  readonly stoppedAt: Mark | null;
}

/** Looks along the list until enough is found, or enough was looked at. */
async function walk<Place extends Key, Mark extends DayMark>(
  order: ListOrder<Place, Mark>,
  { filter, after }: ListWish<Mark>,
  wanted: number,
): Promise<Found<Place, Mark>> {
  const atMost = filter.search === undefined ? Math.max(EXAMINE_AT_MOST, wanted) : SEARCH_AT_MOST;
  const places: Place[] = [];
  let examine = isUnfiltered(filter) ? wanted : EXAMINE_FIRST;
  let examined = 0;
  for (let at = await order.begin(after); at !== null;) {
    if (examined >= atMost) return { places, stoppedAt: at };
    const step = await order.look(at, examine);
    places.push(...step.places);
    if (places.length >= wanted) return { places: places.slice(0, wanted), stoppedAt: null };
    examined += step.examined;
    examine = Math.max(examine, Math.min(EXAMINE_AT_ONCE, examine * EXAMINE_GROWTH));
    at = step.next;
  }
  return { places, stoppedAt: null };
}

async function count<Place extends Key, Mark extends DayMark>(order: ListOrder<Place, Mark>): Promise<Counted> {
  const { matched, examined } = await order.count(COUNT_AT_MOST);
  return { total: matched, isExact: examined < COUNT_AT_MOST };
}

/** By a shortcut when there is one that names few enough, else along the list. */
async function find<Place extends Key, Mark extends DayMark>(
  order: ListOrder<Place, Mark>,
  wish: ListWish<Mark>,
  wanted: number,
): Promise<{ readonly found: Found<Place, Mark>; readonly counted: Counted }> {
  const { filter, after } = wish;
  const shortcut = shortcutOf(filter);
  const all = shortcut && (await order.findByShortcut(shortcut, COUNT_AT_MOST));
  if (all === null) {
    const [found, counted] = await Promise.all([walk(order, wish, wanted), after ?? count(order)]);
    return { found, counted };
  }
  const behind = after === null ? all : all.filter((place) => order.isBehind(after, place));
  return {
    found: { places: behind.slice(0, wanted), stoppedAt: null },
    counted: { total: all.length, isExact: true },
  };
}

async function readRecords(
  { tenant, tenantId }: { readonly tenant: Queryable; readonly tenantId: TenantId },
  places: readonly Key[],
): Promise<DeliveryRecord[]> {
  const rows = new Map((await readPlaces(tenant, { tenantId }, places)).map((row) => [row.delivery_id, row]));
  return places.flatMap((place) => {
    const row = rows.get(place.delivery_id);
    return row ? [toDeliveryRecord(row)] : [];
  });
}

/** One page. It may be short, or empty, and still have a `next`: then few of many match. */
export async function listInOrder<Place extends Key, Mark extends DayMark>(
  of: { readonly tenant: Queryable; readonly tenantId: TenantId },
  order: ListOrder<Place, Mark>,
  wish: ListWish<Mark>,
): Promise<DeliveryPage<Mark>> {
  const { limit, offset, after } = wish;
  const wanted = offset + limit + 1;
  const { found, counted } = await find(order, wish, wanted);
  const { isExact } = counted;
  // Of a bounded count, at least what is seen.
  const total = Math.max(counted.total, found.places.length);
  const shown = found.places.slice(offset, offset + limit);
  const hasMore = found.places.length === wanted;
  const behind = hasMore ? order.markBehind(after, found.places.slice(0, offset + limit)) : found.stoppedAt;
  const deliveries = await readRecords(of, shown);
  return { deliveries, next: behind && { ...behind, total, isExact }, total, isExact };
}
