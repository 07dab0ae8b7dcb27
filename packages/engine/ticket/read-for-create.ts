// What a create refers to: the rows that the draft names, or the tenant's defaults. They are kept in memory as a rule, and then
// hold for the version that the create's start brought along (ticket-number.ts); else one statement reads them.
import type { TenantId } from "@ticketwire/contract";
import { sql } from "../db/sql.ts";
import type { TicketDraft } from "./fields.ts";
import { decodeFound, FOUND_COLUMNS, type FoundRow, MOMENT_COLUMNS, type MomentRow } from "./found-row.ts";
import type { ReferenceIds } from "./reference-cache.ts";
import type { Found } from "./rules/found.ts";
import type { TicketStage } from "./stage.ts";
import type { CreateStart } from "./ticket-number.ts";

export interface CreateRead {
  readonly found: Found;
  readonly nowMs: number;
}

export interface CreateQuestion {
  readonly tenantId: TenantId;
  readonly draft: TicketDraft;
}

/** Reads the rows anew, with the clock. Undefined: there is no such tenant. */
export async function readForCreate(stage: TicketStage, question: CreateQuestion): Promise<CreateRead | undefined> {
  const { tenantId, draft } = question;
  const [row] = await stage.db.forTenant(tenantId).query<FoundRow & MomentRow>(sql`
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
  if (row === undefined) return undefined;
  const found = decodeFound(row);
  stage.references.remember(tenantId, row.reference_version, found);
  return { found, nowMs: row.now_ms };
}

// The same choice as in the statement.
function idsOf(draft: TicketDraft, start: CreateStart, board: Found["board"]): ReferenceIds {
  return {
    board: draft.board_id ?? start.default_board_id,
    status: draft.status_id ?? board?.default_status_id ?? null,
    priority: draft.priority_id ?? start.default_priority_id,
    client: draft.client_id ?? start.default_client_id,
    contact: draft.contact_name_id ?? null,
    assignee: draft.assigned_to ?? null,
    team: draft.assigned_team_id ?? null,
    category: draft.category_id ?? null,
    subcategory: draft.subcategory_id ?? null,
  };
}

/** The rows as they are kept in memory; undefined when one of them is not. */
export function recallForCreate(
  stage: TicketStage,
  question: CreateQuestion,
  start: CreateStart,
): CreateRead | undefined {
  const { tenantId, draft } = question;
  const { reference_version: version, now_ms: nowMs } = start;
  const boardId = draft.board_id ?? start.default_board_id;
  if (boardId === null) return undefined;
  const board = stage.references.find(tenantId, version, { key: "board", id: boardId });
  if (!board) return undefined;
  const found = stage.references.resolve(tenantId, version, idsOf(draft, start, board));
  return found === undefined ? undefined : { found, nowMs };
}
