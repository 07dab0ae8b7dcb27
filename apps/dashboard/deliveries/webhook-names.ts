// The webhooks of a tenant as lists of deliveries need them: found by id, and named even when they are gone.
import { useMemo } from "react";
import type { Webhook } from "../api/records.ts";

export interface WebhookNames {
  find(webhookId: string): Webhook | undefined;
  nameOf(webhookId: string): string;
}

const NONE: readonly Webhook[] = [];

export function useWebhookNames(webhooks: readonly Webhook[] = NONE): WebhookNames {
  return useMemo(() => {
    const byId = new Map(webhooks.map((webhook) => [webhook.webhook_id, webhook]));
    return { find: (id) => byId.get(id), nameOf: (id) => byId.get(id)?.name ?? "a deleted webhook" };
  }, [webhooks]);
}
