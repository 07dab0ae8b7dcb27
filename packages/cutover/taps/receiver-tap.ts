// Middleware for the receiver kit: every event that its receiver took is noted with the time of its arrival, copies
// included, and every request it turned away, or could not handle, with the reason. The receiver answers as before.
// In: a Receiver. Out: a Receiver.
import type { Answer, DeliveryRequest, Receiver } from "@ticketwire/receiver";
import type { Clock } from "../api/clock.ts";
import { numberOrNull, readEvent, textOrNull } from "../api/records.ts";
import { isRecord } from "../compare/fields.ts";
import { DELIVERY_HEADERS } from "@ticketwire/contract";
import { RECONCILE_HEADER } from "../reconcile/headers.ts";
import type { EventTap, SeenDelivery } from "./event-tap.ts";

export interface ReceiverTapOptions {
  readonly tap: EventTap;
  readonly clock: Clock;
  readonly onError: (error: unknown) => void;
}

export function tapReceiver(receiver: Receiver, { tap, clock, onError }: ReceiverTapOptions): Receiver {
  return {
    ...receiver,
    async handle(request) {
      const at = clock.now();
      const answer = await receiver.handle(request);
      try {
        noteRequest(request, answer, { tap, at });
      } catch (error) {
        onError(error);
      }
      return answer;
    },
    async accept(event, delivery) {
      const at = clock.now();
      const handling = await receiver.accept(event, delivery);
      try {
        const via = delivery.source === "feed" ? "feed" : "handler";
        const body = readEvent(event);
        if (body !== null) tap.record({ event: body, delivery, via, at });
      } catch (error) {
        onError(error);
      }
      return handling;
    },
  };
}

interface Noting {
  readonly tap: EventTap;
  readonly at: number;
}

// A 2xx means: verified, and handled, known or queued. Anything else comes again, and is noted when it is taken.
function noteRequest({ rawBody, headers }: DeliveryRequest, answer: Answer, { tap, at }: Noting): void {
  const error = errorOf(answer);
  if (answer.status >= 300) return tap.recordRefusal({ reason: error ?? "refused", status: answer.status });
  const text = typeof rawBody === "string" ? rawBody : new TextDecoder().decode(rawBody);
  const event = readEvent(JSON.parse(text));
  if (event === null) return;
  const read = headerReader(headers);
  const via = read(RECONCILE_HEADER) === null ? "receiver" : "reconcile";
  tap.record({ event, delivery: deliveryOf(read), via, at });
}

function errorOf({ body }: Answer): string | null {
  const value: unknown = JSON.parse(body);
  const error = isRecord(value) ? value["error"] : null;
  return isRecord(error) ? textOrNull(error["code"]) : null;
}

type HeaderReader = (name: string) => string | null;

function deliveryOf(read: HeaderReader): SeenDelivery {
  return {
    webhookId: read(DELIVERY_HEADERS.webhookId),
    deliveryId: read(DELIVERY_HEADERS.deliveryId),
    attempt: countOf(read(DELIVERY_HEADERS.attempt)),
    sequence: countOf(read(DELIVERY_HEADERS.sequence)),
  };
}

function countOf(text: string | null): number | null {
  return text === null || !/^\d+$/.test(text) ? null : numberOrNull(Number(text));
}

function headerReader(headers: DeliveryRequest["headers"]): HeaderReader {
  const found = new Map<string, string>();
  const note = (value: unknown, name: string): void => {
    const first: unknown = Array.isArray(value) ? value[0] : value;
    if (typeof first === "string" && !found.has(name.toLowerCase())) found.set(name.toLowerCase(), first);
  };
  if (Symbol.iterator in headers)
    for (const [name, value] of headers as Iterable<readonly [string, string]>) note(value, name);
  else if (typeof headers.forEach === "function") (headers as Headers).forEach(note);
  else for (const [name, value] of Object.entries(headers)) note(value, name);
  return (name) => found.get(name.toLowerCase()) ?? null;
}
