// Gathers the entries of one ticket in little memory. States of a ticket repeat most of their texts, so equal texts are kept
// once; and of polls in a row that found nothing new only the last matters. Without this, a ticket polled every second
// for weeks would not fit. The entries were parsed for this and belong to nobody else, so they are changed in place: a
// copy of each made half of all garbage. In: entries of one ticket in order. Out: the list that the comparison reads.
import type { TicketEntries } from "../compare/reader.ts";
import type { PollEntry, SightEntry, TicketEntry } from "./entry.ts";

export interface TicketGatherer {
  add(entry: TicketEntry): void;
  finish(): readonly TicketEntry[];
}

type TicketPoll = Extract<TicketEntry, { kind: "poll" }>;
type Values = Record<string, unknown>;

export function createTicketGatherer(ticket: string): TicketGatherer {
  const entries: TicketEntry[] = [];
  let model: Values | null = null;
  let waiting: TicketPoll | null = null;

  function slim(state: Values): void {
    if (model !== null) shareTexts(state, model);
    model = state;
  }

  function keep(entry: TicketEntry): void {
    (entry as { ticket: string }).ticket = ticket;
    entries.push(entry);
  }

  /** The last of the polls that found nothing new: it only says until when the state before the next sight was seen. */
  function settle(next: SightEntry | null): void {
    if (waiting === null) return;
    const { sentAt, at } = waiting;
    const isBefore = next !== null && outcomeOf(waiting) === "found" && next.since === undefined;
    if (isBefore) (next as { since?: SightEntry["since"] }).since = { sentAt, at };
    else keep(waiting);
    waiting = null;
  }

  return {
    add(entry) {
      if (entry.kind === "poll") {
        if (waiting !== null && outcomeOf(waiting) !== outcomeOf(entry)) settle(null);
        waiting = entry;
        return;
      }
      settle(entry.kind === "sight" && entry.state !== null ? entry : null);
      if (entry.kind === "event") slim(entry.event.data as Values);
      else if (entry.kind === "sight" && entry.state !== null) slim(entry.state as Values);
      keep(entry);
    },
    finish() {
      settle(null);
      return entries;
    },
  };
}

/** Gives a ticket's entries for as long as nobody asks for the next: then they are let go, whoever still holds the pair. */
export function* lend(ticket: string, entries: readonly TicketEntry[]): Generator<TicketEntries> {
  const lent = { ticket, entries };
  yield lent;
  lent.entries = [];
}

function outcomeOf({ status }: PollEntry): "gone" | "found" | "failed" {
  if (status === 404) return "gone";
  return status !== null && (status < 300 || status === 304) ? "found" : "failed";
}

/** Takes the texts, lists and objects that both have from `model`. */
function shareTexts(state: Values, model: Values): void {
  for (const field in state) {
    const [value, known] = [state[field], model[field]];
    if (value === known || isSameTree(value, known)) state[field] = known;
  }
}

/** The same text as JSON, so that nothing that is shown later changes. */
function isSameTree(left: unknown, right: unknown): boolean {
  if (typeof left !== "object" || typeof right !== "object" || left === null || right === null) return left === right;
  const [names, others] = [Object.keys(left), Object.keys(right)];
  if (names.length !== others.length || Array.isArray(left) !== Array.isArray(right)) return false;
  return names.every(
    (name, index) => name === others[index] && isSameTree((left as Values)[name], (right as Values)[name]),
  );
}
