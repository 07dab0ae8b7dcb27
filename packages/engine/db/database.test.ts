// Connections that break: whoever uses one is told, nobody else, and the next statement gets a good one.
import { afterAll, beforeAll, expect, test } from "vitest";
import { openTestDatabase, type TestDatabase } from "../testkit/database.ts";
import type { Connection } from "./database.ts";
import { isDatabaseAway } from "./errors.ts";
import { fragment, sql } from "./sql.ts";

let testDatabase: TestDatabase;
let asSomebodyElse: Connection;
let nameOfDatabase: string;

beforeAll(async () => {
  testDatabase = await openTestDatabase();
  asSomebodyElse = testDatabase.open({ engineConnections: 1 }).engine;
  nameOfDatabase = new URL(testDatabase.url).pathname.slice(1);
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

async function limitConnections(most: number): Promise<void> {
  await asSomebodyElse.query(sql`${fragment(`ALTER DATABASE ${nameOfDatabase} CONNECTION LIMIT ${most}`)}`);
}

test("a server that takes no more connections: those that are there serve everybody, in turn", async () => {
  const narrowed: number[] = [];
  const db = testDatabase.open({ onNarrowed: (connections) => narrowed.push(connections) });
  await db.engine.query(sql`SELECT 1`);
  await limitConnections(3);
  const answers = await Promise.all(
    Array.from({ length: 20 }, (_, n) => db.engine.query<{ n: number }>(sql`SELECT ${n}::int AS n, pg_sleep(0.01)`)),
  );
  await limitConnections(-1);
  expect(answers.map(([answer]) => answer?.n)).toEqual(answers.map((_, n) => n));
  expect(narrowed).toHaveLength(1);
});

test("a server that takes not a single one is away", async () => {
  await limitConnections(0);
  await expect(testDatabase.open().engine.query(sql`SELECT 1`)).rejects.toSatisfy(isDatabaseAway);
  await limitConnections(-1);
});
