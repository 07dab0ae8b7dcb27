// Many tickets: lists with filters, and search. By page, or by cursor that neither skips nor repeats while tickets change.
import type { TicketPayload } from "@ticketwire/contract";
import { type ListedTicket, listTickets, searchTickets, type TicketPage } from "@ticketwire/engine/ticket/list-tickets";
import { validationError } from "../fault/api-error.ts";
import { type PageRequest, pageOf, readPage } from "../page/paging.ts";
import { type Answer, list } from "../route/answer.ts";
import { listOf, route } from "../route/route.ts";
import { record, type Static, Type } from "../route/schema.ts";
import {
  chooseFields,
  ListQuery,
  Position,
  SearchQuery,
  toFilters,
  toOrder,
  toSearchFilters,
  toSlice,
  toWirePosition,
} from "./ticket-query.ts";
import { TICKET_PROPERTIES } from "./ticket-schema.ts";

// With `fields` a row holds a part of the record.
const ListedTicketSchema = Type.Partial(record(TICKET_PROPERTIES));

const CountMeta = record({
  total_is_exact: Type.Boolean({ description: "False when there may be more than `total`." }),
});

function answer(
  page: PageRequest<Static<typeof Position>>,
  found: TicketPage,
  fields: readonly (keyof TicketPayload)[] | undefined,
): Answer {
  if (found.kind === "bad_position") throw validationError([found.finding]);
  return list(
    pageOf(page, {
      rows: found.rows,
      total: found.total,
      positionOf: (row: ListedTicket) => toWirePosition(row.position),
      present: (row) => chooseFields(row.ticket, fields),
    }),
    { meta: { total_is_exact: found.isExact } },
  );
}

export const listRoute = route({
  method: "GET",
  path: "/tickets",
  operationId: "listTickets",
  summary: "List tickets",
  description:
    "Filters are joined by AND. Where a `search` is for common words among very many tickets, `total` is counted so far only, and " +
    "`meta.total_is_exact` is false. Going on by `next_cursor` neither skips nor repeats a ticket while tickets change; `total` is then " +
    "that of the first page. A cursor lives for a day.",
  scope: "tickets:read",
  query: ListQuery,
  success: listOf("Tickets.", ListedTicketSchema, CountMeta),
  handle: async (call) => {
    const page = readPage(call.query, Position);
    const { tenantId } = call.principal;
    const question = { tenantId, filters: toFilters(call.query), slice: toSlice(page) };
    return answer(page, await listTickets(call.context.tickets, question, toOrder(call.query)), call.query.fields);
  },
});

export const searchRoute = route({
  method: "GET",
  path: "/tickets/search",
  operationId: "searchTickets",
  summary: "Search tickets",
  description:
    "A ticket whose number was typed comes first, then the ones that changed last. Open ones only, unless `include_closed`. " +
    "Of common words among very many tickets `total` is counted so far only, and `meta.total_is_exact` is false.",
  scope: "tickets:read",
  query: SearchQuery,
  success: listOf("The tickets found.", ListedTicketSchema, CountMeta),
  handle: async (call) => {
    const page = readPage(call.query, Position);
    const { tenantId } = call.principal;
    const question = { tenantId, filters: toSearchFilters(call.query), slice: toSlice(page) };
    return answer(page, await searchTickets(call.context.tickets, question), call.query.fields);
  },
});
