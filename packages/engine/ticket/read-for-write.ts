// The read of a write: the ticket as it is, every row it will refer to, and the clock, in one statement. Rows that are kept in
// memory and still hold are not read again: then the statement is short. It takes no lock: the write compares the version.
import { isUuid, type TenantId } from "@ticketwire/contract";
import type { Queryable } from "../db/database.ts";
import { sql } from "../db/sql.ts";
import type { TicketChange } from "./fields.ts";
import { decodeFound, FOUND_COLUMNS, type FoundRow, MOMENT_COLUMNS, type MomentRow } from "./found-row.ts";
import type { ReferenceCache, ReferenceIds } from "./reference-cache.ts";
import type { StoredTicket } from "./rules/decide-change.ts";
import type { Found } from "./rules/found.ts";
import type { TicketStage } from "./stage.ts";
import { decodeStored, TICKET_COLUMNS, type TicketRow } from "./ticket-row.ts";

export interface ReadQuestion {
  readonly tenantId: TenantId;
  readonly ticketId: string;
  /** Names the rows that the ticket will refer to; else they are those it has. */
  readonly change: TicketChange;
  /** Whose name is wanted as well, or nobody's. */
  readonly userId: string | null;
}

export interface ReadTicket {
  readonly current: StoredTicket;
  readonly found: Found;
  /** The user that was asked for. */
  readonly user: Found["assignee"];
  readonly nowMs: number;
}

// A new board without a status brings its default status.
async function readAll(db: Queryable, question: ReadQuestion): Promise<FullRow | undefined> {
  const { tenantId, ticketId, change, userId } = question;
  const [row] = await db.query<FullRow>(sql`
    SELECT ${TICKET_COLUMNS}, ${FOUND_COLUMNS}, ${MOMENT_COLUMNS}, o.name AS status_name,
      w.user_id AS asked_user_id, btrim(w.first_name || ' ' || w.last_name) AS asked_user_name, w.is_active AS asked_user_is_active
    FROM ticketwire.tickets AS t
    JOIN ticketwire.tenants AS n ON n.tenant_id = t.tenant_id
    LEFT JOIN ticketwire.statuses AS o ON o.tenant_id = t.tenant_id AND o.status_id = t.status_id
    LEFT JOIN ticketwire.boards AS b ON b.tenant_id = t.tenant_id AND b.board_id = coalesce(${change.board_id}::uuid, t.board_id)
    LEFT JOIN ticketwire.statuses AS s ON s.tenant_id = t.tenant_id AND s.status_id = coalesce(${change.status_id}::uuid,
      CASE WHEN b.board_id <> t.board_id THEN b.default_status_id ELSE t.status_id END)
    LEFT JOIN ticketwire.priorities AS p
      ON p.tenant_id = t.tenant_id AND p.priority_id = coalesce(${change.priority_id}::uuid, t.priority_id)
    LEFT JOIN ticketwire.clients AS c ON c.tenant_id = t.tenant_id AND c.client_id = coalesce(${change.client_id}::uuid, t.client_id)
    LEFT JOIN ticketwire.contacts AS k
      ON k.tenant_id = t.tenant_id AND k.contact_name_id = coalesce(${change.contact_name_id}::uuid, t.contact_name_id)
    LEFT JOIN ticketwire.users AS u ON u.tenant_id = t.tenant_id AND u.user_id = coalesce(${change.assigned_to}::uuid, t.assigned_to)
    LEFT JOIN ticketwire.teams AS g
      ON g.tenant_id = t.tenant_id AND g.team_id = coalesce(${change.assigned_team_id}::uuid, t.assigned_team_id)
    LEFT JOIN ticketwire.categories AS a
      ON a.tenant_id = t.tenant_id AND a.category_id = coalesce(${change.category_id}::uuid, t.category_id)
    LEFT JOIN ticketwire.categories AS z
      ON z.tenant_id = t.tenant_id AND z.category_id = coalesce(${change.subcategory_id}::uuid, t.subcategory_id)
    LEFT JOIN ticketwire.users AS w ON w.tenant_id = t.tenant_id AND w.user_id = ${userId}::uuid
    WHERE t.tenant_id = ${tenantId} AND t.ticket_id = ${ticketId}`);
  return row;
}

interface FullRow extends TicketRow, FoundRow, MomentRow {
  readonly status_name: string;
  readonly asked_user_id: string | null;
  readonly asked_user_name: string;
  readonly asked_user_is_active: boolean;
}

function decodeUser(row: FullRow): Found["assignee"] {
  const { asked_user_id: id, asked_user_name: name, asked_user_is_active } = row;
  return id === null ? null : { user_id: id, name, is_active: asked_user_is_active };
}

async function readFull(stage: TicketStage, db: Queryable, question: ReadQuestion): Promise<ReadTicket | undefined> {
  const row = await readAll(db, question);
  if (row === undefined) return undefined;
  const [found, user] = [decodeFound(row), decodeUser(row)];
  const { tenantId } = question;
  const { status_id, board_id, is_closed, reference_version: version } = row;
  stage.references.remember(tenantId, version, found);
  stage.references.remember(tenantId, version, {
    assignee: user,
    status: { status_id, name: row.status_name, board_id, is_closed },
  });
  return {
    current: decodeStored(row, { baseUrl: stage.baseUrl, statusName: row.status_name }),
    found,
    user,
    nowMs: row.now_ms,
  };
}

/** A ticket and the moment alone. */
export type ShortRow = TicketRow & MomentRow;

/** Reads several tickets of a tenant with one statement; undefined where there is none. */
export async function readShort(
  db: Queryable,
  tenantId: TenantId,
  ids: readonly string[],
): Promise<readonly (ShortRow | undefined)[]> {
  const rows = await db.query<ShortRow>(sql`
    SELECT ${TICKET_COLUMNS}, ${MOMENT_COLUMNS}
    FROM ticketwire.tickets AS t JOIN ticketwire.tenants AS n ON n.tenant_id = t.tenant_id
    WHERE t.tenant_id = ${tenantId} AND t.ticket_id = ANY (${ids}::uuid[])`);
  const byId = new Map(rows.map((row) => [row.ticket_id, row]));
  return ids.map((id) => byId.get(id.toLowerCase()));
}

// The same choice as in the long statement.
function idsOf(row: TicketRow, change: TicketChange, board: Found["board"]): ReferenceIds {
  const moves = change.board_id !== undefined && change.board_id !== row.board_id;
  return {
    board: change.board_id ?? row.board_id,
    status: change.status_id ?? (moves ? (board?.default_status_id ?? null) : row.status_id),
    priority: change.priority_id ?? row.priority_id,
    client: change.client_id ?? row.client_id,
    contact: change.contact_name_id ?? row.contact_name_id,
    assignee: change.assigned_to ?? row.assigned_to,
    team: change.assigned_team_id ?? row.assigned_team_id,
    category: change.category_id ?? row.category_id,
    subcategory: change.subcategory_id ?? row.subcategory_id,
  };
}

function recall(
  cache: ReferenceCache,
  question: ReadQuestion,
  row: TicketRow & MomentRow,
): (Pick<ReadTicket, "found" | "user"> & { readonly statusName: string }) | undefined {
  const { tenantId, change, userId } = question;
  const version = row.reference_version;
  const board = cache.find(tenantId, version, { key: "board", id: change.board_id ?? row.board_id });
  const before = cache.find(tenantId, version, { key: "status", id: row.status_id });
  const user = userId === null ? null : cache.find(tenantId, version, { key: "assignee", id: userId });
  if (!board || !before || user === undefined) return undefined;
  const found = cache.resolve(tenantId, version, idsOf(row, change, board));
  return found === undefined ? undefined : { found, user, statusName: before.name };
}

/**
 * Reads a ticket with what a write of it refers to. Undefined: the tenant has no such ticket.
 * @param tx the transaction that holds the ticket's lock; without it concurrent reads of a tenant share a statement.
 */
export async function readForWrite(
  stage: TicketStage,
  question: ReadQuestion,
  tx: Queryable | null,
): Promise<ReadTicket | undefined> {
  const { references, baseUrl } = stage;
  const { tenantId, ticketId } = question;
  // One id that is none would fail the statement for all who share it.
  if (!isUuid(ticketId)) return undefined;
  const db = tx ?? stage.db.forTenant(tenantId);
  if (!references.has(tenantId)) return readFull(stage, db, question);
  const row = tx === null ? await stage.reads.ask(tenantId, ticketId) : (await readShort(tx, tenantId, [ticketId]))[0];
  if (row === undefined) return undefined;
  const kept = recall(references, question, row);
  if (kept === undefined) return readFull(stage, db, question);
  const { found, user, statusName } = kept;
  return { current: decodeStored(row, { baseUrl, statusName }), found, user, nowMs: row.now_ms };
}
