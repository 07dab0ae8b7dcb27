// When a failed delivery is tried again: the wait of the webhook's schedule with jitter, and never before the time the
// receiver asked for. Pure.
import { LIMITS } from "@ticketwire/contract";

export interface LadderStep {
  /** Seconds of this step of the schedule. */
  readonly waitSeconds: number;
  /** What the receiver asked for, milliseconds, or null. */
  readonly retryAfterMs: number | null;
  /** 0 to 1. */
  readonly random: number;
  readonly now: Date;
}

/** The jitter spreads a step by up to 5 % either way, so that many deliveries that failed together do not return together. */
export function retryAt({ waitSeconds, retryAfterMs, random, now }: LadderStep): Date {
  const spread = 1 + LIMITS.retryJitter * (2 * random - 1);
  const waitMs = Math.max(waitSeconds * 1000 * spread, retryAfterMs ?? 0);
  return new Date(now.getTime() + Math.round(waitMs));
}
