// A delivery as the API shows it: the row, the body that was or will be sent, its last attempt, and in the single view all
// attempts. In: rows. Out: records; bodies are projected as the lane projects them, headers put together as they were sent.
import type { DeliveryStatus, ErrorClass } from "@ticketwire/contract";
import { fragment } from "../db/sql.ts";
import { advise } from "../verdict/advise.ts";
import { type PayloadFields, projectBody } from "./project-body.ts";
import { restoreRequestHeaders, type SentDelivery } from "./request-headers.ts";

type Headers = Readonly<Record<string, string>>;

/** What an attempt and a delivery's last attempt have in common. */
interface AttemptFields {
  readonly request_url: string | null;
  readonly request_headers: Headers | null;
  readonly response_status_code: number | null;
  readonly response_headers: Headers | null;
  readonly response_body: string | null;
  readonly response_truncated: boolean;
  readonly duration_ms: number | null;
  readonly error_class: ErrorClass | null;
  readonly error_message: string | null;
}

export interface DeliveryRecord extends AttemptFields {
  readonly delivery_id: string;
  readonly webhook_id: string;
  readonly event_id: string;
  readonly event_type: string;
  readonly ticket_id: string | null;
  readonly sequence: number | null;
  readonly status: DeliveryStatus;
  readonly reason: string | null;
  readonly attempt_number: number;
  readonly next_retry_at: string | null;
  readonly is_test: boolean;
  readonly created_at: string;
  readonly attempted_at: string | null;
  readonly completed_at: string | null;
  /** Null only when the event has aged out. */
  readonly request_body: string | null;
}

export interface AttemptTimingRecord {
  readonly dns_ms: number | null;
  readonly connect_ms: number | null;
  readonly tls_ms: number | null;
  readonly first_byte_ms: number | null;
  readonly total_ms: number | null;
}

export interface AttemptView extends AttemptFields {
  readonly attempt_number: number;
  readonly attempted_at: string;
  readonly timing: AttemptTimingRecord;
  /** What to do about a failure, one sentence; null after a success. */
  readonly advice: string | null;
}

export interface DeliveryWithAttempts extends DeliveryRecord {
  readonly attempts: readonly AttemptView[];
}

interface AttemptColumns {
  readonly attempt_number: number;
  readonly attempted_at: Date | null;
  readonly request_url: string | null;
  readonly request_headers: string | null;
  readonly response_status_code: number | null;
  readonly response_headers: string | null;
  readonly response_body: string | null;
  readonly response_truncated: boolean | null;
  readonly duration_ms: number | null;
  readonly timing: readonly (number | null)[] | null;
  readonly error_class: ErrorClass | null;
  readonly error_message: string | null;
}

export interface AttemptRow extends AttemptColumns {
  readonly attempted_at: Date;
}

export interface DeliveryRow extends AttemptColumns {
  readonly day: string;
  readonly delivery_id: string;
  readonly webhook_id: string;
  readonly event_id: string;
  readonly event_type: string;
  readonly subject_id: string | null;
  readonly sequence: number | null;
  readonly status: DeliveryStatus;
  readonly reason: string | null;
  /** `infinity` when it waits for another delivery of its ticket. */
  readonly next_attempt_at: Date | number | null;
  readonly is_test: boolean;
  readonly created_at: Date;
  readonly completed_at: Date | null;
  readonly payload_fields: PayloadFields | null;
  readonly body: string | null;
}

const ATTEMPT_COLUMNS = `attempt_number, attempted_at, request_url, request_headers, response_status_code,
  response_headers, response_body, response_truncated, duration_ms, timing, error_class, error_message`;

/** The columns of an AttemptRow in `ticketwire.attempts`. */
export const ATTEMPT_ROW = fragment(ATTEMPT_COLUMNS);

/** The columns of a DeliveryRow in `ticketwire.deliveries AS d`, but for the body. */
export const DELIVERY_ROW = fragment(`d.day, d.delivery_id, d.webhook_id, d.event_id, d.event_type, d.subject_id,
  d.sequence, d.status, d.reason, d.next_attempt_at, d.is_test, d.created_at, d.completed_at, d.payload_fields,
  ${ATTEMPT_COLUMNS.replace(/\w+/g, "d.$&")}`);

/** A delivery's row and the body that is sent of it, put together once for all its attempts. */
interface Sent {
  readonly row: DeliveryRow;
  readonly body: string | null;
}

function sentOf({ row, body }: Sent, attempt: AttemptColumns, attemptedAt: Date): SentDelivery {
  return {
    eventId: row.event_id,
    eventType: row.event_type,
    webhookId: row.webhook_id,
    deliveryId: row.delivery_id,
    attemptNumber: attempt.attempt_number,
    sequence: row.sequence,
    attemptedAt,
    url: attempt.request_url,
    body,
  };
}

function attemptFields(sent: Sent, attempt: AttemptColumns): AttemptFields {
  const { attempted_at: at } = attempt;
  return {
    request_url: attempt.request_url,
    request_headers: at && restoreRequestHeaders(attempt.request_headers, sentOf(sent, attempt, at)),
    response_status_code: attempt.response_status_code,
    response_headers: attempt.response_headers === null ? null : (JSON.parse(attempt.response_headers) as Headers),
    response_body: attempt.response_body,
    response_truncated: attempt.response_truncated ?? false,
    duration_ms: attempt.duration_ms,
    error_class: attempt.error_class,
    error_message: attempt.error_message,
  };
}

function timingOf(timing: readonly (number | null)[] | null): AttemptTimingRecord {
  const [dns_ms = null, connect_ms = null, tls_ms = null, first_byte_ms = null, total_ms = null] = timing ?? [];
  return { dns_ms, connect_ms, tls_ms, first_byte_ms, total_ms };
}

/** The body as it is sent: the event's, or the webhook's choice of it; null when the event has aged out. */
export function sentBodyOf(row: DeliveryRow): string | null {
  return row.body === null ? null : projectBody(row.body, row.payload_fields);
}

export function toDeliveryRecord(row: DeliveryRow, body = sentBodyOf(row)): DeliveryRecord {
  const due = row.next_attempt_at;
  return {
    delivery_id: row.delivery_id,
    webhook_id: row.webhook_id,
    event_id: row.event_id,
    event_type: row.event_type,
    ticket_id: row.subject_id,
    sequence: row.sequence,
    status: row.status,
    reason: row.reason,
    attempt_number: row.attempt_number,
    next_retry_at: due instanceof Date ? due.toISOString() : null,
    is_test: row.is_test,
    created_at: row.created_at.toISOString(),
    attempted_at: row.attempted_at && row.attempted_at.toISOString(),
    completed_at: row.completed_at && row.completed_at.toISOString(),
    request_body: body,
    ...attemptFields({ row, body }, row),
  };
}

/** One attempt of a delivery. */
export function toAttemptView(sent: Sent, attempt: AttemptRow): AttemptView {
  const fields = attemptFields(sent, attempt);
  const { error_class: errorClass, error_message: message, response_status_code: status } = fields;
  const location = fields.response_headers?.["location"] ?? null;
  return {
    attempt_number: attempt.attempt_number,
    attempted_at: attempt.attempted_at.toISOString(),
    ...fields,
    timing: timingOf(attempt.timing),
    advice: errorClass && advise({ errorClass, status, location, message }),
  };
}
