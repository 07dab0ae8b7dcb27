// A journal written by hand, entry by entry, for one test: one ticket, a clock that moves as told, both clocks equal.
// In: calls in the order in which things happen. Out: the entries.
import type { EventType } from "@ticketwire/contract";
import type { DeliveryEntry, Entry, EventEntry, TicketState } from "../journal/entry.ts";
import { WORLD_START } from "./world.ts";
import { applyWrite, firstState, type WriteKind } from "./writes.ts";

export interface Story {
  readonly entries: Entry[];
  readonly ticket: string;
  readonly state: TicketState;
  readonly now: number;
  wait(ms: number): void;
  /** Changes the ticket; returns its events, not yet delivered. */
  write(kind: WriteKind): EventEntry[];
  /** Changes the record without a write: a rename elsewhere, a field that moves by itself. */
  drift(fields: TicketState): void;
  poll(answer?: {
    readonly status?: number | null;
    readonly failure?: "timeout" | "network";
    readonly state?: TicketState;
  }): void;
  deliver(events: readonly EventEntry[], overrides?: Partial<EventEntry>): void;
  sender(event: EventEntry, told: Partial<DeliveryEntry>): void;
  add(entry: Entry): void;
}

export function tellStory(seed: TicketState = {}): Story {
  const entries: Entry[] = [];
  let now = WORLD_START;
  let state: TicketState = { ...firstState(1), ...seed };
  let sequence = 0;
  const ticket = state["ticket_id"] as string;
  return {
    entries,
    ticket,
    get state() {
      return state;
    },
    get now() {
      return now;
    },
    wait: (ms) => void (now += ms),
    write(kind) {
      const result = applyWrite(state, kind, now);
      state = result.state;
      return result.types.map((type) =>
        eventEntry({ type, state, changes: result.changes, at: now, sequence: ++sequence }),
      );
    },
    drift: (fields) => void (state = { ...state, ...fields }),
    poll({ status = 200, failure, state: shown = state } = {}) {
      const sentAt = now;
      now += 20;
      const date = Math.floor((sentAt + 10) / 1000) * 1000;
      if (status === 200) entries.push({ kind: "sight", at: now, sentAt, ticket, state: shown });
      const extra = status === null ? { failure: failure ?? ("timeout" as const) } : { date };
      entries.push({ kind: "poll", at: now, sentAt, status, ticket, ...extra });
    },
    deliver(events, overrides = {}) {
      for (const event of events) entries.push({ ...event, at: ++now, ...overrides });
    },
    sender(event, told) {
      entries.push({ ...deliveryEntry(event, now), ...told });
    },
    add: (entry) => void entries.push(entry),
  };
}

interface EventParts {
  readonly type: EventType;
  readonly state: TicketState;
  readonly changes: TicketState;
  readonly at: number;
  readonly sequence: number;
}

function eventEntry({ type, state, changes, at, sequence }: EventParts): EventEntry {
  const data = type === "ticket.updated" ? { ...state, changes } : state;
  const event = { event_id: `e${sequence}`, event_type: type, occurred_at: new Date(at).toISOString(), data };
  return { kind: "event", at, ticket: state["ticket_id"] as string, via: "receiver", webhook: "w1", sequence, event };
}

function deliveryEntry({ event, ticket }: EventEntry, at: number): DeliveryEntry {
  const createdAt = Date.parse(event.occurred_at);
  return {
    kind: "delivery",
    at,
    ticket,
    webhook: "w1",
    delivery: `d-${event.event_id}`,
    eventId: event.event_id,
    eventType: event.event_type,
    status: "retrying",
    version: event.data["version"] as number,
    createdAt,
    attempts: [{ at: createdAt, status: 500 }],
  };
}
