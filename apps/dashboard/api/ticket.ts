// One ticket: read with its entity tag, and written only over the version it was read at, so that nobody's change is lost.
// In: an id, what is to be changed. Out: the ticket, or whose change stands in the way.
import { queryOptions } from "@tanstack/react-query";
import { mergeChange, type TicketDraft, type TicketField } from "../tickets/merge-change.ts";
import { ApiRefusal, callTagged, type One } from "./http.ts";
import type { Ticket } from "./records.ts";

/** A ticket as it was read. */
export interface TicketVersion {
  readonly ticket: Ticket;
  /** Its `ETag`. */
  readonly tag: string | null;
}

const LOOK_AGAIN_MS = 3_000;

/** Others write, too: how often a change is brought up to theirs before one is asked. */
const MOST_TRIES = 5;

async function readTicket(ticketId: string, signal?: AbortSignal): Promise<TicketVersion> {
  const { answer, tag } = await callTagged<One<Ticket>>(`/tickets/${ticketId}`, signal === undefined ? {} : { signal });
  return { ticket: answer.data, tag };
}

export const ticketQuery = (ticketId: string) =>
  queryOptions({
    queryKey: ["ticket", ticketId],
    queryFn: ({ signal }) => readTicket(ticketId, signal),
    refetchInterval: LOOK_AGAIN_MS,
  });

export type SaveOutcome =
  | { readonly kind: "saved"; readonly version: TicketVersion }
  /** Somebody else changed these fields meanwhile, to something else. Nothing was written. */
  | { readonly kind: "conflict"; readonly theirs: TicketVersion; readonly fields: readonly TicketField[] };

export interface TicketSave {
  readonly base: TicketVersion;
  readonly mine: TicketDraft;
}

async function writeOver({ ticket, tag }: TicketVersion, body: TicketDraft): Promise<TicketVersion | null> {
  const headers: Record<string, string> = tag === null ? {} : { "If-Match": tag };
  try {
    const written = await callTagged<One<Ticket>>(`/tickets/${ticket.ticket_id}`, { method: "PUT", body, headers });
    return { ticket: written.answer.data, tag: written.tag };
  } catch (error) {
    if (error instanceof ApiRefusal && error.status === 412) return null;
    throw error;
  }
}

/** Writes `mine`. What somebody else changed meanwhile stays: where it is the same field, nothing is written and it is told. */
export async function saveTicket({ base, mine }: TicketSave): Promise<SaveOutcome> {
  let seen = base;
  let change = mine;
  for (let tries = 0; tries < MOST_TRIES; tries++) {
    const version = await writeOver(seen, change);
    if (version !== null) return { kind: "saved", version };
    const theirs = await readTicket(base.ticket.ticket_id);
    const merge = mergeChange({ base: base.ticket, mine, theirs: theirs.ticket });
    if (merge.kind === "conflict") return { kind: "conflict", theirs, fields: merge.fields };
    if (Object.keys(merge.change).length === 0) return { kind: "saved", version: theirs };
    seen = theirs;
    change = merge.change;
  }
  throw new Error("This ticket changes all the time: nothing was saved. Try again in a moment.");
}
