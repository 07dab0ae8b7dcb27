// Events for tests: the recorded ones with ids, times and versions of their own, so that each is new to a receiver and those of
// one ticket stand in an order. In: a type and fields to set. Out: an event and its body.
import { randomUUID } from "node:crypto";
import type { Envelope, EventData, EventType } from "@ticketwire/contract";
import { recordedEvent } from "./fixtures.ts";

/** An event of the mock with its place in the webhook's sequence. */
export interface MockEvent {
  readonly event: Envelope;
  /** The bytes that are sent, as text. */
  readonly body: string;
  readonly sequence: number;
  readonly deliveryId: string;
}

export interface EventWish {
  /** Fields of `data` to set; `ticket_id` picks another ticket, whose version counts by itself. */
  readonly data?: Partial<EventData>;
  /** Belongs to the same write as the event before: same version, same time. */
  readonly isSameWrite?: boolean;
}

interface TicketState {
  readonly version: number;
  readonly at: number;
}

/** One ticket's life, all six types in it, writes as the server makes them. */
const STORY: readonly (readonly EventType[])[] = [
  ["ticket.created"],
  ["ticket.updated", "ticket.assigned"],
  ["ticket.comment.added"],
  ["ticket.updated", "ticket.status_changed"],
  ["ticket.updated", "ticket.status_changed", "ticket.closed"],
];

export class MockEvents {
  readonly #now: () => number;
  readonly #tickets = new Map<string, TicketState>();
  #sequence = 0;

  constructor(now: () => number) {
    this.#now = now;
  }

  make(type: EventType, wish: EventWish = {}): MockEvent {
    const recorded = recordedEvent(type);
    const ticketId = wish.data?.ticket_id ?? recorded.data.ticket_id;
    const state = this.#advance(ticketId, wish.isSameWrite === true);
    const moment = new Date(state.at).toISOString();
    const data = { ...recorded.data, updated_at: moment, version: state.version, ...wish.data, ticket_id: ticketId };
    const event = { ...recorded, event_id: randomUUID(), occurred_at: moment, data };
    this.#sequence += 1;
    return { event, body: JSON.stringify(event), sequence: this.#sequence, deliveryId: randomUUID() };
  }

  story(data: Partial<EventData> = {}): readonly MockEvent[] {
    const wished = { ...data, ticket_id: data.ticket_id ?? randomUUID() };
    return STORY.flatMap((types) =>
      types.map((type, index) => this.make(type, { data: wished, isSameWrite: index > 0 })),
    );
  }

  #advance(ticketId: string, isSameWrite: boolean): TicketState {
    const before = this.#tickets.get(ticketId);
    if (before !== undefined && isSameWrite) return before;
    // Strictly forward, also where the clock stands still.
    const at = Math.max(this.#now(), (before?.at ?? 0) + 1);
    const state = { version: (before?.version ?? 0) + 1, at };
    this.#tickets.set(ticketId, state);
    return state;
  }
}
