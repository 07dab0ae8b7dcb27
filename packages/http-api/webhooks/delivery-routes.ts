// Deliveries of a webhook: listed, read, sent again.
import { DELIVERY_STATUSES, EVENT_TYPES, TEST_EVENT_TYPE } from "@ticketwire/contract";
import type { DeliveryFilter } from "@ticketwire/engine/webhook/delivery-filter";
import { listDeliveries, type ListPosition } from "@ticketwire/engine/webhook/list-deliveries";
import { readDelivery } from "@ticketwire/engine/webhook/read-delivery";
import { retryDelivery } from "@ticketwire/engine/webhook/retry-delivery";
import { apiError, invalid, notFound } from "../fault/api-error.ts";
import { encodeCursor } from "../page/cursor.ts";
import { PAGE_QUERY, type PageRequest, readPage } from "../page/paging.ts";
import { accepted, list, ok } from "../route/answer.ts";
import { acceptedOne, listOf, one, route } from "../route/route.ts";
import { nullable, oneOf, record, type Static, Type, Uuid } from "../route/schema.ts";
import { Delivery, DELIVERY_PATH, DeliveryWithAttempts } from "./delivery-schema.ts";
import { noWebhook, requireHistory, webhookCall } from "./webhook-call.ts";
import { WEBHOOK_PATH } from "./webhook-schema.ts";

/** Rows that may be passed over by `page`; a cursor goes on from anywhere. */
const DEEPEST_OFFSET = 10_000;

const Moment = Type.String({ format: "date-time", description: "By `created_at`, inclusive." });

const listQuery = record({
  ...PAGE_QUERY,
  status: Type.Optional(Type.Array(oneOf(DELIVERY_STATUSES), { maxItems: 5 })),
  event_type: Type.Optional(Type.Array(oneOf([...EVENT_TYPES, TEST_EVENT_TYPE]), { maxItems: 10 })),
  is_test: Type.Optional(Type.Boolean()),
  ticket_id: Type.Optional(Uuid),
  event_id: Type.Optional(Uuid),
  response_status: Type.Optional(
    Type.Array(Type.String({ pattern: "^[1-5]([0-9][0-9]|xx)$" }), {
      maxItems: 20,
      description: "Codes, or classes such as `5xx`.",
      examples: [["5xx"]],
    }),
  ),
  from_date: Type.Optional(Moment),
  to_date: Type.Optional(Moment),
  search: Type.Optional(
    Type.String({
      minLength: 1,
      maxLength: 200,
      description: "Text within the body sent, the answer, the error or the reason.",
    }),
  ),
});

/** A code as itself, a class as the range of its codes. */
function codesOf(text: string): readonly [number, number] {
  if (!text.endsWith("xx")) return [Number(text), Number(text)];
  const first = Number(text[0]) * 100;
  return [first, first + 99];
}

function filterOf(query: Static<typeof listQuery>): DeliveryFilter {
  const { status, event_type, is_test, ticket_id, event_id, response_status, from_date, to_date, search } = query;
  const given = {
    status,
    eventTypes: event_type,
    isTest: is_test,
    ticketId: ticket_id,
    eventId: event_id,
    responseStatus: response_status?.map(codesOf),
    from: from_date === undefined ? undefined : new Date(from_date),
    to: to_date === undefined ? undefined : new Date(to_date),
    search,
  };
  return Object.fromEntries(Object.entries(given).filter(([, part]) => part !== undefined)) as DeliveryFilter;
}

const POSITION = Type.Tuple([
  Type.String({ pattern: "^\\d{4}-\\d{2}-\\d{2}$" }),
  nullable(Type.Integer({ minimum: 0 })),
  nullable(Uuid),
  Type.Integer({ minimum: 0 }),
  Type.Boolean(),
]);

type Position = Static<typeof POSITION>;

function toPosition(after: Position | null): ListPosition | null {
  if (after === null) return null;
  const [day, sequence, test, total, isExact] = after;
  return { day, sequence, test, total, isExact };
}

function refuseDeep(page: PageRequest<Position>): void {
  if (page.offset <= DEEPEST_OFFSET) return;
  const message = `goes down to row ${DEEPEST_OFFSET} only; go on with pagination.next_cursor, or narrow by from_date and to_date`;
  throw invalid("page", message, "too_deep");
}

const listAll = route({
  method: "GET",
  path: "/webhooks/{webhook_id}/deliveries",
  operationId: "listDeliveries",
  summary: "List deliveries",
  description:
    "Newest event first, tests included; a deleted webhook's too. Where few of very many match, a page may be short or empty and still have a `next_cursor`: there is more to look at. `meta.total_is_exact` is false when not all could be counted.",
  scope: "webhooks:read",
  params: WEBHOOK_PATH,
  query: listQuery,
  success: listOf("Deliveries with their last attempt.", Delivery, record({ total_is_exact: Type.Boolean() })),
  async handle(call) {
    const key = webhookCall(call, call.params.webhook_id);
    const page = readPage(call.query, POSITION);
    refuseDeep(page);
    await requireHistory(call, key);
    const after = toPosition(page.after);
    const wish = { filter: filterOf(call.query), limit: page.limit, offset: page.offset, after };
    const { deliveries, next, total, isExact } = await listDeliveries(call.tenant, key, wish);
    const position: Position | null = next && [next.day, next.sequence, next.test, next.total, next.isExact];
    const pagination = {
      page: page.page,
      limit: page.limit,
      total,
      totalPages: Math.ceil(total / page.limit),
      hasNext: next !== null,
      hasPrev: page.page > 1,
      next_cursor: position && encodeCursor(page.mark, { page: page.page + 1, position }),
    };
    return list({ rows: deliveries, pagination }, { meta: { total_is_exact: isExact } });
  },
});

const read = route({
  method: "GET",
  path: "/webhooks/{webhook_id}/deliveries/{delivery_id}",
  operationId: "readDelivery",
  summary: "Read a delivery with every attempt",
  scope: "webhooks:read",
  params: DELIVERY_PATH,
  success: one("The delivery; secret header values are masked.", DeliveryWithAttempts),
  async handle(call) {
    const { webhook_id: id, delivery_id: deliveryId } = call.params;
    const delivery = await readDelivery(call.tenant, webhookCall(call, id), deliveryId);
    if (delivery === undefined) throw notFound("delivery", deliveryId);
    return ok(delivery);
  },
});

const retry = route({
  method: "POST",
  path: "/webhooks/{webhook_id}/deliveries/{delivery_id}/retry",
  operationId: "retryDelivery",
  summary: "Send a delivery again",
  description:
    "At once, with the same event and delivery id and the next attempt number, whatever it had come to; then its retry schedule starts anew.",
  scope: "webhooks:write",
  params: DELIVERY_PATH,
  success: acceptedOne("The delivery; it is sent after this answer.", DeliveryWithAttempts),
  async handle(call) {
    const { webhook_id: id, delivery_id: deliveryId } = call.params;
    const key = webhookCall(call, id);
    const { kind } = await retryDelivery(call.context.webhooks, key, deliveryId);
    if (kind === "deleted") throw noWebhook(id);
    if (kind === "inactive")
      throw apiError(
        "CONFLICT",
        'The webhook is inactive, so nothing is sent to it. Enable it first: PUT {"is_active": true}.',
      );
    if (kind === "test")
      throw apiError("CONFLICT", `A test is never sent again. Send another one: POST /webhooks/${key.webhookId}/test.`);
    const delivery = kind === "queued" ? await readDelivery(call.tenant, key, deliveryId) : undefined;
    if (delivery === undefined) throw notFound("delivery", deliveryId);
    return accepted(delivery);
  },
});

export const deliveryRoutes = [listAll, read, retry];
