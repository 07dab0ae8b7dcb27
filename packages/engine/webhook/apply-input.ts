// Pure: settings + what a caller sent → new settings, or what is wrong with it. Creation starts from the defaults, an update
// from what is stored. Shapes and ranges were checked by the API's schemas; here are the rules that reach beyond one field.
import type { ErrorDetail } from "@ticketwire/contract";
import { findHeaderFaults, mergeHeaders } from "./custom-headers.ts";
import { checkEventFilter } from "./event-filter.ts";
import type { PayloadFields } from "./project-body.ts";
import { completeRetryConfig, findRetryConfigFaults, toRetrySchedule } from "./retry-config.ts";
import type { WebhookKit } from "./kit.ts";
import { TICKET_VOCABULARY, type Vocabulary } from "./vocabulary.ts";
import { defaultConfig, type WebhookConfig, type WebhookInput } from "./webhook-config.ts";

export type AppliedInput =
  | { readonly kind: "ok"; readonly config: WebhookConfig }
  | { readonly kind: "invalid"; readonly details: readonly ErrorDetail[] };

/** What an installation settles for all webhooks. */
export interface InputRules {
  /** What a field goes back to when it is taken back with null. */
  readonly defaults: WebhookConfig;
  readonly vocabulary: Vocabulary;
}

/** The rules of a kit. */
export function rulesOf(kit: Pick<WebhookKit, "defaultRetrySchedule" | "vocabulary">): InputRules {
  return { defaults: defaultConfig(kit.defaultRetrySchedule), vocabulary: kit.vocabulary ?? TICKET_VOCABULARY };
}

/** One part of the settings after the change, and its faults. */
interface Part {
  readonly config: Partial<WebhookConfig>;
  readonly details: readonly ErrorDetail[];
}

const NOTHING: Part = { config: {}, details: [] };
const LONGEST_METADATA = 16_384;

function applyEventTypes(_stored: WebhookConfig, { event_types: given }: WebhookInput, rules: InputRules): Part {
  const { eventTypes: known } = rules.vocabulary;
  if (given === undefined || known === null) return NOTHING;
  const details = given.flatMap((type, index): ErrorDetail[] => {
    const message = `${JSON.stringify(type)} is not an event type; known are ${known.join(", ")}`;
    return known.includes(type) ? [] : [{ path: `event_types.${index}`, message, code: "unknown_event_type" }];
  });
  return { config: {}, details };
}

function applyHeaders(stored: WebhookConfig, { custom_headers: given }: WebhookInput): Part {
  if (given === undefined) return NOTHING;
  const { headers, faults } = mergeHeaders(stored.custom_headers, given ?? {});
  return { config: { custom_headers: headers }, details: [...faults, ...findHeaderFaults(headers)] };
}

function applyFilter(_stored: WebhookConfig, { event_filter: given }: WebhookInput, { vocabulary }: InputRules): Part {
  if (given === undefined) return NOTHING;
  if (given === null) return { config: { event_filter: null }, details: [] };
  const { value, details } = checkEventFilter(given, vocabulary);
  return { config: { event_filter: value }, details };
}

function applyPayloadFields(_stored: WebhookConfig, { payload_fields: given }: WebhookInput, rules: InputRules): Part {
  if (given === undefined) return NOTHING;
  const names = given?.ticket;
  if (names === undefined || names === null) return { config: { payload_fields: null }, details: [] };
  const { payloadFields: known } = rules.vocabulary;
  const details = names.flatMap((name, index): ErrorDetail[] =>
    known === null || known.includes(name)
      ? []
      : [
          {
            path: `payload_fields.ticket.${index}`,
            message: `${JSON.stringify(name)} is not a field of data; known are ${known.join(", ")}`,
            code: "unknown_field",
          },
        ],
  );
  const payload_fields: PayloadFields = { ticket: [...new Set(names)] };
  return { config: { payload_fields }, details };
}

function applyRetryPlan(stored: WebhookConfig, input: WebhookInput, { defaults }: InputRules): Part {
  const { retry_schedule, retry_config: given, timeout_ms } = input;
  if (retry_schedule !== undefined) {
    const clash = given !== undefined && given !== null;
    const message = "can not be combined with retry_config, which is translated into it; send one of them";
    return {
      config: { retry_schedule, retry_config: null, ...(timeout_ms === undefined ? {} : { timeout_ms }) },
      details: clash ? [{ path: "retry_schedule", message, code: "conflict" }] : [],
    };
  }
  if (given === undefined) {
    // The shown retry_config goes on saying what is in force.
    const kept = stored.retry_config;
    if (timeout_ms === undefined) return NOTHING;
    return { config: { timeout_ms, retry_config: kept && { ...kept, timeout: timeout_ms } }, details: [] };
  }
  const timeout = timeout_ms === undefined ? {} : { timeout_ms };
  if (given === null) {
    // Takes back the plan that came from a retry_config, not one that was given as a schedule.
    const { retry_schedule: schedule } = stored.retry_config === null ? stored : defaults;
    return { config: { retry_config: null, retry_schedule: schedule, ...timeout }, details: [] };
  }
  const config = completeRetryConfig({ ...(timeout_ms === undefined ? {} : { timeout: timeout_ms }), ...given });
  const clash = timeout_ms !== undefined && timeout_ms !== config.timeout;
  const message = `is ${timeout_ms}, but retry_config.timeout is ${config.timeout}; send one of them`;
  return {
    config: { retry_config: config, retry_schedule: toRetrySchedule(config), timeout_ms: config.timeout },
    details: [...findRetryConfigFaults(config), ...(clash ? [{ path: "timeout_ms", message, code: "conflict" }] : [])],
  };
}

function applyMetadata(_stored: WebhookConfig, { metadata }: WebhookInput): Part {
  if (metadata === undefined) return NOTHING;
  const { length } = JSON.stringify(metadata);
  const message = `must be at most ${LONGEST_METADATA} characters of JSON, got ${length}`;
  return {
    config: { metadata },
    details: length > LONGEST_METADATA ? [{ path: "metadata", message, code: "too_long" }] : [],
  };
}

function applyPlainFields(_stored: WebhookConfig, input: WebhookInput): Part {
  const { name, description, url, event_types, is_active, verify_ssl, max_concurrency, ordering, tags } = input;
  const given = { name, description, url, event_types, is_active, verify_ssl, max_concurrency, ordering, tags };
  const config = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
  const { rate_limit: rate } = input;
  if (rate === undefined) return { config, details: [] };
  const burst_limit = rate?.burst_limit ?? rate?.requests_per_minute ?? 1;
  const rate_limit = rate && { requests_per_minute: rate.requests_per_minute, burst_limit };
  return { config: { ...config, rate_limit }, details: [] };
}

const PARTS = [
  applyPlainFields,
  applyEventTypes,
  applyHeaders,
  applyFilter,
  applyPayloadFields,
  applyRetryPlan,
  applyMetadata,
] as const;

/** Merges. */
export function applyInput(stored: WebhookConfig, input: WebhookInput, rules: InputRules): AppliedInput {
  const parts = PARTS.map((apply) => apply(stored, input, rules));
  const details = parts.flatMap((part) => part.details);
  if (details.length > 0) return { kind: "invalid", details };
  const config = parts.reduce<WebhookConfig>((merged, part) => ({ ...merged, ...part.config }), stored);
  return { kind: "ok", config };
}
