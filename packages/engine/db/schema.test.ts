// The committed picture of the schema is the schema. After a new migration: `npm test -- packages/engine/db/schema -u`, and read
// what changed.
import { readdir } from "node:fs/promises";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openTestDatabase, type TestDatabase } from "../testkit/database.ts";
import { describeSchema } from "./schema-snapshot.ts";
import { sql } from "./sql.ts";

let testDatabase: TestDatabase;

beforeAll(async () => {
  testDatabase = await openTestDatabase();
});
afterAll(() => testDatabase[Symbol.asyncDispose]());

test("migrations lead to the schema that is written down", async () => {
  await expect(await describeSchema(testDatabase.db.engine)).toMatchFileSnapshot("./schema.txt");
});

test("migrations are numbered 1, 2, 3, … without a double", async () => {
  const names = (await readdir(new URL("./migrations/", import.meta.url))).sort();
  expect(names.map((name) => Number(name.slice(0, 4)))).toEqual(names.map((_, index) => index + 1));
});

test("every table's key begins with the tenant, and day comes second where there are partitions", async () => {
  const rows = await testDatabase.db.engine.query<{ name: string; key: string[] }>(sql`
    SELECT c.relname AS name, array_agg(a.attname::text ORDER BY k.place) AS key
    FROM pg_class AS c JOIN pg_index AS i ON i.indrelid = c.oid AND i.indisprimary
    CROSS JOIN LATERAL unnest(i.indkey) WITH ORDINALITY AS k (attnum, place)
    JOIN pg_attribute AS a ON a.attrelid = c.oid AND a.attnum = k.attnum
    WHERE c.relnamespace = 'ticketwire'::regnamespace AND c.relkind IN ('r', 'p') AND NOT c.relispartition
    GROUP BY c.relname`);
  const exempt = new Set(["migrations", "processes", "retention"]);
  const wrong = rows.filter(({ name, key }) => !exempt.has(name) && key[0] !== "tenant_id");
  expect(wrong).toEqual([]);
  for (const { name, key } of rows)
    if (["events", "deliveries", "attempts", "delivery_stats"].includes(name)) expect(key[1]).toBe("day");
});
