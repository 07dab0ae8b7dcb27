// The settings of a webhook in short, for whoever wants to know and not to change.
import { EVENT_TYPES } from "@ticketwire/contract/events";
import type { Webhook } from "../api/records.ts";
import { Card } from "../ui/card.tsx";
import { Facts } from "../ui/facts.tsx";
import { formatMs, formatSeconds } from "../ui/format.ts";
import { Moment } from "../ui/moment.tsx";

function describeEvents(types: readonly string[]): string {
  return types.length === EVENT_TYPES.length ? `all ${types.length}` : types.join(", ");
}

function describeFilter({ event_filter: filter }: Webhook): string {
  const { tags = [], entity_ids: tickets = [], conditions = [] } = filter ?? {};
  const parts = [
    tags.length > 0 ? `tagged ${tags.join(" or ")}` : "",
    tickets.length > 0 ? `${tickets.length} tickets only` : "",
    ...conditions.map(
      ({ field, operator, value }) => `${field} ${operator.replaceAll("_", " ")} ${JSON.stringify(value)}`,
    ),
  ];
  return parts.filter((part) => part !== "").join("; ") || "none";
}

/** More would be a column of numbers nobody reads. */
const MOST_STEPS = 6;

function describeRetries(steps: readonly number[]): string {
  if (steps.length === 0) return "none";
  const first = steps.slice(0, MOST_STEPS).map(formatSeconds).join(", ");
  const total = formatSeconds(steps.reduce((sum, step) => sum + step, 0));
  return steps.length <= MOST_STEPS ? `after ${first}` : `after ${first}, … ${steps.length} in all, over ${total}`;
}

function describeRate(rate: Webhook["rate_limit"]): string {
  if (rate === null) return "none";
  const { requests_per_minute: minute, burst_limit: burst = minute } = rate;
  const most = `${minute.toLocaleString()} a minute`;
  return burst === minute ? most : `${most}, ${burst.toLocaleString()} at once`;
}

export function InShort({ webhook }: { readonly webhook: Webhook }) {
  return (
    <Card title="In short">
      <Facts
        facts={[
          ["Events", describeEvents(webhook.event_types)],
          ["Filter", describeFilter(webhook)],
          ["Fields", webhook.payload_fields?.ticket === undefined ? "all" : webhook.payload_fields.ticket.join(", ")],
          ["Headers", Object.keys(webhook.custom_headers ?? {}).join(", ") || "none"],
          ["Order", webhook.ordering === "ticket" ? "in order for each ticket" : "at once"],
          ["Retries", describeRetries(webhook.retry_schedule)],
          ["Timeout", formatMs(webhook.timeout_ms)],
          ["Rate limit", describeRate(webhook.rate_limit)],
          ["Last success", <Moment key="at" at={webhook.last_success_at} as="relative" otherwise="never" />],
          ["Last failure", <Moment key="at" at={webhook.last_failure_at} as="relative" otherwise="never" />],
          ["Tags", webhook.tags.join(", ") || "none"],
          ["Certificate", webhook.verify_ssl ? "checked" : "any is accepted"],
          ["Created", <Moment key="at" at={webhook.created_at} />],
        ]}
      />
    </Card>
  );
}
