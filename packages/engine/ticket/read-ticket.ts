// One ticket's record. In: its id. Out: the record, or undefined when the tenant has no such ticket.
import type { TicketPayload } from "@ticketwire/contract";
import { sql } from "../db/sql.ts";
import type { TicketStage } from "./stage.ts";
import { decodeTicket, NAME_COLUMNS, NAME_JOINS, type NameRow, TICKET_COLUMNS, type TicketRow } from "./ticket-row.ts";
import type { TicketKey } from "./until-written.ts";

/** Reads a ticket with the names its references have now. */
export async function readTicket(
  stage: TicketStage,
  { tenantId, ticketId }: TicketKey,
): Promise<TicketPayload | undefined> {
  const [row] = await stage.db.forTenant(tenantId).query<TicketRow & NameRow>(sql`
    SELECT ${TICKET_COLUMNS}, ${NAME_COLUMNS} FROM ticketwire.tickets AS t ${NAME_JOINS}
    WHERE t.tenant_id = ${tenantId} AND t.ticket_id = ${ticketId}`);
  return row === undefined ? undefined : decodeTicket(row, stage.baseUrl);
}
