// One ticket's record. In: its id. Out: the record, or undefined when the tenant has no such ticket.
import type { TicketPayload } from "@ticketwire/contract";
import { readForWrite } from "./read-for-write.ts";
import { describeTicket, isPresent } from "./rules/describe-ticket.ts";
import type { TicketStage } from "./stage.ts";
import type { TicketKey } from "./until-written.ts";

/** Reads a ticket with the names its references have now. */
export async function readTicket(
  stage: TicketStage,
  { tenantId, ticketId }: TicketKey,
): Promise<TicketPayload | undefined> {
  const read = await readForWrite(stage, { tenantId, ticketId, change: {}, userId: null }, null);
  if (read === undefined || !isPresent(read.found)) return undefined;
  return describeTicket(read.current, read.current, read.found);
}
