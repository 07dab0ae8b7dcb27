// Deliveries listed: those of one webhook, and those of all of them. Both are bounded in what they look at.
import { listDeliveries, type ListPosition } from "@ticketwire/engine/webhook/list-deliveries";
import { listTenantDeliveries } from "@ticketwire/engine/webhook/list-tenant-deliveries";
import type { DeliveryRecord } from "@ticketwire/engine/webhook/delivery-record";
import { encodeCursor } from "../page/cursor.ts";
import { type PageRequest, readPage } from "../page/paging.ts";
import { type Answer, list } from "../route/answer.ts";
import { listOf, route } from "../route/route.ts";
import { nullable, record, type Static, Type, Uuid } from "../route/schema.ts";
import { DELIVERY_QUERY, filterOf, refuseDeep } from "./delivery-query.ts";
import { Delivery } from "./delivery-schema.ts";
import { requireHistory, webhookCall } from "./webhook-call.ts";
import { WEBHOOK_PATH } from "./webhook-schema.ts";

const Day = Type.String({ pattern: "^\\d{4}-\\d{2}-\\d{2}$" });
const Count = Type.Integer({ minimum: 0 });

const POSITION = Type.Tuple([Day, nullable(Count), nullable(Uuid), Count, Type.Boolean()]);
const TENANT_POSITION = Type.Tuple([Day, Uuid, Count, Type.Boolean()]);

type Position = Static<typeof POSITION>;

function toPosition(after: Position | null): ListPosition | null {
  if (after === null) return null;
  const [day, sequence, test, total, isExact] = after;
  return { day, sequence, test, total, isExact };
}

interface FoundPage {
  readonly deliveries: readonly DeliveryRecord[];
  readonly total: number;
  readonly isExact: boolean;
  /** The place behind the page, as the cursor carries it. */
  readonly position: readonly unknown[] | null;
}

function answer(page: PageRequest<unknown>, found: FoundPage): Answer {
  const { total, position } = found;
  const pagination = {
    page: page.page,
    limit: page.limit,
    total,
    totalPages: Math.ceil(total / page.limit),
    hasNext: position !== null,
    hasPrev: page.page > 1,
    next_cursor: position && encodeCursor(page.mark, { page: page.page + 1, position }),
  };
  return list({ rows: found.deliveries, pagination }, { meta: { total_is_exact: found.isExact } });
}

const SUCCESS = listOf("Deliveries with their last attempt.", Delivery, record({ total_is_exact: Type.Boolean() }));

const BOUNDED =
  "Where few of very many match, a page may be short or empty and still have a `next_cursor`: there is more to look at. " +
  "`meta.total_is_exact` is false when not all could be counted.";

const listOne = route({
  method: "GET",
  path: "/webhooks/{webhook_id}/deliveries",
  operationId: "listDeliveries",
  summary: "List deliveries",
  description: `Newest event first, tests included; a deleted webhook's too. ${BOUNDED}`,
  scope: "webhooks:read",
  params: WEBHOOK_PATH,
  query: DELIVERY_QUERY,
  success: SUCCESS,
  async handle(call) {
    const key = webhookCall(call, call.params.webhook_id);
    const page = readPage(call.query, POSITION);
    refuseDeep(page);
    await requireHistory(call, key);
    const { limit, offset } = page;
    const wish = { filter: filterOf(call.query), limit, offset, after: toPosition(page.after) };
    const { next, ...found } = await listDeliveries(call.tenant, key, wish);
    const position: Position | null = next && [next.day, next.sequence, next.test, next.total, next.isExact];
    return answer(page, { ...found, position });
  },
});

const listAll = route({
  method: "GET",
  path: "/deliveries",
  operationId: "listAllDeliveries",
  summary: "List the deliveries of all webhooks",
  description: `Newest event first, tests and deleted webhooks' included. ${BOUNDED}`,
  scope: "webhooks:read",
  query: DELIVERY_QUERY,
  success: SUCCESS,
  async handle(call) {
    const page = readPage(call.query, TENANT_POSITION);
    refuseDeep(page);
    const { limit, offset } = page;
    const [day, delivery_id, total, isExact] = page.after ?? [];
    const after =
      day === undefined || delivery_id === undefined || total === undefined || isExact === undefined
        ? null
        : { day, delivery_id, total, isExact };
    const wish = { filter: filterOf(call.query), limit, offset, after };
    const { next, ...found } = await listTenantDeliveries(call.tenant, call.principal.tenantId, wish);
    const position = next && [next.day, next.delivery_id, next.total, next.isExact];
    return answer(page, { ...found, position });
  },
});

export const deliveryListRoutes = [listOne, listAll];
