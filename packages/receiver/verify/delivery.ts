// What the headers say about a delivery beside its body. They are not signed: good for order, counting and logs, and
// never a reason to trust or to refuse an event.
import { isUuid } from "@ticketwire/contract/ids";
import type { DeliveryHeaders } from "../lib/delivery-headers.ts";

/** One delivery of an event: through which webhook, which attempt, which place in its sequence. */
export interface Delivery {
  /** How it came: pushed by a POST, or pulled from the feed. */
  readonly source: "push" | "feed";
  readonly webhookId: string | null;
  readonly deliveryId: string | null;
  /** Counts from 1; null when it was pulled. */
  readonly attempt: number | null;
  /** Position among all events of the webhook, from 1; null on test deliveries. */
  readonly sequence: number | null;
}

export function readDelivery(headers: DeliveryHeaders): Delivery {
  return {
    source: "push",
    webhookId: readId(headers.webhookId),
    deliveryId: readId(headers.deliveryId),
    attempt: readCount(headers.attempt),
    sequence: readCount(headers.sequence),
  };
}

function readId(text: string | undefined): string | null {
  return isUuid(text) ? text.toLowerCase() : null;
}

function readCount(text: string | undefined): number | null {
  return text !== undefined && /^[1-9]\d{0,14}$/.test(text) ? Number(text) : null;
}
