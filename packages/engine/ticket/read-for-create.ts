// The read of a create: the tenant's defaults, every row the ticket will refer to, and the clock, in one statement. Rows that
// are kept in memory and still hold are not read again.
import type { TenantId } from "@ticketwire/contract";
import type { Queryable } from "../db/database.ts";
import { sql } from "../db/sql.ts";
import type { TicketDraft } from "./fields.ts";
import { decodeFound, FOUND_COLUMNS, type FoundRow, MOMENT_COLUMNS, type MomentRow } from "./found-row.ts";
import type { ReferenceIds } from "./reference-cache.ts";
import type { Found } from "./rules/found.ts";
import type { TicketStage } from "./stage.ts";

export interface ReadCreate {
  readonly found: Found;
  readonly nowMs: number;
}

async function readAll(
  db: Queryable,
  tenantId: TenantId,
  draft: TicketDraft,
): Promise<(FoundRow & MomentRow) | undefined> {
  const [row] = await db.query<FoundRow & MomentRow>(sql`
    SELECT ${FOUND_COLUMNS}, ${MOMENT_COLUMNS}
    FROM ticketwire.tenants AS n
    LEFT JOIN ticketwire.boards AS b ON b.tenant_id = n.tenant_id AND b.board_id = coalesce(${draft.board_id}::uuid, n.default_board_id)
    LEFT JOIN ticketwire.statuses AS s
      ON s.tenant_id = n.tenant_id AND s.status_id = coalesce(${draft.status_id}::uuid, b.default_status_id)
    LEFT JOIN ticketwire.priorities AS p
      ON p.tenant_id = n.tenant_id AND p.priority_id = coalesce(${draft.priority_id}::uuid, n.default_priority_id)
    LEFT JOIN ticketwire.clients AS c
      ON c.tenant_id = n.tenant_id AND c.client_id = coalesce(${draft.client_id}::uuid, n.default_client_id)
    LEFT JOIN ticketwire.contacts AS k ON k.tenant_id = n.tenant_id AND k.contact_name_id = ${draft.contact_name_id}
    LEFT JOIN ticketwire.users AS u ON u.tenant_id = n.tenant_id AND u.user_id = ${draft.assigned_to}
    LEFT JOIN ticketwire.teams AS g ON g.tenant_id = n.tenant_id AND g.team_id = ${draft.assigned_team_id}
    LEFT JOIN ticketwire.categories AS a ON a.tenant_id = n.tenant_id AND a.category_id = ${draft.category_id}
    LEFT JOIN ticketwire.categories AS z ON z.tenant_id = n.tenant_id AND z.category_id = ${draft.subcategory_id}
    WHERE n.tenant_id = ${tenantId}`);
  return row;
}

interface DefaultsRow extends MomentRow {
  readonly default_board_id: string | null;
  readonly default_client_id: string | null;
  readonly default_priority_id: string | null;
}

/** The defaults and the moment alone. */
async function readShort(db: Queryable, tenantId: TenantId): Promise<DefaultsRow | undefined> {
  const [row] = await db.query<DefaultsRow>(sql`
    SELECT n.default_board_id, n.default_client_id, n.default_priority_id, ${MOMENT_COLUMNS}
    FROM ticketwire.tenants AS n WHERE n.tenant_id = ${tenantId}`);
  return row;
}

// The same choice as in the long statement.
function idsOf(draft: TicketDraft, row: DefaultsRow, board: Found["board"]): ReferenceIds {
  return {
    board: draft.board_id ?? row.default_board_id,
    status: draft.status_id ?? board?.default_status_id ?? null,
    priority: draft.priority_id ?? row.default_priority_id,
    client: draft.client_id ?? row.default_client_id,
    contact: draft.contact_name_id ?? null,
    assignee: draft.assigned_to ?? null,
    team: draft.assigned_team_id ?? null,
    category: draft.category_id ?? null,
    subcategory: draft.subcategory_id ?? null,
  };
}

function recall(stage: TicketStage, question: CreateRead, row: DefaultsRow): Found | undefined {
  const { tenantId, draft } = question;
  const boardId = draft.board_id ?? row.default_board_id;
  if (boardId === null) return undefined;
  const board = stage.references.find(tenantId, row.reference_version, { key: "board", id: boardId });
  if (!board) return undefined;
  return stage.references.resolve(tenantId, row.reference_version, idsOf(draft, row, board));
}

export interface CreateRead {
  readonly tenantId: TenantId;
  readonly draft: TicketDraft;
}

/** Reads the rows that a draft names, or the tenant's defaults where it names none. Undefined: there is no such tenant. */
export async function readForCreate(stage: TicketStage, question: CreateRead): Promise<ReadCreate | undefined> {
  const { tenantId, draft } = question;
  const db = stage.db.forTenant(tenantId);
  if (stage.references.has(tenantId)) {
    const row = await readShort(db, tenantId);
    const found = row && recall(stage, question, row);
    if (row && found) return { found, nowMs: row.now_ms };
  }
  const row = await readAll(db, tenantId, draft);
  if (row === undefined) return undefined;
  const found = decodeFound(row);
  stage.references.remember(tenantId, row.reference_version, found);
  return { found, nowMs: row.now_ms };
}
