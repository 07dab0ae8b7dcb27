// The write of a create: ticket, its words for search, its history and its events in one statement, so in one transaction
// without BEGIN and COMMIT. Written only while the moment that was read is fresh: lists rely on it (list-tickets.ts).
import type { TenantId, TicketPayload } from "@ticketwire/contract";
import type { Queryable } from "../db/database.ts";
import { fragment, sql } from "../db/sql.ts";
import type { NewEvent } from "./rules/events.ts";

export interface NewTicketRow {
  readonly tenantId: TenantId;
  readonly userId: string | null;
  readonly number: number;
  readonly ticket: TicketPayload;
  readonly events: readonly NewEvent[];
}

const NO_TAGS = fragment("");

const TAGS = fragment(`, tagged AS (
      INSERT INTO ticketwire.ticket_tags (tenant_id, tag, ticket_id)
      SELECT tenant_id, unnest(tags), ticket_id FROM written
    )`);

/** Inserts a ticket. False: the moment is no longer fresh; read again. */
export async function insertTicket(db: Queryable, row: NewTicketRow): Promise<boolean> {
  const { tenantId, userId, ticket, events } = row;
  const id = ticket.ticket_id;
  // publish stands in a join with what was written: it runs once, and only then.
  const published = await db.query(sql`
    WITH written AS (
      INSERT INTO ticketwire.tickets (tenant_id, ticket_id, number, title, description, status_id, priority_id, client_id,
        contact_name_id, assigned_to, assigned_team_id, board_id, location_id, category_id, subcategory_id, is_closed,
        due_date, tags, attributes, entered_at, entered_by, updated_at, closed_at, version)
      SELECT ${tenantId}::uuid, ${id}::uuid, ${row.number}::bigint, ${ticket.title}, ${ticket.description},
        ${ticket.status_id}::uuid, ${ticket.priority_id}::uuid, ${ticket.client_id}::uuid, ${ticket.contact_name_id}::uuid,
        ${ticket.assigned_to}::uuid, ${ticket.assigned_team_id}::uuid, ${ticket.board_id}::uuid, ${ticket.location_id}::uuid,
        ${ticket.category_id}::uuid, ${ticket.subcategory_id}::uuid, ${ticket.is_closed}::boolean,
        ${ticket.due_date}::timestamptz, ${ticket.tags}::text[], ${JSON.stringify(ticket.attributes)}::json,
        moment, ${userId}::uuid, moment, CASE WHEN ${ticket.is_closed}::boolean THEN moment END, 1
      FROM (SELECT ${ticket.entered_at}::timestamptz AS moment) AS given
      WHERE clock_timestamp() < moment + interval '15 seconds'
      RETURNING tenant_id, ticket_id, number, title, tags, entered_at
    ), worded AS (
      INSERT INTO ticketwire.ticket_texts (tenant_id, ticket_id, words)
      SELECT tenant_id, ticket_id, ticketwire.fold('TKT-' || number || ' ' || title) FROM written
    ), remembered AS (
      INSERT INTO ticketwire.ticket_history (tenant_id, ticket_id, version, changed_at, changed_by, changes)
      SELECT tenant_id, ticket_id, 1, entered_at, ${userId}::uuid, '{}' FROM written
    )${ticket.tags.length > 0 ? TAGS : NO_TAGS}
    SELECT told.event_id FROM written CROSS JOIN LATERAL ticketwire.publish(tenant_id, ${events.map((event) => event.type)}::text[],
      ${events.map(() => id)}::uuid[], ${events.map((event) => event.data)}::text[], entered_at, false) AS told`);
  return published.length > 0;
}
