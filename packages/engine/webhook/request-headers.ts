// What is kept of the headers of an attempt, and the way back. Of some 700 bytes all but the signatures follow from the
// delivery itself; only what does not is stored, once per attempt. Pure.
// In: the flat list that was sent. Out: JSON text for the row; from that and the delivery, the headers as they were sent.
import { DELIVERY_HEADERS, STANDARD_HEADERS } from "@ticketwire/contract";

const MASKED = "***";

/** Names that follow from the delivery and are put back by `restoreRequestHeaders`. */
const DERIVED: ReadonlySet<string> = new Set<string>([
  "Content-Type",
  DELIVERY_HEADERS.webhookId,
  DELIVERY_HEADERS.eventId,
  DELIVERY_HEADERS.eventType,
  DELIVERY_HEADERS.deliveryId,
  DELIVERY_HEADERS.attempt,
  DELIVERY_HEADERS.sequence,
  STANDARD_HEADERS.id,
  STANDARD_HEADERS.timestamp,
]);

export interface SentDelivery {
  readonly eventId: string;
  readonly eventType: string;
  readonly webhookId: string;
  readonly deliveryId: string;
  readonly attemptNumber: number;
  /** Null on tests. */
  readonly sequence: number | null;
  readonly attemptedAt: Date;
  /** Null on attempts of long ago that have none. */
  readonly url: string | null;
  /** The text that was sent; null when the event has aged out. */
  readonly body: string | null;
}

/** The part of the headers that is stored: signatures, User-Agent, trace context, and the names of custom headers, masked. */
export function keepRequestHeaders(
  headers: readonly string[],
  customHeaders: Readonly<Record<string, string>>,
): string {
  const kept: Record<string, string> = {};
  for (let at = 0; at < headers.length; at += 2) {
    const name = headers[at] ?? "";
    if (!DERIVED.has(name)) kept[name] = name in customHeaders ? MASKED : (headers[at + 1] ?? "");
  }
  return JSON.stringify(kept);
}

/** All headers of an attempt as they were sent, secret values masked; the first two and the last are the HTTP client's. */
export function restoreRequestHeaders(kept: string | null, sent: SentDelivery): Record<string, string> {
  const timestamp = String(Math.floor(sent.attemptedAt.getTime() / 1000));
  return {
    ...(sent.url === null ? {} : { Host: new URL(sent.url).host }),
    Connection: "keep-alive",
    "Content-Type": "application/json",
    [DELIVERY_HEADERS.eventId]: sent.eventId,
    [DELIVERY_HEADERS.eventType]: sent.eventType,
    [DELIVERY_HEADERS.webhookId]: sent.webhookId,
    [DELIVERY_HEADERS.deliveryId]: sent.deliveryId,
    [DELIVERY_HEADERS.attempt]: String(sent.attemptNumber),
    ...(sent.sequence === null ? {} : { [DELIVERY_HEADERS.sequence]: String(sent.sequence) }),
    [STANDARD_HEADERS.id]: sent.eventId,
    [STANDARD_HEADERS.timestamp]: timestamp,
    ...(kept === null ? {} : (JSON.parse(kept) as Record<string, string>)),
    ...(sent.body === null ? {} : { "Content-Length": String(Buffer.byteLength(sent.body)) }),
  };
}
