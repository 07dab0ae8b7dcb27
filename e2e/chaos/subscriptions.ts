// The webhooks of a chaos run. In: the API and where they point. Out: what is needed to check what they got.
import type { Answer } from "../harness/api.ts";
import type { PatientApi } from "./patient-api.ts";

export const ALL_EVENTS = [
  "ticket.created",
  "ticket.updated",
  "ticket.status_changed",
  "ticket.assigned",
  "ticket.closed",
  "ticket.comment.added",
] as const;

export interface SubscriptionWish {
  readonly name: string;
  readonly url: string;
  readonly event_types: readonly string[];
  readonly ordering: "none" | "ticket";
  readonly timeout_ms: number;
  readonly retry_schedule: readonly number[];
}

export interface Subscription {
  readonly webhookId: string;
  readonly name: string;
  readonly eventTypes: readonly string[];
  readonly isOrdered: boolean;
  /** It subscribed in the middle and recovered what came before. */
  readonly isLate: boolean;
  /** All that it ever had. */
  readonly secrets: string[];
}

export function toSubscription(record: Answer["data"], { isLate }: { readonly isLate: boolean }): Subscription {
  return {
    webhookId: String(record["webhook_id"]),
    name: String(record["name"]),
    eventTypes: record["event_types"] as readonly string[],
    isOrdered: record["ordering"] === "ticket",
    isLate,
    secrets: [String(record["signing_secret"])],
  };
}

/** What all webhooks of a run have in common. */
export function commonWish(url: string): Omit<SubscriptionWish, "name"> {
  const retrySchedule = Array.from({ length: 20 }, () => 1);
  return { url, event_types: ALL_EVENTS, ordering: "none", timeout_ms: 2_000, retry_schedule: retrySchedule };
}

export async function subscribe(api: PatientApi, url: string): Promise<Subscription[]> {
  const common = commonWish(url);
  const wishes: readonly SubscriptionWish[] = [
    { ...common, name: "Everything" },
    { ...common, name: "In order", ordering: "ticket" },
    { ...common, name: "Some", event_types: ["ticket.created", "ticket.closed"] },
  ];
  const subscriptions: Subscription[] = [];
  for (const wish of wishes)
    subscriptions.push(toSubscription(await api.call("POST", "/webhooks", wish), { isLate: false }));
  return subscriptions;
}
