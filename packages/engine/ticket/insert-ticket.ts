// The write of creates: tickets, their words for search, their history and their events in one statement, so in one transaction
// without BEGIN and COMMIT. Written only while the moment that was read is fresh: lists rely on it (list-tickets.ts).
import type { TenantId, TicketPayload } from "@ticketwire/contract";
import type { Queryable } from "../db/database.ts";
import { fragment, sql } from "../db/sql.ts";
import type { NewEvent } from "./rules/events.ts";
import { AND_PUBLISH, TOLD_FROM, toEventRows } from "./write-events.ts";

export interface NewTicketRow {
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

// Keys of the record are names of columns.
function toRow({ userId, number, ticket }: NewTicketRow): object {
  return { ...ticket, number, entered_by: userId };
}

/** Inserts tickets of a tenant. False for one whose moment is no longer fresh: read again. */
export async function insertTickets(
  db: Queryable,
  tenantId: TenantId,
  rows: readonly NewTicketRow[],
): Promise<readonly boolean[]> {
  const hasTags = rows.some(({ ticket }) => ticket.tags.length > 0);
  const written = await db.query<{ ticket_id: string }>(sql`
    WITH written AS (
      INSERT INTO ticketwire.tickets (tenant_id, ticket_id, number, title, description, status_id, priority_id, client_id,
        contact_name_id, assigned_to, assigned_team_id, board_id, location_id, category_id, subcategory_id, is_closed,
        due_date, tags, attributes, entered_at, entered_by, updated_at, closed_at, version)
      SELECT ${tenantId}::uuid, ticket_id, number, title, description, status_id, priority_id, client_id,
        contact_name_id, assigned_to, assigned_team_id, board_id, location_id, category_id, subcategory_id, is_closed,
        due_date, tags, attributes, entered_at, entered_by, entered_at, CASE WHEN is_closed THEN entered_at END, 1
      FROM json_to_recordset(${JSON.stringify(rows.map(toRow))}) AS given (ticket_id uuid, number bigint, title text,
        description text, status_id uuid, priority_id uuid, client_id uuid, contact_name_id uuid, assigned_to uuid,
        assigned_team_id uuid, board_id uuid, location_id uuid, category_id uuid, subcategory_id uuid, is_closed boolean,
        due_date timestamptz, tags text[], attributes json, entered_at timestamptz, entered_by uuid)
      WHERE clock_timestamp() < entered_at + interval '15 seconds'
      RETURNING tenant_id, ticket_id, number, title, tags, entered_at, entered_by, entered_at AS moment
    ), worded AS (
      INSERT INTO ticketwire.ticket_texts (tenant_id, ticket_id, words)
      SELECT tenant_id, ticket_id, ticketwire.fold('TKT-' || number || ' ' || title) FROM written
    ), remembered AS (
      INSERT INTO ticketwire.ticket_history (tenant_id, ticket_id, version, changed_at, changed_by, changes)
      SELECT tenant_id, ticket_id, 1, entered_at, entered_by, '{}' FROM written
    )${hasTags ? TAGS : NO_TAGS}${TOLD_FROM}${toEventRows(rows)}${AND_PUBLISH}`);
  const ids = new Set(written.map((row) => row.ticket_id));
  return rows.map(({ ticket }) => ids.has(ticket.ticket_id));
}
