// One leader at a time, and what standing for leader costs the database: nothing that grows with the time it takes.
import { afterAll, beforeAll, expect, it } from "vitest";
import { sql } from "../db/sql.ts";
import { openTestDatabase, type TestDatabase } from "../testkit/database.ts";
import { standForLeader } from "./leadership.ts";

let test: TestDatabase;
beforeAll(async () => {
  test = await openTestDatabase();
});
afterAll(() => test[Symbol.asyncDispose]());

async function lead(): Promise<{ gained: Promise<void>; standing: ReturnType<typeof standForLeader> }> {
  const gained = Promise.withResolvers<void>();
  return { gained: gained.promise, standing: standForLeader({ db: test.db, onGained: gained.resolve }) };
}

it("the second leads when the first has gone, and holds no snapshot while it stands", async () => {
  const first = await lead();
  await first.gained;
  const second = await lead();
  const countAsked = () =>
    test.db.engine.query<{ asked: number }>(sql`
      SELECT count(*) AS asked FROM pg_stat_activity
      WHERE datname = current_database() AND query LIKE '%pg_try_advisory_lock%' AND query NOT LIKE '%pg_stat_activity%'`);
  await expect.poll(async () => (await countAsked())[0]?.asked).toBe(2);
  const old = await test.db.engine.query(sql`
    SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`);
  expect(old).toEqual([]);
  expect([first.standing.isLeader(), second.standing.isLeader()]).toEqual([true, false]);
  await first.standing[Symbol.asyncDispose]();
  await second.gained;
  expect([first.standing.isLeader(), second.standing.isLeader()]).toEqual([false, true]);
  await second.standing[Symbol.asyncDispose]();
  expect(second.standing.leaderPid()).toBeNull();
});
