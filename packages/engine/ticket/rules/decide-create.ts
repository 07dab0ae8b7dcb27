// What a new ticket is. In: the draft, the rows it refers to, its identity and the clock. Out: the ticket and its events, or
// what is wrong with the draft. Pure.
import type { ErrorDetail, TicketPayload } from "@ticketwire/contract";
import type { Suppression, TicketDraft, TicketFields } from "../fields.ts";
import { checkReferences } from "./check-references.ts";
import { describeTicket, isPresent } from "./describe-ticket.ts";
import { eventsOfCreate, type NewEvent } from "./events.ts";
import type { Found } from "./found.ts";
import { nextMoment, toIso } from "./moment.ts";

export interface CreateQuestion {
  /** Normalized. */
  readonly draft: TicketDraft;
  /** The rows named by the draft, or by the tenant's defaults where it names none. */
  readonly found: Found;
  readonly ticketId: string;
  readonly ticketNumber: string;
  readonly url: string;
  readonly nowMs: number;
  readonly suppression: Suppression;
}

export type CreateDecision =
  | { readonly kind: "create"; readonly ticket: TicketPayload; readonly events: readonly NewEvent[] }
  | { readonly kind: "refused"; readonly findings: readonly ErrorDetail[] };

const DEFAULTED = {
  board_id: "the tenant has no default board; give one of GET /api/v1/boards",
  status_id: "the board has no default status; give one, or make an open status on the board first",
  priority_id: "the tenant has no default priority; give one of GET /api/v1/priorities",
  client_id: "the tenant has no default client; give one of GET /api/v1/clients",
} as const;

const EMPTY = {
  description: null,
  contact_name_id: null,
  assigned_to: null,
  assigned_team_id: null,
  location_id: null,
  category_id: null,
  subcategory_id: null,
  due_date: null,
  tags: [],
  attributes: {},
} as const;

// Found are the defaults where the draft names none; an empty id says that there is no default.
function fillIn(draft: TicketDraft, found: Found): TicketFields {
  return {
    ...EMPTY,
    board_id: found.board?.board_id ?? "",
    status_id: found.status?.status_id ?? "",
    priority_id: found.priority?.priority_id ?? "",
    client_id: found.client?.client_id ?? "",
    ...draft,
  };
}

function checkDefaults(wanted: TicketFields, found: Found): ErrorDetail[] {
  return (Object.keys(DEFAULTED) as (keyof typeof DEFAULTED)[]).flatMap((field) => {
    // Without a board there is nothing to say about its default status.
    if (wanted[field] !== "" || (field === "status_id" && found.board === null)) return [];
    return [{ path: field, message: DEFAULTED[field], code: "required" }];
  });
}

/** Decides what is written for a new ticket. Its first version is 1; a ticket made closed is closed from the start. */
export function decideCreate(question: CreateQuestion): CreateDecision {
  const { draft, found, suppression } = question;
  const wanted = fillIn(draft, found);
  const isTouched = (field: keyof TicketFields): boolean => wanted[field] !== null && wanted[field] !== "";
  const findings = [...checkDefaults(wanted, found), ...checkReferences({ wanted, found, isTouched })];
  if (findings.length > 0 || !isPresent(found)) return { kind: "refused", findings };
  const moment = toIso(nextMoment(question.nowMs, null));
  const frame = {
    ticket_id: question.ticketId,
    ticket_number: question.ticketNumber,
    url: question.url,
    entered_at: moment,
    updated_at: moment,
    closed_at: found.status.is_closed ? moment : null,
    version: 1,
  };
  const ticket = describeTicket(frame, wanted, found);
  return { kind: "create", ticket, events: eventsOfCreate(ticket, suppression) };
}
