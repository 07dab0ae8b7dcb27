// Compare-and-set with an end: a write that loses its race reads again; after three losses it takes the row lock, behind
// which no other write can come between its read and its write. In: one round. Out: what the round came to.
import type { TenantId } from "@ticketwire/contract";
import type { Queryable } from "../db/database.ts";
import { EngineError } from "../db/errors.ts";
import { sql } from "../db/sql.ts";
import type { TicketStage } from "./stage.ts";

const FREE_ROUNDS = 3;

export interface TicketKey {
  readonly tenantId: TenantId;
  readonly ticketId: string;
}

/** Takes the row lock of a ticket, until the transaction ends. */
async function lockTicket(tx: Queryable, { tenantId, ticketId }: TicketKey): Promise<void> {
  await tx.query(
    sql`SELECT FROM ticketwire.tickets WHERE tenant_id = ${tenantId} AND ticket_id = ${ticketId} FOR NO KEY UPDATE`,
  );
}

/**
 * Runs rounds until one comes to something.
 * @param round reads, decides and writes, in the transaction when there is one; undefined when another write came first.
 */
export async function untilWritten<Outcome>(
  stage: TicketStage,
  key: TicketKey,
  round: (tx: Queryable | null) => Promise<Outcome | undefined>,
): Promise<Outcome> {
  for (let count = 0; count < FREE_ROUNDS; count++) {
    const outcome = await round(null);
    if (outcome !== undefined) return outcome;
  }
  const outcome = await stage.db.forTenant(key.tenantId).transaction(async (tx) => {
    await lockTicket(tx, key);
    return round(tx);
  });
  if (outcome === undefined)
    throw new EngineError(
      "write_stalled",
      `A write of ticket ${key.ticketId} took longer than 15 s between reading and writing; nothing was written, try again.`,
    );
  return outcome;
}
