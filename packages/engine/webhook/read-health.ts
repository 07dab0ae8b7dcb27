// How a webhook is doing: its state, what waits, and the figures of the last day from the rolled-up counters.
// Every count is bounded, so that it is as cheap with ten million deliveries as with ten.
import type { ErrorClass, TenantId, WebhookId } from "@ticketwire/contract";
import type { Queryable } from "../db/database.ts";
import { sql } from "../db/sql.ts";
import { advise } from "../verdict/advise.ts";
import { type Figures, readFigures } from "./read-analytics.ts";
import type { SecretBox } from "./secret-box.ts";
import { readWebhookRow, toWebhookRecord, type WebhookHealth } from "./webhook-record.ts";

interface Key {
  readonly tenantId: TenantId;
  readonly webhookId: WebhookId;
}

export interface LastError {
  readonly delivery_id: string;
  readonly attempted_at: string;
  readonly error_class: ErrorClass;
  readonly error_message: string | null;
  readonly response_status_code: number | null;
  readonly advice: string;
}

export interface HealthRecord extends Figures {
  readonly webhook_id: string;
  readonly state: WebhookHealth;
  readonly is_active: boolean;
  readonly auto_disabled_at: string | null;
  readonly disabled_reason: string | null;
  readonly last_success_at: string | null;
  readonly last_failure_at: string | null;
  /** Since when there were only failures; null when the last attempt succeeded. */
  readonly failing_since: string | null;
  /** Failed attempts since then. */
  readonly consecutive_failures: number;
  /** When it is disabled if nothing succeeds; null when it does not fail. */
  readonly disables_at: string | null;
  /** The receiver asked for a pause (Retry-After) until then. */
  readonly blocked_until: string | null;
  /** Deliveries that wait; counted up to 10000 each. */
  readonly waiting: { readonly first_attempt: number; readonly retry: number; readonly held: number };
  readonly last_error: LastError | null;
  readonly period_start: string;
  readonly period_end: string;
}

interface WaitingRow {
  readonly failing_since: Date | null;
  readonly failed_attempts: number;
  readonly blocked_until: Date | null;
  readonly first_attempt: number;
  readonly retry: number;
  readonly held: number;
}

const COUNT_AT_MOST = 10_000;
const DAY_MS = 86_400_000;

async function readWaiting(tenant: Queryable, key: Key): Promise<WaitingRow | undefined> {
  const [row] = await tenant.query<WaitingRow>(sql`
    SELECT l.failing_since, l.failed_attempts, l.blocked_until,
      CASE WHEN h.paused THEN 0 ELSE least(h.last_sequence - l.sent_through, ${COUNT_AT_MOST}) END AS first_attempt,
      (SELECT count(*) FROM (SELECT FROM ticketwire.deliveries WHERE tenant_id = ${key.tenantId}
        AND webhook_id = ${key.webhookId} AND next_attempt_at IS NOT NULL LIMIT ${COUNT_AT_MOST}) AS due) AS retry,
      (SELECT count(*) FROM (SELECT FROM ticketwire.deliveries WHERE tenant_id = ${key.tenantId}
        AND webhook_id = ${key.webhookId} AND set_aside = 'held' LIMIT ${COUNT_AT_MOST}) AS held) AS held
    FROM ticketwire.lanes AS l JOIN ticketwire.lane_heads AS h USING (tenant_id, webhook_id)
    WHERE l.tenant_id = ${key.tenantId} AND l.webhook_id = ${key.webhookId}`);
  return row;
}

interface ErrorRow {
  readonly delivery_id: string;
  readonly attempted_at: Date;
  readonly error_class: ErrorClass;
  readonly error_message: string | null;
  readonly response_status_code: number | null;
}

/** The latest failure among what still waits or was given up: those are in small indexes, so few rows are looked at. */
async function readLastError(tenant: Queryable, key: Key): Promise<LastError | null> {
  const [row] = await tenant.query<ErrorRow>(sql`
    SELECT delivery_id, attempted_at, error_class, error_message, response_status_code FROM (
      (SELECT delivery_id, attempted_at, error_class, error_message, response_status_code FROM ticketwire.deliveries
        WHERE tenant_id = ${key.tenantId} AND webhook_id = ${key.webhookId} AND next_attempt_at IS NOT NULL
        ORDER BY next_attempt_at DESC LIMIT 200)
      UNION ALL
      (SELECT delivery_id, attempted_at, error_class, error_message, response_status_code FROM ticketwire.deliveries
        WHERE tenant_id = ${key.tenantId} AND webhook_id = ${key.webhookId} AND set_aside = 'abandoned'
        ORDER BY sequence DESC LIMIT 200)
      UNION ALL
      (SELECT delivery_id, attempted_at, error_class, error_message, response_status_code FROM ticketwire.deliveries
        WHERE tenant_id = ${key.tenantId} AND webhook_id = ${key.webhookId} AND set_aside = 'held'
        ORDER BY sequence LIMIT 200)
    ) AS failed WHERE error_class IS NOT NULL ORDER BY attempted_at DESC LIMIT 1`);
  if (row === undefined) return null;
  const { error_class: errorClass, error_message: message, response_status_code: status } = row;
  const advice = advise({ errorClass, status, message });
  return { ...row, attempted_at: row.attempted_at.toISOString(), advice };
}

export interface HealthQuestion extends Key {
  readonly now: Date;
  /** Only failures for this long disable a webhook, milliseconds. */
  readonly autoDisableAfterMs: number;
}

/** Undefined when there is no such webhook. */
export async function readHealth(
  tenant: Queryable,
  box: SecretBox,
  question: HealthQuestion,
): Promise<HealthRecord | undefined> {
  const { now } = question;
  const webhook = await readWebhookRow(tenant, question);
  const lane = await readWaiting(tenant, question);
  if (webhook === undefined || lane === undefined) return undefined;
  const record = toWebhookRecord(webhook, box);
  const start = new Date(now.getTime() - DAY_MS);
  // A change of settings starts the clock anew, as the sender sees it.
  const failingSince = lane.failing_since && lane.failing_since >= webhook.updated_at ? lane.failing_since : null;
  const disablesAt = failingSince && record.is_active ? failingSince.getTime() + question.autoDisableAfterMs : null;
  return {
    webhook_id: record.webhook_id,
    state: record.health,
    is_active: record.is_active,
    auto_disabled_at: record.auto_disabled_at,
    disabled_reason: record.disabled_reason,
    last_success_at: record.last_success_at,
    last_failure_at: record.last_failure_at,
    failing_since: failingSince && failingSince.toISOString(),
    consecutive_failures: failingSince === null ? 0 : lane.failed_attempts,
    disables_at: disablesAt === null ? null : new Date(disablesAt).toISOString(),
    blocked_until: lane.blocked_until && lane.blocked_until > now ? lane.blocked_until.toISOString() : null,
    waiting: { first_attempt: lane.first_attempt, retry: lane.retry, held: lane.held },
    last_error: record.health === "healthy" ? null : await readLastError(tenant, question),
    period_start: start.toISOString(),
    period_end: now.toISOString(),
    ...(await readFigures(tenant, { ...question, from: start, to: now })),
  };
}
