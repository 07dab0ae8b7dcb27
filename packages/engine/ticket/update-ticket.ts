// The write of changes: tickets, history and events in one statement, so in one transaction without BEGIN and COMMIT.
// Compare-and-set: it writes only over the version that was read, and only while the moment that was read is fresh.
import type { TenantId } from "@ticketwire/contract";
import type { Queryable } from "../db/database.ts";
import { fragment, sql } from "../db/sql.ts";
import type { NextVersion } from "./rules/decide-change.ts";
import { AND_PUBLISH, TOLD_FROM, toEventRows } from "./write-events.ts";
import { inLockOrder, landedOf, type WriteFrame } from "./lock-order.ts";

export interface TicketUpdate {
  readonly userId: string | null;
  readonly next: NextVersion;
}

const NOTHING = fragment("");

// Only a new title moves the words that search looks through.
const NEW_WORDS = fragment(`, worded AS (
      UPDATE ticketwire.ticket_texts AS x SET words = ticketwire.fold('TKT-' || w.number || ' ' || w.title)
      FROM written AS w WHERE x.tenant_id = w.tenant_id AND x.ticket_id = w.ticket_id AND w.is_retitled
    )`);

// Tags that are gone, and those that are new; the rest of ticket_tags stays.
const NEW_TAGS = fragment(`, untagged AS (
      DELETE FROM ticketwire.ticket_tags AS g USING written AS w
      WHERE g.tenant_id = w.tenant_id AND g.ticket_id = w.ticket_id AND g.tag = ANY (w.tags_before) AND g.tag <> ALL (w.tags)
    ), tagged AS (
      INSERT INTO ticketwire.ticket_tags (tenant_id, tag, ticket_id)
      SELECT w.tenant_id, added.tag, w.ticket_id FROM written AS w, unnest(w.tags) AS added (tag)
      WHERE added.tag <> ALL (w.tags_before)
    )`);

// Keys of the record are names of columns. Long texts that do not change are neither sent nor stored again.
function toRow(tenantId: TenantId, { userId, next }: TicketUpdate): object {
  const { ticket, changes, history } = next;
  const { description, attributes, ...rest } = ticket;
  return {
    ...rest,
    tenant_id: tenantId,
    version_before: ticket.version - 1,
    is_described: changes.description !== undefined,
    ...(changes.description === undefined ? {} : { description }),
    ...(changes.attributes === undefined ? {} : { attributes }),
    is_retitled: changes.title !== undefined,
    ...(changes.tags === undefined ? {} : { tags_before: changes.tags.previous }),
    changed_by: userId,
    changes: history,
  };
}

/**
 * Writes the next versions of tickets of a tenant, each ticket at most once. False for one where another write came first, or
 * whose moment is no longer fresh: read again.
 */
export async function updateTickets(
  db: Queryable,
  { tenantId, lockMs }: WriteFrame,
  updates: readonly TicketUpdate[],
): Promise<readonly boolean[]> {
  const writes = inLockOrder(updates);
  const rows = JSON.stringify(writes.map((write) => toRow(tenantId, write)));
  const moves = (field: "title" | "tags"): boolean => writes.some(({ next }) => next.changes[field] !== undefined);
  // The tenant stands in each row so that the planner expects few of them, and finds each ticket by its key.
  // How long the statement waits for a row is set within it, before the first row is looked for.
  const written = await db.query<{ ticket_id: string }>(sql`
    WITH given AS MATERIALIZED (
      SELECT g.* FROM set_config('lock_timeout', ${`${lockMs}ms`}, true), json_to_recordset(${rows}) AS g (tenant_id uuid, ticket_id uuid, version_before int, title text,
        is_described boolean, description text, status_id uuid, priority_id uuid, client_id uuid, contact_name_id uuid,
        assigned_to uuid, assigned_team_id uuid, board_id uuid, location_id uuid, category_id uuid, subcategory_id uuid,
        is_closed boolean, due_date timestamptz, tags text[], attributes json, updated_at timestamptz, closed_at timestamptz,
        is_retitled boolean, tags_before text[], changed_by uuid, changes json)
      WHERE g.tenant_id = ${tenantId}
    ), written AS (
      UPDATE ticketwire.tickets AS t SET
        title = g.title, description = CASE WHEN g.is_described THEN g.description ELSE t.description END,
        status_id = g.status_id, priority_id = g.priority_id, client_id = g.client_id, contact_name_id = g.contact_name_id,
        assigned_to = g.assigned_to, assigned_team_id = g.assigned_team_id, board_id = g.board_id, location_id = g.location_id,
        category_id = g.category_id, subcategory_id = g.subcategory_id, is_closed = g.is_closed, due_date = g.due_date,
        tags = g.tags, attributes = coalesce(g.attributes, t.attributes), updated_at = g.updated_at, closed_at = g.closed_at,
        version = t.version + 1
      FROM given AS g
      WHERE t.tenant_id = g.tenant_id AND t.ticket_id = g.ticket_id AND t.version = g.version_before
        AND clock_timestamp() < g.updated_at + interval '15 seconds'
      RETURNING t.tenant_id, t.ticket_id, t.number, t.title, t.tags, t.version, t.updated_at AS moment, g.is_retitled, g.tags_before,
        g.changed_by, g.changes
    ), remembered AS (
      INSERT INTO ticketwire.ticket_history (tenant_id, ticket_id, version, changed_at, changed_by, changes)
      SELECT tenant_id, ticket_id, version, moment, changed_by, changes FROM written
    )${moves("title") ? NEW_WORDS : NOTHING}${moves("tags") ? NEW_TAGS : NOTHING}${TOLD_FROM}${toEventRows(writes.map(({ next }) => next))}${AND_PUBLISH}`);
  return landedOf(updates, writes, written);
}
