// The fan-out stage's rounds: takes waiting events until none is left, in batches whose size follows how many deliveries an
// event makes, so that one transaction stays short whether an event goes to one webhook or to ten thousand.
import type { Database } from "../db/database.ts";
import { isDatabaseAway, sqlStateOf } from "../db/errors.ts";
import { fanOutEvents, type FanOutResult, listWaitingTenants } from "./fan-out-events.ts";

/** About how many deliveries one transaction may write: 20 ms of work on a small machine. */
const DELIVERIES_PER_BATCH = 4000;
const EVENTS_PER_BATCH_MAX = 2000;
const EVENTS_PER_BATCH_FIRST = 100;
/** SQLSTATE of `lock_timeout`. */
const LOCK_NOT_AVAILABLE = "55P03";

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

class BatchedFanOut implements FanOut {
  readonly #db: Database;
  readonly #onFanOut: OnFanOut | undefined;
  readonly #onFault: (fault: unknown) => void;
  #limit = EVENTS_PER_BATCH_FIRST;

  constructor(db: Database, told: FanOutTold) {
    this.#db = db;
    this.#onFanOut = told.onFanOut;
    this.#onFault = told.onFault ?? (() => undefined);
  }

  async tick(now: Date): Promise<FanOutResult> {
    const startedAt = performance.now();
    try {
      const result = await fanOutEvents(this.#db.engine, { limit: this.#limit, now });
      if (result.events > 0) this.#onFanOut?.({ ...result, durationMs: performance.now() - startedAt });
      this.#limit = nextBatchSize(this.#limit, result);
      return result;
    } catch (error) {
      if (isDatabaseAway(error)) throw error;
      // Too much for one statement, or something in it that fails: by itself the same batch would fail for ever.
      if (this.#limit > 1 && sqlStateOf(error) !== LOCK_NOT_AVAILABLE) {
        this.#limit = Math.max(1, Math.floor(this.#limit / 4));
        throw error;
      }
      this.#onFault(error);
      return this.#tenantByTenant(now);
    }
  }

  /** Each tenant in a transaction of its own, so that what fails or is locked for one does not hold up the others. */
  async #tenantByTenant(now: Date): Promise<FanOutResult> {
    const results: FanOutResult[] = [];
    for (const tenantId of await listWaitingTenants(this.#db.engine)) {
      try {
        results.push(await this.#someOf(tenantId, now));
      } catch (error) {
        if (isDatabaseAway(error)) throw error;
        this.#onFault(error);
      }
    }
    return {
      events: results.reduce((sum, result) => sum + result.events, 0),
      deliveries: results.reduce((sum, result) => sum + result.deliveries, 0),
      webhookIds: results.flatMap((result) => result.webhookIds),
    };
  }

  async #someOf(tenantId: string, now: Date): Promise<FanOutResult> {
    const wish = { limit: this.#limit, now, tenantId };
    try {
      return await fanOutEvents(this.#db.engine, wish);
    } catch (error) {
      if (!isRefusedContents(error)) throw error;
      // A filter that can not be evaluated for an event: rather a delivery too many than one lost.
      this.#onFault(error);
      return fanOutEvents(this.#db.engine, { ...wish, limit: 1, ignoresFilters: true });
    }
  }
}

// Class 22 and 54: something in the data can not be computed with.
function isRefusedContents(error: unknown): boolean {
  return /^(22|54)/.test(sqlStateOf(error) ?? "");
}

export interface FanOutTold {
  readonly onFanOut?: OnFanOut;
  /** Told of what could not be fanned out as it should; the round goes on with the rest. */
  readonly onFault?: (fault: unknown) => void;
}

export function createFanOut(db: Database, told: FanOutTold = {}): FanOut {
  return new BatchedFanOut(db, told);
}
