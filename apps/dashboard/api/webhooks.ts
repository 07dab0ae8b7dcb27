// Webhooks as several pages need them: all of them (a tenant has a hundred at most), and one.
import { queryOptions, useQuery } from "@tanstack/react-query";
import { call, type One, type Page } from "./http.ts";
import type { Webhook } from "./records.ts";

const LOOK_AGAIN_MS = 5_000;

export const webhooksQuery = queryOptions({
  queryKey: ["webhooks"],
  queryFn: ({ signal }) => call<Page<Webhook>>("/webhooks", { query: { limit: 100 }, signal }),
  select: ({ data }) => data,
  refetchInterval: LOOK_AGAIN_MS,
});

export function useWebhook(webhookId: string) {
  return useQuery({
    queryKey: ["webhook", webhookId],
    queryFn: ({ signal }) => call<One<Webhook>>(`/webhooks/${webhookId}`, { signal }),
    select: ({ data }) => data,
    refetchInterval: LOOK_AGAIN_MS,
  });
}
