// From a call of the API to a call of the engine's subscriber side.
import type { WebhookId } from "@ticketwire/contract";
import type { WebhookCall } from "@ticketwire/engine/webhook/kit";
import { hasWebhook } from "@ticketwire/engine/webhook/find-webhooks";
import { type ApiError, notFound } from "../fault/api-error.ts";
import type { Call } from "../route/call.ts";

/** The call on behalf of the caller. Ids are compared as text where secrets are bound to them, so they go in lower case. */
export function webhookCall(call: Pick<Call, "principal" | "now">, webhookId: string): WebhookCall {
  const { tenantId, userId } = call.principal;
  const id = webhookId.toLowerCase() as WebhookId;
  return { tenantId, webhookId: id, actor: { type: "user", id: userId }, now: call.now };
}

export function noWebhook(webhookId: string): ApiError {
  return notFound("webhook", webhookId);
}

/** Refuses what is neither a webhook of the tenant nor was one: history of a deleted one stays readable. */
export async function requireHistory(call: Call, key: WebhookCall): Promise<void> {
  if (!(await hasWebhook(call.tenant, key))) throw noWebhook(key.webhookId);
}
