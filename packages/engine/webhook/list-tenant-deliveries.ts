// The list of all deliveries of a tenant, newest event first, whichever webhook they are for. One call looks at a bounded
// number of rows and says where to go on. In: a filter, a place to go on from. Out: a page and the place behind it.
import type { TenantId } from "@ticketwire/contract";
import type { Queryable } from "../db/database.ts";
import { type DeliveryFilter, isUnfiltered } from "./delivery-filter.ts";
import { type DeliveryRecord, toDeliveryRecord } from "./delivery-record.ts";
import { readPlaces } from "./find-deliveries.ts";
import { countTenantDeliveries, findTenantByShortcut, lookBack, type TenantPlace } from "./find-tenant-deliveries.ts";
import { shortcutOf } from "./list-deliveries.ts";

/** Behind which the next page begins. */
export interface TenantListPosition extends TenantPlace {
  /** Carried along, so that it is counted once. */
  readonly total: number;
  readonly isExact: boolean;
}

export interface TenantListWish {
  readonly filter: DeliveryFilter;
  readonly limit: number;
  /** Matching deliveries to skip. */
  readonly offset: number;
  readonly after: TenantListPosition | null;
}

export interface TenantDeliveryPage {
  readonly deliveries: readonly DeliveryRecord[];
  /** Null: nothing follows. */
  readonly next: TenantListPosition | null;
  readonly total: number;
  /** False when there may be more than `total`: beyond some ten thousand they are not counted. */
  readonly isExact: boolean;
}

/** Rows that one call looks at, and with a search, which reads bodies, too. */
const EXAMINE_AT_MOST = 20_000;
const SEARCH_AT_MOST = 5_000;
/** Rows that one statement looks at; the first looks at fewer. */
const EXAMINE_AT_ONCE = 2_000;
const EXAMINE_FIRST = 200;
const EXAMINE_GROWTH = 4;
/** Rows that are looked at to count what matches, and names that a shortcut may give. */
const COUNT_AT_MOST = 10_000;
/** By so much the clocks of processes may differ. */
const CLOCK_MARGIN_MS = 60_000;
/** The end of the year 9999. */
const LAST_MOMENT = 253_402_300_799_999;

const NEWEST: TenantPlace = { day: "9999-12-31", delivery_id: "ffffffff-ffff-ffff-ffff-ffffffffffff" };

interface Walk {
  readonly tenant: Queryable;
  readonly tenantId: TenantId;
  readonly filter: DeliveryFilter;
  readonly wanted: number;
}

interface Found {
  /** Up to what was wanted and one more. */
  readonly places: readonly TenantPlace[];
  /** Where looking ended before that many were found; null when there is nothing more to look at. */
  readonly stoppedAt: TenantPlace | null;
}

/** An event comes before its deliveries are created, so what is younger than `to` by its id need not be looked at. */
function startOf({ to }: DeliveryFilter): TenantPlace {
  if (to === undefined) return NEWEST;
  const moment = Math.min(Math.max(0, to.getTime() + CLOCK_MARGIN_MS), LAST_MOMENT);
  const time = moment.toString(16).padStart(12, "0");
  const day = new Date(moment).toISOString().slice(0, 10);
  return { day, delivery_id: `${time.slice(0, 8)}-${time.slice(8)}-ffff-ffff-ffffffffffff` };
}

async function walkBack(walk: Walk, after: TenantPlace | null): Promise<Found> {
  const { filter, wanted } = walk;
  const atMost = filter.search === undefined ? Math.max(EXAMINE_AT_MOST, wanted) : SEARCH_AT_MOST;
  const places: TenantPlace[] = [];
  let below = after ?? startOf(filter);
  let examine = isUnfiltered(filter) ? wanted : EXAMINE_FIRST;
  for (let examined = 0; examined < atMost;) {
    const looked = await lookBack(walk, { filter, below, examine });
    places.push(...looked.places);
    if (places.length >= wanted) return { places: places.slice(0, wanted), stoppedAt: null };
    if (looked.examined < examine || looked.last === null) return { places, stoppedAt: null };
    examined += looked.examined;
    below = looked.last;
    examine = Math.max(examine, Math.min(EXAMINE_AT_ONCE, examine * EXAMINE_GROWTH));
  }
  return { places, stoppedAt: below };
}

/** All that a shortcut names; null when there is no shortcut or it names too many. */
async function findAll(walk: Walk): Promise<readonly TenantPlace[] | null> {
  const shortcut = shortcutOf(walk.filter);
  return shortcut && findTenantByShortcut(walk, shortcut, { filter: walk.filter, most: COUNT_AT_MOST });
}

function isOlder(place: TenantPlace, than: TenantPlace | null): boolean {
  if (than === null) return true;
  return place.day === than.day ? place.delivery_id < than.delivery_id : place.day < than.day;
}

async function count(walk: Walk): Promise<Pick<TenantListPosition, "total" | "isExact">> {
  const { matched, examined } = await countTenantDeliveries(walk, { filter: walk.filter, examine: COUNT_AT_MOST });
  return { total: matched, isExact: examined < COUNT_AT_MOST };
}

async function find(walk: Walk, after: TenantListPosition | null) {
  const all = await findAll(walk);
  if (all === null) {
    const [found, counted] = await Promise.all([walkBack(walk, after), after ?? count(walk)]);
    return { found, counted };
  }
  const places = all.filter((place) => isOlder(place, after)).slice(0, walk.wanted);
  return { found: { places, stoppedAt: null }, counted: { total: all.length, isExact: true } };
}

/** Lists deliveries of a tenant. A page may be short, or empty, and still have a `next`: then few of many match. */
export async function listTenantDeliveries(
  tenant: Queryable,
  tenantId: TenantId,
  { filter, limit, offset, after }: TenantListWish,
): Promise<TenantDeliveryPage> {
  const wanted = offset + limit + 1;
  const { found, counted } = await find({ tenant, tenantId, filter, wanted }, after);
  const { isExact } = counted;
  // Of a bounded count, at least what is seen.
  const total = Math.max(counted.total, found.places.length);
  const shown = found.places.slice(offset, offset + limit);
  const behind = found.places.length === wanted ? found.places[offset + limit - 1] : found.stoppedAt;
  const rows = new Map((await readPlaces(tenant, { tenantId }, shown)).map((row) => [row.delivery_id, row]));
  const deliveries = shown.flatMap((place) => {
    const row = rows.get(place.delivery_id);
    return row ? [toDeliveryRecord(row)] : [];
  });
  const next = behind ? { day: behind.day, delivery_id: behind.delivery_id, total, isExact } : null;
  return { deliveries, next, total, isExact };
}
