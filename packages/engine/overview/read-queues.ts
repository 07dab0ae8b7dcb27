// What the installation owes, tenant by tenant, and what holds its database up: for metrics and alerts. Spans tenants: for
// operators only. Counts stop at a ceiling, so that looking costs the same however much waits.
// In: the present moment. Out: one row per tenant that has webhooks, those with the most waiting first.
import type { TenantId } from "@ticketwire/contract";
import type { Queryable } from "../db/database.ts";
import { sql } from "../db/sql.ts";

/** Waiting events counted per tenant, and due retries counted per webhook: "this many or more". */
const COUNT_CEILING = 10_000;

export interface TenantQueue {
  readonly tenant_id: TenantId;
  /** Committed events that were not given to webhooks yet. */
  readonly outbox_events: number;
  readonly outbox_oldest_at: Date | null;
  /** Deliveries between what active lanes were given and what they have settled without a gap. */
  readonly first_attempts: number;
  readonly first_attempts_oldest_at: Date | null;
  /** Retries and released deliveries whose time has come. */
  readonly due_again: number;
  readonly due_again_oldest_at: Date | null;
  readonly webhooks_active: number;
  /** Active ones whose last attempt failed. */
  readonly webhooks_failing: number;
  readonly webhooks_paused: number;
  /** Disabled by the engine. */
  readonly webhooks_disabled: number;
}

/** Reads the queues of the `limit` tenants with the most waiting. Index probes only: some 20 µs per lane. */
export async function readTenantQueues(db: Queryable, now: Date, limit: number): Promise<readonly TenantQueue[]> {
  return db.query<TenantQueue>(sql`
    WITH lane AS MATERIALIZED (
      SELECT w.tenant_id, w.webhook_id, w.is_active, w.auto_disabled_at, l.failing_since, l.next_due_at, l.sent_through, l.open_day,
        CASE WHEN h.paused THEN 0 ELSE greatest(0, h.last_sequence - l.sent_through) END AS first_attempts, NOT h.paused AS is_open
      FROM ticketwire.webhooks AS w
      JOIN ticketwire.lane_heads AS h USING (tenant_id, webhook_id)
      JOIN ticketwire.lanes AS l USING (tenant_id, webhook_id)
      WHERE w.deleted_at IS NULL
    ), first AS (
      SELECT lane.tenant_id, min(d.created_at) AS oldest_at
      FROM lane CROSS JOIN LATERAL (
        SELECT d.created_at FROM ticketwire.deliveries AS d
        WHERE d.tenant_id = lane.tenant_id AND d.webhook_id = lane.webhook_id AND d.sequence > lane.sent_through
          AND d.day >= lane.open_day AND d.status = 'pending' AND d.next_attempt_at IS NULL
        ORDER BY d.sequence LIMIT 1) AS d
      WHERE lane.first_attempts > 0
      GROUP BY lane.tenant_id
    ), due AS (
      SELECT lane.tenant_id, sum(d.waiting)::int AS waiting, min(d.oldest_at) AS oldest_at
      FROM lane CROSS JOIN LATERAL (
        SELECT count(*) AS waiting, min(next_attempt_at) AS oldest_at FROM (
          SELECT d.next_attempt_at FROM ticketwire.deliveries AS d
          WHERE d.tenant_id = lane.tenant_id AND d.webhook_id = lane.webhook_id AND d.next_attempt_at <= ${now}
          ORDER BY d.next_attempt_at LIMIT ${COUNT_CEILING}) AS counted) AS d
      WHERE lane.is_open AND lane.next_due_at <= ${now}
      GROUP BY lane.tenant_id
    ), tenant AS (
      SELECT tenant_id, sum(first_attempts) AS first_attempts,
        count(*) FILTER (WHERE is_active) AS active, count(*) FILTER (WHERE is_active AND failing_since IS NOT NULL) AS failing,
        count(*) FILTER (WHERE NOT is_active AND auto_disabled_at IS NULL) AS paused,
        count(*) FILTER (WHERE NOT is_active AND auto_disabled_at IS NOT NULL) AS disabled
      FROM lane GROUP BY tenant_id
    )
    SELECT t.tenant_id, waiting.events AS outbox_events, waiting.oldest_at AS outbox_oldest_at,
      t.first_attempts::bigint AS first_attempts, first.oldest_at AS first_attempts_oldest_at,
      coalesce(due.waiting, 0) AS due_again, due.oldest_at AS due_again_oldest_at, t.active AS webhooks_active,
      t.failing AS webhooks_failing, t.paused AS webhooks_paused, t.disabled AS webhooks_disabled
    FROM tenant AS t LEFT JOIN first USING (tenant_id) LEFT JOIN due USING (tenant_id)
    CROSS JOIN LATERAL (
      SELECT count(*) AS events, min(occurred_at) AS oldest_at FROM (
        SELECT o.occurred_at FROM ticketwire.outbox AS o WHERE o.tenant_id = t.tenant_id
        ORDER BY o.occurred_at LIMIT ${COUNT_CEILING}) AS counted) AS waiting
    ORDER BY t.first_attempts + coalesce(due.waiting, 0) + waiting.events DESC, t.tenant_id LIMIT ${limit}`);
}

export interface DatabaseStanding {
  /** Seconds since the longest open transaction of this database began; 0 when none is open. */
  readonly longest_transaction_seconds: number;
  /** How many transactions ago the oldest one began that still keeps dead rows from being cleaned up. */
  readonly oldest_snapshot_transactions: number;
  /** Processes whose lease runs, and those of them that lead fan-out: one, but for moments. */
  readonly workers: number;
  readonly leaders: number;
}

/**
 * What slows every claim when it goes wrong: a transaction that somebody forgot. Of sessions of other roles PostgreSQL tells
 * nothing unless this one was granted `pg_monitor`.
 */
export async function readDatabaseStanding(db: Queryable, now: Date): Promise<DatabaseStanding> {
  const [row] = await db.query<DatabaseStanding>(sql`
    SELECT coalesce(extract(epoch FROM clock_timestamp() - min(a.xact_start)), 0)::float8 AS longest_transaction_seconds,
      greatest(max(age(a.backend_xmin)), max(age(a.backend_xid)), (SELECT max(age(s.xmin)) FROM pg_replication_slots AS s),
        (SELECT max(age(p.transaction)) FROM pg_prepared_xacts AS p), 0) AS oldest_snapshot_transactions,
      (SELECT count(*) FROM ticketwire.processes WHERE lease_until > ${now}) AS workers,
      (SELECT count(*) FROM ticketwire.processes WHERE lease_until > ${now} AND leader_pid IS NOT NULL) AS leaders
    FROM pg_stat_activity AS a
    WHERE a.datname = current_database() AND a.backend_type = 'client backend' AND a.pid <> pg_backend_pid()`);
  return row ?? { longest_transaction_seconds: 0, oldest_snapshot_transactions: 0, workers: 0, leaders: 0 };
}
