// The record of a ticket: what the API answers and the base of every event's data. In: what is stored and the rows it
// refers to. Out: the record, its keys in wire order.
import type { TicketPayload } from "@ticketwire/contract";
import type { TicketFields } from "../fields.ts";
import type { Found } from "./found.ts";

export interface TicketFrame {
  readonly ticket_id: string;
  readonly ticket_number: string;
  readonly url: string;
  readonly entered_at: string;
  readonly updated_at: string;
  readonly closed_at: string | null;
  readonly version: number;
}

/** References that a checked ticket always has. */
export type Present = Found & {
  readonly [Key in "board" | "status" | "priority" | "client"]: NonNullable<Found[Key]>;
};

/** True when every reference that a ticket must have was found. */
export function isPresent(found: Found): found is Present {
  return found.board !== null && found.status !== null && found.priority !== null && found.client !== null;
}

/** Builds the record. Its keys stand in the order of TICKET_FIELDS. */
export function describeTicket(frame: TicketFrame, fields: TicketFields, found: Present): TicketPayload {
  const contact = fields.contact_name_id === null ? null : found.contact;
  return {
    ticket_id: frame.ticket_id,
    ticket_number: frame.ticket_number,
    title: fields.title,
    description: fields.description,
    status_id: fields.status_id,
    status_name: found.status.name,
    is_closed: found.status.is_closed,
    priority_id: fields.priority_id,
    priority_name: found.priority.priority_name,
    client_id: fields.client_id,
    client_name: found.client.client_name,
    contact_name_id: fields.contact_name_id,
    contact_name: contact?.full_name ?? null,
    contact_email: contact?.email ?? null,
    assigned_to: fields.assigned_to,
    assigned_to_name: fields.assigned_to === null ? null : (found.assignee?.name ?? null),
    assigned_team_id: fields.assigned_team_id,
    board_id: fields.board_id,
    board_name: found.board.board_name,
    location_id: fields.location_id,
    category_id: fields.category_id,
    subcategory_id: fields.subcategory_id,
    entered_at: frame.entered_at,
    updated_at: frame.updated_at,
    closed_at: frame.closed_at,
    due_date: fields.due_date,
    tags: fields.tags,
    attributes: fields.attributes,
    url: frame.url,
    version: frame.version,
  };
}
