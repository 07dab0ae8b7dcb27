// Numbers that are part of the promise. One place, read by validation, engine, documentation and pages alike.

/** Seconds to wait after each failed attempt: the first send and five retries, 14 h 36 min in all (CONTRACT section 4). */
export const DEFAULT_RETRY_SCHEDULE: readonly number[] = [60, 300, 1800, 7200, 43200];

/**
 * Seconds a signature may be off, either way, before a receiver refuses it. A constant of its own, so that a receiver's
 * bundle carries this one number and not the whole list.
 */
export const SIGNATURE_TOLERANCE_SECONDS = 300;

export const LIMITS = {
  /** Most bytes of an API request body. */
  requestBodyBytes: 256 * 1024,
  titleLength: 255,
  commentLength: 5000,
  webhookNameLength: 255,
  webhooksPerTenant: 100,
  retrySteps: 20,
  /** Longest wait of one retry step, seconds: a week. */
  retryStepSeconds: 604_800,
  /** Share by which a retry wait is spread either way. */
  retryJitter: 0.05,
  timeoutMsMin: 1000,
  timeoutMsMax: 30_000,
  timeoutMsDefault: 10_000,
  maxConcurrencyDefault: 10,
  maxConcurrencyMax: 100,
  /** Bytes of an answer that are read at most; the connection is dropped beyond. */
  responseReadBytes: 64 * 1024,
  /** Bytes of an answer that are kept. */
  responseKeepBytes: 8 * 1024,
  /** Longest `Retry-After` that is honoured, seconds. */
  retryAfterSeconds: 86_400,
  rotationOverlapDefault: 86_400,
  rotationOverlapMax: 604_800,
  autoDisableAfterSeconds: 86_400,
  pageLimitDefault: 25,
  pageLimitMax: 100,
  feedWaitSecondsMax: 30,
  idempotencyHours: 24,
  signatureToleranceSeconds: SIGNATURE_TOLERANCE_SECONDS,
} as const;
