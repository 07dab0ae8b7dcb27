// Writes what came of many lanes' deliveries in one statement: lane rows, delivery rows, and the attempts that the new ones
// replace as the last. In: a batch of one process. Out: the lanes that were still its own, with their epoch.
import type { WebhookId } from "@ticketwire/contract";
import type { Queryable } from "../db/database.ts";
import { prepare } from "../db/sql.ts";
import type { AttemptRecord, LaneProgress, Outcome } from "./outcome.ts";

export interface LaneOutcomes {
  readonly progress: LaneProgress;
  readonly outcomes: readonly Outcome[];
}

export interface OutcomeBatch {
  /** The same id again means: the same batch again, because the answer to its write got lost. */
  readonly batchId: string;
  readonly processId: string;
  readonly now: Date;
  readonly lanes: readonly LaneOutcomes[];
}

// Array literals by hand: the driver's own escaping is the dearest part of a batch otherwise.
function plainArray(values: readonly (string | number | boolean | null)[]): string {
  return `{${values.map((value) => (value === null ? "NULL" : value)).join(",")}}`;
}

const NEEDS_ESCAPE = /["\\]/g;

function textArray(values: readonly (string | null)[]): string {
  return `{${values.map((value) => (value === null ? "NULL" : `"${value.replace(NEEDS_ESCAPE, "\\$&")}"`)).join(",")}}`;
}

function timeArray(values: readonly (Date | null)[]): string {
  return `{${values.map((value) => (value === null ? "NULL" : `"${value.toISOString()}"`)).join(",")}}`;
}

function dueText(next: Outcome["nextAttemptAt"]): string | null {
  if (next === null) return null;
  if (next === "parked") return "infinity";
  return next === "paused" ? "-infinity" : next.toISOString();
}

function timingText(timing: AttemptRecord["timing"] | undefined): string | null {
  return timing === undefined ? null : plainArray(timing);
}

function laneParameters(lanes: readonly LaneProgress[]): string[] {
  return [
    plainArray(lanes.map((lane) => lane.tenantId)),
    plainArray(lanes.map((lane) => lane.webhookId)),
    plainArray(lanes.map((lane) => lane.epoch)),
    plainArray(lanes.map((lane) => lane.sentThrough)),
    plainArray(lanes.map((lane) => lane.openDay)),
    timeArray(lanes.map((lane) => lane.nextDueAt)),
    timeArray(lanes.map((lane) => lane.blockedUntil)),
    textArray(lanes.map((lane) => (lane.rateState === null ? null : JSON.stringify(lane.rateState)))),
    plainArray(lanes.map((lane) => lane.signatureOrder)),
    timeArray(lanes.map((lane) => lane.newSecretSeenAt)),
    timeArray(lanes.map((lane) => lane.failingSince)),
    plainArray(lanes.map((lane) => lane.failedAttempts)),
    timeArray(lanes.map((lane) => lane.warnedAt)),
    plainArray(lanes.map((lane) => lane.total)),
    plainArray(lanes.map((lane) => lane.successful)),
    plainArray(lanes.map((lane) => lane.failed)),
    timeArray(lanes.map((lane) => lane.lastSuccessAt)),
    timeArray(lanes.map((lane) => lane.lastFailureAt)),
    plainArray(lanes.map((lane) => lane.resets)),
    timeArray(lanes.map((lane) => lane.goneAt)),
  ];
}

function outcomeParameters(lanes: readonly LaneOutcomes[]): string[] {
  const outcomes = lanes.flatMap((lane) => lane.outcomes);
  const attempts = outcomes.map((outcome) => outcome.attempt);
  return [
    plainArray(lanes.flatMap((lane) => lane.outcomes.map(() => lane.progress.epoch))),
    plainArray(outcomes.map((outcome) => outcome.delivery.webhookId)),
    plainArray(outcomes.map((outcome) => outcome.delivery.day)),
    plainArray(outcomes.map((outcome) => outcome.delivery.deliveryId)),
    plainArray(outcomes.map((outcome) => outcome.delivery.attemptNumber)),
    plainArray(outcomes.map((outcome) => outcome.status)),
    textArray(outcomes.map((outcome) => outcome.reason)),
    plainArray(outcomes.map((outcome) => outcome.ladderStep)),
    textArray(outcomes.map((outcome) => dueText(outcome.nextAttemptAt))),
    timeArray(attempts.map((attempt) => attempt?.attemptedAt ?? null)),
    textArray(attempts.map((attempt) => attempt?.requestUrl ?? null)),
    textArray(attempts.map((attempt) => attempt?.requestHeaders ?? null)),
    plainArray(attempts.map((attempt) => attempt?.responseStatusCode ?? null)),
    textArray(attempts.map((attempt) => attempt?.responseHeaders ?? null)),
    textArray(attempts.map((attempt) => attempt?.responseBody ?? null)),
    plainArray(attempts.map((attempt) => attempt?.responseTruncated ?? null)),
    plainArray(attempts.map((attempt) => attempt?.durationMs ?? null)),
    textArray(attempts.map((attempt) => timingText(attempt?.timing))),
    plainArray(attempts.map((attempt) => attempt?.errorClass ?? null)),
    textArray(attempts.map((attempt) => attempt?.errorMessage ?? null)),
    timeArray(outcomes.map((outcome) => outcome.delivery.nextAttemptAt)),
  ];
}

// Somebody asked for this delivery again while it was under way: its due time is another than the one it was loaded with.
// (Not "a later one": the clocks of two processes differ by milliseconds. Loaded times carry milliseconds, hence the cut.)
const IS_ASKED_ANEW = `(d.next_attempt_at IS NOT NULL AND d.next_attempt_at < 'infinity'
          AND date_trunc('milliseconds', d.next_attempt_at) IS DISTINCT FROM o.due_before)`;

// The pause for which it was to be held is over, or was never: seen by the lane's row, which a resume moves, and by its head.
// Never NULL, as `NOT` of it is asked for too.
const IS_RESUMED = `(o.next_attempt_at IS NOT DISTINCT FROM '-infinity' AND (o.was_reset OR EXISTS (SELECT FROM ticketwire.lane_heads AS h
          WHERE h.tenant_id = o.tenant_id AND h.webhook_id = o.webhook_id AND NOT h.paused)))`;

// $1 process, $2 now, $3 batch, $4–$23 lane rows (laneParameters), $24–$44 outcomes (outcomeParameters).
const WRITE_OUTCOMES = prepare(`
    WITH given AS MATERIALIZED (
      SELECT * FROM unnest($4::uuid[], $5::uuid[], $6::bigint[], $7::bigint[], $8::date[], $9::timestamptz[],
        $10::timestamptz[], $11::jsonb[], $12::text[], $13::timestamptz[], $14::timestamptz[], $15::int[],
        $16::timestamptz[], $17::bigint[], $18::bigint[], $19::bigint[], $20::timestamptz[], $21::timestamptz[],
        $22::bigint[], $23::timestamptz[])
        AS g (tenant_id, webhook_id, epoch, sent_through, open_day, next_due_at, blocked_until, rate_state,
          signature_order, new_secret_seen_at, failing_since, failed_attempts, warned_at, total, successful, failed,
          last_success_at, last_failure_at, resets, gone_at)
    ), lane AS (
      UPDATE ticketwire.lanes AS l
      SET sent_through = greatest(l.sent_through, g.sent_through), open_day = greatest(l.open_day, g.open_day),
        next_due_at = least(l.next_due_at, g.next_due_at), rate_state = g.rate_state,
        blocked_until = CASE WHEN l.resets = g.resets THEN g.blocked_until ELSE l.blocked_until END,
        signature_order = CASE WHEN l.resets = g.resets THEN g.signature_order ELSE l.signature_order END,
        new_secret_seen_at = CASE WHEN l.resets = g.resets
          THEN greatest(l.new_secret_seen_at, g.new_secret_seen_at) ELSE l.new_secret_seen_at END,
        failing_since = CASE WHEN l.resets = g.resets THEN g.failing_since ELSE l.failing_since END,
        failed_attempts = CASE WHEN l.resets = g.resets THEN g.failed_attempts ELSE l.failed_attempts END,
        warned_at = CASE WHEN l.resets = g.resets THEN g.warned_at ELSE l.warned_at END,
        gone_at = CASE WHEN l.resets = g.resets THEN coalesce(l.gone_at, g.gone_at) ELSE l.gone_at END,
        last_write = $3::uuid,
        total_deliveries = l.total_deliveries + CASE WHEN l.last_write IS DISTINCT FROM $3 THEN g.total ELSE 0 END,
        successful_deliveries = l.successful_deliveries + CASE WHEN l.last_write IS DISTINCT FROM $3 THEN g.successful ELSE 0 END,
        failed_deliveries = l.failed_deliveries + CASE WHEN l.last_write IS DISTINCT FROM $3 THEN g.failed ELSE 0 END,
        last_delivery_at = greatest(l.last_delivery_at, g.last_success_at, g.last_failure_at),
        last_success_at = greatest(l.last_success_at, g.last_success_at),
        last_failure_at = greatest(l.last_failure_at, g.last_failure_at)
      FROM given AS g
      WHERE l.tenant_id = g.tenant_id AND l.webhook_id = g.webhook_id AND l.owner = $1 AND l.epoch = g.epoch
      RETURNING l.tenant_id, l.webhook_id, l.epoch, l.resets <> g.resets AS was_reset
    ), outcome AS MATERIALIZED (
      SELECT lane.tenant_id, lane.was_reset, o.* FROM unnest($24::bigint[], $25::uuid[], $26::date[], $27::uuid[],
        $28::int[], $29::text[], $30::text[], $31::int[], $32::timestamptz[],
        $33::timestamptz[], $34::text[], $35::text[], $36::int[], $37::text[],
        $38::text[], $39::boolean[], $40::real[], $41::text[], $42::text[],
        $43::text[], $44::timestamptz[])
        AS o (epoch, webhook_id, day, delivery_id, attempts_before, status, reason, ladder_step, next_attempt_at,
          attempted_at, request_url, request_headers, response_status_code, response_headers, response_body,
          response_truncated, duration_ms, timing, error_class, error_message, due_before)
      JOIN lane USING (webhook_id, epoch)
    ), replaced AS (
      INSERT INTO ticketwire.attempts (tenant_id, day, delivery_id, attempt_number, attempted_at, request_url,
        request_headers, response_status_code, response_headers, response_body, response_truncated, duration_ms, timing,
        error_class, error_message)
      SELECT d.tenant_id, d.day, d.delivery_id, d.attempt_number, d.attempted_at, d.request_url, d.request_headers,
        d.response_status_code, d.response_headers, d.response_body, d.response_truncated, d.duration_ms, d.timing,
        d.error_class, d.error_message
      FROM outcome AS o JOIN ticketwire.deliveries AS d
        ON d.tenant_id = o.tenant_id AND d.day = o.day AND d.delivery_id = o.delivery_id
      WHERE o.attempts_before > 0 AND o.attempted_at IS NOT NULL AND d.attempt_number = o.attempts_before
        AND d.attempted_at IS NOT NULL
    ), attempted AS (
      UPDATE ticketwire.deliveries AS d
      SET status = CASE WHEN ${IS_ASKED_ANEW} THEN d.status WHEN ${IS_RESUMED} THEN 'retrying' ELSE o.status END,
        next_attempt_at = CASE WHEN ${IS_ASKED_ANEW} THEN d.next_attempt_at WHEN ${IS_RESUMED} THEN $2::timestamptz
          ELSE nullif(o.next_attempt_at, '-infinity') END,
        attempt_number = d.attempt_number + 1, ladder_step = o.ladder_step, reason = o.reason,
        completed_at = CASE WHEN (o.next_attempt_at IS NULL OR o.next_attempt_at = '-infinity') AND NOT ${IS_ASKED_ANEW}
          AND NOT ${IS_RESUMED} THEN $2::timestamptz END,
        attempted_at = o.attempted_at, request_url = o.request_url, request_headers = o.request_headers,
        response_status_code = o.response_status_code, response_headers = o.response_headers,
        response_body = o.response_body, response_truncated = o.response_truncated, duration_ms = o.duration_ms,
        timing = o.timing::real[], error_class = o.error_class, error_message = o.error_message
      FROM outcome AS o
      WHERE d.tenant_id = o.tenant_id AND d.day = o.day AND d.delivery_id = o.delivery_id
        AND o.attempted_at IS NOT NULL AND d.attempt_number = o.attempts_before
    ), waiting AS (
      UPDATE ticketwire.deliveries AS d
      SET status = o.status, reason = o.reason, next_attempt_at = o.next_attempt_at
      FROM outcome AS o
      WHERE d.tenant_id = o.tenant_id AND d.day = o.day AND d.delivery_id = o.delivery_id
        AND o.attempted_at IS NULL AND d.attempt_number = o.attempts_before AND d.status <> 'held'
    )
    SELECT webhook_id, epoch FROM lane`);

/**
 * Writes a batch in one statement and one commit.
 *
 * - The lane row is updated first, and only under this process and epoch; the deliveries are joined to the lanes that it
 *   returned. A writer with an old epoch therefore changes nothing, and the row lock makes a claim wait for this commit.
 * - A delivery changes only if it stands at the attempt before: the same outcome twice changes nothing the second time.
 * - A resend that was asked for after this delivery was loaded stays asked for.
 * - What is to be held for a pause is due now when the pause is over; a resume that commits later finds it held.
 * - What somebody else has set meanwhile (resume, rotation: `resets`) is not overwritten by what the owner carries.
 */
export async function writeOutcomes(db: Queryable, batch: OutcomeBatch): Promise<ReadonlyMap<WebhookId, number>> {
  const lanes = laneParameters(batch.lanes.map((entry) => entry.progress));
  const outcomes = outcomeParameters(batch.lanes);
  const statement = WRITE_OUTCOMES([batch.processId, batch.now, batch.batchId, ...lanes, ...outcomes]);
  const rows = await db.query<{ webhook_id: WebhookId; epoch: number }>(statement);
  return new Map(rows.map((row) => [row.webhook_id, row.epoch]));
}
