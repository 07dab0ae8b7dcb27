// The database's time, however long it took to ask for it.
import { afterAll, beforeAll, expect, it } from "vitest";
import { openTestDatabase, type TestDatabase } from "../testkit/database.ts";
import { followDatabaseClock } from "./clock.ts";
import type { Queryable } from "./database.ts";
import { sql } from "./sql.ts";

let test: TestDatabase;
beforeAll(async () => {
  test = await openTestDatabase();
});
afterAll(() => test[Symbol.asyncDispose]());

it("is asked for again when the answer was long on its way", async () => {
  let looks = 0;
  const lateAtFirst: Queryable = {
    query(statement) {
      looks++;
      return test.db.engine.query(looks > 1 ? statement : sql`SELECT clock_timestamp() AS now, pg_sleep(0.02)`);
    },
  };
  await followDatabaseClock(lateAtFirst).sync();
  expect(looks).toBeGreaterThan(1);
});

/** Looks as they come from a database: what it says, seconds off, and how long the answer takes. */
function scripted(looks: readonly { readonly offSeconds: number; readonly sleepSeconds: number }[]): Queryable {
  let at = 0;
  return {
    query(_statement) {
      const { offSeconds, sleepSeconds } = looks[Math.min(at++, looks.length - 1)] ?? {
        offSeconds: 0,
        sleepSeconds: 0,
      };
      return test.db.engine.query(sql`
        SELECT clock_timestamp() + make_interval(secs => ${offSeconds}::float8) AS now, pg_sleep(${sleepSeconds}::float8)`);
    },
  };
}

it("is not moved by a look that took longer than it says to be off", async () => {
  const exact = { offSeconds: 0, sleepSeconds: 0 };
  const clock = followDatabaseClock(scripted([exact, exact, exact, exact, { offSeconds: 0, sleepSeconds: 0.3 }]));
  await clock.sync();
  const before = clock.now().getTime() - performance.now();
  for (let n = 0; n < 3; n++) await clock.sync();
  // Asked for at the beginning of 300 ms, so each look seems to be 150 ms off.
  expect(Math.abs(clock.now().getTime() - performance.now() - before)).toBeLessThan(100);
});

it("leaps with the database, forth and back", async () => {
  const clock = followDatabaseClock(
    scripted(
      [3600, -3600].flatMap((offSeconds) => Array.from({ length: 4 }, () => ({ offSeconds, sleepSeconds: 0.003 }))),
    ),
  );
  const leapOf = async (): Promise<number> => {
    await clock.sync();
    return Math.round((clock.now().getTime() - Date.now()) / 3_600_000);
  };
  expect([await leapOf(), await leapOf()]).toEqual([1, -1]);
});
