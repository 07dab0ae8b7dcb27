// Gathers the entries of one ticket in little memory. States of a ticket repeat most of their texts, so equal texts are kept
// once; and of polls in a row that found nothing new only the last matters. Without this, a ticket polled every second
// for weeks would not fit. In: entries of one ticket in order. Out: the list that the comparison reads.
import type { PollEntry, TicketEntry, TicketState } from "./entry.ts";

export interface TicketGatherer {
  add(entry: TicketEntry): void;
  finish(): readonly TicketEntry[];
}

type TicketPoll = Extract<TicketEntry, { kind: "poll" }>;

export function createTicketGatherer(ticket: string): TicketGatherer {
  const entries: TicketEntry[] = [];
  let model: TicketState | null = null;
  let waiting: TicketPoll | null = null;

  function slimmed(state: TicketState): TicketState {
    model = model === null ? state : shareTexts(state, model);
    return model;
  }

  function settle(): void {
    if (waiting !== null) entries.push({ ...waiting, ticket });
    waiting = null;
  }

  return {
    add(entry) {
      if (entry.kind === "poll") {
        if (waiting !== null && isFound(waiting) !== isFound(entry)) settle();
        waiting = entry;
        return;
      }
      settle();
      if (entry.kind === "event") {
        const { event } = entry;
        entries.push({ ...entry, ticket, event: { ...event, data: slimmed(event.data) } });
      } else if (entry.kind === "sight" && entry.state !== null) {
        entries.push({ ...entry, ticket, state: slimmed(entry.state) });
      } else entries.push({ ...entry, ticket });
    },
    finish() {
      settle();
      return entries;
    },
  };
}

function isFound({ status }: PollEntry): string {
  if (status === 404) return "gone";
  return status !== null && (status < 300 || status === 304) ? "found" : "failed";
}

/** The same values, with those texts that `model` has too taken from there. */
function shareTexts(state: TicketState, model: TicketState): TicketState {
  const slim: Record<string, unknown> = {};
  for (const field in state) slim[field] = state[field] === model[field] ? model[field] : state[field];
  return slim;
}
