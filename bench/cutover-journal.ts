// A journal of a busy help desk, as long as asked: tickets in turn are polled, mostly without news; now and then one changes and
// its events come. In: a number of entries. Out: the entries, one after the other, never all at once in memory.
import { randomUUID } from "node:crypto";
import type { Entry, EventEntry, TicketState } from "@ticketwire/cutover";

export interface JournalShape {
  readonly entries: number;
  readonly tickets: number;
  /** One poll in this many finds a change. */
  readonly changeEvery: number;
}

const START = Date.UTC(2026, 2, 1);
const POLL_EVERY_MS = 1000;
const WEBHOOK = randomUUID();

export function* writeDesk({ entries, tickets, changeEvery }: JournalShape): Generator<Entry> {
  const states = Array.from({ length: tickets }, (_, index) => firstState(index));
  let [now, count, polls] = [START, 0, 0];
  while (count < entries) {
    const index = polls % tickets;
    const isFirst = polls < tickets;
    const hasChanged = !isFirst && polls % changeEvery === 0;
    now += POLL_EVERY_MS;
    const before = states[index] as TicketState;
    const state = hasChanged ? change(before, now) : before;
    states[index] = state;
    const ticket = String(state["ticket_id"]);
    const sight: Entry = { kind: "sight", at: now + 30, sentAt: now, ticket, state };
    const poll: Entry = {
      kind: "poll",
      at: now + 30,
      sentAt: now,
      status: isFirst || hasChanged ? 200 : 304,
      date: now - (now % 1000),
      ticket,
    };
    const batch: Entry[] = [
      ...(hasChanged ? [eventOf(before, state, now - 400)] : []),
      ...(isFirst || hasChanged ? [sight] : []),
      poll,
    ];
    yield* batch;
    count += batch.length;
    polls++;
  }
}

function change(state: TicketState, at: number): TicketState {
  const version = Number(state["version"]) + 1;
  return { ...state, title: `Printer on floor ${version}`, version, updated_at: new Date(at - 450).toISOString() };
}

function eventOf(before: TicketState, state: TicketState, at: number): EventEntry {
  const changes = { title: { previous: before["title"], new: state["title"] } };
  const event = {
    event_id: randomUUID(),
    event_type: "ticket.updated",
    occurred_at: String(state["updated_at"]),
    data: { ...state, changes },
  };
  return { kind: "event", at, ticket: String(state["ticket_id"]), via: "receiver", webhook: WEBHOOK, event };
}

function firstState(index: number): TicketState {
  const moment = new Date(START - 86_400_000).toISOString();
  const someone = { client_id: randomUUID(), client_name: "Acme", board_id: randomUUID(), board_name: "Support" };
  return {
    ticket_id: randomUUID(),
    ticket_number: `TKT-${1000 + index}`,
    title: "Printer",
    description: "It does not answer. ".repeat(20),
    status_id: randomUUID(),
    status_name: "Open",
    is_closed: false,
    priority_id: randomUUID(),
    priority_name: "Low",
    ...someone,
    contact_name_id: null,
    assigned_to: randomUUID(),
    assigned_to_name: "Ada",
    assigned_team_id: null,
    category_id: null,
    subcategory_id: null,
    entered_at: moment,
    updated_at: moment,
    closed_at: null,
    due_date: null,
    tags: ["vip", "hardware"],
    attributes: {},
    location_id: null,
    url: "http://127.0.0.1:4400/msp/tickets/x",
    version: 1,
  };
}
