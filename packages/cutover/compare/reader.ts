// How the comparison reads a journal: once over everything that is about no single ticket (and what polls cost), and then
// ticket by ticket. Memory holds one ticket at a time, however long the journal is.
import { type Entry, ticketOf, type TicketEntry } from "../journal/entry.ts";

export interface TicketEntries {
  readonly ticket: string;
  /** In the order in which they were appended. A journal on disk takes them back when the next ticket is asked for. */
  readonly entries: readonly TicketEntry[];
}

export interface JournalReader {
  /** Every entry except sights, events and actions, in order. */
  readOverview(): Iterable<Entry>;
  readTickets(): Iterable<TicketEntries>;
}

const BULK: ReadonlySet<Entry["kind"]> = new Set(["sight", "event", "action"]);

export function isOverview(entry: Entry): boolean {
  return !BULK.has(entry.kind);
}

/** A journal that is already in memory. */
export function readerOf(entries: Iterable<Entry>): JournalReader {
  const all = [...entries];
  return {
    readOverview: () => all.filter(isOverview),
    *readTickets() {
      const byTicket = Map.groupBy(all.filter(isTicketEntry), (entry) => entry.ticket);
      for (const [ticket, list] of byTicket) yield { ticket, entries: list };
    },
  };
}

export function isTicketEntry(entry: Entry): entry is TicketEntry {
  return ticketOf(entry) !== null;
}
