// The statements behind a list of deliveries: which days hold any, a bounded look along one day, a bounded count, and the full
// rows of one page. Each reads at most as much as it is told to.
import type { TenantId, WebhookId } from "@ticketwire/contract";
import type { Queryable } from "../db/database.ts";
import { type Fragment, fragment, sql } from "../db/sql.ts";
import {
  type DeliveryFilter,
  FILTER_COLUMNS,
  filterParameter,
  isUnfiltered,
  MATCHES_FILTER,
  setAsideOf,
} from "./delivery-filter.ts";
import { DELIVERY_ROW, type DeliveryRow } from "./delivery-record.ts";

export interface WebhookKey {
  readonly tenantId: TenantId;
  readonly webhookId: WebhookId;
}

/** Where a delivery stands in the list. */
export interface DeliveryPlace {
  readonly day: string;
  readonly delivery_id: string;
  /** Null on tests. */
  readonly sequence: number | null;
  readonly created_at: Date;
}

export interface DeliveryDay {
  readonly day: string;
  readonly has_sequences: boolean;
  readonly has_tests: boolean;
}

/** The days on which this webhook has deliveries, newest first, from `before` on: one look into an index per partition. */
export async function findDays(tenant: Queryable, key: WebhookKey, before: string | null): Promise<DeliveryDay[]> {
  return tenant.query<DeliveryDay>(sql`
    WITH days AS MATERIALIZED (
      SELECT to_date(right(c.relname, 8), 'YYYYMMDD') AS day FROM pg_inherits AS i JOIN pg_class AS c ON c.oid = i.inhrelid
      WHERE i.inhparent = 'ticketwire.deliveries'::regclass AND c.relname ~ '_[0-9]{8}$'
      UNION SELECT (now() AT TIME ZONE 'UTC')::date + n FROM generate_series(-1, 1) AS n
    ), looked AS (
      SELECT day,
        EXISTS (SELECT FROM ticketwire.deliveries WHERE tenant_id = ${key.tenantId} AND webhook_id = ${key.webhookId}
          AND day = days.day AND sequence IS NOT NULL) AS has_sequences,
        EXISTS (SELECT FROM ticketwire.deliveries WHERE tenant_id = ${key.tenantId} AND webhook_id = ${key.webhookId}
          AND day = days.day AND sequence IS NULL) AS has_tests
      FROM days WHERE day <= coalesce(${before}::date, day)
    )
    SELECT day, has_sequences, has_tests FROM looked WHERE has_sequences OR has_tests ORDER BY day DESC`);
}

export interface Look {
  readonly day: string;
  readonly filter: DeliveryFilter;
  /** Deliveries looked at, at most. */
  readonly examine: number;
}

/** What a look came to: the matching ones, newest first, and how far it got. */
export interface Looked {
  readonly places: readonly DeliveryPlace[];
  readonly examined: number;
  /** The last one looked at; null when there was none. */
  readonly last: DeliveryPlace | null;
}

interface LookedRow extends DeliveryPlace {
  readonly matched: boolean;
  readonly position: number;
}

function toLooked(rows: readonly LookedRow[]): Looked {
  const last = rows.at(-1) ?? null;
  return { places: rows.filter((row) => row.matched), examined: last?.position ?? 0, last };
}

const ALL = fragment("");

// An index of their own holds what was given up or is held, by sequence: so they are walked without a look at the others.
const SET_ASIDE = fragment(" AND d.set_aside = (SELECT status[1] FROM f)");

function onlySetAside(filter: DeliveryFilter): Fragment {
  return setAsideOf(filter) === null ? ALL : SET_ASIDE;
}

/** Looks along the sequence of one day, downwards from `below`. Of what does not match only the last row comes back. */
export async function lookAlongSequence(
  tenant: Queryable,
  key: WebhookKey,
  look: Look & { readonly below: number | null },
): Promise<Looked> {
  const rows = await tenant.query<LookedRow>(sql`
    WITH f AS MATERIALIZED (SELECT * FROM jsonb_to_record(${filterParameter(look.filter)}::jsonb) ${FILTER_COLUMNS}),
    looked AS (
      SELECT d.day, d.delivery_id, d.sequence, d.created_at, coalesce(${MATCHES_FILTER}, false) AS matched
      FROM ticketwire.deliveries AS d
      WHERE d.tenant_id = ${key.tenantId} AND d.webhook_id = ${key.webhookId} AND d.day = ${look.day}::date
        AND d.sequence < coalesce(${look.below}::bigint, 9223372036854775807)${onlySetAside(look.filter)}
      ORDER BY d.sequence DESC LIMIT ${look.examine}
    ), numbered AS (
      SELECT *, row_number() OVER (ORDER BY sequence DESC) AS position, count(*) OVER () AS examined FROM looked
    )
    SELECT day, delivery_id, sequence, created_at, matched, position FROM numbered
    WHERE matched OR position = examined ORDER BY position`);
  return toLooked(rows);
}

/** The same along the tests of one day, downwards from the id `below`. */
export async function lookAlongTests(
  tenant: Queryable,
  key: WebhookKey,
  look: Look & { readonly below: string | null },
): Promise<Looked> {
  const rows = await tenant.query<LookedRow>(sql`
    WITH f AS MATERIALIZED (SELECT * FROM jsonb_to_record(${filterParameter(look.filter)}::jsonb) ${FILTER_COLUMNS}),
    looked AS (
      SELECT d.day, d.delivery_id, d.sequence, d.created_at, coalesce(${MATCHES_FILTER}, false) AS matched
      FROM ticketwire.deliveries AS d
      WHERE d.tenant_id = ${key.tenantId} AND d.webhook_id = ${key.webhookId} AND d.day = ${look.day}::date
        AND d.sequence IS NULL AND d.delivery_id < coalesce(${look.below}::uuid, 'ffffffff-ffff-ffff-ffff-ffffffffffff')
      ORDER BY d.delivery_id DESC LIMIT ${look.examine}
    ), numbered AS (
      SELECT *, row_number() OVER (ORDER BY delivery_id DESC) AS position, count(*) OVER () AS examined FROM looked
    )
    SELECT day, delivery_id, sequence, created_at, matched, position FROM numbered
    WHERE matched OR position = examined ORDER BY position`);
  return toLooked(rows);
}

/** The newest delivery of a day below a sequence: one look into the index. */
export async function findBelow(
  tenant: Queryable,
  key: WebhookKey,
  at: { readonly day: string; readonly below: number },
): Promise<DeliveryPlace | undefined> {
  const [place] = await tenant.query<DeliveryPlace>(sql`
    SELECT day, delivery_id, sequence, created_at FROM ticketwire.deliveries
    WHERE tenant_id = ${key.tenantId} AND webhook_id = ${key.webhookId} AND day = ${at.day}::date AND sequence < ${at.below}
    ORDER BY sequence DESC LIMIT 1`);
  return place;
}

/** The index alone tells how many there are, up to `most`. */
async function countAll(tenant: Queryable, key: WebhookKey, most: number): Promise<number> {
  const [row] = await tenant.query<{ counted: number }>(sql`
    SELECT count(*) AS counted FROM (SELECT FROM ticketwire.deliveries
      WHERE tenant_id = ${key.tenantId} AND webhook_id = ${key.webhookId} LIMIT ${most}) AS some_of_them`);
  return row?.counted ?? 0;
}

/** How many deliveries match among the first `examine` that come to hand, and how many were looked at. */
export async function countDeliveries(
  tenant: Queryable,
  key: WebhookKey,
  count: { readonly filter: DeliveryFilter; readonly examine: number },
): Promise<{ readonly matched: number; readonly examined: number }> {
  if (isUnfiltered(count.filter)) {
    const all = await countAll(tenant, key, count.examine);
    return { matched: all, examined: all };
  }
  const [row] = await tenant.query<{ matched: number; examined: number }>(sql`
    WITH f AS MATERIALIZED (SELECT * FROM jsonb_to_record(${filterParameter(count.filter)}::jsonb) ${FILTER_COLUMNS})
    SELECT count(*) FILTER (WHERE matched) AS matched, count(*) AS examined FROM (
      SELECT ${MATCHES_FILTER} AS matched FROM ticketwire.deliveries AS d
      WHERE d.tenant_id = ${key.tenantId} AND d.webhook_id = ${key.webhookId}${onlySetAside(count.filter)} LIMIT ${count.examine}
    ) AS looked`);
  return row ?? { matched: 0, examined: 0 };
}

/** The full rows of these places, in no particular order. */
export async function readPlaces(
  tenant: Queryable,
  key: Pick<WebhookKey, "tenantId">,
  places: readonly Pick<DeliveryPlace, "day" | "delivery_id">[],
): Promise<DeliveryRow[]> {
  if (places.length === 0) return [];
  return tenant.query<DeliveryRow>(sql`
    SELECT d.* FROM unnest(${places.map((place) => place.day)}::date[], ${places.map((place) => place.delivery_id)}::uuid[])
      AS p (day, delivery_id)
    CROSS JOIN LATERAL (
      SELECT ${DELIVERY_ROW}, (SELECT body FROM ticketwire.events AS e
        WHERE e.tenant_id = ${key.tenantId} AND e.day = d.day AND e.event_id = d.event_id) AS body
      FROM ticketwire.deliveries AS d
      WHERE d.tenant_id = ${key.tenantId} AND d.day = p.day AND d.delivery_id = p.delivery_id LIMIT 1
    ) AS d`);
}
