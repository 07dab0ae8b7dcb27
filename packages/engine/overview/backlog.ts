// What waits, by webhook: for a first attempt, for a retry, held, given up; and how long the oldest has waited.
// Every count stops at a limit, so that looking at a backlog of a million costs no more than at one of ten thousand.
// In: a tenant. Out: one row for each webhook, in the order they were made.
import type { TenantId } from "@ticketwire/contract";
import type { Queryable } from "../db/database.ts";
import { sql } from "../db/sql.ts";

/** Counts that reached it mean "this many or more". */
const BACKLOG_CEILING = 10_000;

export interface LaneBacklog {
  readonly webhook_id: string;
  readonly name: string;
  readonly url: string;
  readonly is_active: boolean;
  readonly auto_disabled_at: Date | null;
  readonly disabled_reason: string | null;
  readonly last_success_at: Date | null;
  readonly last_failure_at: Date | null;
  readonly failing_since: Date | null;
  /** Nothing is sent before: the receiver asked for it with Retry-After. */
  readonly blocked_until: Date | null;
  readonly pending: number;
  readonly retrying: number;
  readonly held: number;
  readonly abandoned: number;
  readonly next_retry_at: Date | null;
  readonly oldest_waiting_at: Date | null;
}

/** The backlog of each webhook. */
export async function readBacklog(tenant: Queryable, tenantId: TenantId): Promise<readonly LaneBacklog[]> {
  return tenant.query<LaneBacklog>(sql`
    SELECT w.webhook_id, w.name, w.url, w.is_active, w.auto_disabled_at, w.disabled_reason, l.last_success_at,
      l.last_failure_at, l.failing_since, l.blocked_until, first.pending, due.retrying, aside.held, gone.abandoned,
      due.next_retry_at, least(first.oldest, due.oldest) AS oldest_waiting_at
    FROM ticketwire.webhooks AS w
    JOIN ticketwire.lanes AS l USING (tenant_id, webhook_id)
    CROSS JOIN LATERAL (
      SELECT count(*)::int AS pending, min(created_at) AS oldest FROM (
        SELECT d.created_at FROM ticketwire.deliveries AS d
        WHERE w.is_active AND d.tenant_id = w.tenant_id AND d.webhook_id = w.webhook_id AND d.sequence > l.sent_through
          AND d.status = 'pending'
        ORDER BY d.sequence LIMIT ${BACKLOG_CEILING}) AS counted) AS first
    CROSS JOIN LATERAL (
      SELECT count(*)::int AS retrying, min(next_attempt_at) AS next_retry_at, min(created_at) AS oldest FROM (
        SELECT d.created_at, nullif(d.next_attempt_at, 'infinity') AS next_attempt_at FROM ticketwire.deliveries AS d
        WHERE d.tenant_id = w.tenant_id AND d.webhook_id = w.webhook_id AND d.next_attempt_at IS NOT NULL
          AND d.status = 'retrying'
        ORDER BY d.next_attempt_at LIMIT ${BACKLOG_CEILING}) AS counted) AS due
    CROSS JOIN LATERAL (
      SELECT count(*)::int AS held FROM (
        SELECT FROM ticketwire.deliveries AS d
        WHERE d.tenant_id = w.tenant_id AND d.webhook_id = w.webhook_id AND d.set_aside = 'held'
        LIMIT ${BACKLOG_CEILING}) AS counted) AS aside
    CROSS JOIN LATERAL (
      SELECT count(*)::int AS abandoned FROM (
        SELECT FROM ticketwire.deliveries AS d
        WHERE d.tenant_id = w.tenant_id AND d.webhook_id = w.webhook_id AND d.set_aside = 'abandoned'
        LIMIT ${BACKLOG_CEILING}) AS counted) AS gone
    WHERE w.tenant_id = ${tenantId} AND w.deleted_at IS NULL
    ORDER BY w.webhook_id`);
}

export interface WaitingEvents {
  readonly waiting: number;
  readonly oldest: Date | null;
}

/** Events that are committed and not yet given to webhooks. */
export async function readWaitingEvents(tenant: Queryable, tenantId: TenantId): Promise<WaitingEvents> {
  const [row] = await tenant.query<WaitingEvents>(sql`
    SELECT count(*)::int AS waiting, min(occurred_at) AS oldest FROM (
      SELECT occurred_at FROM ticketwire.outbox WHERE tenant_id = ${tenantId}
      ORDER BY occurred_at LIMIT ${BACKLOG_CEILING}) AS counted`);
  return row ?? { waiting: 0, oldest: null };
}
