// A delivery as it goes over the wire: headers and the very bytes that were signed. The same as the server's, made of the
// contract's own functions. In: a body and what it is about. Out: a request; nothing is sent.
import {
  DELIVERY_HEADERS,
  formatSignature,
  formatStandardSignature,
  importSigningSecret,
  STANDARD_HEADERS,
} from "@ticketwire/contract";

/** What a delivery is about, beside its body. */
export interface DeliveryIdentity {
  readonly eventId: string;
  readonly eventType: string;
  readonly webhookId: string;
  readonly deliveryId: string;
  /** Counts from 1. */
  readonly attempt: number;
  /** Position among all events of the webhook; null on test deliveries. */
  readonly sequence: number | null;
}

export interface SigningInput {
  /** JSON text. */
  readonly body: string;
  readonly identity: DeliveryIdentity;
  /** The signing secret, or several as in the overlap of a rotation: one `v1` each, in this order. */
  readonly secrets: readonly string[];
  /** Unix seconds of this attempt. */
  readonly timestamp: number;
  readonly userAgent: string;
}

/** A POST that is ready to be sent, or to be given to a framework's own `inject`. */
export interface SignedRequest {
  readonly method: "POST";
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export function signRequest({ body, identity, secrets, timestamp, userAgent }: SigningInput): SignedRequest {
  const keys = secrets.map(importSigningSecret);
  const message = { id: identity.eventId, timestamp, body };
  const headers = {
    "Content-Type": "application/json",
    "User-Agent": userAgent,
    [DELIVERY_HEADERS.signature]: formatSignature(keys, timestamp, body),
    [DELIVERY_HEADERS.eventId]: identity.eventId,
    [DELIVERY_HEADERS.eventType]: identity.eventType,
    [DELIVERY_HEADERS.webhookId]: identity.webhookId,
    [DELIVERY_HEADERS.deliveryId]: identity.deliveryId,
    [DELIVERY_HEADERS.attempt]: String(identity.attempt),
    ...(identity.sequence === null ? {} : { [DELIVERY_HEADERS.sequence]: String(identity.sequence) }),
    [STANDARD_HEADERS.id]: identity.eventId,
    [STANDARD_HEADERS.timestamp]: String(timestamp),
    [STANDARD_HEADERS.signature]: formatStandardSignature(keys, message),
  };
  return { method: "POST", headers, body };
}
