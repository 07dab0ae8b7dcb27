// Has a receiver failed for so long that its owner is warned, or its webhook disabled? Pure. Asked after every attempt by
// decide-after-attempt.ts, and by the clock for webhooks to which nothing is sent any more.
import type { Standing } from "./attempt-facts.ts";

export interface StandingQuestion {
  readonly standing: Pick<Standing, "failingSince" | "failedAttempts" | "warnedAt">;
  /** Only failures for this long disable a webhook, milliseconds. */
  readonly autoDisableAfterMs: number;
  readonly now: Date;
}

// One failure is not "only failures": it may be the receiver's one bad moment on a quiet webhook.
const MIN_FAILED_ATTEMPTS = 2;

/** `disable` from the whole time of only failures on, `warn` once from half of it on. */
export function judgeStanding({ standing, autoDisableAfterMs, now }: StandingQuestion): "warn" | "disable" | null {
  if (standing.failingSince === null || standing.failedAttempts < MIN_FAILED_ATTEMPTS) return null;
  const failingMs = now.getTime() - standing.failingSince.getTime();
  if (failingMs >= autoDisableAfterMs) return "disable";
  return failingMs >= autoDisableAfterMs / 2 && standing.warnedAt === null ? "warn" : null;
}
