// The write of a change: ticket, history and events in one statement, so in one transaction without BEGIN and COMMIT.
// Compare-and-set: it writes only over the version that was read, and only while the moment that was read is fresh.
import type { TenantId, TicketPayload } from "@ticketwire/contract";
import type { Queryable } from "../db/database.ts";
import { fragment, sql, type Statement } from "../db/sql.ts";
import type { NextVersion } from "./rules/decide-change.ts";

export interface TicketUpdate {
  readonly tenantId: TenantId;
  readonly userId: string | null;
  readonly next: NextVersion;
}

const NOTHING = fragment("");

// Only a new title moves the words that search looks through.
const NEW_WORDS = fragment(`, worded AS (
      UPDATE ticketwire.ticket_texts AS x SET words = ticketwire.fold('TKT-' || w.number || ' ' || w.title)
      FROM written AS w WHERE x.tenant_id = w.tenant_id AND x.ticket_id = w.ticket_id
    )`);

// Tags that are gone, and those that are new; the rest of ticket_tags stays.
const NEW_TAGS = fragment(`, replaced AS (
      SELECT w.tenant_id, w.ticket_id, w.tags AS now, ARRAY(SELECT json_array_elements_text(r.changes #> '{tags,previous}')) AS before
      FROM written AS w, remembered AS r
    ), untagged AS (
      DELETE FROM ticketwire.ticket_tags AS g USING replaced AS x
      WHERE g.tenant_id = x.tenant_id AND g.ticket_id = x.ticket_id AND g.tag = ANY (x.before) AND g.tag <> ALL (x.now)
    ), tagged AS (
      INSERT INTO ticketwire.ticket_tags (tenant_id, tag, ticket_id)
      SELECT x.tenant_id, added.tag, x.ticket_id FROM replaced AS x, unnest(x.now) AS added (tag) WHERE added.tag <> ALL (x.before)
    )`);

// Long texts that do not change are neither sent nor stored again.
function toJson(ticket: TicketPayload): string {
  return JSON.stringify(ticket.attributes);
}

function updateStatement({ tenantId, userId, next }: TicketUpdate): Statement {
  const { ticket, changes, history, events } = next;
  const hasDescription = changes.description !== undefined;
  const hasAttributes = changes.attributes !== undefined;
  return sql`
    WITH written AS (
      UPDATE ticketwire.tickets SET
        title = ${ticket.title},
        description = CASE WHEN ${hasDescription}::boolean THEN ${hasDescription ? ticket.description : null} ELSE description END,
        status_id = ${ticket.status_id}, priority_id = ${ticket.priority_id}, client_id = ${ticket.client_id},
        contact_name_id = ${ticket.contact_name_id}, assigned_to = ${ticket.assigned_to},
        assigned_team_id = ${ticket.assigned_team_id}, board_id = ${ticket.board_id}, location_id = ${ticket.location_id},
        category_id = ${ticket.category_id}, subcategory_id = ${ticket.subcategory_id}, is_closed = ${ticket.is_closed},
        due_date = ${ticket.due_date}, tags = ${ticket.tags}::text[],
        attributes = CASE WHEN ${hasAttributes}::boolean THEN ${hasAttributes ? toJson(ticket) : null}::json ELSE attributes END,
        updated_at = ${ticket.updated_at}, closed_at = ${ticket.closed_at}, version = version + 1
      WHERE tenant_id = ${tenantId} AND ticket_id = ${ticket.ticket_id} AND version = ${ticket.version - 1}
        AND clock_timestamp() < ${ticket.updated_at}::timestamptz + interval '15 seconds'
      RETURNING tenant_id, ticket_id, number, title, tags, updated_at, version
    ), remembered AS (
      INSERT INTO ticketwire.ticket_history (tenant_id, ticket_id, version, changed_at, changed_by, changes)
      SELECT tenant_id, ticket_id, version, updated_at, ${userId}::uuid, ${JSON.stringify(history)} FROM written
      RETURNING changes
    )${changes.title === undefined ? NOTHING : NEW_WORDS}${changes.tags === undefined ? NOTHING : NEW_TAGS}
    SELECT told.event_id FROM written CROSS JOIN LATERAL ticketwire.publish(tenant_id, ${events.map((event) => event.type)}::text[],
      ${events.map(() => ticket.ticket_id)}::uuid[], ${events.map((event) => event.data)}::text[], updated_at, false) AS told`;
}

/** Writes the next version of a ticket. False: another write came first, or the moment is no longer fresh; read again. */
export async function updateTicket(db: Queryable, update: TicketUpdate): Promise<boolean> {
  const published = await db.query(updateStatement(update));
  return published.length > 0;
}
