// Pure: whether the settings of a webhook have the right shape, for calls that no API schema has looked at before. What reaches
// beyond one field is checked where they are applied (webhook/apply-input.ts).
// In: what a program gave, perhaps from a form of its own. Out: every fault with its path.
import { type ErrorDetail, LIMITS, ORDERINGS } from "@ticketwire/contract";
import type { WebhookUpdate } from "../webhook/update-webhook.ts";

/** Completes "… must be"; null when the value fits. */
type Check = (value: unknown) => string | null;

const LONGEST_TEXT = 5000;
const LONGEST_URL = 2048;
const LONGEST_TAG = 100;
const MOST_TAGS = 50;
const MOST_EVENT_TYPES = 200;
const MOST_PER_MINUTE = 100_000;

function text(least: number, most: number): Check {
  return (value) => {
    const fits = typeof value === "string" && value.length >= least && value.length <= most && !value.includes("\0");
    return fits ? null : `a text of ${least} to ${most} characters`;
  };
}

function whole(least: number, most: number): Check {
  return (value) =>
    Number.isSafeInteger(value) && Number(value) >= least && Number(value) <= most
      ? null
      : `a whole number from ${least} to ${most}`;
}

function flag(value: unknown): string | null {
  return typeof value === "boolean" ? null : "true or false";
}

function oneOf(words: readonly string[]): Check {
  return (value) => (words.includes(String(value)) ? null : `one of ${words.join(", ")}`);
}

function orNull(check: Check): Check {
  return (value) => {
    const wanted = value === null ? null : check(value);
    return wanted === null ? null : `${wanted}, or null`;
  };
}

function listOf(check: Check, least: number, most: number): Check {
  return (value) => {
    if (!Array.isArray(value) || value.length < least || value.length > most)
      return `a list of ${least} to ${most} entries`;
    const wrong = value.map(check).find((wanted) => wanted !== null);
    return wrong === undefined ? null : `a list in which each entry is ${wrong}`;
  };
}

function record(value: unknown): string | null {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? null : "an object";
}

/** An object with these fields and no other. */
function recordOf(fields: Readonly<Record<string, Check>>): Check {
  return (value) => {
    const wanted = record(value);
    if (wanted !== null) return wanted;
    for (const [name, part] of Object.entries(value as object)) {
      const check = Object.hasOwn(fields, name) ? fields[name] : undefined;
      if (check === undefined) return `an object with ${Object.keys(fields).join(", ")} and nothing else`;
      const wrong = part === undefined ? null : check(part);
      if (wrong !== null) return `an object in which ${name} is ${wrong}`;
    }
    return null;
  };
}

const rate = whole(1, MOST_PER_MINUTE);
const delay = whole(1, LIMITS.retryStepSeconds * 1000);

const RETRY_CONFIG: Readonly<Record<string, Check>> = {
  strategy: text(1, 50),
  max_attempts: whole(1, LIMITS.retrySteps + 1),
  initial_delay: delay,
  max_delay: delay,
  backoff_multiplier: (value) =>
    typeof value === "number" && value >= 1 && value <= 100 ? null : "a number from 1 to 100",
  timeout: whole(LIMITS.timeoutMsMin, LIMITS.timeoutMsMax),
};

const CHECKS: Readonly<Record<keyof WebhookUpdate, Check>> = {
  name: text(1, LIMITS.webhookNameLength),
  description: orNull(text(0, LONGEST_TEXT)),
  url: text(1, LONGEST_URL),
  event_types: listOf(text(1, LIMITS.webhookNameLength), 1, MOST_EVENT_TYPES),
  is_active: flag,
  verify_ssl: flag,
  custom_headers: orNull(
    (value) => record(value) ?? listOf(text(0, LONGEST_TEXT), 0, LONGEST_TEXT)(Object.values(value as object)),
  ),
  event_filter: orNull(
    recordOf({
      entity_ids: listOf(text(1, LONGEST_TAG), 0, 1000),
      tags: listOf(text(1, LONGEST_TAG), 0, 100),
      conditions: listOf(recordOf({ field: text(1, 200), operator: text(1, 50), value: () => null }), 0, 50),
    }),
  ),
  payload_fields: orNull(recordOf({ ticket: orNull(listOf(text(1, 200), 0, 1000)) })),
  rate_limit: orNull(recordOf({ requests_per_minute: rate, burst_limit: rate })),
  max_concurrency: whole(1, LIMITS.maxConcurrencyMax),
  timeout_ms: whole(LIMITS.timeoutMsMin, LIMITS.timeoutMsMax),
  ordering: oneOf(ORDERINGS),
  retry_schedule: listOf(whole(1, LIMITS.retryStepSeconds), 0, LIMITS.retrySteps),
  retry_config: orNull(recordOf(RETRY_CONFIG)),
  tags: listOf(text(1, LONGEST_TAG), 0, MOST_TAGS),
  metadata: record,
  resume_held: flag,
};

const REQUIRED = ["name", "url", "event_types"] as const;

/** Every fault of the shape; `isNew` asks for what a webhook can not be without. */
export function findShapeFaults(input: object, isNew: boolean): readonly ErrorDetail[] {
  const given = Object.entries(input).filter(([, value]) => value !== undefined);
  const faults = given.flatMap(([name, value]): ErrorDetail[] => {
    const check = Object.hasOwn(CHECKS, name) ? CHECKS[name as keyof WebhookUpdate] : undefined;
    if (check === undefined) return [{ path: name, message: "is not a setting of a webhook", code: "unknown_field" }];
    const wanted = check(value);
    return wanted === null ? [] : [{ path: name, message: `must be ${wanted}`, code: "wrong_type" }];
  });
  const names = given.map(([name]) => name);
  const missing = isNew ? REQUIRED.filter((name) => !names.includes(name)) : [];
  return [...faults, ...missing.map((path) => ({ path, message: "is required", code: "required" }))];
}
