// The tap on the poll side: from looks at tickets to entries. It remembers a fingerprint per ticket, so that the journal
// holds each state once however often it was polled, and every change with the look before it.
// In: what a poll saw. Out: sights and polls in the journal, written together.
import { createHash } from "node:crypto";
import type { Clock } from "../api/clock.ts";
import { isRecord } from "../compare/fields.ts";
import type { Entry, PollEntry, SightEntry, TicketState } from "../journal/entry.ts";
import type { Journal } from "../journal/journal.ts";

/** One request of a poller and what it showed. */
export interface PollLook {
  readonly sentAt: number;
  readonly at: number;
  readonly status: number | null;
  readonly failure?: "timeout" | "network";
  readonly date?: number | null;
  /** The ticket that was asked for; left out for a list. */
  readonly ticket?: string;
  readonly records?: readonly TicketState[];
  readonly isSample?: boolean;
  /** Why there is no record, in words; not written down. */
  readonly problem?: string;
}

/** A state that was not there at the look before. */
export interface NewSight {
  readonly ticket: string;
  readonly state: TicketState;
  /** Null at the first look at this ticket. */
  readonly previous: TicketState | null;
}

export interface PollTap {
  /** Returns what is new. */
  record(look: PollLook): readonly NewSight[];
  /** Writes down up to when tickets of lists were still seen as they are known. */
  flush(): void;
}

interface Known {
  readonly print: string;
  sentAt: number;
  at: number;
  /** Seen in a list since its last entry: the journal does not know of `at` yet. */
  isUnwritten: boolean;
}

export interface PollTapOptions {
  readonly journal: Journal;
  readonly clock: Clock;
  /** Keeps the last record of each ticket, so that `previous` is given. Default false: only a fingerprint is kept. */
  readonly keepRecords?: boolean;
}

export function createPollTap({ journal, clock, keepRecords = false }: PollTapOptions): PollTap {
  const known = new Map<string, Known>();
  const records = new Map<string, TicketState>();
  for (const { ticket, state, sentAt, at } of journal.readLastStates()) {
    if (state === null) continue;
    known.set(ticket, { print: fingerprint(state), sentAt, at, isUnwritten: false });
    if (keepRecords) records.set(ticket, state);
  }

  function see(look: PollLook, state: TicketState): NewSight | null {
    const ticket = state["ticket_id"];
    if (typeof ticket !== "string") return null;
    const print = fingerprint(state);
    const last = known.get(ticket);
    const { sentAt, at } = look;
    if (last?.print === print) {
      Object.assign(last, { sentAt, at, isUnwritten: look.ticket === undefined });
      return null;
    }
    known.set(ticket, { print, sentAt, at, isUnwritten: false });
    const previous = records.get(ticket) ?? null;
    if (keepRecords) records.set(ticket, state);
    return { ticket, state, previous };
  }

  return {
    record(look) {
      const before = new Map<string, Known>();
      const sights: NewSight[] = [];
      for (const state of look.records ?? []) {
        const ticket = String(state["ticket_id"]);
        const last = known.get(ticket);
        if (last) before.set(ticket, { ...last });
        const sight = see(look, state);
        if (sight) sights.push(sight);
      }
      const entries: Entry[] = sights.map(({ ticket, state }) =>
        sightEntry(look, { ticket, state, last: before.get(ticket) }),
      );
      journal.append(...entries, pollEntry(look));
      if (look.ticket !== undefined && look.status === 304) {
        const last = known.get(look.ticket);
        if (last) Object.assign(last, { sentAt: look.sentAt, at: look.at });
      }
      return sights;
    },
    flush() {
      const entries: Entry[] = [];
      for (const [ticket, last] of known) {
        if (!last.isUnwritten) continue;
        last.isUnwritten = false;
        entries.push({ kind: "sight", at: Math.min(last.at, clock.now()), sentAt: last.sentAt, ticket, state: null });
      }
      for (let from = 0; from < entries.length; from += 1000) journal.append(...entries.slice(from, from + 1000));
    },
  };
}

interface SightParts {
  readonly ticket: string;
  readonly state: TicketState;
  readonly last: Known | undefined;
}

function sightEntry({ sentAt, at }: PollLook, { ticket, state, last }: SightParts): SightEntry {
  const since = last ? { since: { sentAt: last.sentAt, at: last.at } } : {};
  return { kind: "sight", at, sentAt, ticket, state, ...since };
}

function pollEntry({ at, sentAt, status, failure, date, ticket, isSample }: PollLook): PollEntry {
  return {
    kind: "poll",
    at,
    sentAt,
    status,
    ...(failure ? { failure } : {}),
    ...(typeof date === "number" ? { date } : {}),
    ...(ticket ? { ticket } : {}),
    ...(isSample ? { isSample } : {}),
  };
}

/** Equal for equal records, whatever the order of their keys. */
function fingerprint(state: TicketState): string {
  return createHash("sha256").update(canonical(state)).digest("base64");
}

/** JSON with the keys of every object in order. */
export function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, inner: unknown) => {
    if (!isRecord(inner)) return inner;
    return Object.fromEntries(Object.entries(inner).toSorted(([a], [b]) => (a < b ? -1 : 1)));
  });
}
