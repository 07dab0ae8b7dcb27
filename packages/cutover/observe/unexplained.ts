// Which changes the poller saw lately that no event has explained yet. Small and in memory: it only decides how long
// `observe` waits at its end and which tickets it asks the sender about; the verdict comes from the journal.
import type { EventEntry } from "../journal/entry.ts";
import type { NewSight } from "../taps/poll-tap.ts";

export interface Unexplained {
  addSight(sight: NewSight, at: number): void;
  addEvent(entry: EventEntry): void;
  /** Tickets with a change that was seen before `at` and is not explained. */
  ticketsBefore(at: number): readonly string[];
  readonly isEmpty: boolean;
}

/** Beyond this many the oldest are forgotten: then there is more to tell than a last look could repair. */
const MOST = 10_000;

export function trackUnexplained(): Unexplained {
  const open = new Map<string, { readonly ticket: string; readonly at: number }>();
  const told = new Set<string>();
  const seen = new Set<string>();
  return {
    addSight({ ticket, state }, at) {
      // The first sight of a ticket is where it is picked up, not a change.
      const isFirst = !seen.has(ticket);
      seen.add(ticket);
      const key = keyOf(ticket, state["version"] ?? state["updated_at"]);
      if (isFirst || told.has(key)) return;
      open.set(key, { ticket, at });
      shorten(open, MOST);
    },
    addEvent({ ticket, event }) {
      for (const mark of [event.data["version"], event.data["updated_at"]]) {
        const key = keyOf(ticket, mark);
        open.delete(key);
        told.add(key);
      }
      shorten(told, 4 * MOST);
    },
    ticketsBefore: (at) => [...new Set([...open.values()].filter((one) => one.at < at).map(({ ticket }) => ticket))],
    get isEmpty() {
      return open.size === 0;
    },
  };
}

function keyOf(ticket: string, mark: unknown): string {
  return `${ticket} ${String(mark)}`;
}

function shorten(kept: Map<string, unknown> | Set<string>, most: number): void {
  for (const key of kept.keys()) {
    if (kept.size <= most) return;
    kept.delete(key);
  }
}
