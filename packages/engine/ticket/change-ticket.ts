// Changing a ticket: read, decide, write. Two statements when nobody else writes the ticket at that moment.
// In: any subset of fields. Out: the ticket at its next version with its events committed, or why not.
import type { Suppression, TicketChange } from "./fields.ts";
import { LOCK_WAIT_MS } from "./gather.ts";
import type { ChangeOutcome } from "./outcome.ts";
import { readForWrite } from "./read-for-write.ts";
import { decideChange } from "./rules/decide-change.ts";
import { normalizeFields } from "./rules/normalize.ts";
import type { Actor, TicketStage } from "./stage.ts";
import { untilWritten } from "./until-written.ts";
import { updateTickets } from "./update-ticket.ts";

export interface ChangeRequest {
  readonly ticketId: string;
  readonly change: TicketChange;
  readonly suppression?: Suppression;
  /** Refuse as stale unless the ticket is at one of these versions. */
  readonly versions?: readonly number[];
}

/** Changes a ticket. One write is one transaction: the ticket row, its history and its events together. */
export async function changeTicket(stage: TicketStage, actor: Actor, request: ChangeRequest): Promise<ChangeOutcome> {
  const normalized = normalizeFields(request.change);
  if (normalized.kind === "refused") return normalized;
  const { tenantId, userId } = actor;
  const { ticketId, suppression = {}, versions } = request;
  const change = normalized.fields;
  const outcome = await untilWritten<ChangeOutcome>(stage, { tenantId, ticketId }, async (tx) => {
    const read = await readForWrite(stage, { tenantId, ticketId, change, userId: null }, tx);
    if (read === undefined) return { kind: "not_found" };
    const { version } = read.current;
    if (versions !== undefined && !versions.includes(version)) return { kind: "stale", version };
    const decision = decideChange({ ...read, change, suppression });
    if (decision.kind !== "change") return decision;
    const update = { userId, next: decision };
    const isWritten = tx
      ? (await updateTickets(tx, { tenantId, lockMs: LOCK_WAIT_MS.aside }, [update]))[0]
      : await stage.changes.ask(tenantId, update);
    return isWritten ? { kind: "changed", ticket: decision.ticket } : undefined;
  });
  if (outcome.kind === "changed") stage.onCommitted();
  return outcome;
}
