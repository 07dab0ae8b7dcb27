// Time as a parameter. In production it is the database's: every process of a cluster then agrees on what is due.
// Between two looks at the database the local monotonic clock carries it on.
import type { Queryable } from "./database.ts";
import { sql } from "./sql.ts";

export interface Clock {
  /** The present moment. */
  now(): Date;
}

export interface DatabaseClock extends Clock {
  /** Looks at the database once; call it again now and then (each heartbeat does). */
  sync(): Promise<void>;
}

/** A look that took longer may be off by half of it: then it is done again, and the shortest look counts. */
const SHORT_LOOK_MS = 2;
const MOST_LOOKS = 4;

interface Look {
  readonly base: number;
  readonly tookMs: number;
}

async function lookAt(db: Queryable): Promise<Look> {
  const asked = performance.now();
  const [row] = await db.query<{ now: Date }>(sql`SELECT clock_timestamp() AS now`);
  const answered = performance.now();
  if (row === undefined) throw new Error("the database did not tell its time");
  return { base: row.now.getTime() - (asked + answered) / 2, tookMs: answered - asked };
}

/** The database tells whole milliseconds. */
const GRAIN_MS = 1;

/**
 * A clock that follows the database's; until the first `sync` it is the machine's. A look that can not prove it wrong leaves
 * it as it is: a busy process, whose looks are inexact, does not go to and fro with them.
 */
export function followDatabaseClock(db: Queryable): DatabaseClock {
  let base = Date.now() - performance.now();
  let isFirst = true;
  return {
    now: () => new Date(base + performance.now()),
    async sync() {
      let best = await lookAt(db);
      for (let looks = 1; looks < MOST_LOOKS && best.tookMs > SHORT_LOOK_MS; looks++) {
        const look = await lookAt(db);
        if (look.tookMs < best.tookMs) best = look;
      }
      const isWrong = Math.abs(best.base - base) > best.tookMs / 2 + GRAIN_MS;
      if (isFirst || isWrong) base = best.base;
      isFirst = false;
    },
  };
}

/** A clock that stands still until it is moved; for tests. */
export function manualClock(start: Date): Clock & { advance(ms: number): void } {
  let moment = start.getTime();
  return {
    now: () => new Date(moment),
    advance: (ms) => {
      moment += ms;
    },
  };
}
