// Tables that grew are analysed once, and left alone until they grow again.
import { expect, test } from "vitest";
import { makeTenant } from "../testkit/builders.ts";
import { openTestDatabase } from "../testkit/database.ts";
import { analyzeGrown } from "./analyze-grown.ts";
import { sql } from "./sql.ts";

test("a table that grew is analysed; one that did not is left alone", async () => {
  await using testDatabase = await openTestDatabase();
  const { engine } = testDatabase.db;
  const tenantId = await makeTenant(testDatabase.db);
  await engine.query(sql`
    INSERT INTO ticketwire.clients (tenant_id, client_id, client_name, created_at, updated_at)
    SELECT ${tenantId}, gen_random_uuid(), 'Client ' || n, now(), now() FROM generate_series(1, 2000) AS n`);
  // Figures of changes reach the view when the session that made them says so.
  await engine.query(sql`SELECT pg_stat_force_next_flush()`);
  await expect.poll(() => analyzeGrown(engine)).toContain("ticketwire.clients");
  const [row] = await engine.query<{ estimate: number }>(sql`
    SELECT reltuples::int AS estimate FROM pg_class WHERE oid = 'ticketwire.clients'::regclass`);
  expect(row?.estimate).toBe(2000);
});
