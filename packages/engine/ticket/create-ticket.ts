// Making a ticket: take a number, and with it what a create starts from; decide; write. Two statements, shared with other creates.
// In: a draft. Out: the ticket with its events committed, or what is wrong with the draft.
import { constraintOf, EngineError } from "../db/errors.ts";
import { uuidOf } from "../db/uuid.ts";
import type { Suppression, TicketDraft } from "./fields.ts";
import type { CreateOutcome } from "./outcome.ts";
import { type CreateRead, readForCreate, recallForCreate } from "./read-for-create.ts";
import { readTicket } from "./read-ticket.ts";
import { decideCreate } from "./rules/decide-create.ts";
import { normalizeFields } from "./rules/normalize.ts";
import type { Actor, TicketStage } from "./stage.ts";
import { formatNumber, urlOfTicket } from "./ticket-row.ts";

export interface CreateRequest {
  readonly draft: TicketDraft;
  readonly suppression?: Suppression;
  /** The id to create under; default: a new one. Creating again under the same id answers the ticket that is there. */
  readonly ticketId?: string;
}

/** Rounds until it is given up to find a fresh moment: the process stands still again and again. */
const ROUNDS = 3;

const UNKNOWN_TENANT: CreateOutcome = {
  kind: "refused",
  findings: [{ path: "tenant_id", message: "names no tenant", code: "unknown_reference" }],
};

interface Making extends CreateRequest {
  readonly actor: Actor;
  readonly number: number;
}

// Undefined: the moment was no longer fresh when the write arrived.
async function decideAndWrite(
  stage: TicketStage,
  making: Making,
  read: CreateRead,
): Promise<CreateOutcome | undefined> {
  const { actor, draft, number, suppression = {} } = making;
  const { tenantId, userId } = actor;
  const ticketId = making.ticketId ?? uuidOf(read.nowMs);
  const url = urlOfTicket(stage.baseUrl, ticketId);
  const decision = decideCreate({ draft, ...read, ticketId, ticketNumber: formatNumber(number), url, suppression });
  if (decision.kind === "refused") return decision;
  const { ticket, events } = decision;
  const isWritten = await stage.creates.ask(tenantId, { userId, number, ticket, events });
  return isWritten ? { kind: "created", ticket } : undefined;
}

async function makeTicket(stage: TicketStage, making: Making, first: CreateRead | undefined): Promise<CreateOutcome> {
  const question = { tenantId: making.actor.tenantId, draft: making.draft };
  let read = first ?? (await readForCreate(stage, question));
  for (let count = 0; count < ROUNDS; count++) {
    if (read === undefined) return UNKNOWN_TENANT;
    const outcome = await decideAndWrite(stage, making, read);
    if (outcome !== undefined) return outcome;
    read = await readForCreate(stage, question);
  }
  throw new EngineError(
    "write_stalled",
    "Making a ticket took longer than 15 s between reading and writing; nothing was written, try again.",
  );
}

// A call that died after its commit is run again under the same id: the ticket is there already.
async function readMade(stage: TicketStage, making: Making, error: unknown): Promise<CreateOutcome> {
  const { ticketId, actor } = making;
  if (ticketId === undefined || constraintOf(error) !== "tickets_pkey") throw error;
  const ticket = await readTicket(stage, { tenantId: actor.tenantId, ticketId });
  if (ticket === undefined) throw error;
  return { kind: "created", ticket };
}

/** Makes a ticket, at version 1. One write is one transaction: the ticket row, its history and its events together. */
export async function createTicket(stage: TicketStage, actor: Actor, request: CreateRequest): Promise<CreateOutcome> {
  const normalized = normalizeFields(request.draft);
  if (normalized.kind === "refused") return normalized;
  const { tenantId } = actor;
  const draft = normalized.fields;
  const numbered = await stage.numbers.take(tenantId);
  if (numbered === undefined) return UNKNOWN_TENANT;
  const { number, start } = numbered;
  const making: Making = { ...request, draft, actor, number };
  const kept = recallForCreate(stage, { tenantId, draft }, start);
  const outcome = await makeTicket(stage, making, kept).catch((error: unknown) => readMade(stage, making, error));
  if (outcome.kind === "created") stage.onCommitted();
  else stage.numbers.giveBack(tenantId, number);
  return outcome;
}
