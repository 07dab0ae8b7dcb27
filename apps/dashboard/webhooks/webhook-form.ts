// The form of a webhook: what is typed, and what becomes of it. In: a webhook or nothing. Out: the body of a write, which holds
// only what was changed, so that what the form does not show, or somebody else changed meanwhile, stays as it is.
import { createFormContext } from "@mantine/form";
import { EVENT_TYPES, TICKET_FIELDS } from "@ticketwire/contract/events";
import { DEFAULT_RETRY_SCHEDULE, LIMITS } from "@ticketwire/contract/limits";
import type { Ordering } from "@ticketwire/contract/statuses";
import type { Webhook } from "../api/records.ts";
import { type ConditionDraft, toCondition, toConditionDraft } from "./condition-value.ts";

export interface HeaderDraft {
  readonly name: string;
  readonly value: string;
}

export interface WebhookDraft {
  name: string;
  url: string;
  description: string;
  tags: string[];
  event_types: string[];
  has_all_fields: boolean;
  ticket_fields: string[];
  filter_tags: string[];
  filter_tickets: string[];
  conditions: ConditionDraft[];
  custom_headers: HeaderDraft[];
  verify_ssl: boolean;
  ordering: Ordering;
  timeout_ms: number | string;
  max_concurrency: number | string;
  requests_per_minute: number | string;
  burst_limit: number | string;
  retry_schedule: string[];
}

export const [WebhookFormProvider, useWebhookForm, useWebhookFormHook] = createFormContext<WebhookDraft>();

export const BLANK_DRAFT: WebhookDraft = {
  name: "",
  url: "",
  description: "",
  tags: [],
  event_types: [...EVENT_TYPES],
  has_all_fields: true,
  ticket_fields: [...TICKET_FIELDS],
  filter_tags: [],
  filter_tickets: [],
  conditions: [],
  custom_headers: [],
  verify_ssl: true,
  ordering: "none",
  timeout_ms: LIMITS.timeoutMsDefault,
  max_concurrency: LIMITS.maxConcurrencyDefault,
  requests_per_minute: "",
  burst_limit: "",
  retry_schedule: DEFAULT_RETRY_SCHEDULE.map(String),
};

function toFilter(draft: WebhookDraft): object | null {
  const parts = {
    ...(draft.filter_tags.length > 0 ? { tags: draft.filter_tags } : {}),
    ...(draft.filter_tickets.length > 0 ? { entity_ids: draft.filter_tickets } : {}),
    ...(draft.conditions.length > 0 ? { conditions: draft.conditions.map(toCondition) } : {}),
  };
  return Object.keys(parts).length === 0 ? null : parts;
}

function toRateLimit({ requests_per_minute: rate, burst_limit: burst }: WebhookDraft): object | null {
  if (rate === "") return null;
  return { requests_per_minute: Number(rate), ...(burst === "" ? {} : { burst_limit: Number(burst) }) };
}

/** The body that makes a webhook. */
export function toWebhookBody(draft: WebhookDraft): Record<string, unknown> {
  return {
    name: draft.name.trim(),
    url: draft.url.trim(),
    description: draft.description.trim() === "" ? null : draft.description.trim(),
    tags: draft.tags,
    event_types: draft.event_types,
    payload_fields: draft.has_all_fields ? null : { ticket: draft.ticket_fields },
    event_filter: toFilter(draft),
    custom_headers: Object.fromEntries(draft.custom_headers.map(({ name, value }) => [name.trim(), value])),
    verify_ssl: draft.verify_ssl,
    ordering: draft.ordering,
    timeout_ms: Number(draft.timeout_ms),
    max_concurrency: Number(draft.max_concurrency),
    rate_limit: toRateLimit(draft),
    retry_schedule: draft.retry_schedule.map(Number),
  };
}

/** The body that changes a webhook: the fields in which the draft differs from what it began as. */
export function toChanges(before: WebhookDraft, draft: WebhookDraft): Record<string, unknown> {
  const known = toWebhookBody(before);
  const isChanged = (field: string, value: unknown) => JSON.stringify(value) !== JSON.stringify(known[field]);
  return Object.fromEntries(Object.entries(toWebhookBody(draft)).filter(([field, value]) => isChanged(field, value)));
}

// The same number at once as a minute is no limit of its own.
function toRateDraft(rate: Webhook["rate_limit"]): Pick<WebhookDraft, "requests_per_minute" | "burst_limit"> {
  if (rate === null) return { requests_per_minute: "", burst_limit: "" };
  const { requests_per_minute, burst_limit = requests_per_minute } = rate;
  return { requests_per_minute, burst_limit: burst_limit === requests_per_minute ? "" : burst_limit };
}

/** A webhook as the form shows it. */
export function toDraft(webhook: Webhook): WebhookDraft {
  const { event_filter: filter, payload_fields: fields } = webhook;
  return {
    name: webhook.name,
    url: webhook.url,
    description: webhook.description ?? "",
    tags: [...webhook.tags],
    event_types: [...webhook.event_types],
    has_all_fields: fields?.ticket === undefined,
    ticket_fields: [...(fields?.ticket ?? TICKET_FIELDS)],
    filter_tags: [...(filter?.tags ?? [])],
    filter_tickets: [...(filter?.entity_ids ?? [])],
    conditions: (filter?.conditions ?? []).map(toConditionDraft),
    custom_headers: Object.entries(webhook.custom_headers ?? {}).map(([name, value]) => ({ name, value })),
    verify_ssl: webhook.verify_ssl,
    ordering: webhook.ordering,
    timeout_ms: webhook.timeout_ms,
    max_concurrency: webhook.max_concurrency,
    ...toRateDraft(webhook.rate_limit),
    retry_schedule: webhook.retry_schedule.map(String),
  };
}
