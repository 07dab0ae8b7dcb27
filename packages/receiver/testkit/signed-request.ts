// Signed requests as the sender makes them, for tests of the receiver.
import { DELIVERY_HEADERS, formatSignature, importSigningSecret } from "@ticketwire/contract";
import type { DeliveryRequest } from "../receive/receiver.ts";

export const SECRET = "dGhpcy1pcy1hLXRlc3Qtc2VjcmV0LW9mLTMyLWJ5dGU";
export const WEBHOOK_ID = "0193a5f0-0000-7000-8000-0000000000aa";
/** The time tests stand at, in milliseconds. */
export const NOW = 1_772_356_527_000;

const key = importSigningSecret(SECRET);
let count = 0;

export interface EventDraft {
  readonly event_id?: string;
  readonly event_type?: string;
  readonly occurred_at?: string;
  readonly data?: Readonly<Record<string, unknown>>;
}

export interface SignedRequest extends DeliveryRequest {
  readonly rawBody: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly eventId: string;
}

/** A request that is right in everything, with its own event id and, if given, a place in the sequence. */
export function signedRequest(draft: EventDraft = {}, sequence?: number, at = NOW): SignedRequest {
  count += 1;
  const event = {
    event_id: draft.event_id ?? `event-${count}`,
    event_type: draft.event_type ?? "ticket.updated",
    occurred_at: draft.occurred_at ?? "2026-03-01T09:15:27.482Z",
    tenant_id: "0193a5f0-0000-7000-8000-00000000000a",
    data: draft.data ?? { ticket_id: "ticket-1", version: count, title: "Grüße" },
  };
  const rawBody = JSON.stringify(event);
  const headers = {
    "Content-Type": "application/json",
    [DELIVERY_HEADERS.signature]: formatSignature([key], Math.floor(at / 1000), rawBody),
    [DELIVERY_HEADERS.eventId]: event.event_id,
    [DELIVERY_HEADERS.eventType]: event.event_type,
    [DELIVERY_HEADERS.webhookId]: WEBHOOK_ID,
    [DELIVERY_HEADERS.attempt]: "1",
    ...(sequence !== undefined && { [DELIVERY_HEADERS.sequence]: String(sequence) }),
  };
  return { rawBody, headers, eventId: event.event_id };
}

/** A promise that the test keeps or breaks itself. */
export function gate<Value = void>(): PromiseWithResolvers<Value> {
  return Promise.withResolvers<Value>();
}
