// The form of a webhook: what is typed, and what becomes of it. In: a webhook or nothing. Out: the body of a write.
import { createFormContext } from "@mantine/form";
import { EVENT_TYPES, TICKET_FIELDS } from "@ticketwire/contract/events";
import { DEFAULT_RETRY_SCHEDULE, LIMITS } from "@ticketwire/contract/limits";
import type { FilterOperator, Ordering } from "@ticketwire/contract/statuses";
import type { Webhook } from "../api/records.ts";
import { fromConditionValue, toConditionValue } from "./condition-value.ts";

export interface ConditionDraft {
  readonly field: string;
  readonly operator: FilterOperator;
  readonly value: string;
}

export interface HeaderDraft {
  readonly name: string;
  readonly value: string;
}

export interface WebhookDraft {
  name: string;
  url: string;
  description: string;
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
  retry_schedule: string[];
}

export const [WebhookFormProvider, useWebhookForm, useWebhookFormHook] = createFormContext<WebhookDraft>();

export const BLANK_DRAFT: WebhookDraft = {
  name: "",
  url: "",
  description: "",
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
  retry_schedule: DEFAULT_RETRY_SCHEDULE.map(String),
};

function toFilter(draft: WebhookDraft): object | null {
  const conditions = draft.conditions
    .filter(({ field }) => field !== "")
    .map(({ field, operator, value }) => ({ field, operator, value: toConditionValue(field, operator, value) }));
  const parts = {
    ...(draft.filter_tags.length > 0 ? { tags: draft.filter_tags } : {}),
    ...(draft.filter_tickets.length > 0 ? { entity_ids: draft.filter_tickets } : {}),
    ...(conditions.length > 0 ? { conditions } : {}),
  };
  return Object.keys(parts).length === 0 ? null : parts;
}

/** The body of a write. */
export function toWebhookBody(draft: WebhookDraft): Record<string, unknown> {
  const rate = Number(draft.requests_per_minute);
  const headers = draft.custom_headers.filter(({ name }) => name.trim() !== "");
  return {
    name: draft.name.trim(),
    url: draft.url.trim(),
    description: draft.description.trim() === "" ? null : draft.description.trim(),
    event_types: draft.event_types,
    payload_fields: draft.has_all_fields ? null : { ticket: draft.ticket_fields },
    event_filter: toFilter(draft),
    custom_headers: Object.fromEntries(headers.map(({ name, value }) => [name.trim(), value])),
    verify_ssl: draft.verify_ssl,
    ordering: draft.ordering,
    timeout_ms: Number(draft.timeout_ms),
    max_concurrency: Number(draft.max_concurrency),
    rate_limit: rate > 0 ? { requests_per_minute: rate } : null,
    retry_schedule: draft.retry_schedule.map(Number),
  };
}

/** A webhook as the form shows it. */
export function toDraft(webhook: Webhook): WebhookDraft {
  const { event_filter: filter, payload_fields: fields } = webhook;
  return {
    name: webhook.name,
    url: webhook.url,
    description: webhook.description ?? "",
    event_types: [...webhook.event_types],
    has_all_fields: fields?.ticket === undefined,
    ticket_fields: [...(fields?.ticket ?? TICKET_FIELDS)],
    filter_tags: [...(filter?.tags ?? [])],
    filter_tickets: [...(filter?.entity_ids ?? [])],
    conditions: (filter?.conditions ?? []).map(({ field, operator, value }) => ({
      field,
      operator,
      value: fromConditionValue(value),
    })),
    custom_headers: Object.entries(webhook.custom_headers ?? {}).map(([name, value]) => ({ name, value })),
    verify_ssl: webhook.verify_ssl,
    ordering: webhook.ordering,
    timeout_ms: webhook.timeout_ms,
    max_concurrency: webhook.max_concurrency,
    requests_per_minute: webhook.rate_limit?.requests_per_minute ?? "",
    retry_schedule: webhook.retry_schedule.map(String),
  };
}

/** Findings of the server by the field of this form that they belong to. */
export function toFormErrors(findings: Readonly<Record<string, string>>): Record<string, string> {
  const places: readonly (readonly [RegExp, string])[] = [
    [/^payload_fields/, "ticket_fields"],
    [/^event_filter\.tags/, "filter_tags"],
    [/^event_filter\.entity_ids/, "filter_tickets"],
    [/^event_filter/, "conditions"],
    [/^custom_headers/, "custom_headers"],
    [/^rate_limit/, "requests_per_minute"],
    [/^retry_schedule/, "retry_schedule"],
    [/^event_types/, "event_types"],
  ];
  return Object.fromEntries(
    Object.entries(findings).map(([path, message]) => {
      const place = places.find(([pattern]) => pattern.test(path))?.[1] ?? path;
      return [place, place === path ? message : `${path}: ${message}`];
    }),
  );
}
