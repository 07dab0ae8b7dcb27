// Webhooks: created, listed, read, changed, deleted.
import { EVENT_TYPES, type EventType } from "@ticketwire/contract";
import { createWebhook } from "@ticketwire/engine/webhook/create-webhook";
import { deleteWebhook } from "@ticketwire/engine/webhook/delete-webhook";
import { listWebhooks, type WebhookFilter } from "@ticketwire/engine/webhook/find-webhooks";
import { updateWebhook } from "@ticketwire/engine/webhook/update-webhook";
import { readWebhookRow, toWebhookRecord } from "@ticketwire/engine/webhook/webhook-record";
import { apiError, validationError } from "../fault/api-error.ts";
import { PAGE_QUERY, pageOf, readPage } from "../page/paging.ts";
import { created, list, noContent, ok } from "../route/answer.ts";
import { listOf, nothing, one, route } from "../route/route.ts";
import { oneOf, record, text, Timestamp, Type, Uuid } from "../route/schema.ts";
import { noWebhook, webhookCall } from "./webhook-call.ts";
import {
  CreatedWebhook,
  NewWebhookBody,
  Warnings,
  Webhook,
  WEBHOOK_PATH,
  WebhookUpdateBody,
} from "./webhook-schema.ts";

const listEventTypes = route({
  method: "GET",
  path: "/webhooks/events",
  operationId: "listEventTypes",
  summary: "List the event types",
  scope: "webhooks:read",
  success: one("The names a webhook can subscribe to.", Type.Array(oneOf(EVENT_TYPES))),
  handle: () => ok(EVENT_TYPES),
});

const create = route({
  method: "POST",
  path: "/webhooks",
  operationId: "createWebhook",
  summary: "Create a webhook",
  description:
    "The answer holds the signing secret, this once. A name that can not be resolved yet is a warning in `meta`.",
  scope: "webhooks:write",
  body: NewWebhookBody,
  examples: {
    plain: {
      name: "CRM",
      url: "https://hooks.example.com/ticketwire",
      event_types: ["ticket.created", "ticket.assigned"],
      is_active: true,
      verify_ssl: true,
    },
    filtered: {
      name: "On call",
      url: "https://oncall.example.com/tickets",
      event_types: ["ticket.created", "ticket.updated"],
      event_filter: {
        tags: ["vip"],
        conditions: [{ field: "priority_name", operator: "in", value: ["High", "Critical"] }],
      },
      ordering: "ticket",
    },
  },
  success: {
    status: 201,
    description: "The webhook and its secret.",
    schema: record({ data: CreatedWebhook, meta: Type.Optional(record({ warnings: Warnings })) }),
  },
  async handle(call) {
    const result = await createWebhook(call.context.webhooks, webhookCall(call, call.newId), call.body);
    if (result.kind === "invalid") throw validationError(result.details);
    if (result.kind === "too_many")
      throw apiError("CONFLICT", `A tenant has ${result.limit} webhooks at most. Delete one first.`, {
        limit: result.limit,
      });
    const data = { ...result.record, ...result.secret };
    return created(data, result.warnings.length > 0 ? { meta: { warnings: result.warnings } } : {});
  },
});

const listQuery = record({
  ...PAGE_QUERY,
  is_active: Type.Optional(Type.Boolean()),
  event_type: Type.Optional(oneOf(EVENT_TYPES)),
  search: Type.Optional(text(1, 200)),
});

function filterOf(query: { is_active?: boolean; event_type?: EventType; search?: string }): WebhookFilter {
  return {
    ...(query.is_active === undefined ? {} : { isActive: query.is_active }),
    ...(query.event_type === undefined ? {} : { eventType: query.event_type }),
    ...(query.search === undefined ? {} : { search: query.search }),
  };
}

const listAll = route({
  method: "GET",
  path: "/webhooks",
  operationId: "listWebhooks",
  summary: "List webhooks",
  scope: "webhooks:read",
  query: listQuery,
  success: listOf("Webhooks, newest first.", Webhook),
  async handle(call) {
    const page = readPage(call.query, Type.Tuple([Timestamp, Uuid]));
    const { webhooks, total } = await listWebhooks(call.tenant, call.context.secretBox, {
      tenantId: call.principal.tenantId,
      filter: filterOf(call.query),
      limit: page.limit,
      offset: page.offset,
      after: page.after,
    });
    const positionOf = (webhook: (typeof webhooks)[number]): [string, string] => [
      webhook.created_at,
      webhook.webhook_id,
    ];
    return list(pageOf(page, { rows: webhooks, total, positionOf, present: (webhook) => webhook }));
  },
});

const read = route({
  method: "GET",
  path: "/webhooks/{webhook_id}",
  operationId: "readWebhook",
  summary: "Read a webhook",
  scope: "webhooks:read",
  params: WEBHOOK_PATH,
  success: one("The webhook without any secret.", Webhook),
  async handle(call) {
    const { webhook_id: id } = call.params;
    const row = await readWebhookRow(call.tenant, webhookCall(call, id));
    if (row === undefined) throw noWebhook(id);
    return ok(toWebhookRecord(row, call.context.secretBox));
  },
});

const update = route({
  method: "PUT",
  path: "/webhooks/{webhook_id}",
  operationId: "updateWebhook",
  summary: "Change a webhook",
  description:
    "Only what is sent changes. `is_active: true` enables it again, clears `auto_disabled_at` and sends what was held meanwhile, unless `resume_held` is false.",
  scope: "webhooks:write",
  params: WEBHOOK_PATH,
  body: WebhookUpdateBody,
  examples: { enable: { is_active: true }, move: { url: "https://hooks.example.com/new" } },
  success: one(
    "The webhook as it is now.",
    Webhook,
    Type.Optional(
      record({
        warnings: Type.Optional(Warnings),
        release_job_id: Type.Optional(
          Type.String({ format: "uuid", description: "The recover job that sends what was held." }),
        ),
      }),
    ),
  ),
  async handle(call) {
    const { webhook_id: id } = call.params;
    const result = await updateWebhook(call.context.webhooks, webhookCall(call, id), call.body);
    if (result.kind === "not_found") throw noWebhook(id);
    if (result.kind === "invalid") throw validationError(result.details);
    const meta = {
      ...(result.warnings.length > 0 ? { warnings: result.warnings } : {}),
      ...(result.releaseJobId === null ? {} : { release_job_id: result.releaseJobId }),
    };
    return ok(result.record, Object.keys(meta).length > 0 ? { meta } : {});
  },
});

const remove = route({
  method: "DELETE",
  path: "/webhooks/{webhook_id}",
  operationId: "deleteWebhook",
  summary: "Delete a webhook",
  description: "Nothing more is sent to it. Its deliveries stay readable until they age out.",
  scope: "webhooks:write",
  params: WEBHOOK_PATH,
  success: nothing("It is deleted."),
  async handle(call) {
    const { webhook_id: id } = call.params;
    if (!(await deleteWebhook(call.context.webhooks, webhookCall(call, id)))) throw noWebhook(id);
    return noContent();
  },
});

export const webhookRoutes = [listEventTypes, create, listAll, read, update, remove];
