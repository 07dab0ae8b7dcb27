// The read of a change: the ticket as it is, every row it will refer to, and the clock, in one statement.
// It takes no lock: the write compares the version that was read here (update-ticket.ts).
import type { TenantId } from "@ticketwire/contract";
import type { Queryable } from "../db/database.ts";
import { sql } from "../db/sql.ts";
import type { TicketChange } from "./fields.ts";
import { decodeFound, FOUND_COLUMNS, type FoundRow } from "./found-row.ts";
import type { StoredTicket } from "./rules/decide-change.ts";
import type { Found } from "./rules/found.ts";
import { decodeStored, TICKET_COLUMNS, type TicketRow } from "./ticket-row.ts";

export interface ReadChange {
  readonly current: StoredTicket;
  readonly found: Found;
  readonly nowMs: number;
}

export interface ChangeKey {
  readonly tenantId: TenantId;
  readonly ticketId: string;
  readonly change: TicketChange;
  readonly baseUrl: string;
}

/**
 * Reads a ticket with the rows that it will refer to after the change: the one that the change names, else the one it has.
 * A new board without a status brings its default status. Undefined: there is no such ticket.
 */
export async function readForChange(db: Queryable, key: ChangeKey): Promise<ReadChange | undefined> {
  const { tenantId, ticketId, change } = key;
  const [row] = await db.query<TicketRow & FoundRow & { readonly status_name: string }>(sql`
    SELECT ${TICKET_COLUMNS}, o.name AS status_name, ${FOUND_COLUMNS}
    FROM ticketwire.tickets AS t
    LEFT JOIN ticketwire.statuses AS o ON o.tenant_id = t.tenant_id AND o.status_id = t.status_id
    LEFT JOIN ticketwire.boards AS b ON b.tenant_id = t.tenant_id AND b.board_id = CASE WHEN ${change.board_id}::uuid IS NULL THEN t.board_id ELSE ${change.board_id}::uuid END
    LEFT JOIN ticketwire.statuses AS s ON s.tenant_id = t.tenant_id AND s.status_id = CASE WHEN ${change.status_id}::uuid IS NOT NULL THEN ${change.status_id}::uuid
      WHEN b.board_id <> t.board_id THEN b.default_status_id ELSE t.status_id END
    LEFT JOIN ticketwire.priorities AS p
      ON p.tenant_id = t.tenant_id AND p.priority_id = CASE WHEN ${change.priority_id}::uuid IS NULL THEN t.priority_id ELSE ${change.priority_id}::uuid END
    LEFT JOIN ticketwire.clients AS c ON c.tenant_id = t.tenant_id AND c.client_id = CASE WHEN ${change.client_id}::uuid IS NULL THEN t.client_id ELSE ${change.client_id}::uuid END
    LEFT JOIN ticketwire.contacts AS k
      ON k.tenant_id = t.tenant_id AND k.contact_name_id = CASE WHEN ${change.contact_name_id}::uuid IS NULL THEN t.contact_name_id ELSE ${change.contact_name_id}::uuid END
    LEFT JOIN ticketwire.users AS u ON u.tenant_id = t.tenant_id AND u.user_id = CASE WHEN ${change.assigned_to}::uuid IS NULL THEN t.assigned_to ELSE ${change.assigned_to}::uuid END
    LEFT JOIN ticketwire.teams AS g
      ON g.tenant_id = t.tenant_id AND g.team_id = CASE WHEN ${change.assigned_team_id}::uuid IS NULL THEN t.assigned_team_id ELSE ${change.assigned_team_id}::uuid END
    LEFT JOIN ticketwire.categories AS a
      ON a.tenant_id = t.tenant_id AND a.category_id = CASE WHEN ${change.category_id}::uuid IS NULL THEN t.category_id ELSE ${change.category_id}::uuid END
    LEFT JOIN ticketwire.categories AS z
      ON z.tenant_id = t.tenant_id AND z.category_id = CASE WHEN ${change.subcategory_id}::uuid IS NULL THEN t.subcategory_id ELSE ${change.subcategory_id}::uuid END
    WHERE t.tenant_id = ${tenantId} AND t.ticket_id = ${ticketId}`);
  if (row === undefined) return undefined;
  return { current: decodeStored(row, key.baseUrl), found: decodeFound(row), nowMs: row.now_ms };
}
