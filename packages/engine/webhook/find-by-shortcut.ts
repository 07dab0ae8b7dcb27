// Deliveries that an index names: those of one event or ticket, tests, and those that do not simply stand delivered. One small
// statement each, because a statement over many partitions costs some milliseconds per time it names them; then one that
// takes the named ones by their keys and lets the filter decide.
import type { DeliveryStatus } from "@ticketwire/contract";
import type { Queryable } from "../db/database.ts";
import { sql } from "../db/sql.ts";
import { type DeliveryFilter, FILTER_COLUMNS, filterParameter, MATCHES_FILTER } from "./delivery-filter.ts";
import type { DeliveryPlace, WebhookKey } from "./find-deliveries.ts";
import { findEventsOf, placesOf } from "./find-events.ts";
import type { Shortcut } from "./shortcut.ts";

interface Name {
  readonly day: string;
  readonly delivery_id: string;
}

interface Search {
  readonly tenant: Queryable;
  readonly key: WebhookKey;
  readonly limit: number;
}

async function nameByEvents({ tenant, key }: Search, eventIds: readonly string[]): Promise<Name[]> {
  const places = placesOf(eventIds);
  return tenant.query<Name>(sql`
    SELECT e.day, ticketwire.delivery_id(e.event_id, ${key.webhookId}::uuid) AS delivery_id
    FROM unnest(${places.map(({ day }) => day)}::date[], ${places.map(({ eventId }) => eventId)}::uuid[]) AS e (day, event_id)`);
}

async function nameTests({ tenant, key, limit }: Search): Promise<Name[]> {
  return tenant.query<Name>(sql`
    SELECT day, delivery_id FROM ticketwire.deliveries
    WHERE tenant_id = ${key.tenantId} AND webhook_id = ${key.webhookId} AND sequence IS NULL LIMIT ${limit}`);
}

async function nameSetAside({ tenant, key, limit }: Search, status: readonly DeliveryStatus[]): Promise<Name[]> {
  return tenant.query<Name>(sql`
    SELECT day, delivery_id FROM ticketwire.deliveries
    WHERE tenant_id = ${key.tenantId} AND webhook_id = ${key.webhookId} AND set_aside = ANY (${status}::text[])
      AND set_aside IS NOT NULL
    LIMIT ${limit}`);
}

async function nameDue({ tenant, key, limit }: Search): Promise<Name[]> {
  return tenant.query<Name>(sql`
    SELECT day, delivery_id FROM ticketwire.deliveries
    WHERE tenant_id = ${key.tenantId} AND webhook_id = ${key.webhookId} AND next_attempt_at IS NOT NULL
    ORDER BY next_attempt_at LIMIT ${limit}`);
}

/** Those that wait for their first attempt lie above what the lane has sent. */
async function nameFresh({ tenant, key, limit }: Search): Promise<Name[]> {
  const [lane] = await tenant.query<{ sent_through: number }>(sql`
    SELECT sent_through FROM ticketwire.lanes WHERE tenant_id = ${key.tenantId} AND webhook_id = ${key.webhookId}`);
  return tenant.query<Name>(sql`
    SELECT day, delivery_id FROM ticketwire.deliveries
    WHERE tenant_id = ${key.tenantId} AND webhook_id = ${key.webhookId} AND sequence > ${lane?.sent_through ?? 0}
    ORDER BY sequence LIMIT ${limit}`);
}

async function nameOpen(search: Search, status: readonly DeliveryStatus[]): Promise<Name[]> {
  const isDue = status.includes("retrying") || status.includes("pending");
  const setAside = status.filter((word) => word === "held" || word === "abandoned");
  const names = [
    ...(setAside.length > 0 ? await nameSetAside(search, setAside) : []),
    ...(isDue ? await nameDue(search) : []),
    ...(status.includes("pending") ? await nameFresh(search) : []),
  ];
  return [...new Map(names.map((name) => [name.delivery_id, name])).values()];
}

async function listNames(search: Search, shortcut: Shortcut, filter: DeliveryFilter): Promise<Name[]> {
  switch (shortcut.kind) {
    case "event":
      return nameByEvents(search, [filter.eventId ?? ""]);
    case "ticket":
      return nameByEvents(
        search,
        await findEventsOf(
          search.tenant,
          { tenantId: search.key.tenantId, limit: search.limit },
          filter.ticketId ?? "",
        ),
      );
    case "test":
      return nameTests(search);
    case "open":
      return nameOpen(search, shortcut.status);
    default:
      return shortcut satisfies never;
  }
}

/** Those of the named deliveries that are this webhook's and that the filter lets through. */
async function filterNames(
  { tenant, key }: Search,
  names: readonly Name[],
  filter: DeliveryFilter,
): Promise<DeliveryPlace[]> {
  return tenant.query<DeliveryPlace>(sql`
    WITH f AS MATERIALIZED (SELECT * FROM jsonb_to_record(${filterParameter(filter)}::jsonb) ${FILTER_COLUMNS})
    SELECT n.day, d.delivery_id, d.sequence, d.created_at
    FROM unnest(${names.map((name) => name.day)}::date[], ${names.map((name) => name.delivery_id)}::uuid[])
      AS n (day, delivery_id)
    CROSS JOIN LATERAL (
      SELECT d.delivery_id, d.sequence, d.created_at FROM ticketwire.deliveries AS d
      WHERE d.tenant_id = ${key.tenantId} AND d.day = n.day AND d.delivery_id = n.delivery_id
        AND d.webhook_id = ${key.webhookId} AND ${MATCHES_FILTER} LIMIT 1
    ) AS d`);
}

/**
 * Finds what a shortcut names and the filter lets through, in no particular order. Null when it names more than `most`:
 * then so many match that they are found soon along the days.
 */
export async function findByShortcut(
  tenant: Queryable,
  key: WebhookKey,
  wish: { readonly shortcut: Shortcut; readonly filter: DeliveryFilter; readonly most: number },
): Promise<DeliveryPlace[] | null> {
  const search = { tenant, key, limit: wish.most + 1 };
  const names = await listNames(search, wish.shortcut, wish.filter);
  if (names.length > wish.most) return null;
  return names.length === 0 ? [] : filterNames(search, names, wish.filter);
}
