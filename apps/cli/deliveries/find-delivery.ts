// A delivery by its id alone: it belongs to a webhook, and asking each is cheap. In: an id, perhaps a webhook. Out: the delivery.
import { isUuid } from "@ticketwire/contract";
import { Refusal } from "../api/answer.ts";
import type { Api } from "../api/api.ts";
import type { PathFor } from "../api/paths.ts";
import type { DeliveryWithAttempts } from "../api/records.ts";
import { Failure, wrongUse } from "../failure.ts";
import { findWebhook, listWebhooks } from "../webhooks/find-webhook.ts";

export async function findDelivery(
  api: Api,
  wish: { readonly id: string; readonly webhook: string | undefined },
): Promise<DeliveryWithAttempts> {
  const { id, webhook } = wish;
  const isId: boolean = isUuid(id);
  if (!isId) throw wrongUse(`"${id}" is no id of a delivery: \`ticketwire deliveries list\` shows them`);
  const webhooks = webhook === undefined ? await listWebhooks(api) : [await findWebhook(api, webhook)];
  for (const each of webhooks) {
    const found = await readIfThere(api, `/api/v1/webhooks/${each.webhook_id}/deliveries/${id}`);
    if (found !== null) return found;
  }
  const where = webhook === undefined ? "no webhook" : `the webhook "${webhook}"`;
  const verb = webhook === undefined ? "has" : "has not";
  throw new Failure(`${where} ${verb} a delivery ${id}`, { code: "NOT_FOUND" });
}

async function readIfThere(api: Api, path: PathFor<"get">): Promise<DeliveryWithAttempts | null> {
  try {
    return await api.get<DeliveryWithAttempts>(path);
  } catch (error) {
    if (error instanceof Refusal && error.status === 404) return null;
    throw error;
  }
}
