// Webhooks on the wire: what a caller may send, and the record. The engine checks what reaches beyond one field.
import { EVENT_TYPES, FILTER_OPERATORS, LIMITS, ORDERINGS } from "@ticketwire/contract";
import { LONGEST_HEADER_VALUE, MASKED_VALUE, MOST_CUSTOM_HEADERS } from "@ticketwire/engine/webhook/custom-headers";
import { PAYLOAD_FIELDS } from "@ticketwire/engine/webhook/project-body";
import { RETRY_CONFIG_DEFAULTS } from "@ticketwire/engine/webhook/retry-config";
import { RETRY_STRATEGIES } from "@ticketwire/engine/webhook/webhook-config";
import { WEBHOOK_HEALTHS } from "@ticketwire/engine/webhook/webhook-record";
import { named, nullable, oneOf, record, text, Timestamp, Type, Uuid } from "../route/schema.ts";

const MOST_PER_MINUTE = 100_000;
const WEEK_MS = LIMITS.retryStepSeconds * 1000;

export const EventTypes = Type.Array(oneOf(EVENT_TYPES), {
  minItems: 1,
  maxItems: EVENT_TYPES.length,
  uniqueItems: true,
});

const CustomHeaders = Type.Record(Type.String(), Type.String({ maxLength: LONGEST_HEADER_VALUE }), {
  maxProperties: MOST_CUSTOM_HEADERS,
  description: `Sent with every delivery. Values are write-only: answers show \`${MASKED_VALUE}\`, which in an update keeps the stored value. Names that Ticketwire or HTTP itself writes are refused.`,
});

const Scalar = Type.Union([Type.String({ maxLength: 1000 }), Type.Number(), Type.Boolean(), Type.Null()]);

const Condition = record({
  field: Type.String({
    minLength: 1,
    maxLength: 200,
    description:
      "A field of `data`, `comment.<field>`, `attributes.<name>`, or `changes` for the names of changed fields.",
    examples: ["priority_name"],
  }),
  operator: oneOf(FILTER_OPERATORS),
  value: Type.Union([Scalar, Type.Array(Scalar, { maxItems: 100 })], { examples: ["High"] }),
});

const EventFilter = named(
  "EventFilter",
  record(
    {
      entity_ids: Type.Optional(Type.Array(Uuid, { maxItems: 1000, description: "Tickets; one of them." })),
      tags: Type.Optional(Type.Array(text(1, 100), { maxItems: 100, description: "The ticket has one of them." })),
      conditions: Type.Optional(Type.Array(Condition, { maxItems: 50, description: "All of them hold." })),
    },
    { description: "All parts have to hold; a part that is left out or empty asks for nothing." },
  ),
);

const PayloadFields = record(
  {
    ticket: Type.Optional(nullable(Type.Array(oneOf(PAYLOAD_FIELDS), { maxItems: PAYLOAD_FIELDS.length * 2 }))),
  },
  { description: "Fields of `data` that are sent; `ticket_id` always is. `null`: all." },
);

const RateLimit = record({
  requests_per_minute: Type.Integer({ minimum: 1, maximum: MOST_PER_MINUTE }),
  burst_limit: Type.Optional(
    Type.Integer({
      minimum: 1,
      maximum: MOST_PER_MINUTE,
      description: "So many at once; what follows goes out evenly over the minute. Default: requests_per_minute.",
    }),
  ),
});

const RetryConfig = record(
  {
    strategy: Type.Optional(oneOf(RETRY_STRATEGIES)),
    max_attempts: Type.Optional(
      Type.Integer({ minimum: 1, maximum: LIMITS.retrySteps + 1, default: RETRY_CONFIG_DEFAULTS.max_attempts }),
    ),
    initial_delay: Type.Optional(
      Type.Integer({
        minimum: 1,
        maximum: WEEK_MS,
        default: RETRY_CONFIG_DEFAULTS.initial_delay,
        description: "Milliseconds.",
      }),
    ),
    max_delay: Type.Optional(
      Type.Integer({
        minimum: 1,
        maximum: WEEK_MS,
        default: RETRY_CONFIG_DEFAULTS.max_delay,
        description: "Milliseconds.",
      }),
    ),
    backoff_multiplier: Type.Optional(
      Type.Number({ minimum: 1, maximum: 100, default: RETRY_CONFIG_DEFAULTS.backoff_multiplier }),
    ),
    timeout: Type.Optional(
      Type.Integer({
        minimum: LIMITS.timeoutMsMin,
        maximum: LIMITS.timeoutMsMax,
        description: "Milliseconds; becomes timeout_ms.",
      }),
    ),
  },
  { description: "Translated into `retry_schedule` and `timeout_ms`, and shown as given." },
);

const RetrySchedule = Type.Array(Type.Integer({ minimum: 1, maximum: LIMITS.retryStepSeconds }), {
  maxItems: LIMITS.retrySteps,
  description: "Seconds to wait after the 1st, 2nd, … failed attempt. Empty: one attempt only.",
});

const Tags = Type.Array(text(1, 100), { maxItems: 50, uniqueItems: true });
const Metadata = Type.Record(Type.String(), Type.Unknown(), {
  description: "Kept and shown, never sent; 16 KiB at most.",
});

const Name = text(1, LIMITS.webhookNameLength);
const Url = Type.String({
  minLength: 1,
  maxLength: 2048,
  description: "Where deliveries are sent: https, and an address that may be reached. Redirects are not followed.",
  examples: ["https://hooks.example.com/ticketwire"],
});

const OPTIONAL_FIELDS = {
  description: Type.Optional(nullable(text(0, 5000))),
  is_active: Type.Optional(Type.Boolean({ default: true })),
  verify_ssl: Type.Optional(
    Type.Boolean({ default: true, description: "False accepts any certificate: for trying things out." }),
  ),
  custom_headers: Type.Optional(nullable(CustomHeaders)),
  event_filter: Type.Optional(nullable(EventFilter)),
  payload_fields: Type.Optional(nullable(PayloadFields)),
  rate_limit: Type.Optional(nullable(RateLimit)),
  max_concurrency: Type.Optional(
    Type.Integer({ minimum: 1, maximum: LIMITS.maxConcurrencyMax, default: LIMITS.maxConcurrencyDefault }),
  ),
  timeout_ms: Type.Optional(
    Type.Integer({ minimum: LIMITS.timeoutMsMin, maximum: LIMITS.timeoutMsMax, default: LIMITS.timeoutMsDefault }),
  ),
  ordering: Type.Optional(oneOf(ORDERINGS, { description: "`ticket`: a ticket's events arrive in their order." })),
  retry_schedule: Type.Optional(RetrySchedule),
  retry_config: Type.Optional(nullable(RetryConfig)),
  tags: Type.Optional(Tags),
  metadata: Type.Optional(Metadata),
  method: Type.Optional(oneOf(["POST"])),
  payload_format: Type.Optional(oneOf(["json"])),
  content_type: Type.Optional(oneOf(["application/json"])),
};

/** What a webhook is made from. */
export const NewWebhookBody = record({ name: Name, url: Url, event_types: EventTypes, ...OPTIONAL_FIELDS });

/** Any part of a webhook. */
export const WebhookUpdateBody = record({
  name: Type.Optional(Name),
  url: Type.Optional(Url),
  event_types: Type.Optional(EventTypes),
  ...OPTIONAL_FIELDS,
  resume_held: Type.Optional(
    Type.Boolean({ description: "With `is_active: true`: whether what was held meanwhile is sent; default true." }),
  ),
});

const WEBHOOK_PROPERTIES = {
  webhook_id: Uuid,
  tenant: Uuid,
  name: Type.String({ examples: ["CRM"] }),
  description: nullable(Type.String()),
  url: Type.String({ examples: ["https://hooks.example.com/ticketwire"] }),
  method: oneOf(["POST"]),
  payload_format: oneOf(["json"]),
  content_type: oneOf(["application/json"]),
  event_types: Type.Array(oneOf(EVENT_TYPES)),
  is_active: Type.Boolean(),
  verify_ssl: Type.Boolean(),
  custom_headers: Type.Record(Type.String(), Type.String()),
  event_filter: nullable(EventFilter),
  payload_fields: nullable(record({ ticket: Type.Array(Type.String()) })),
  rate_limit: nullable(record({ requests_per_minute: Type.Integer(), burst_limit: Type.Integer() })),
  max_concurrency: Type.Integer(),
  timeout_ms: Type.Integer(),
  ordering: oneOf(ORDERINGS),
  retry_schedule: Type.Array(Type.Integer()),
  retry_config: nullable(
    record({
      strategy: oneOf(RETRY_STRATEGIES),
      max_attempts: Type.Integer(),
      initial_delay: Type.Integer(),
      max_delay: Type.Integer(),
      backoff_multiplier: Type.Number(),
      timeout: Type.Integer(),
    }),
  ),
  tags: Type.Array(Type.String()),
  metadata: Type.Record(Type.String(), Type.Unknown()),
  created_by: nullable(Uuid),
  created_at: Timestamp,
  updated_at: Timestamp,
  total_deliveries: Type.Integer({ description: "Deliveries attempted at least once; tests do not count." }),
  successful_deliveries: Type.Integer(),
  failed_deliveries: Type.Integer({ description: "Deliveries whose last attempt failed." }),
  last_delivery_at: nullable(Timestamp),
  last_success_at: nullable(Timestamp),
  last_failure_at: nullable(Timestamp),
  auto_disabled_at: nullable(Timestamp),
  disabled_reason: nullable(Type.String()),
  secret_rotated_at: nullable(Timestamp),
  previous_secret_expires_at: nullable(Timestamp),
  new_secret_seen_at: nullable(Timestamp),
  health: oneOf(WEBHOOK_HEALTHS, {
    description:
      "`idle`: nothing was sent yet; `failing`: the last attempts failed; `disabled`: by Ticketwire, see `disabled_reason`.",
  }),
};

/** A webhook; no secret is in it. */
export const Webhook = named("Webhook", record(WEBHOOK_PROPERTIES));

const SECRET_PROPERTIES = {
  signing_secret: Type.String({ description: "Shown this once: 32 random bytes, base64url; its text is the key." }),
  standard_webhooks_secret: Type.String({
    description: "The same secret for Standard Webhooks libraries.",
    examples: ["whsec_…"],
  }),
};

/** A webhook in the one answer that holds its secret. */
export const CreatedWebhook = named("CreatedWebhook", record({ ...WEBHOOK_PROPERTIES, ...SECRET_PROPERTIES }));

export const RotatedSecret = named(
  "RotatedSecret",
  record({ webhook_id: Uuid, ...SECRET_PROPERTIES, previous_secret_expires_at: nullable(Timestamp) }),
);

export const WEBHOOK_PATH = record({ webhook_id: Uuid });

/** What was taken though something about it will not work yet. */
export const Warnings = Type.Array(record({ path: Type.String(), message: Type.String(), code: Type.String() }));
