// Fan-out: waiting events × matching webhooks → deliveries with a sequence, in one set-based statement.
// In: at most so many events. Out: how many were taken, how many deliveries they made, which lanes have work.
import type { Queryable } from "../db/database.ts";
import { prepare, sql } from "../db/sql.ts";

export interface FanOutResult {
  readonly events: number;
  readonly deliveries: number;
  /** Webhooks that got something to send; paused ones are not among them. */
  readonly webhookIds: readonly string[];
}

// $1 how many events, $2 now, $3 only this tenant (null: all), $4 give to all that subscribe to the type, filtered or not.
const FAN_OUT = prepare(`
    WITH RECURSIVE waiting (tenant_id) AS (
      (SELECT coalesce($3::uuid, (SELECT tenant_id FROM ticketwire.outbox ORDER BY tenant_id LIMIT 1)))
      UNION ALL
      SELECT (SELECT o.tenant_id FROM ticketwire.outbox AS o WHERE o.tenant_id > w.tenant_id ORDER BY o.tenant_id LIMIT 1)
      FROM waiting AS w WHERE w.tenant_id IS NOT NULL AND $3::uuid IS NULL
    ), share AS MATERIALIZED (
      SELECT greatest(1, $1::int / greatest(1, count(tenant_id))::int) AS events FROM waiting
    ), picked AS MATERIALIZED (
      -- As arrays: the planner expects few rows of them, and so finds each mark by its key however many wait.
      SELECT array_agg(o.tenant_id) AS tenant_ids, array_agg(o.occurred_at) AS moments, array_agg(o.event_id) AS event_ids
      FROM waiting AS w CROSS JOIN LATERAL (
        SELECT * FROM ticketwire.outbox WHERE tenant_id = w.tenant_id
        ORDER BY occurred_at, event_id LIMIT (SELECT events FROM share)
      ) AS o
      WHERE w.tenant_id IS NOT NULL
    ), batch AS (
      DELETE FROM ticketwire.outbox AS o
      USING picked, unnest(picked.tenant_ids, picked.moments, picked.event_ids) AS p (tenant_id, occurred_at, event_id)
      WHERE o.tenant_id = p.tenant_id AND o.occurred_at = p.occurred_at AND o.event_id = p.event_id
      RETURNING o.*
    ), subscribed AS MATERIALIZED (
      SELECT w.tenant_id, w.webhook_id, w.event_filter, subscription.event_type
      FROM waiting JOIN ticketwire.webhooks AS w USING (tenant_id), unnest(w.event_types) AS subscription (event_type)
      WHERE w.deleted_at IS NULL
    ), matched AS (
      -- One row per webhook, its events as arrays in order: so nothing has to be joined or numbered again below.
      SELECT tenant_id, webhook_id, count(*) AS deliveries,
        array_agg(b.event_id ORDER BY b.occurred_at, b.event_id) AS event_ids,
        array_agg(b.day ORDER BY b.occurred_at, b.event_id) AS days,
        array_agg(b.subject_id ORDER BY b.occurred_at, b.event_id) AS subject_ids,
        array_agg(b.event_type ORDER BY b.occurred_at, b.event_id) AS event_types
      FROM batch AS b JOIN subscribed AS s USING (tenant_id, event_type)
      WHERE s.event_filter IS NULL OR $4::boolean OR (
        SELECT ticketwire.filter_matches(s.event_filter, e.body::jsonb) FROM ticketwire.events AS e
        WHERE e.tenant_id = b.tenant_id AND e.day = b.day AND e.event_id = b.event_id)
      GROUP BY tenant_id, webhook_id
    ), bumped AS (
      UPDATE ticketwire.lane_heads AS h SET last_sequence = h.last_sequence + m.deliveries
      FROM matched AS m JOIN ticketwire.webhooks AS w USING (tenant_id, webhook_id)
      WHERE h.tenant_id = m.tenant_id AND h.webhook_id = m.webhook_id
      RETURNING h.tenant_id, h.webhook_id, h.paused, h.last_sequence - m.deliveries AS before, m.deliveries, m.event_ids,
        m.days, m.subject_ids, m.event_types, w.payload_fields
    ), written AS (
      INSERT INTO ticketwire.deliveries (tenant_id, day, delivery_id, webhook_id, event_id, subject_id, sequence, created_at,
        event_type, status, next_attempt_at, reason, payload_fields)
      SELECT b.tenant_id, e.day, ticketwire.delivery_id(e.event_id, b.webhook_id), b.webhook_id, e.event_id, e.subject_id,
        b.before + e.place, $2::timestamptz, e.event_type,
        CASE WHEN b.paused THEN 'held' ELSE 'pending' END,
        CASE WHEN NOT b.paused AND e.day < ($2::timestamptz AT TIME ZONE 'UTC')::date - 1
          THEN $2::timestamptz END,
        CASE WHEN b.paused THEN 'The webhook was inactive when the event came.' END,
        b.payload_fields
      FROM bumped AS b, unnest(b.event_ids, b.days, b.subject_ids, b.event_types) WITH ORDINALITY
        AS e (event_id, day, subject_id, event_type, place)
    ), due AS (
      UPDATE ticketwire.lanes AS l SET next_due_at = $2::timestamptz
      FROM bumped AS b
      WHERE l.tenant_id = b.tenant_id AND l.webhook_id = b.webhook_id AND NOT b.paused
        AND ($2::timestamptz AT TIME ZONE 'UTC')::date - 1 > ANY (b.days)
    ), lanes AS (
      SELECT coalesce(array_agg(webhook_id), '{}') AS ids, count(*) AS n FROM bumped WHERE NOT paused
    )
    SELECT (SELECT count(*) FROM batch) AS events, (SELECT coalesce(sum(deliveries), 0)::bigint FROM bumped) AS deliveries, l.ids AS webhook_ids,
      CASE WHEN l.n > 0 THEN
        pg_notify('ticketwire_lanes', CASE WHEN l.n <= 150 THEN array_to_string(l.ids, ',') ELSE '' END) END
    FROM lanes AS l`);

interface FanOutRow {
  readonly events: number;
  readonly deliveries: number;
  readonly webhook_ids: string[];
}

export interface FanOutWish {
  /** Events at most, an equal share of each tenant that has any; one of each at least. */
  readonly limit: number;
  readonly now: Date;
  /** Only events of this tenant. */
  readonly tenantId?: string;
  /** Filters are not asked: every webhook that subscribes to the type gets the event. */
  readonly ignoresFilters?: boolean;
}

/**
 * Fans out waiting events, each tenant's oldest first.
 *
 * - Deleting the waiting mark and writing the deliveries is one transaction; whoever runs it twice finds no mark.
 * - `lane_heads` is bumped under its row lock, held until commit: sequences are dense and become visible in order, and
 *   `paused` is read as of that lock, so that a pause that committed before is honoured.
 * - An event older than yesterday gets a due time: lanes look for fresh deliveries in yesterday's and later partitions only.
 */
export async function fanOutEvents(db: Queryable, wish: FanOutWish): Promise<FanOutResult> {
  const { limit, now, tenantId = null, ignoresFilters = false } = wish;
  const [row] = await db.query<FanOutRow>(FAN_OUT([limit, now, tenantId, ignoresFilters]));
  return { events: row?.events ?? 0, deliveries: row?.deliveries ?? 0, webhookIds: row?.webhook_ids ?? [] };
}

/** Tenants with waiting events. */
export async function listWaitingTenants(db: Queryable): Promise<string[]> {
  const rows = await db.query<{ tenant_id: string }>(sql`
    WITH RECURSIVE waiting (tenant_id) AS (
      (SELECT tenant_id FROM ticketwire.outbox ORDER BY tenant_id LIMIT 1)
      UNION ALL
      SELECT (SELECT o.tenant_id FROM ticketwire.outbox AS o WHERE o.tenant_id > w.tenant_id ORDER BY o.tenant_id LIMIT 1)
      FROM waiting AS w WHERE w.tenant_id IS NOT NULL
    )
    SELECT tenant_id FROM waiting WHERE tenant_id IS NOT NULL`);
  return rows.map((row) => row.tenant_id);
}
