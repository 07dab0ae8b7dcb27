// The overview of a tenant on the wire.
import { WEBHOOK_HEALTHS } from "@ticketwire/engine/webhook/webhook-record";
import { named, nullable, oneOf, record, Timestamp, Type, Uuid } from "../route/schema.ts";

const Count = Type.Integer({ minimum: 0 });
const Rate = nullable(
  Type.Number({ minimum: 0, maximum: 1, description: "Successful attempts among all; null: none." }),
);

const Latency = named(
  "LatencyPercentiles",
  record(
    { p50: nullable(Type.Number()), p95: nullable(Type.Number()), p99: nullable(Type.Number()) },
    { description: "Milliseconds." },
  ),
);

const Minute = named(
  "OverviewMinute",
  record({ start: Timestamp, events: Count, delivered: Count, failed: Count, abandoned: Count }),
);

const Lane = named(
  "OverviewWebhook",
  record({
    webhook_id: Uuid,
    name: Type.String(),
    url: Type.String(),
    is_active: Type.Boolean(),
    health: oneOf(WEBHOOK_HEALTHS),
    disabled_reason: nullable(Type.String()),
    delivered: Count,
    failed: Count,
    success_rate: Rate,
    latency_ms: Latency,
    delivered_by_minute: Type.Array(Count),
    failed_by_minute: Type.Array(Count),
    pending: Count,
    retrying: Count,
    held: Count,
    abandoned: Count,
    next_retry_at: nullable(Timestamp),
    oldest_waiting_at: nullable(Timestamp),
    failing_since: nullable(Timestamp),
    blocked_until: nullable(Timestamp),
  }),
);

const Process = named(
  "OverviewProcess",
  record({
    process_id: Uuid,
    name: Type.String(),
    role: Type.String(),
    started_at: Timestamp,
    lease_until: Timestamp,
    is_alive: Type.Boolean(),
    is_leader: Type.Boolean({ description: "Gives new events to webhooks." }),
    lanes: Type.Integer({ minimum: 0, description: "Webhooks whose deliveries it sends now." }),
  }),
);

export const Overview = named(
  "Overview",
  record({
    from: Timestamp,
    to: Timestamp,
    timeline: Type.Array(Minute, { description: "One entry a minute, without holes." }),
    totals: record({ events: Count, delivered: Count, failed: Count, abandoned: Count, success_rate: Rate }),
    latency_ms: Latency,
    waiting_events: Type.Integer({ minimum: 0, description: "Committed, not yet given to webhooks; at most 10000." }),
    oldest_waiting_event_at: nullable(Timestamp),
    webhooks: Type.Array(Lane, { description: "What waits is counted up to 10000 each." }),
    processes: nullable(Type.Array(Process, { description: "Null unless the key is an installation admin's." })),
  }),
);

export const Me = named(
  "Me",
  record({
    tenant: record({ tenant_id: Uuid, name: Type.String() }),
    user: record({ user_id: Uuid, name: Type.String(), email: Type.String() }),
    api_key: record({ api_key_id: Uuid, name: Type.String(), key_hint: Type.String() }),
    scopes: Type.Array(Type.String()),
    is_installation_admin: Type.Boolean(),
  }),
);
