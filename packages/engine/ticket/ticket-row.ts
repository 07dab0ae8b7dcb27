// Rows become records here, and nowhere else. In: columns as the driver gives them. Out: tickets and the rows they refer to.
import type { TicketPayload } from "@ticketwire/contract";
import { fragment } from "../db/sql.ts";
import type { TicketFields } from "./fields.ts";
import type { StoredTicket } from "./rules/decide-change.ts";

/** The columns of tickets `t` that every record is built from. */
export const TICKET_COLUMNS = fragment(`
  t.ticket_id, t.number, t.title, t.description, t.status_id, t.is_closed, t.priority_id, t.client_id, t.contact_name_id,
  t.assigned_to, t.assigned_team_id, t.board_id, t.location_id, t.category_id, t.subcategory_id, t.entered_at, t.updated_at,
  t.closed_at, t.due_date, t.tags, t.attributes, t.version`);

/** The names that a record shows, of the rows joined by NAME_JOINS. */
export const NAME_COLUMNS = fragment(`
  s.name AS status_name, p.priority_name, c.client_name, k.full_name AS contact_name, k.email AS contact_email,
  btrim(u.first_name || ' ' || u.last_name) AS assigned_to_name, b.board_name`);

/** Joins a ticket `t` to the rows whose names its record shows. */
export const NAME_JOINS = fragment(`
  JOIN ticketwire.statuses AS s ON s.tenant_id = t.tenant_id AND s.status_id = t.status_id
  JOIN ticketwire.priorities AS p ON p.tenant_id = t.tenant_id AND p.priority_id = t.priority_id
  JOIN ticketwire.clients AS c ON c.tenant_id = t.tenant_id AND c.client_id = t.client_id
  JOIN ticketwire.boards AS b ON b.tenant_id = t.tenant_id AND b.board_id = t.board_id
  LEFT JOIN ticketwire.contacts AS k ON k.tenant_id = t.tenant_id AND k.contact_name_id = t.contact_name_id
  LEFT JOIN ticketwire.users AS u ON u.tenant_id = t.tenant_id AND u.user_id = t.assigned_to`);

/** TICKET_COLUMNS as the driver gives them. */
export interface TicketRow {
  readonly ticket_id: string;
  readonly number: number;
  readonly title: string;
  readonly description: string | null;
  readonly status_id: string;
  readonly is_closed: boolean;
  readonly priority_id: string;
  readonly client_id: string;
  readonly contact_name_id: string | null;
  readonly assigned_to: string | null;
  readonly assigned_team_id: string | null;
  readonly board_id: string;
  readonly location_id: string | null;
  readonly category_id: string | null;
  readonly subcategory_id: string | null;
  readonly entered_at: Date;
  readonly updated_at: Date;
  readonly closed_at: Date | null;
  readonly due_date: Date | null;
  readonly tags: readonly string[];
  readonly attributes: TicketFields["attributes"];
  readonly version: number;
}

/** NAME_COLUMNS as the driver gives them. */
export interface NameRow {
  readonly status_name: string;
  readonly priority_name: string;
  readonly client_name: string;
  readonly contact_name: string | null;
  readonly contact_email: string | null;
  readonly assigned_to_name: string | null;
  readonly board_name: string;
}

/** `TKT-1042` */
export function formatNumber(number: number): string {
  return `TKT-${number}`;
}

/** The deep link of a ticket. */
export function urlOfTicket(baseUrl: string, ticketId: string): string {
  return `${baseUrl}/msp/tickets/${ticketId}`;
}

/** The stored part of a ticket, under wire names. */
export function decodeStored(
  row: TicketRow,
  { baseUrl, statusName }: { readonly baseUrl: string; readonly statusName: string },
): StoredTicket {
  return {
    ticket_id: row.ticket_id,
    ticket_number: formatNumber(row.number),
    url: urlOfTicket(baseUrl, row.ticket_id),
    title: row.title,
    description: row.description,
    status_id: row.status_id,
    status_name: statusName,
    is_closed: row.is_closed,
    priority_id: row.priority_id,
    client_id: row.client_id,
    contact_name_id: row.contact_name_id,
    assigned_to: row.assigned_to,
    assigned_team_id: row.assigned_team_id,
    board_id: row.board_id,
    location_id: row.location_id,
    category_id: row.category_id,
    subcategory_id: row.subcategory_id,
    entered_at: row.entered_at.toISOString(),
    updated_at: row.updated_at.toISOString(),
    closed_at: row.closed_at?.toISOString() ?? null,
    due_date: row.due_date?.toISOString() ?? null,
    tags: row.tags,
    attributes: row.attributes,
    version: row.version,
  };
}

/** The whole record of a ticket, keys in the order of TICKET_FIELDS. */
export function decodeTicket(row: TicketRow & NameRow, baseUrl: string): TicketPayload {
  return {
    ticket_id: row.ticket_id,
    ticket_number: formatNumber(row.number),
    title: row.title,
    description: row.description,
    status_id: row.status_id,
    status_name: row.status_name,
    is_closed: row.is_closed,
    priority_id: row.priority_id,
    priority_name: row.priority_name,
    client_id: row.client_id,
    client_name: row.client_name,
    contact_name_id: row.contact_name_id,
    contact_name: row.contact_name,
    contact_email: row.contact_email,
    assigned_to: row.assigned_to,
    assigned_to_name: row.assigned_to_name,
    assigned_team_id: row.assigned_team_id,
    board_id: row.board_id,
    board_name: row.board_name,
    location_id: row.location_id,
    category_id: row.category_id,
    subcategory_id: row.subcategory_id,
    entered_at: row.entered_at.toISOString(),
    updated_at: row.updated_at.toISOString(),
    closed_at: row.closed_at?.toISOString() ?? null,
    due_date: row.due_date?.toISOString() ?? null,
    tags: row.tags,
    attributes: row.attributes,
    url: urlOfTicket(baseUrl, row.ticket_id),
    version: row.version,
  };
}
