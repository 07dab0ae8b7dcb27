// What stands in the bodies of answers: tickets, pages, feed entries, deliveries. Decoded here and nowhere else; what does
// not look like the contract is null, and the caller says so.
import { type EventType, isEventType } from "@ticketwire/contract";
import { isRecord } from "../compare/fields.ts";
import type { DeliveryEntry, EventBody, SeenAttempt, TicketState, WebhookEntry } from "../journal/entry.ts";

/** `data` of an answer that holds one record. */
export function readRecord(body: unknown): TicketState | null {
  const record = isRecord(body) ? body["data"] : null;
  return isRecord(record) ? record : null;
}

/** One page of a list. */
export interface Page {
  readonly rows: readonly TicketState[];
  /** The query that leads on; null on the last page. */
  readonly next: { readonly name: "cursor" | "page"; readonly value: string } | null;
}

export function readPage(body: unknown): Page | null {
  const rows = isRecord(body) ? body["data"] : null;
  if (!isRecord(body) || !Array.isArray(rows)) return null;
  const pagination = isRecord(body["pagination"]) ? body["pagination"] : {};
  const cursor = pagination["next_cursor"] ?? body["next_cursor"];
  const page = pagination["page"];
  let next: Page["next"] = null;
  if (typeof cursor === "string") next = { name: "cursor", value: cursor };
  else if (pagination["hasNext"] === true && typeof page === "number") next = { name: "page", value: String(page + 1) };
  return { rows: rows.filter(isRecord), next };
}

export interface FeedRow {
  readonly sequence: number;
  readonly delivery: string | null;
  readonly status: string | null;
  readonly event: EventBody;
}

export interface FeedPage {
  readonly rows: readonly FeedRow[];
  readonly nextAfter: number | null;
}

export function readFeedPage(body: unknown): FeedPage | null {
  if (!isRecord(body) || !Array.isArray(body["data"])) return null;
  const rows = body["data"].map(readFeedRow);
  const meta = isRecord(body["meta"]) ? body["meta"] : {};
  return { rows: rows.filter((row) => row !== null), nextAfter: numberOrNull(meta["next_after"]) };
}

function readFeedRow(row: unknown): FeedRow | null {
  const event = isRecord(row) ? readEvent(row["event"]) : null;
  const sequence = isRecord(row) ? numberOrNull(row["sequence"]) : null;
  if (!isRecord(row) || event === null || sequence === null) return null;
  return { sequence, delivery: textOrNull(row["delivery_id"]), status: textOrNull(row["status"]), event };
}

/** An envelope; null when it is none. */
export function readEvent(value: unknown): EventBody | null {
  if (!isRecord(value) || !isRecord(value["data"])) return null;
  const { event_id, event_type, occurred_at, tenant_id, data } = value;
  if (typeof event_id !== "string" || typeof event_type !== "string" || typeof occurred_at !== "string") return null;
  const tenant = typeof tenant_id === "string" ? { tenant_id } : {};
  return { event_id, event_type, occurred_at, ...tenant, data: data as TicketState };
}

/** The ticket an event is about; null for a test of the webhook itself. */
export function ticketIdOf({ data }: EventBody): string | null {
  return textOrNull(data["ticket_id"]);
}

export function readDelivery(value: unknown, webhook: string, at: number): DeliveryEntry | null {
  if (!isRecord(value) || value["is_test"] === true) return null;
  const ticket = textOrNull(value["ticket_id"]);
  const [delivery, eventId] = [textOrNull(value["delivery_id"]), textOrNull(value["event_id"])];
  const [eventType, status] = [textOrNull(value["event_type"]), textOrNull(value["status"])];
  const createdAt = dateOrNull(value["created_at"]);
  if (ticket === null || delivery === null || eventId === null || eventType === null || status === null) return null;
  if (createdAt === null) return null;
  const version = versionIn(value["request_body"]);
  const [reason, completedAt, nextRetryAt] = [
    textOrNull(value["reason"]),
    dateOrNull(value["completed_at"]),
    dateOrNull(value["next_retry_at"]),
  ];
  return {
    kind: "delivery",
    at,
    ticket,
    webhook,
    delivery,
    eventId,
    eventType,
    status,
    createdAt,
    attempts: readAttempts(value["attempts"]),
    attemptCount: numberOrNull(value["attempt_number"]) ?? 0,
    ...(reason === null ? {} : { reason }),
    ...(version === null ? {} : { version }),
    ...(completedAt === null ? {} : { completedAt }),
    ...(nextRetryAt === null ? {} : { nextRetryAt }),
  };
}

function readAttempts(value: unknown): SeenAttempt[] {
  if (!Array.isArray(value)) return [];
  return value.filter(isRecord).flatMap((attempt) => {
    const at = dateOrNull(attempt["attempted_at"]);
    const error = textOrNull(attempt["error_class"]);
    const status = numberOrNull(attempt["response_status_code"]);
    return at === null ? [] : [{ at, status, ...(error === null ? {} : { error }) }];
  });
}

/** The ticket's version in the body that was sent; it is kept as text or as an object. */
function versionIn(requestBody: unknown): number | null {
  let body = requestBody;
  if (typeof body === "string") {
    try {
      body = JSON.parse(body) as unknown;
    } catch {
      return null;
    }
  }
  const event = readEvent(body);
  return event === null ? null : numberOrNull(event.data["version"]);
}

export function readWebhook(value: unknown, at: number): WebhookEntry | null {
  if (!isRecord(value)) return null;
  const webhook = textOrNull(value["webhook_id"]);
  const types = value["event_types"];
  if (webhook === null || !Array.isArray(types)) return null;
  const fields = isRecord(value["payload_fields"]) ? value["payload_fields"]["ticket"] : null;
  const schedule = value["retry_schedule"];
  return {
    kind: "webhook",
    at,
    webhook,
    eventTypes: types.filter((type): type is EventType => isEventType(type)),
    filter: isRecord(value["event_filter"]) ? value["event_filter"] : null,
    payloadFields: Array.isArray(fields) ? fields.map(String) : null,
    ordering: textOrNull(value["ordering"]) ?? "none",
    isActive: value["is_active"] !== false,
    retrySchedule: Array.isArray(schedule) ? schedule.map(Number) : [],
  };
}

export function textOrNull(value: unknown): string | null {
  return typeof value === "string" && value !== "" ? value : null;
}

export function numberOrNull(value: unknown): number | null {
  return typeof value === "number" && Number.isFinite(value) ? value : null;
}

function dateOrNull(value: unknown): number | null {
  const ms = typeof value === "string" ? Date.parse(value) : Number.NaN;
  return Number.isNaN(ms) ? null : ms;
}
