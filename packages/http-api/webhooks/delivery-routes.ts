// One delivery: read with every attempt, sent again.
import { readDelivery } from "@ticketwire/engine/webhook/read-delivery";
import { retryDelivery } from "@ticketwire/engine/webhook/retry-delivery";
import { apiError, notFound } from "../fault/api-error.ts";
import { accepted, ok } from "../route/answer.ts";
import { acceptedOne, one, route } from "../route/route.ts";
import { record, Uuid } from "../route/schema.ts";
import { DELIVERY_PATH, DeliveryWithAttempts } from "./delivery-schema.ts";
import { noWebhook, webhookCall } from "./webhook-call.ts";

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

const readAny = route({
  method: "GET",
  path: "/deliveries/{delivery_id}",
  operationId: "readAnyDelivery",
  summary: "Read a delivery by its id alone",
  description: "As a receiver has it from `X-Alga-Delivery-Id`, whichever webhook it was for.",
  scope: "webhooks:read",
  params: record({ delivery_id: Uuid }),
  success: one("The delivery; secret header values are masked.", DeliveryWithAttempts),
  async handle(call) {
    const { delivery_id: deliveryId } = call.params;
    const delivery = await readDelivery(call.tenant, { tenantId: call.principal.tenantId }, deliveryId);
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

export const deliveryRoutes = [read, retry, readAny];
