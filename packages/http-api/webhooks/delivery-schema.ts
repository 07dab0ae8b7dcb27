// Deliveries, attempts, feed entries and recover jobs on the wire.
import { DELIVERY_STATUSES, ERROR_CLASSES, RECOVER_KINDS } from "@ticketwire/contract";
import { named, nullable, oneOf, record, Timestamp, Type, Uuid } from "../route/schema.ts";

const Headers = nullable(Type.Record(Type.String(), Type.String()));

const ATTEMPT_PROPERTIES = {
  request_url: nullable(Type.String()),
  request_headers: Headers,
  response_status_code: nullable(Type.Integer()),
  response_headers: Headers,
  response_body: nullable(Type.String()),
  response_truncated: Type.Boolean({ description: "The answer was longer than is kept." }),
  duration_ms: nullable(Type.Number()),
  error_class: nullable(oneOf(ERROR_CLASSES)),
  error_message: nullable(Type.String()),
};

const DELIVERY_PROPERTIES = {
  delivery_id: Uuid,
  webhook_id: Uuid,
  event_id: Uuid,
  event_type: Type.String({ examples: ["ticket.created"] }),
  ticket_id: nullable(Uuid),
  sequence: nullable(Type.Integer({ minimum: 1 })),
  status: oneOf(DELIVERY_STATUSES),
  reason: nullable(Type.String()),
  attempt_number: Type.Integer({ minimum: 0, description: "Attempts so far." }),
  next_retry_at: nullable(Timestamp),
  is_test: Type.Boolean(),
  created_at: Timestamp,
  attempted_at: nullable(Timestamp),
  completed_at: nullable(Timestamp),
  request_body: nullable(Type.String({ description: "The bytes that are sent; `null` when the event has aged out." })),
  ...ATTEMPT_PROPERTIES,
};

/** A delivery with its last attempt. */
export const Delivery = named("Delivery", record(DELIVERY_PROPERTIES));

const Milliseconds = nullable(Type.Number());

const Attempt = named(
  "Attempt",
  record({
    attempt_number: Type.Integer({ minimum: 1 }),
    attempted_at: Timestamp,
    ...ATTEMPT_PROPERTIES,
    timing: record({
      dns_ms: Milliseconds,
      connect_ms: Milliseconds,
      tls_ms: Milliseconds,
      first_byte_ms: Milliseconds,
      total_ms: Milliseconds,
    }),
    advice: nullable(Type.String({ description: "What to do about a failure." })),
  }),
);

/** A delivery with every attempt. */
export const DeliveryWithAttempts = named(
  "DeliveryWithAttempts",
  record({ ...DELIVERY_PROPERTIES, attempts: Type.Array(Attempt) }),
);

export const FeedEntry = named(
  "FeedEntry",
  record({
    sequence: Type.Integer({ minimum: 1 }),
    delivery_id: Uuid,
    status: oneOf(DELIVERY_STATUSES),
    event: record(
      {
        event_id: Uuid,
        event_type: Type.String(),
        occurred_at: Timestamp,
        tenant_id: Uuid,
        data: Type.Record(Type.String(), Type.Unknown()),
      },
      { description: "The same envelope as the delivery's body." },
    ),
  }),
);

export const TestResult = named(
  "TestResult",
  record({
    test_id: Uuid,
    delivery_id: Uuid,
    success: Type.Boolean(),
    status_code: nullable(Type.Integer()),
    response_time_ms: Type.Number(),
    response_body: nullable(Type.String()),
    error_class: nullable(oneOf(ERROR_CLASSES)),
    error_message: nullable(Type.String()),
    advice: nullable(Type.String()),
    tested_at: Timestamp,
  }),
);

export const RecoverJob = named(
  "RecoverJob",
  record({
    job_id: Uuid,
    webhook_id: Uuid,
    kind: oneOf(["recover", "release"], { description: "`release`: made when a webhook is enabled again." }),
    status: oneOf(["queued", "running", "done", "failed"]),
    dry_run: Type.Boolean(),
    since: nullable(Timestamp),
    until: nullable(Timestamp),
    only: oneOf(RECOVER_KINDS),
    event_types: nullable(Type.Array(Type.String())),
    ticket_ids: nullable(Type.Array(Uuid)),
    matched: Type.Integer({ description: "Events found so far: those sent and those skipped." }),
    sent: Type.Integer({ description: "In a dry run: how many would be sent." }),
    skipped: Type.Integer({ description: "Delivered already, or on their way." }),
    error: nullable(Type.String()),
    created_at: Timestamp,
    finished_at: nullable(Timestamp),
  }),
);

export const DELIVERY_PATH = record({ webhook_id: Uuid, delivery_id: Uuid });
