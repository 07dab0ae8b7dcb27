// The read of a create: the tenant's defaults, every row the ticket will refer to, and the clock, in one statement.
import type { TenantId } from "@ticketwire/contract";
import type { Queryable } from "../db/database.ts";
import { sql } from "../db/sql.ts";
import type { TicketDraft } from "./fields.ts";
import { decodeFound, FOUND_COLUMNS, type FoundRow } from "./found-row.ts";
import type { Found } from "./rules/found.ts";

export interface ReadCreate {
  readonly found: Found;
  readonly nowMs: number;
}

/** Reads the rows that a draft names, or the tenant's defaults where it names none. Undefined: there is no such tenant. */
export async function readForCreate(
  db: Queryable,
  tenantId: TenantId,
  draft: TicketDraft,
): Promise<ReadCreate | undefined> {
  const [row] = await db.query<FoundRow>(sql`
    SELECT ${FOUND_COLUMNS}
    FROM ticketwire.tenants AS n
    LEFT JOIN ticketwire.boards AS b
      ON b.tenant_id = n.tenant_id AND b.board_id = CASE WHEN ${draft.board_id}::uuid IS NULL THEN n.default_board_id ELSE ${draft.board_id}::uuid END
    LEFT JOIN ticketwire.statuses AS s
      ON s.tenant_id = n.tenant_id AND s.status_id = CASE WHEN ${draft.status_id}::uuid IS NULL THEN b.default_status_id ELSE ${draft.status_id}::uuid END
    LEFT JOIN ticketwire.priorities AS p
      ON p.tenant_id = n.tenant_id AND p.priority_id = CASE WHEN ${draft.priority_id}::uuid IS NULL THEN n.default_priority_id ELSE ${draft.priority_id}::uuid END
    LEFT JOIN ticketwire.clients AS c
      ON c.tenant_id = n.tenant_id AND c.client_id = CASE WHEN ${draft.client_id}::uuid IS NULL THEN n.default_client_id ELSE ${draft.client_id}::uuid END
    LEFT JOIN ticketwire.contacts AS k ON k.tenant_id = n.tenant_id AND k.contact_name_id = ${draft.contact_name_id}
    LEFT JOIN ticketwire.users AS u ON u.tenant_id = n.tenant_id AND u.user_id = ${draft.assigned_to}
    LEFT JOIN ticketwire.teams AS g ON g.tenant_id = n.tenant_id AND g.team_id = ${draft.assigned_team_id}
    LEFT JOIN ticketwire.categories AS a ON a.tenant_id = n.tenant_id AND a.category_id = ${draft.category_id}
    LEFT JOIN ticketwire.categories AS z ON z.tenant_id = n.tenant_id AND z.category_id = ${draft.subcategory_id}
    WHERE n.tenant_id = ${tenantId}`);
  return row === undefined ? undefined : { found: decodeFound(row), nowMs: row.now_ms };
}
