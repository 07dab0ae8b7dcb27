// The tap on the webhook side: events into the journal, whatever way they came. Tests of the webhook itself are left out:
// no ticket changed. In: an envelope and what is known of its delivery. Out: one entry; it is in the file on return.
import type { Clock } from "../api/clock.ts";
import { ticketIdOf } from "../api/records.ts";
import type { EventBody, EventEntry, EventSource } from "../journal/entry.ts";
import type { Journal } from "../journal/journal.ts";

/** What is known of a delivery beside its event. The `delivery` of the receiver kit fits. */
export interface SeenDelivery {
  readonly webhookId?: string | null;
  readonly deliveryId?: string | null;
  readonly attempt?: number | null;
  readonly sequence?: number | null;
}

export interface SeenEvent {
  readonly event: EventBody;
  readonly delivery?: SeenDelivery;
  readonly via: EventSource;
  /** When it arrived, by this machine's clock. Default: now. */
  readonly at?: number;
}

export interface EventTap {
  /** False when it was left out: a test, or about no ticket. */
  record(seen: SeenEvent): boolean;
  recordRefusal(refusal: { readonly reason: string; readonly status: number }): void;
}

export interface EventTapOptions {
  readonly journal: Journal;
  readonly clock: Clock;
  /** Told after each recorded event. */
  readonly onEvent?: (entry: EventEntry) => void;
}

export function createEventTap({ journal, clock, onEvent }: EventTapOptions): EventTap {
  return {
    record({ event, delivery = {}, via, at = clock.now() }) {
      const ticket = ticketIdOf(event);
      if (ticket === null || event.data["is_test"] === true) return false;
      const { webhookId, deliveryId, attempt, sequence } = delivery;
      const entry: EventEntry = {
        kind: "event",
        at,
        ticket,
        via,
        event,
        ...(webhookId ? { webhook: webhookId } : {}),
        ...(deliveryId ? { delivery: deliveryId } : {}),
        ...(typeof attempt === "number" ? { attempt } : {}),
        ...(typeof sequence === "number" ? { sequence } : {}),
      };
      journal.append(entry);
      onEvent?.(entry);
      return true;
    },
    recordRefusal({ reason, status }) {
      journal.append({ kind: "refusal", at: clock.now(), reason, status });
    },
  };
}
