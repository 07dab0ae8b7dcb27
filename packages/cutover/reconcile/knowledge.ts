// What the webhook side knows already, from the journal: which events, which versions, and the state they left.
// In: a journal. Out: knowledge by ticket, kept up to date as a reconcile adds to it.
import { commentTime } from "./synthesize.ts";
import type { EventBody, EventEntry, TicketState } from "../journal/entry.ts";
import type { Journal } from "../journal/journal.ts";
import { isRecord } from "../compare/fields.ts";

export interface KnownTicket {
  hasEvent(eventId: string): boolean;
  /** True when an event showed the ticket in this very state, or later. */
  isCurrent(record: TicketState): boolean;
  /** The state that the events left behind; else the last one polled before `since`. */
  previousOf(record: TicketState, since: number): TicketState | null;
  hasComment(commentId: unknown): boolean;
  add(event: EventBody): void;
}

export interface Knowledge {
  of(ticket: string): KnownTicket;
  /** The tenant of the events that are known; null when there are none yet. */
  readonly tenantId: string | null;
}

/** Tickets kept in memory at a time. */
const MOST_KEPT = 1000;

export function readKnowledge(journal: Journal): Knowledge {
  const kept = new Map<string, KnownTicket>();
  let tenantId: string | null = null;
  const knowledge: Knowledge = {
    of(ticket) {
      const before = kept.get(ticket);
      if (before !== undefined) return before;
      const entries = journal.readTicket(ticket);
      const events = entries.filter((entry): entry is EventEntry => entry.kind === "event").map(({ event }) => event);
      tenantId = events.at(-1)?.tenant_id ?? tenantId;
      const sights = entries.flatMap((entry) => (entry.kind === "sight" && entry.state !== null ? [entry.state] : []));
      const known = knownTicket(events, sights);
      kept.set(ticket, known);
      const oldest = kept.keys().next();
      if (kept.size > MOST_KEPT && !oldest.done) kept.delete(oldest.value);
      return known;
    },
    get tenantId() {
      return tenantId;
    },
  };
  return knowledge;
}

function knownTicket(events: readonly EventBody[], sights: readonly TicketState[]): KnownTicket {
  const ids = new Set<string>();
  const comments = new Set<unknown>();
  let told: TicketState | null = null;
  const known: KnownTicket = {
    hasEvent: (eventId) => ids.has(eventId),
    isCurrent: (record) => told !== null && !isLater(record, told),
    previousOf: (_record, since) => told ?? sights.findLast((state) => timeOf(state["updated_at"]) < since) ?? null,
    hasComment: (commentId) => comments.has(commentId),
    add({ event_id, data }) {
      ids.add(event_id);
      const comment = data["comment"];
      if (isRecord(comment)) comments.add(comment["comment_id"]);
      if (told === null || isLater(data, told)) told = data;
    },
  };
  events.forEach((event) => known.add(event));
  return known;
}

/** By version where both have one, else by `updated_at`. */
function isLater(next: TicketState, last: TicketState): boolean {
  const [a, b] = [next["version"], last["version"]];
  if (typeof a === "number" && typeof b === "number") return a > b;
  return timeOf(next["updated_at"]) > timeOf(last["updated_at"]);
}

function timeOf(value: unknown): number {
  const ms = typeof value === "string" ? Date.parse(value) : Number.NaN;
  return Number.isNaN(ms) ? Number.NEGATIVE_INFINITY : ms;
}

/** Comments written since, that no event told of. */
export function newComments(
  comments: readonly TicketState[],
  known: KnownTicket,
  since: number,
): readonly TicketState[] {
  return comments.filter((comment) => {
    const at = commentTime(comment);
    return at !== null && Date.parse(at) >= since && !known.hasComment(comment["comment_id"]);
  });
}
