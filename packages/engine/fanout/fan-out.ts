// The fan-out stage's rounds: takes waiting events until none is left, in batches whose size follows how many deliveries an
// event makes, so that one transaction stays short whether an event goes to one webhook or to ten thousand.
import type { Database } from "../db/database.ts";
import { fanOutEvents, type FanOutResult } from "./fan-out-events.ts";

/** About how many deliveries one transaction may write: 20 ms of work on a small machine. */
const DELIVERIES_PER_BATCH = 4000;
const EVENTS_PER_BATCH_MAX = 2000;
const EVENTS_PER_BATCH_FIRST = 100;

export interface FanOut {
  /** One round: one batch. Returns what it moved; `events` 0 means that nothing waits. */
  tick(now: Date): Promise<FanOutResult>;
}

/** The next batch size: what would have made about DELIVERIES_PER_BATCH, given what the last batch made. */
export function nextBatchSize(current: number, last: FanOutResult): number {
  if (last.events === 0) return current;
  const perEvent = Math.max(1, last.deliveries / last.events);
  const fitting = Math.floor(DELIVERIES_PER_BATCH / perEvent);
  // Growth is bounded, for the next events may go to many more webhooks than the last ones.
  return Math.max(1, Math.min(fitting, current * 4, EVENTS_PER_BATCH_MAX));
}

/** Told of each batch that moved something; milliseconds. */
export type OnFanOut = (batch: {
  readonly events: number;
  readonly deliveries: number;
  readonly durationMs: number;
}) => void;

export function createFanOut(db: Database, onFanOut?: OnFanOut): FanOut {
  let limit = EVENTS_PER_BATCH_FIRST;
  return {
    async tick(now) {
      const startedAt = performance.now();
      const result = await fanOutEvents(db.engine, { limit, now });
      if (result.events > 0) onFanOut?.({ ...result, durationMs: performance.now() - startedAt });
      limit = nextBatchSize(limit, result);
      return result;
    },
  };
}
