// What a subscriber decides about a webhook, in the words of the API: given at creation, changed by updates, shown by reads.
// Types and defaults only; apply-input.ts checks and merges.
import { DEFAULT_RETRY_SCHEDULE, type FilterOperator, LIMITS, type Ordering } from "@ticketwire/contract";
import type { PayloadFields } from "./project-body.ts";

export type ConditionScalar = string | number | boolean | null;

export interface FilterCondition {
  readonly field: string;
  readonly operator: FilterOperator;
  readonly value: ConditionScalar | readonly ConditionScalar[];
}

/** All parts have to hold; within `entity_ids` and `tags` one entry is enough, of `conditions` every one has to hold. */
export interface EventFilter {
  readonly entity_ids?: readonly string[];
  readonly tags?: readonly string[];
  readonly conditions?: readonly FilterCondition[];
}

export const RETRY_STRATEGIES = ["exponential_backoff", "linear_backoff", "fixed_interval"] as const;
export type RetryStrategy = (typeof RETRY_STRATEGIES)[number];

/** The published form of a retry plan. Delays and timeout are milliseconds; `max_attempts` counts the first send. */
export interface RetryConfig {
  readonly strategy: RetryStrategy;
  readonly max_attempts: number;
  readonly initial_delay: number;
  readonly max_delay: number;
  readonly backoff_multiplier: number;
  readonly timeout: number;
}

export interface RateLimitConfig {
  readonly requests_per_minute: number;
  readonly burst_limit: number;
}

/** The settings of one webhook, complete. */
export interface WebhookConfig {
  readonly name: string;
  readonly description: string | null;
  readonly url: string;
  readonly event_types: readonly string[];
  readonly is_active: boolean;
  readonly verify_ssl: boolean;
  readonly custom_headers: Readonly<Record<string, string>>;
  readonly event_filter: EventFilter | null;
  readonly payload_fields: PayloadFields | null;
  readonly rate_limit: RateLimitConfig | null;
  readonly max_concurrency: number;
  readonly timeout_ms: number;
  readonly ordering: Ordering;
  /** Seconds to wait after the 1st, 2nd, … failed attempt. */
  readonly retry_schedule: readonly number[];
  /** As given, when the schedule came from it. */
  readonly retry_config: RetryConfig | null;
  readonly tags: readonly string[];
  readonly metadata: Readonly<Record<string, unknown>>;
}

/** What a caller may send: any part of the settings. `null` takes back what can be absent. */
export interface WebhookInput {
  readonly name?: string;
  readonly description?: string | null;
  readonly url?: string;
  readonly event_types?: readonly string[];
  readonly is_active?: boolean;
  readonly verify_ssl?: boolean;
  readonly custom_headers?: Readonly<Record<string, string>> | null;
  readonly event_filter?: EventFilter | null;
  readonly payload_fields?: { readonly ticket?: readonly string[] | null } | null;
  readonly rate_limit?: { readonly requests_per_minute: number; readonly burst_limit?: number } | null;
  readonly max_concurrency?: number;
  readonly timeout_ms?: number;
  readonly ordering?: Ordering;
  readonly retry_schedule?: readonly number[];
  readonly retry_config?: Partial<RetryConfig> | null;
  readonly tags?: readonly string[];
  readonly metadata?: Readonly<Record<string, unknown>>;
}

/** Settings of a webhook of which only name, url and event types were given. */
export function defaultConfig(retrySchedule: readonly number[] = DEFAULT_RETRY_SCHEDULE): WebhookConfig {
  return {
    name: "",
    description: null,
    url: "",
    event_types: [],
    is_active: true,
    verify_ssl: true,
    custom_headers: {},
    event_filter: null,
    payload_fields: null,
    rate_limit: null,
    max_concurrency: LIMITS.maxConcurrencyDefault,
    timeout_ms: LIMITS.timeoutMsDefault,
    ordering: "none",
    retry_schedule: retrySchedule,
    retry_config: null,
    tags: [],
    metadata: {},
  };
}
