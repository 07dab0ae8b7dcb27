// Connections that break: whoever uses one is told, nobody else, and the next statement gets a good one.
import { afterAll, beforeAll, expect, test } from "vitest";
import { openTestDatabase, type TestDatabase } from "../testkit/database.ts";
import { isDatabaseAway } from "./errors.ts";
import { sql } from "./sql.ts";

let testDatabase: TestDatabase;

beforeAll(async () => {
  testDatabase = await openTestDatabase();
});
afterAll(() => testDatabase[Symbol.asyncDispose]());

async function endOthers(): Promise<void> {
  const session = await testDatabase.db.openSession();
  await session.query(`
    SELECT pg_terminate_backend(pid) FROM pg_stat_activity
    WHERE datname = current_database() AND pid <> pg_backend_pid()`);
  await session.end();
}

test("a connection that breaks between two statements of a transaction fails that transaction, not the process", async () => {
  const { engine } = testDatabase.db;
  const broken = engine.transaction(async (tx) => {
    await tx.query(sql`SELECT 1`);
    await endOthers();
    // Long enough for the news to come while nobody waits for this connection.
    await new Promise((resolve) => setImmediate(() => setTimeout(resolve, 20)));
    await tx.query(sql`SELECT 2`);
  });
  await expect(broken).rejects.toSatisfy(isDatabaseAway);
  expect(await engine.query(sql`SELECT 3 AS n`)).toEqual([{ n: 3 }]);
});
