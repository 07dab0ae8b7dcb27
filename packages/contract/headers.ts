// Header names of a delivery (CONTRACT section 4) and of the API (section 1), each spelled once.

/** Headers of every delivery, as they are written on the wire. */
export const DELIVERY_HEADERS = {
  signature: "X-Alga-Signature",
  eventId: "X-Alga-Event-Id",
  eventType: "X-Alga-Event-Type",
  webhookId: "X-Alga-Webhook-Id",
  deliveryId: "X-Alga-Delivery-Id",
  attempt: "X-Alga-Delivery-Attempt",
  /** Position among all events of the webhook; absent on test deliveries. */
  sequence: "X-Alga-Sequence",
} as const;

/** Standard Webhooks 1.0 headers, sent beside our own. */
export const STANDARD_HEADERS = {
  id: "webhook-id",
  timestamp: "webhook-timestamp",
  signature: "webhook-signature",
} as const;

export const API_HEADERS = {
  apiKey: "X-API-Key",
  tenantId: "X-Tenant-ID",
  requestId: "X-Request-Id",
  idempotencyKey: "Idempotency-Key",
  rateLimit: "X-RateLimit-Limit",
  rateRemaining: "X-RateLimit-Remaining",
  rateReset: "X-RateLimit-Reset",
} as const;

const RESERVED_PREFIXES = ["x-alga-", "webhook-", "ce-", "content-", "proxy-", "sec-"] as const;

// Hop-by-hop headers (RFC 9110, section 7.6.1), framing, and those that the sender itself owns.
const RESERVED_NAMES: ReadonlySet<string> = new Set([
  "host",
  "connection",
  "keep-alive",
  "te",
  "trailer",
  "transfer-encoding",
  "upgrade",
  "expect",
  "user-agent",
  "accept-encoding",
  "date",
  "via",
  "traceparent",
  "tracestate",
]);

/** True when a custom header of this name would collide with what the sender or HTTP itself writes, whatever its case. */
export function isReservedHeader(name: string): boolean {
  const lower = name.toLowerCase();
  return RESERVED_NAMES.has(lower) || RESERVED_PREFIXES.some((prefix) => lower.startsWith(prefix));
}
