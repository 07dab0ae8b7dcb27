// Pure: the published `retry_config` translated into what the engine works with, a list of waits.
// In: any part of a retry_config. Out: the complete one, and the schedule in seconds.
import { type ErrorDetail, LIMITS } from "@ticketwire/contract";
import type { RetryConfig } from "./webhook-config.ts";

/** What the published form takes for fields that are left out. */
export const RETRY_CONFIG_DEFAULTS: RetryConfig = {
  strategy: "exponential_backoff",
  max_attempts: 3,
  initial_delay: 1000,
  max_delay: 300_000,
  backoff_multiplier: 2,
  timeout: LIMITS.timeoutMsDefault,
};

export function completeRetryConfig(given: Partial<RetryConfig>): RetryConfig {
  return { ...RETRY_CONFIG_DEFAULTS, ...given };
}

function delayMs(config: RetryConfig, retry: number): number {
  switch (config.strategy) {
    case "exponential_backoff":
      return config.initial_delay * config.backoff_multiplier ** retry;
    case "linear_backoff":
      return config.initial_delay * (retry + 1);
    case "fixed_interval":
      return config.initial_delay;
    default:
      return config.strategy satisfies never;
  }
}

/** The waits of a retry_config, in whole seconds (rounded up, at least one): one fewer than attempts. */
export function toRetrySchedule(config: RetryConfig): readonly number[] {
  return Array.from({ length: config.max_attempts - 1 }, (_, retry) => {
    const ms = Math.min(delayMs(config, retry), config.max_delay);
    return Math.min(Math.max(1, Math.ceil(ms / 1000)), LIMITS.retryStepSeconds);
  });
}

/** What is wrong with a complete retry_config beyond the range of each field. */
export function findRetryConfigFaults(config: RetryConfig): readonly ErrorDetail[] {
  if (config.max_delay >= config.initial_delay) return [];
  const message = `must be at least initial_delay (${config.initial_delay} ms), got ${config.max_delay}`;
  return [{ path: "retry_config.max_delay", message, code: "too_small" }];
}
