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

/** A clock that follows the database's; until the first `sync` it is the machine's. */
export function followDatabaseClock(db: Queryable): DatabaseClock {
  let base = Date.now() - performance.now();
  return {
    now: () => new Date(base + performance.now()),
    async sync() {
      const asked = performance.now();
      const [row] = await db.query<{ now: Date }>(sql`SELECT clock_timestamp() AS now`);
      const answered = performance.now();
      if (row) base = row.now.getTime() - (asked + answered) / 2;
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
