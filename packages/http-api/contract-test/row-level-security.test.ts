// What stands behind every tenant-bound statement (P11): the policies of the database itself. Two tenants with rows in almost
// every table; statements without any WHERE, as a mistake would write them, on connections bound to one of them or to nobody.
import type { TenantId } from "@ticketwire/contract";
import { type Queryable } from "@ticketwire/engine/db/database";
import { fragment, sql, unprepared } from "@ticketwire/engine/db/sql";
import type pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openTestApp, type TestApp } from "../testkit/test-app.ts";
import { makeWorld, type World } from "./world.ts";

/** Has no policy, so that LIKE finds its index; it is read through a function that asks the same, and by nothing else. */
const READ_BY_FUNCTION = "ticket_texts";

interface Table {
  readonly name: string;
  readonly is_bound: boolean;
}

let t: TestApp;
let first: World;
let second: World;
let tables: readonly Table[];
let tenants: readonly TenantId[];

async function countRows(db: Queryable, table: string): Promise<Readonly<Record<string, number>>> {
  const rows = await db.query<{ tenant_id: string; rows: number }>(
    unprepared(sql`SELECT tenant_id, count(*) AS rows FROM ticketwire.${fragment(table)} GROUP BY tenant_id`),
  );
  return Object.fromEntries(rows.map((row) => [row.tenant_id, row.rows]));
}

beforeAll(async () => {
  t = await openTestApp();
  first = await makeWorld(t, []);
  second = await makeWorld(t, []);
  tables = await t.db.engine.query<Table>(sql`
    SELECT c.relname AS name, c.relrowsecurity AND c.relforcerowsecurity AND EXISTS (
      SELECT 1 FROM pg_policy AS p WHERE p.polrelid = c.oid) AS is_bound
    FROM pg_class AS c JOIN pg_attribute AS a ON a.attrelid = c.oid AND a.attname = 'tenant_id' AND NOT a.attisdropped
    WHERE c.relnamespace = 'ticketwire'::regnamespace AND c.relkind IN ('r', 'p') AND NOT c.relispartition ORDER BY 1`);
  tenants = (
    await t.db.engine.query<{ tenant_id: TenantId }>(sql`SELECT DISTINCT tenant_id FROM ticketwire.events`)
  ).map((row) => row.tenant_id);
});
afterAll(async () => {
  await first[Symbol.asyncDispose]();
  await second[Symbol.asyncDispose]();
  await t[Symbol.asyncDispose]();
});

describe("row-level security", () => {
  it("is on, and forced on the owner too, for every table with a tenant", () => {
    expect(tables.length).toBeGreaterThan(25);
    expect(tables.filter(({ is_bound: isBound }) => !isBound).map(({ name }) => name)).toEqual([READ_BY_FUNCTION]);
  });

  it("binds the role of the application, which is no superuser", async () => {
    const [role] = await t.db.engine.query(sql`
      SELECT rolsuper, rolbypassrls FROM pg_roles WHERE rolname = current_user`);
    expect(role).toEqual({ rolsuper: false, rolbypassrls: false });
  });

  it("shows a tenant its own rows and no others, in every table", async () => {
    const [mine, others] = tenants;
    expect(tenants).toHaveLength(2);
    const filled: string[] = [];
    for (const { name } of tables.filter((table) => table.is_bound)) {
      const all = await countRows(t.db.engine, name);
      const seen = await countRows(t.db.forTenant(mine as TenantId), name);
      const own = all[mine ?? ""];
      expect([name, seen]).toEqual([name, own === undefined ? {} : { [mine ?? ""]: own }]);
      if (own !== undefined && all[others ?? ""] !== undefined) filled.push(name);
    }
    // What was compared is not nothing.
    expect(filled).toEqual(
      expect.arrayContaining([
        "api_keys",
        "audit_log",
        "comments",
        "deliveries",
        "events",
        "lanes",
        "tickets",
        "users",
        "webhooks",
      ]),
    );
  });

  it("shows nothing to a connection that is bound to nobody", async () => {
    const session = await t.db.openSession();
    try {
      await session.query("SELECT set_config('ticketwire.tenant', '', false)");
      for (const { name } of tables.filter((table) => table.is_bound)) {
        const { rows }: pg.QueryResult<{ count: string }> = await session.query(
          `SELECT count(*) FROM ticketwire.${name}`,
        );
        expect([name, Number(rows[0]?.count)]).toEqual([name, 0]);
      }
    } finally {
      await session.end();
    }
  });

  it("lets a tenant change, delete and add no row of another", async () => {
    const [mine, others] = tenants;
    const tenant = t.db.forTenant(mine as TenantId);
    const named = sql`UPDATE ticketwire.webhooks SET name = 'mine' RETURNING tenant_id`;
    expect(new Set((await tenant.query<{ tenant_id: string }>(named)).map((row) => row.tenant_id))).toEqual(
      new Set([mine]),
    );
    await tenant.query(sql`DELETE FROM ticketwire.ticket_tags`);
    const other = await t.db.engine.query<{ name: string }>(sql`
      SELECT name FROM ticketwire.webhooks WHERE tenant_id = ${others}`);
    expect(other.map(({ name }) => name)).not.toContain("mine");
    const stolen = sql`UPDATE ticketwire.webhooks SET tenant_id = ${others}`;
    await expect(tenant.query(stolen)).rejects.toMatchObject({ code: "42501" });
    const planted = sql`
      INSERT INTO ticketwire.ticket_tags (tenant_id, tag, ticket_id) VALUES (${others}, 'planted', gen_random_uuid())`;
    await expect(tenant.query(planted)).rejects.toMatchObject({ code: "42501" });
  });

  it("is asked by the function that reads the words of tickets, too", async () => {
    const [mine, others] = tenants;
    const search = (tenant: string | undefined) => sql`
      SELECT count(*) AS found FROM ticketwire.tickets_with_words(${tenant}::uuid, '%')`;
    const bound = t.db.forTenant(mine as TenantId);
    const [own] = await bound.query<{ found: number }>(search(mine));
    expect(own?.found).toBeGreaterThan(0);
    expect(await bound.query(search(others))).toEqual([{ found: 0 }]);
  });

  it("keeps one tenant's connection from being lent to another as it was", async () => {
    const seen = await Promise.all(
      Array.from({ length: 60 }, async (_, index) => {
        const tenantId = tenants[index % 2] as TenantId;
        const rows = await t.db
          .forTenant(tenantId)
          .query<{ bound: string }>(sql`SELECT ticketwire.bound_tenant() AS bound`);
        return rows[0]?.bound === tenantId;
      }),
    );
    expect(seen).not.toContain(false);
  });
});
