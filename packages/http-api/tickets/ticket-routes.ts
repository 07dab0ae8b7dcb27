// One ticket: made, read, changed. Every writer goes through the ticket stage, which decides and tells the events.
import { changeTicket } from "@ticketwire/engine/ticket/change-ticket";
import { createTicket } from "@ticketwire/engine/ticket/create-ticket";
import type { Suppression, TicketChange } from "@ticketwire/engine/ticket/fields";
import { readTicket } from "@ticketwire/engine/ticket/read-ticket";
import { STATUSES } from "@ticketwire/engine/ticket/reference/kinds";
import { listReferences } from "@ticketwire/engine/ticket/reference/statements";
import { apiError, notFound } from "../fault/api-error.ts";
import { type Answer, ok } from "../route/answer.ts";
import type { Call } from "../route/call.ts";
import { createdOne, nothing, one, route } from "../route/route.ts";
import { record, Uuid } from "../route/schema.ts";
import { actorOf, answerChanged, answerCreated, etagOf, keyOf, readIfMatch } from "./answer-ticket.ts";
import { NewAssignment, NewStatus, NewTicket, splitBody, TicketFields } from "./ticket-body.ts";
import { Ticket } from "./ticket-schema.ts";

/** The path parameter of one ticket. */
export const TICKET_PATH = record({ ticket_id: Uuid });

const ID = "01890a5d-ac96-774b-bcce-b302099a8057";

async function change(call: Call<{ ticket_id: string }>, body: TicketChange & Suppression): Promise<Answer> {
  const { ticketId } = keyOf(call);
  const { fields, suppression } = splitBody(body);
  const versions = readIfMatch(call.ifMatch);
  const request = { ticketId, change: fields, suppression, ...(versions === undefined ? {} : { versions }) };
  return answerChanged(await changeTicket(call.context.tickets, actorOf(call), request), ticketId);
}

export const createRoute = route({
  method: "POST",
  path: "/tickets",
  operationId: "createTicket",
  summary: "Create a ticket",
  description:
    "`client_id`, `board_id`, `status_id` and `priority_id` default to the tenant's. Makes `ticket.created`, then `ticket.assigned` " +
    "when it has an assignee.",
  scope: "tickets:write",
  body: NewTicket,
  examples: {
    least: { title: "Printer is on fire" },
    assigned: { title: "VPN drops", assigned_to: ID, tags: ["vpn"] },
  },
  success: createdOne("The ticket.", Ticket),
  handle: async (call) => {
    const { fields, suppression } = splitBody(call.body);
    const draft = { ...fields, title: call.body.title };
    return answerCreated(
      await createTicket(call.context.tickets, actorOf(call), { draft, suppression, ticketId: call.newId }),
    );
  },
});

export const readRoute = route({
  method: "GET",
  path: "/tickets/{ticket_id}",
  operationId: "readTicket",
  summary: "Read a ticket",
  description: "With an `ETag`: send it as `If-None-Match` to be answered 304 while nothing has changed.",
  scope: "tickets:read",
  conditional: true,
  params: TICKET_PATH,
  success: one("The ticket.", Ticket),
  handle: async (call) => {
    const ticket = await readTicket(call.context.tickets, keyOf(call));
    if (ticket === undefined) throw notFound("ticket", call.params.ticket_id);
    return ok(ticket, { etag: etagOf(ticket) });
  },
});

export const updateRoute = route({
  method: "PUT",
  path: "/tickets/{ticket_id}",
  operationId: "updateTicket",
  summary: "Change a ticket",
  description:
    "Any subset of fields; `null` clears one that can be empty. What is not really a change makes no event and leaves " +
    "`updated_at`. A ticket that moves to another board without a `status_id` takes that board's default status. With " +
    "`If-Match` it is refused (412) when the ticket has changed since.",
  scope: "tickets:write",
  conditional: true,
  errors: ["PRECONDITION_FAILED"],
  params: TICKET_PATH,
  body: TicketFields,
  examples: { retitle: { title: "Printer is out", tags: ["printer"] }, clear: { due_date: null, assigned_to: null } },
  success: one("The ticket as it is now.", Ticket),
  handle: (call) => change(call, call.body),
});

export const statusRoute = route({
  method: "PUT",
  path: "/tickets/{ticket_id}/status",
  operationId: "setTicketStatus",
  summary: "Set a ticket's status",
  description:
    "Makes `ticket.updated`, then `ticket.status_changed`, then `ticket.closed` when it goes from open to closed.",
  scope: "tickets:write",
  conditional: true,
  errors: ["PRECONDITION_FAILED"],
  params: TICKET_PATH,
  body: NewStatus,
  success: one("The ticket as it is now.", Ticket),
  handle: (call) => change(call, call.body),
});

export const assignmentRoute = route({
  method: "PUT",
  path: "/tickets/{ticket_id}/assignment",
  operationId: "assignTicket",
  summary: "Assign a ticket",
  description: "Makes `ticket.updated`, then `ticket.assigned` when it is a person and another one than before.",
  scope: "tickets:write",
  conditional: true,
  errors: ["PRECONDITION_FAILED"],
  params: TICKET_PATH,
  body: NewAssignment,
  success: one("The ticket as it is now.", Ticket),
  handle: (call) => change(call, call.body),
});

export const deleteRoute = route({
  method: "DELETE",
  path: "/tickets/{ticket_id}",
  operationId: "deleteTicket",
  summary: "Refused: tickets are closed, not deleted",
  description: "Always 409, so that no change goes without an event. `details` says how to close the ticket.",
  scope: "tickets:write",
  errors: ["CONFLICT"],
  params: TICKET_PATH,
  success: nothing("Never answered."),
  handle: async (call) => {
    const { tenantId, ticketId } = keyOf(call);
    const ticket = await readTicket(call.context.tickets, { tenantId, ticketId });
    if (ticket === undefined) throw notFound("ticket", ticketId);
    const filters = { board_id: ticket.board_id, is_closed: true };
    const closed = await listReferences(
      call.tenant,
      { kind: STATUSES, tenantId },
      { filters, limit: 99, offset: 0, after: null },
    );
    throw apiError("CONFLICT", "Tickets are closed, not deleted, so that no change goes without an event.", {
      close_with: {
        method: "PUT",
        path: `/api/v1/tickets/${ticketId}/status`,
        body: { status_id: closed.rows[0]?.["status_id"] ?? null },
      },
      closed_statuses: closed.rows.map((row) => ({ status_id: row["status_id"], name: row.name })),
    });
  },
});
