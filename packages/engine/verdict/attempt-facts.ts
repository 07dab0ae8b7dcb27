// What the verdict has to know, as plain values, and the two questions that index its table: what came of the attempt, and in
// which situation. Pure; the types fit what attempt/ returns and what the lane carries.
import type { ErrorClass } from "@ticketwire/contract";
import { parseRetryAfter } from "./retry-after.ts";

/** Which of two secrets signs first, and so also last, while both are valid. */
export type SignatureOrder = "old_first" | "new_first";

/** What came back. The results of attempt/ fit here as they are. */
export type AttemptReply =
  | {
      readonly kind: "response";
      readonly status: number;
      /** Lower-case names. */
      readonly headers: Readonly<Record<string, string>>;
    }
  | {
      readonly kind: "failure";
      readonly errorClass: Exclude<ErrorClass, "redirect" | "status">;
      readonly message: string;
    };

/** How the receiver has been doing, as the lane carries it. Tests never change it. */
export interface Standing {
  /** The first failure since the last success; null when the last attempt succeeded. */
  readonly failingSince: Date | null;
  /** Failed attempts since then. */
  readonly failedAttempts: number;
  /** When the owner was warned during this time of failing. */
  readonly warnedAt: Date | null;
  /** Remembered from one overlap for the rest of it. */
  readonly signatureOrder: SignatureOrder;
}

export interface AttemptFacts {
  readonly reply: AttemptReply;
  readonly delivery: {
    /** Failed attempts since its ladder began, this one not counted. */
    readonly ladderStep: number;
    readonly isTest: boolean;
    /** The order in which both secrets signed this attempt; null when only one is valid. */
    readonly signedOrder: SignatureOrder | null;
    /** It was the once-more in the other order; its delivery row says so, see `orderRetryOf`. */
    readonly isOrderRetry: boolean;
  };
  readonly webhook: {
    /** As it is now; it may have been paused while the attempt was under way. */
    readonly isActive: boolean;
    /** Seconds to wait after the 1st, 2nd, … failed attempt. */
    readonly retrySchedule: readonly number[];
    readonly autoDisableAfterMs: number;
    readonly standing: Standing;
  };
  readonly now: Date;
  /** 0 to 1, for the jitter. */
  readonly random: number;
}

/**
 * What came of the attempt. `unauthorized` is a 401 or 403 while both secrets are valid and only one order was tried;
 * `throttled` a 429 or 503 that says how long to wait.
 */
export const ATTEMPT_ENDS = ["delivered", "gone", "unauthorized", "throttled", "failed"] as const;
export type AttemptEnd = (typeof ATTEMPT_ENDS)[number];

/** Where the delivery and its webhook stand when the attempt ends. `last_try`: the retry schedule has no step left. */
export const SITUATIONS = ["test", "retry_left", "last_try", "inactive_retry_left", "inactive_last_try"] as const;
export type Situation = (typeof SITUATIONS)[number];

export function endOf({ reply, delivery, now }: AttemptFacts): AttemptEnd {
  if (reply.kind === "failure") return "failed";
  const { status, headers } = reply;
  if (status >= 200 && status < 300) return "delivered";
  if (status === 410) return "gone";
  if ((status === 401 || status === 403) && delivery.signedOrder !== null && !delivery.isOrderRetry)
    return "unauthorized";
  const mayAskToWait = status === 429 || status === 503;
  return mayAskToWait && parseRetryAfter(headers["retry-after"], now) !== null ? "throttled" : "failed";
}

/** `isActive` is the webhook's after this attempt: one that it has just disabled is inactive. */
export function situationOf({ delivery, webhook }: AttemptFacts, isActive: boolean): Situation {
  if (delivery.isTest) return "test";
  const hasRetry = delivery.ladderStep < webhook.retrySchedule.length;
  if (isActive) return hasRetry ? "retry_left" : "last_try";
  return hasRetry ? "inactive_retry_left" : "inactive_last_try";
}
