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
