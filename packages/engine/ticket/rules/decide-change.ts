// What a change of a ticket does. In: the ticket as it is, the fields wanted, the rows they refer to and the clock. Out: the
// next version with its history and events, or that nothing changes, or what is wrong. Pure.
import type { ErrorDetail, FieldChange, TicketPayload } from "@ticketwire/contract";
import type { Suppression, TicketChange, TicketFields, TrackedField } from "../fields.ts";
import { checkReferences } from "./check-references.ts";
import { describeTicket, isPresent, type TicketFrame } from "./describe-ticket.ts";
import { type Changes, diffFields } from "./diff.ts";
import { eventsOfChange, type NewEvent } from "./events.ts";
import type { Found } from "./found.ts";
import { nextMoment, toIso } from "./moment.ts";

/** A ticket as it is stored, with the name of its status as it is called now. */
export interface StoredTicket extends TicketFields, TicketFrame {
  readonly is_closed: boolean;
  readonly status_name: string;
}

export interface ChangeQuestion {
  readonly current: StoredTicket;
  /** Normalized. */
  readonly change: TicketChange;
  /** The rows that the ticket will refer to; a new board without a status brings its default status. */
  readonly found: Found;
  readonly nowMs: number;
  readonly suppression: Suppression;
}

export interface NextVersion {
  readonly kind: "change";
  readonly ticket: TicketPayload;
  readonly changes: Changes;
  /** What the history keeps: the changes, and closed_at when it moved. */
  readonly history: Readonly<Record<string, FieldChange>>;
  readonly events: readonly NewEvent[];
}

export type ChangeDecision =
  | NextVersion
  | { readonly kind: "unchanged"; readonly ticket: TicketPayload }
  | { readonly kind: "refused"; readonly findings: readonly ErrorDetail[] };

const NO_DEFAULT_STATUS: ErrorDetail = {
  path: "board_id",
  message: "the board has no default status; give a status_id of that board too",
  code: "no_default_status",
};

// A status belongs to a board, so a ticket that moves takes the new board's default status when none is given.
function wantedFields({ current, change, found }: ChangeQuestion): TicketFields {
  const moves = change.board_id !== undefined && change.board_id !== current.board_id;
  const landing = moves && change.status_id === undefined ? { status_id: found.status?.status_id ?? "" } : {};
  return { ...current, ...change, ...landing };
}

function check(question: ChangeQuestion, wanted: TicketFields, changes: Changes): readonly ErrorDetail[] {
  const { found } = question;
  if (found.board !== null && wanted.status_id === "") return [NO_DEFAULT_STATUS];
  const isTouched = (field: TrackedField): boolean => changes[field] !== undefined && wanted[field] !== "";
  return checkReferences({ wanted, found, isTouched });
}

function closedAt(current: StoredTicket, isClosed: boolean, moment: string): string | null {
  if (!isClosed) return null;
  return current.is_closed ? current.closed_at : moment;
}

/** Decides what a change of fields writes. The same tags in another order, or a value it already has, change nothing. */
export function decideChange(question: ChangeQuestion): ChangeDecision {
  const { current, found, suppression } = question;
  const wanted = wantedFields(question);
  const changes = diffFields(current, wanted);
  if (Object.keys(changes).length === 0 && isPresent(found))
    return { kind: "unchanged", ticket: describeTicket(current, current, found) };
  const findings = check(question, wanted, changes);
  if (findings.length > 0 || !isPresent(found)) return { kind: "refused", findings };
  const moment = toIso(nextMoment(question.nowMs, current.updated_at));
  const closed_at = closedAt(current, found.status.is_closed, moment);
  // Where only the order of tags differs they keep the order they have.
  const fields = changes.tags === undefined ? { ...wanted, tags: current.tags } : wanted;
  const frame = { ...current, updated_at: moment, closed_at, version: current.version + 1 };
  const ticket = describeTicket(frame, fields, found);
  const history =
    closed_at === current.closed_at
      ? changes
      : { ...changes, closed_at: { previous: current.closed_at, new: closed_at } };
  return {
    kind: "change",
    ticket,
    changes,
    history,
    events: eventsOfChange({ previous: current, ticket, changes, suppression }),
  };
}
