// Errors of the receiver kit: faults of wiring, and the one error a handler may throw to name its own waiting time.
// A refused signature is no fault: `verify` returns it as a value. Every error here has a stable `code`.

/** What went wrong, as a word that stays the same over versions. */
export type ReceiverErrorCode =
  | "bad_option"
  | "body_not_raw"
  | "body_already_parsed"
  | "webcrypto_missing"
  | "lease_lost"
  | "handler_timeout"
  | "queue_full"
  | "retry_later"
  | "store_failed"
  | "store_full"
  | "sqlite_missing"
  | "feed_refused"
  | "feed_unavailable"
  | "feed_malformed"
  | "event_not_handled";

/** Base class of everything the kit throws: check `error.code`, not the message. */
export class ReceiverError extends Error {
  readonly code: ReceiverErrorCode;

  constructor(code: ReceiverErrorCode, message: string, options?: { readonly cause?: unknown }) {
    super(message, options);
    this.name = "ReceiverError";
    this.code = code;
  }
}

/**
 * Throw this in a handler when a resource it needs is away for a known time: the answer is 503 with `Retry-After`,
 * which the sender honours (at most 24 h), instead of a 500 and the usual retry ladder.
 *
 * @example throw new RetryLater(120, "the CRM is in maintenance");
 */
export class RetryLater extends ReceiverError {
  readonly seconds: number;

  constructor(seconds: number, message = `try again in ${seconds} s`, options?: { readonly cause?: unknown }) {
    super("retry_later", message, options);
    this.name = "RetryLater";
    if (!Number.isFinite(seconds) || seconds < 0) {
      throw new ReceiverError("bad_option", `RetryLater(seconds) is a number from 0 on, not ${String(seconds)}`);
    }
    this.seconds = Math.ceil(seconds);
  }
}

export function badOption(name: string, problem: string): ReceiverError {
  return new ReceiverError("bad_option", `${name} ${problem}`);
}
