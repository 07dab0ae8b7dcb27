// How a webhook is doing: its state now, and its figures over time.
import { ERROR_CLASSES } from "@ticketwire/contract";
import { type Bucket, BUCKET_MS, BUCKETS, readAnalytics } from "@ticketwire/engine/webhook/read-analytics";
import { readHealth } from "@ticketwire/engine/webhook/read-health";
import { WEBHOOK_HEALTHS } from "@ticketwire/engine/webhook/webhook-record";
import { invalid } from "../fault/api-error.ts";
import { ok } from "../route/answer.ts";
import { one, route } from "../route/route.ts";
import { named, nullable, oneOf, record, Timestamp, Type, Uuid } from "../route/schema.ts";
import { noWebhook, requireHistory, webhookCall } from "./webhook-call.ts";
import { WEBHOOK_PATH } from "./webhook-schema.ts";

const DAY_MS = BUCKET_MS.day;
const MOST_BUCKETS = 1500;

const Share = nullable(Type.Number({ minimum: 0, maximum: 1 }));
const Ms = nullable(Type.Number());

const COUNT_PROPERTIES = {
  delivered: Type.Integer({ description: "Deliveries that arrived." }),
  failed: Type.Integer({ description: "Attempts that failed." }),
  abandoned: Type.Integer({ description: "Deliveries that were given up." }),
  success_rate: Share,
};

const FIGURE_PROPERTIES = { ...COUNT_PROPERTIES, latency_ms: record({ p50: Ms, p90: Ms, p95: Ms, p99: Ms }) };

const Health = named(
  "WebhookHealth",
  record({
    webhook_id: Uuid,
    state: oneOf(WEBHOOK_HEALTHS),
    is_active: Type.Boolean(),
    auto_disabled_at: nullable(Timestamp),
    disabled_reason: nullable(Type.String()),
    last_success_at: nullable(Timestamp),
    last_failure_at: nullable(Timestamp),
    failing_since: nullable(Timestamp),
    consecutive_failures: Type.Integer(),
    disables_at: nullable(Timestamp),
    blocked_until: nullable(Timestamp),
    waiting: record({ first_attempt: Type.Integer(), retry: Type.Integer(), held: Type.Integer() }),
    last_error: nullable(
      record({
        delivery_id: Uuid,
        attempted_at: Timestamp,
        error_class: oneOf(ERROR_CLASSES),
        error_message: nullable(Type.String()),
        response_status_code: nullable(Type.Integer()),
        advice: Type.String(),
      }),
    ),
    period_start: Timestamp,
    period_end: Timestamp,
    ...FIGURE_PROPERTIES,
  }),
);

const Analytics = named(
  "WebhookAnalytics",
  record({
    webhook_id: Uuid,
    from: Timestamp,
    to: Timestamp,
    bucket: oneOf(BUCKETS),
    ...FIGURE_PROPERTIES,
    timeline: Type.Array(record({ start: Timestamp, ...COUNT_PROPERTIES })),
  }),
);

const health = route({
  method: "GET",
  path: "/webhooks/{webhook_id}/health",
  operationId: "readWebhookHealth",
  summary: "Read how a webhook is doing",
  description: "Its state, what waits, the last error with advice, and the figures of the last 24 hours.",
  scope: "webhooks:read",
  params: WEBHOOK_PATH,
  success: one("State and figures.", Health),
  async handle(call) {
    const { webhook_id: id } = call.params;
    const { autoDisableAfterMs } = call.context.webhooks;
    const question = { ...webhookCall(call, id), autoDisableAfterMs };
    const found = await readHealth(call.tenant, call.context.secretBox, question);
    if (found === undefined) throw noWebhook(id);
    return ok(found);
  },
});

/** The finest bucket that gives a readable number of them. */
function bucketFor(periodMs: number): Bucket {
  if (periodMs <= 2 * BUCKET_MS.hour) return "minute";
  return periodMs <= 7 * DAY_MS ? "hour" : "day";
}

function refusePeriod(from: Date, to: Date, bucket: Bucket): void {
  if (to <= from) throw invalid("to_date", `must be later than from_date (${from.toISOString()})`, "too_early");
  if ((to.getTime() - from.getTime()) / BUCKET_MS[bucket] > MOST_BUCKETS)
    throw invalid(
      "bucket",
      `would give more than ${MOST_BUCKETS} buckets; take longer ones or a shorter time`,
      "too_many_buckets",
    );
}

const analytics = route({
  method: "GET",
  path: "/webhooks/{webhook_id}/analytics",
  operationId: "readWebhookAnalytics",
  summary: "Read a webhook's figures over time",
  description: "From counters that are kept per minute; tests do not count. Default: the last 24 hours by the hour.",
  scope: "webhooks:read",
  params: WEBHOOK_PATH,
  query: record({
    from_date: Type.Optional(Timestamp),
    to_date: Type.Optional(Timestamp),
    bucket: Type.Optional(oneOf(BUCKETS, { description: "Default: fitting the time." })),
  }),
  success: one("Sums, rate, percentiles and the timeline.", Analytics),
  async handle(call) {
    const key = webhookCall(call, call.params.webhook_id);
    const { from_date, to_date, bucket: wanted } = call.query;
    const to = to_date === undefined ? call.now : new Date(to_date);
    const from = from_date === undefined ? new Date(to.getTime() - DAY_MS) : new Date(from_date);
    const bucket = wanted ?? bucketFor(to.getTime() - from.getTime());
    refusePeriod(from, to, bucket);
    await requireHistory(call, key);
    return ok(await readAnalytics(call.tenant, { ...key, from, to }, bucket));
  },
});

export const figureRoutes = [health, analytics];
