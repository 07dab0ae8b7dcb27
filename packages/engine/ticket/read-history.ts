// What happened to a ticket, version by version. In: a ticket and which page. Out: entries; undefined without such a ticket.
import type { FieldChange } from "@ticketwire/contract";
import { sql } from "../db/sql.ts";
import { type Page, pageOf, type PageRow, type PageSlice } from "./page.ts";
import type { TicketStage } from "./stage.ts";
import type { TicketKey } from "./until-written.ts";

/** One version of a ticket: what that write changed. Version 1 changed nothing, a comment shows as `comment_id`. */
export interface HistoryEntry {
  readonly version: number;
  readonly changed_at: string;
  readonly changed_by: string | null;
  readonly changed_by_name: string | null;
  readonly changes: Readonly<Record<string, FieldChange>>;
}

/** Where a page of history ended. */
export interface HistoryPosition {
  readonly version: number;
}

type HistoryRow = Omit<HistoryEntry, "changed_at"> & { readonly changed_at: Date };

/** One page of a ticket's versions, oldest first. Undefined: there is no such ticket. */
export async function readHistory(
  stage: TicketStage,
  { tenantId, ticketId }: TicketKey,
  slice: PageSlice<HistoryPosition>,
): Promise<Page<HistoryEntry> | undefined> {
  const rows = await stage.db.forTenant(tenantId).query<PageRow<HistoryRow>>(sql`
    SELECT t.version AS total, page.*
    FROM ticketwire.tickets AS t
    LEFT JOIN LATERAL (
      SELECT h.version, h.changed_at, h.changed_by, h.changes, btrim(w.first_name || ' ' || w.last_name) AS changed_by_name
      FROM ticketwire.ticket_history AS h
      LEFT JOIN ticketwire.users AS w ON w.tenant_id = h.tenant_id AND w.user_id = h.changed_by
      WHERE h.tenant_id = t.tenant_id AND h.ticket_id = t.ticket_id AND h.version > ${slice.after?.version ?? 0}
      ORDER BY h.version LIMIT ${slice.limit + 1} OFFSET ${slice.offset}
    ) AS page ON true
    WHERE t.tenant_id = ${tenantId} AND t.ticket_id = ${ticketId}
    ORDER BY page.version`);
  if (rows.length === 0) return undefined;
  return pageOf(rows, "version", (row) => ({
    version: row.version,
    changed_at: row.changed_at.toISOString(),
    changed_by: row.changed_by,
    changed_by_name: row.changed_by_name,
    changes: row.changes,
  }));
}
