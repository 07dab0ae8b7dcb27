// What is wrong in the form of a webhook: found before it is sent, or told by the server, at the field it belongs to.
// In: a draft, findings. Out: messages by the form's fields.
import { LIMITS } from "@ticketwire/contract/limits";
import type { WebhookDraft } from "./webhook-form.ts";

type Faults = Record<string, string>;

function findHeaderFaults({ custom_headers: headers }: WebhookDraft): Faults {
  const names = headers.map(({ name }) => name.trim().toLowerCase());
  const faults: Faults = {};
  for (const [index, name] of names.entries()) {
    if (name === "") faults[`custom_headers.${index}.name`] = "A name is needed, or remove the line";
    else if (names.indexOf(name) < index) faults[`custom_headers.${index}.name`] = "This header is given twice";
  }
  return faults;
}

function findConditionFaults({ conditions }: WebhookDraft): Faults {
  const blank = conditions.flatMap(({ field }, index) => (field.trim() === "" ? [index] : []));
  return Object.fromEntries(blank.map((index) => [`conditions.${index}.field`, "Choose a field"]));
}

function findSendingFaults({ retry_schedule: steps, burst_limit: burst, requests_per_minute: rate }: WebhookDraft) {
  const isStep = (step: string) => /^\d+$/.test(step) && Number(step) >= 1 && Number(step) <= LIMITS.retryStepSeconds;
  const wrong = steps.find((step) => !isStep(step));
  return {
    ...(wrong === undefined
      ? {}
      : { retry_schedule: `“${wrong}” is not a whole number of seconds from 1 to ${LIMITS.retryStepSeconds}` }),
    ...(burst !== "" && rate === "" ? { requests_per_minute: "Needed for a limit of how many at once" } : {}),
  };
}

/** What can be said without the server. */
export function findFaults(draft: WebhookDraft): Faults {
  return {
    ...(draft.name.trim() === "" ? { name: "A name is needed" } : {}),
    ...(draft.url.trim() === "" ? { url: "A URL is needed" } : {}),
    ...(draft.event_types.length === 0 ? { event_types: "Choose at least one event" } : {}),
    ...findHeaderFaults(draft),
    ...findConditionFaults(draft),
    ...findSendingFaults(draft),
  };
}

const PLACES: readonly (readonly [RegExp, string])[] = [
  [/^payload_fields/, "ticket_fields"],
  [/^event_filter\.tags/, "filter_tags"],
  [/^event_filter\.entity_ids/, "filter_tickets"],
  [/^event_filter/, "conditions"],
  [/^custom_headers/, "custom_headers"],
  [/^rate_limit\.burst_limit/, "burst_limit"],
  [/^rate_limit/, "requests_per_minute"],
  [/^retry_schedule/, "retry_schedule"],
  [/^event_types/, "event_types"],
  [/^tags/, "tags"],
];

function placeOf(path: string, draft: WebhookDraft): string | undefined {
  const [, index, part] = /^event_filter\.conditions\.(\d+)\.(field|operator|value)/.exec(path) ?? [];
  if (index !== undefined && part !== undefined) return `conditions.${index}.${part === "value" ? "text" : part}`;
  const header = draft.custom_headers.findIndex(({ name }) => path === `custom_headers.${name.trim()}`);
  if (header >= 0) return `custom_headers.${header}.name`;
  return PLACES.find(([pattern]) => pattern.test(path))?.[1];
}

/** Findings of the server by the field of this form that they belong to. */
export function toFormErrors(findings: Readonly<Faults>, draft: WebhookDraft): Faults {
  return Object.fromEntries(
    Object.entries(findings).map(([path, message]) => {
      const place = placeOf(path, draft);
      return place === undefined ? [path, message] : [place, message];
    }),
  );
}
