// The list of all deliveries of a tenant, newest event first, whichever webhook they are for. In: a filter, a place to go on
// from. Out: a page and the place behind it (bounded-list.ts).
import type { TenantId } from "@ticketwire/contract";
import type { Queryable } from "../db/database.ts";
import { type Counted, type DeliveryPage, listInOrder, type ListOrder, type ListWish } from "./bounded-list.ts";
import type { DeliveryFilter } from "./delivery-filter.ts";
import { countTenantDeliveries, findTenantByShortcut, lookBack, type TenantPlace } from "./find-tenant-deliveries.ts";

/** Behind which the next page begins. */
export type TenantListPosition = TenantPlace & Counted;

/** By so much the clocks of processes may differ. */
const CLOCK_MARGIN_MS = 60_000;
/** The end of the year 9999. */
const LAST_MOMENT = 253_402_300_799_999;

const NEWEST: TenantPlace = { day: "9999-12-31", delivery_id: "ffffffff-ffff-ffff-ffff-ffffffffffff" };

/** An event comes before its deliveries are created, so what is younger than `to` by its id need not be looked at. */
function newestOf({ to }: DeliveryFilter): TenantPlace {
  if (to === undefined) return NEWEST;
  const moment = Math.min(Math.max(0, to.getTime() + CLOCK_MARGIN_MS), LAST_MOMENT);
  const time = moment.toString(16).padStart(12, "0");
  const day = new Date(moment).toISOString().slice(0, 10);
  return { day, delivery_id: `${time.slice(0, 8)}-${time.slice(8)}-ffff-ffff-ffffffffffff` };
}

function isOlder(place: TenantPlace, than: TenantPlace): boolean {
  return place.day === than.day ? place.delivery_id < than.delivery_id : place.day < than.day;
}

function markOf({ day, delivery_id }: TenantPlace): TenantPlace {
  return { day, delivery_id };
}

interface Scan {
  readonly tenant: Queryable;
  readonly tenantId: TenantId;
}

/** The order of a tenant's list: by the primary key, so a place is its own mark. */
function orderOf(scan: Scan, filter: DeliveryFilter): ListOrder<TenantPlace, TenantPlace> {
  return {
    begin: (after) => Promise.resolve(after ?? newestOf(filter)),
    async look(below, examine) {
      const { places, examined, last } = await lookBack(scan, { filter, below, examine });
      return { places, examined, next: examined < examine || last === null ? null : markOf(last) };
    },
    findByShortcut: (shortcut, most) => findTenantByShortcut(scan, shortcut, { filter, most }),
    count: (examine) => countTenantDeliveries(scan, { filter, examine }),
    isBehind: (mark, place) => isOlder(place, mark),
    markBehind: (_mark, places) => markOf(places.at(-1) ?? newestOf(filter)),
  };
}

/** Lists deliveries of a tenant. */
export function listTenantDeliveries(
  tenant: Queryable,
  tenantId: TenantId,
  wish: ListWish<TenantPlace>,
): Promise<DeliveryPage<TenantPlace>> {
  const scan = { tenant, tenantId };
  return listInOrder(scan, orderOf(scan, wish.filter), wish);
}
