// Times that no rule of ours can have made: left behind by a clock that was ahead and has been set back. They are taken as
// over, so that nothing waits for a year. Pure.
import { LIMITS } from "@ticketwire/contract";

const DAY_MS = 86_400_000;

/** No retry is due later than this from now: the longest step of a schedule, its spread, and a day. */
export const FARTHEST_DUE_MS = LIMITS.retryStepSeconds * 1000 * (1 + LIMITS.retryJitter) + DAY_MS;
/** No `Retry-After` rests a lane longer than this from now. */
export const FARTHEST_REST_MS = LIMITS.retryAfterSeconds * 1000 + 60_000;
/** No lease runs longer than this from now. */
export const FARTHEST_LEASE_MS = 60_000;

/** True when a due time has come, or can not be true. */
export function isDue(dueAt: Date | null, now: Date): boolean {
  if (dueAt === null) return false;
  const aheadMs = dueAt.getTime() - now.getTime();
  return aheadMs <= 0 || aheadMs > FARTHEST_DUE_MS;
}

/** True while a lane rests. */
export function isResting(until: Date | null, nowMs: number): boolean {
  if (until === null) return false;
  const aheadMs = until.getTime() - nowMs;
  return aheadMs > 0 && aheadMs <= FARTHEST_REST_MS;
}

export function after(now: Date, ms: number): Date {
  return new Date(now.getTime() + ms);
}
