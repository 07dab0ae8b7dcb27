// Counts a lane's outcomes between two writes. Pure state: no effects.
import type { Outcome } from "../outcome/outcome.ts";

export interface Tally {
  total: number;
  successful: number;
  failed: number;
  lastSuccessAt: Date | null;
  lastFailureAt: Date | null;
  /** The earliest of the retries that were decided. */
  nextDueAt: Date | null;
}

export function newTally(): Tally {
  return { total: 0, successful: 0, failed: 0, lastSuccessAt: null, lastFailureAt: null, nextDueAt: null };
}

/** The earlier of two moments, where null is "never". */
export function earlier(a: Date | null, b: Date | null): Date | null {
  if (a === null) return b;
  if (b === null) return a;
  return a <= b ? a : b;
}

/**
 * Adds one outcome. A delivery counts once in `total`, and as successful or failed by its latest attempt: so the two
 * always add up to the total.
 */
export function countOutcome(tally: Tally, outcome: Outcome): void {
  if (outcome.nextAttemptAt instanceof Date) tally.nextDueAt = earlier(tally.nextDueAt, outcome.nextAttemptAt);
  const { attempt, delivery } = outcome;
  if (attempt === null) return;
  // It may turn out to be due at once.
  if (outcome.nextAttemptAt === "paused") tally.nextDueAt = earlier(tally.nextDueAt, attempt.attemptedAt);
  const succeeded = attempt.errorClass === null;
  if (succeeded) tally.lastSuccessAt = attempt.attemptedAt;
  else tally.lastFailureAt = attempt.attemptedAt;
  if (delivery.attemptNumber === 0) {
    tally.total += 1;
    if (succeeded) tally.successful += 1;
    else tally.failed += 1;
  } else if (succeeded !== delivery.wasDelivered) {
    tally.successful += succeeded ? 1 : -1;
    tally.failed += succeeded ? -1 : 1;
  }
}
