// The headers of a delivery (CONTRACT section 4), signed. What is the same for all deliveries of a webhook is put together
// once; per delivery there are two signatures and a copied list. In: webhook, delivery, keys. Out: the flat list of names and
// values that undici writes as it is, and the same as JSON for the history, with the values of custom headers masked.
import { DELIVERY_HEADERS, STANDARD_HEADERS, formatSignature, formatStandardSignature } from "@ticketwire/contract";
import type { DeliveryId, EventId, WebhookId } from "@ticketwire/contract";
import type { KeyObject } from "node:crypto";
import { MASKED_VALUE } from "./response-headers.ts";

/** Which of two secrets signs first, and so also last, while both are valid. */
export type SignatureOrder = "old_first" | "new_first";

/** What never changes between the deliveries of a webhook. Made by prepareHeaders. */
export interface HeaderTemplate {
  /** Names and values in the order in which they are written. */
  readonly fixed: readonly string[];
  /** The same as the beginning of a JSON object, custom values masked, without the closing brace. */
  readonly fixedJson: string;
}

export interface HeaderTemplateInput {
  readonly webhookId: WebhookId;
  /** `Ticketwire/<version>` is built from it. */
  readonly version: string;
  readonly customHeaders: Readonly<Record<string, string>>;
}

export interface DeliveryHeaderInput {
  readonly eventId: EventId;
  readonly eventType: string;
  readonly deliveryId: DeliveryId;
  readonly attemptNumber: number;
  /** Null on test deliveries, which have no place in the sequence. */
  readonly sequence: number | bigint | string | null;
  /** Unix seconds of this attempt. */
  readonly timestamp: number;
  /** The very bytes that are sent. */
  readonly body: Uint8Array;
  /** From signingKeys. */
  readonly keys: readonly KeyObject[];
  /** W3C trace context, when tracing is on. */
  readonly traceparent?: string | undefined;
}

/** Puts together what all deliveries of a webhook share. Make it anew when the webhook changes. */
export function prepareHeaders(input: HeaderTemplateInput): HeaderTemplate {
  const own = [
    "Content-Type",
    "application/json",
    "User-Agent",
    `Ticketwire/${input.version}`,
    DELIVERY_HEADERS.webhookId,
    input.webhookId,
  ];
  const custom = Object.entries(input.customHeaders);
  const shown = [...own, ...custom.flatMap(([name]) => [name, MASKED_VALUE])];
  return { fixed: [...own, ...custom.flat()], fixedJson: `{${jsonMembers(shown)}` };
}

/**
 * The keys in the order in which `v1` is written. While a rotation's overlap lasts, both secrets sign and one of them
 * stands first and last, for receivers that read only the first or only the last `v1`.
 */
export function signingKeys(
  secrets: { readonly current: KeyObject; readonly previous: KeyObject | null },
  order: SignatureOrder,
): readonly KeyObject[] {
  const { current, previous } = secrets;
  if (previous === null) return [current];
  return order === "old_first" ? [previous, current, previous] : [current, previous, current];
}

/** The flat header list of one attempt, for the sender. */
export function buildHeaders(template: HeaderTemplate, input: DeliveryHeaderInput): readonly string[] {
  const { keys, timestamp, body, eventId } = input;
  // Standard Webhooks knows no order: every key once.
  const distinct = keys.length === 1 ? keys : [...new Set(keys)];
  const headers = template.fixed.concat(
    DELIVERY_HEADERS.eventId,
    eventId,
    DELIVERY_HEADERS.eventType,
    input.eventType,
    DELIVERY_HEADERS.deliveryId,
    input.deliveryId,
    DELIVERY_HEADERS.attempt,
    String(input.attemptNumber),
    DELIVERY_HEADERS.signature,
    formatSignature(keys, timestamp, body),
    STANDARD_HEADERS.id,
    eventId,
    STANDARD_HEADERS.timestamp,
    String(timestamp),
    STANDARD_HEADERS.signature,
    formatStandardSignature(distinct, { id: eventId, timestamp, body }),
  );
  if (input.sequence !== null) headers.push(DELIVERY_HEADERS.sequence, String(input.sequence));
  if (input.traceparent !== undefined) headers.push("traceparent", input.traceparent);
  return headers;
}

// Where buildHeaders puts the event type's value behind the fixed part: the one value there that is not ours.
const EVENT_TYPE_AT = 3;

/** The headers that were sent as a JSON object for the history; values of custom headers are masked. */
export function describeHeaders(template: HeaderTemplate, headers: readonly string[]): string {
  const start = template.fixed.length;
  let json = template.fixedJson;
  for (let at = start; at < headers.length; at += 2) {
    // Names, ids, numbers and signatures have nothing to escape; asking for each cost 1 of 40 µs per delivery.
    const value = at + 1 === start + EVENT_TYPE_AT ? JSON.stringify(headers[at + 1]) : `"${headers[at + 1]}"`;
    json += `,"${headers[at]}":${value}`;
  }
  return `${json}}`;
}

function jsonMembers(headers: readonly string[]): string {
  const members: string[] = [];
  for (let at = 0; at < headers.length; at += 2) {
    members.push(`${JSON.stringify(headers[at])}:${JSON.stringify(headers[at + 1])}`);
  }
  return members.join(",");
}
