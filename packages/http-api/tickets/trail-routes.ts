// What happened to a ticket: its versions, and its events with where each was delivered.
import { DELIVERY_STATUSES } from "@ticketwire/contract";
import { type HistoryEntry, readHistory } from "@ticketwire/engine/ticket/read-history";
import { readTicketEvents, type TrailEntry } from "@ticketwire/engine/ticket/read-ticket-events";
import { notFound } from "../fault/api-error.ts";
import { PAGE_QUERY, pageOf, readPage } from "../page/paging.ts";
import { list } from "../route/answer.ts";
import { listOf, route } from "../route/route.ts";
import { named, nullable, oneOf, record, Timestamp, Type, Uuid } from "../route/schema.ts";
import { keyOf } from "./answer-ticket.ts";
import { TICKET_PATH } from "./ticket-routes.ts";
import { FieldChange } from "./ticket-schema.ts";

const TrailDelivery = named(
  "TrailDelivery",
  record({
    webhook_id: Uuid,
    webhook_name: Type.String(),
    delivery_id: Uuid,
    status: oneOf(DELIVERY_STATUSES),
    reason: nullable(Type.String()),
    attempts: Type.Integer({ minimum: 0 }),
    next_retry_at: nullable(Timestamp),
    completed_at: nullable(Timestamp),
  }),
);

const TrailEntrySchema = named(
  "TicketEvent",
  record({
    event_id: Uuid,
    event_type: Type.String(),
    occurred_at: Timestamp,
    data: Type.Record(Type.String(), Type.Unknown(), { description: "As it was frozen with the change." }),
    is_waiting: Type.Boolean({ description: "Not yet given to the webhooks that match." }),
    deliveries: Type.Array(TrailDelivery, { description: "Empty when no webhook matched, or while it waits." }),
  }),
);

const HistoryEntrySchema = named(
  "TicketVersion",
  record({
    version: Type.Integer({ minimum: 1 }),
    changed_at: Timestamp,
    changed_by: nullable(Uuid),
    changed_by_name: nullable(Type.String()),
    changes: Type.Record(Type.String(), FieldChange, {
      description: "Empty at version 1; `closed_at` included, `comment_id` for a comment.",
    }),
  }),
);

const EventPosition = Type.Tuple([Timestamp, Uuid]);
const VersionPosition = Type.Tuple([Type.Integer({ minimum: 1, maximum: 2_000_000_000 })]);

export const eventsRoute = route({
  method: "GET",
  path: "/tickets/{ticket_id}/events",
  operationId: "listTicketEvents",
  summary: "List a ticket's events and their deliveries",
  description: "Every event of the ticket that has not aged out, with each webhook that got it, how and when.",
  scope: "tickets:read",
  params: TICKET_PATH,
  query: record({ ...PAGE_QUERY, order: Type.Optional(oneOf(["asc", "desc"], { description: "Default `asc`." })) }),
  success: listOf("Events, oldest first unless `order` is `desc`.", TrailEntrySchema),
  handle: async (call) => {
    const page = readPage(call.query, EventPosition);
    const after = page.after === null ? null : { occurred_at: page.after[0], event_id: page.after[1] };
    const found = await readTicketEvents(call.context.tickets, keyOf(call), {
      ...page,
      after,
      isNewestFirst: call.query.order === "desc",
    });
    if (found === undefined) throw notFound("ticket", call.params.ticket_id);
    const positionOf = (row: TrailEntry): [string, string] => [row.occurred_at, row.event_id];
    return list(pageOf(page, { ...found, positionOf, present: (row) => row }));
  },
});

export const historyRoute = route({
  method: "GET",
  path: "/tickets/{ticket_id}/history",
  operationId: "listTicketVersions",
  summary: "List a ticket's versions",
  description: "What each write changed, when and by whom.",
  scope: "tickets:read",
  params: TICKET_PATH,
  query: record(PAGE_QUERY),
  success: listOf("Versions, oldest first.", HistoryEntrySchema),
  handle: async (call) => {
    const page = readPage(call.query, VersionPosition);
    const after = page.after === null ? null : { version: page.after[0] };
    const found = await readHistory(call.context.tickets, keyOf(call), { ...page, after });
    if (found === undefined) throw notFound("ticket", call.params.ticket_id);
    const positionOf = (row: HistoryEntry): [number] => [row.version];
    return list(pageOf(page, { ...found, positionOf, present: (row) => row }));
  },
});
