// The statements behind the list of all deliveries of a tenant, whichever webhook they are for. It is ordered by the primary
// key, day and id, and a delivery's id begins with the time of its event: so no index is needed that is not there anyway.
import type { DeliveryStatus, TenantId } from "@ticketwire/contract";
import type { Queryable } from "../db/database.ts";
import { sql } from "../db/sql.ts";
import {
  type DeliveryFilter,
  FILTER_COLUMNS,
  filterParameter,
  isUnfiltered,
  MATCHES_FILTER,
} from "./delivery-filter.ts";
import { findEventsOf, placesOf } from "./find-events.ts";
import type { Shortcut } from "./shortcut.ts";

/** A delivery by its key. */
export interface TenantPlace {
  readonly day: string;
  readonly delivery_id: string;
}

interface Scan {
  readonly tenant: Queryable;
  readonly tenantId: TenantId;
}

/** What a look came to: the matching ones, newest first, and how far it got. */
export interface LookedBack {
  readonly places: readonly TenantPlace[];
  readonly examined: number;
  /** The last one looked at; null when there was none. */
  readonly last: TenantPlace | null;
}

/** Looks at deliveries older than a place, newest first. Of what does not match only the last row comes back. */
export async function lookBack(
  { tenant, tenantId }: Scan,
  look: { readonly filter: DeliveryFilter; readonly below: TenantPlace; readonly examine: number },
): Promise<LookedBack> {
  const { day, delivery_id: id } = look.below;
  const rows = await tenant.query<TenantPlace & { readonly matched: boolean; readonly position: number }>(sql`
    WITH f AS MATERIALIZED (SELECT * FROM jsonb_to_record(${filterParameter(look.filter)}::jsonb) ${FILTER_COLUMNS}),
    looked AS (
      SELECT d.day, d.delivery_id, coalesce(${MATCHES_FILTER}, false) AS matched FROM ticketwire.deliveries AS d
      WHERE d.tenant_id = ${tenantId} AND d.day <= ${day}::date AND (d.day, d.delivery_id) < (${day}::date, ${id}::uuid)
      ORDER BY d.day DESC, d.delivery_id DESC LIMIT ${look.examine}
    ), numbered AS (
      SELECT *, row_number() OVER (ORDER BY day DESC, delivery_id DESC) AS position, count(*) OVER () AS examined FROM looked
    )
    SELECT day, delivery_id, matched, position FROM numbered WHERE matched OR position = examined ORDER BY position`);
  const last = rows.at(-1) ?? null;
  return { places: rows.filter((row) => row.matched), examined: last?.position ?? 0, last };
}

/** How many deliveries match among the first `examine` that come to hand, and how many were looked at. */
export async function countTenantDeliveries(
  { tenant, tenantId }: Scan,
  count: { readonly filter: DeliveryFilter; readonly examine: number },
): Promise<{ readonly matched: number; readonly examined: number }> {
  const rows = isUnfiltered(count.filter)
    ? await tenant.query<{ matched: number; examined: number }>(sql`
        SELECT count(*) AS matched, count(*) AS examined FROM (
          SELECT FROM ticketwire.deliveries WHERE tenant_id = ${tenantId} LIMIT ${count.examine}) AS some_of_them`)
    : await tenant.query<{ matched: number; examined: number }>(sql`
        WITH f AS MATERIALIZED (SELECT * FROM jsonb_to_record(${filterParameter(count.filter)}::jsonb) ${FILTER_COLUMNS})
        SELECT count(*) FILTER (WHERE matched) AS matched, count(*) AS examined FROM (
          SELECT ${MATCHES_FILTER} AS matched FROM ticketwire.deliveries AS d WHERE d.tenant_id = ${tenantId}
          LIMIT ${count.examine}) AS looked`);
  return rows[0] ?? { matched: 0, examined: 0 };
}

async function nameOfEvents({ tenant, tenantId }: Scan, eventIds: readonly string[]): Promise<TenantPlace[]> {
  const places = placesOf(eventIds);
  return tenant.query<TenantPlace>(sql`
    SELECT e.day, ticketwire.delivery_id(e.event_id, w.webhook_id) AS delivery_id
    FROM unnest(${places.map(({ day }) => day)}::date[], ${places.map(({ eventId }) => eventId)}::uuid[]) AS e (day, event_id)
    CROSS JOIN ticketwire.webhooks AS w WHERE w.tenant_id = ${tenantId}`);
}

async function nameTests({ tenant, tenantId }: Scan, limit: number): Promise<TenantPlace[]> {
  return tenant.query<TenantPlace>(sql`
    SELECT d.day, d.delivery_id FROM ticketwire.webhooks AS w CROSS JOIN LATERAL (
      SELECT day, delivery_id FROM ticketwire.deliveries
      WHERE tenant_id = w.tenant_id AND webhook_id = w.webhook_id AND sequence IS NULL LIMIT ${limit}) AS d
    WHERE w.tenant_id = ${tenantId} LIMIT ${limit}`);
}

async function nameSetAside(scan: Scan, status: readonly DeliveryStatus[], limit: number): Promise<TenantPlace[]> {
  return scan.tenant.query<TenantPlace>(sql`
    SELECT d.day, d.delivery_id FROM ticketwire.webhooks AS w CROSS JOIN LATERAL (
      SELECT day, delivery_id FROM ticketwire.deliveries
      WHERE tenant_id = w.tenant_id AND webhook_id = w.webhook_id AND set_aside = ANY (${status}::text[])
        AND set_aside IS NOT NULL LIMIT ${limit}) AS d
    WHERE w.tenant_id = ${scan.tenantId} LIMIT ${limit}`);
}

/** Those with a due time, and above what each lane has sent those that wait for their first attempt. */
async function nameMoving({ tenant, tenantId }: Scan, limit: number): Promise<TenantPlace[]> {
  return tenant.query<TenantPlace>(sql`
    SELECT d.day, d.delivery_id FROM ticketwire.lanes AS l CROSS JOIN LATERAL (
      (SELECT day, delivery_id FROM ticketwire.deliveries
       WHERE tenant_id = l.tenant_id AND webhook_id = l.webhook_id AND next_attempt_at IS NOT NULL LIMIT ${limit})
      UNION
      (SELECT day, delivery_id FROM ticketwire.deliveries
       WHERE tenant_id = l.tenant_id AND webhook_id = l.webhook_id AND sequence > l.sent_through LIMIT ${limit})) AS d
    WHERE l.tenant_id = ${tenantId} LIMIT ${limit}`);
}

async function nameOpen(scan: Scan, status: readonly DeliveryStatus[], limit: number): Promise<TenantPlace[]> {
  const setAside = status.filter((word) => word === "held" || word === "abandoned");
  const isMoving = status.includes("retrying") || status.includes("pending");
  return [
    ...(setAside.length > 0 ? await nameSetAside(scan, setAside, limit) : []),
    ...(isMoving ? await nameMoving(scan, limit) : []),
  ];
}

async function listNames(scan: Scan, shortcut: Shortcut, wish: ShortcutWish): Promise<TenantPlace[]> {
  const limit = wish.most + 1;
  switch (shortcut.kind) {
    case "event":
      return nameOfEvents(scan, [wish.filter.eventId ?? ""]);
    case "ticket":
      return nameOfEvents(
        scan,
        await findEventsOf(scan.tenant, { tenantId: scan.tenantId, limit }, wish.filter.ticketId ?? ""),
      );
    case "test":
      return nameTests(scan, limit);
    case "open":
      return nameOpen(scan, shortcut.status, limit);
    default:
      return shortcut satisfies never;
  }
}

interface ShortcutWish {
  readonly filter: DeliveryFilter;
  readonly most: number;
}

/** Finds what a shortcut names and the filter lets through, newest first; null when it names more than `most`. */
export async function findTenantByShortcut(
  scan: Scan,
  shortcut: Shortcut,
  wish: ShortcutWish,
): Promise<TenantPlace[] | null> {
  const names = await listNames(scan, shortcut, wish);
  if (names.length > wish.most) return null;
  if (names.length === 0) return [];
  return scan.tenant.query<TenantPlace>(sql`
    WITH f AS MATERIALIZED (SELECT * FROM jsonb_to_record(${filterParameter(wish.filter)}::jsonb) ${FILTER_COLUMNS})
    SELECT DISTINCT n.day, n.delivery_id
    FROM unnest(${names.map((name) => name.day)}::date[], ${names.map((name) => name.delivery_id)}::uuid[])
      AS n (day, delivery_id)
    CROSS JOIN LATERAL (
      SELECT FROM ticketwire.deliveries AS d
      WHERE d.tenant_id = ${scan.tenantId} AND d.day = n.day AND d.delivery_id = n.delivery_id AND ${MATCHES_FILTER}
      LIMIT 1) AS d
    ORDER BY n.day DESC, n.delivery_id DESC`);
}
