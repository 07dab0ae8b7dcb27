// Fan-out: waiting events × matching webhooks → deliveries with a sequence, in one set-based statement.
// In: at most so many events. Out: how many were taken, how many deliveries they made, which lanes have work.
import type { Queryable } from "../db/database.ts";
import { sql } from "../db/sql.ts";

export interface FanOutResult {
  readonly events: number;
  readonly deliveries: number;
  /** Webhooks that got something to send; paused ones are not among them. */
  readonly webhookIds: readonly string[];
}

/**
 * Fans out up to `limit` waiting events, an equal share of each tenant that has any, each tenant's oldest first.
 *
 * - Deleting the waiting mark and writing the deliveries is one transaction; whoever runs it twice finds no mark.
 * - `lane_heads` is bumped under its row lock, held until commit: sequences are dense and become visible in order, and
 *   `paused` is read as of that lock, so that a pause that committed before is honoured.
 * - An event older than yesterday gets a due time: lanes look for fresh deliveries in yesterday's and later partitions only.
 */
export async function fanOutEvents(
  db: Queryable,
  options: { readonly limit: number; readonly now: Date },
): Promise<FanOutResult> {
  const [row] = await db.query<{ events: number; deliveries: number; webhook_ids: string[] }>(sql`
    WITH RECURSIVE waiting (tenant_id) AS (
      (SELECT tenant_id FROM ticketwire.outbox ORDER BY tenant_id LIMIT 1)
      UNION ALL
      SELECT (SELECT o.tenant_id FROM ticketwire.outbox AS o WHERE o.tenant_id > w.tenant_id ORDER BY o.tenant_id LIMIT 1)
      FROM waiting AS w WHERE w.tenant_id IS NOT NULL
    ), share AS MATERIALIZED (
      SELECT greatest(1, ${options.limit}::int / greatest(1, count(tenant_id))::int) AS events FROM waiting
    ), picked AS MATERIALIZED (
      SELECT o.tenant_id, o.occurred_at, o.event_id
      FROM waiting AS w CROSS JOIN LATERAL (
        SELECT * FROM ticketwire.outbox WHERE tenant_id = w.tenant_id
        ORDER BY occurred_at, event_id LIMIT (SELECT events FROM share)
      ) AS o
      WHERE w.tenant_id IS NOT NULL
    ), batch AS (
      DELETE FROM ticketwire.outbox AS o USING picked AS p
      WHERE o.tenant_id = p.tenant_id AND o.occurred_at = p.occurred_at AND o.event_id = p.event_id
      RETURNING o.*
    ), matched AS MATERIALIZED (
      SELECT b.*, w.webhook_id, w.payload_fields
      FROM batch AS b
      JOIN ticketwire.webhooks AS w
        ON w.tenant_id = b.tenant_id AND w.deleted_at IS NULL AND b.event_type = ANY (w.event_types)
      WHERE w.event_filter IS NULL OR (
        SELECT ticketwire.filter_matches(w.event_filter, e.body::jsonb) FROM ticketwire.events AS e
        WHERE e.tenant_id = b.tenant_id AND e.day = b.day AND e.event_id = b.event_id)
    ), bumped AS (
      UPDATE ticketwire.lane_heads AS h SET last_sequence = h.last_sequence + m.deliveries
      FROM (SELECT tenant_id, webhook_id, count(*) AS deliveries FROM matched GROUP BY 1, 2) AS m
      WHERE h.tenant_id = m.tenant_id AND h.webhook_id = m.webhook_id
      RETURNING h.tenant_id, h.webhook_id, h.paused, h.last_sequence - m.deliveries AS before
    ), written AS (
      INSERT INTO ticketwire.deliveries (tenant_id, day, delivery_id, webhook_id, event_id, subject_id, sequence, created_at,
        event_type, status, next_attempt_at, reason, payload_fields)
      SELECT m.tenant_id, m.day, ticketwire.delivery_id(m.event_id, m.webhook_id), m.webhook_id, m.event_id, m.subject_id,
        b.before + row_number() OVER (PARTITION BY m.tenant_id, m.webhook_id ORDER BY m.occurred_at, m.event_id),
        ${options.now}::timestamptz, m.event_type,
        CASE WHEN b.paused THEN 'held' ELSE 'pending' END,
        CASE WHEN NOT b.paused AND m.day < (${options.now}::timestamptz AT TIME ZONE 'UTC')::date - 1
          THEN ${options.now}::timestamptz END,
        CASE WHEN b.paused THEN 'The webhook was inactive when the event came.' END,
        m.payload_fields
      FROM matched AS m JOIN bumped AS b USING (tenant_id, webhook_id)
    ), lanes AS (
      SELECT coalesce(array_agg(webhook_id), '{}') AS ids, count(*) AS n FROM bumped WHERE NOT paused
    )
    SELECT (SELECT count(*) FROM batch) AS events, (SELECT count(*) FROM matched) AS deliveries, l.ids AS webhook_ids,
      CASE WHEN l.n > 0 THEN
        pg_notify('ticketwire_lanes', CASE WHEN l.n <= 150 THEN array_to_string(l.ids, ',') ELSE '' END) END
    FROM lanes AS l`);
  return { events: row?.events ?? 0, deliveries: row?.deliveries ?? 0, webhookIds: row?.webhook_ids ?? [] };
}
