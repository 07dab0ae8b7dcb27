// The PostgreSQL store on a real server: the shared suite over two connections, set-up by many at once, expiry, and the
// database's own clock.
import pg from "pg";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { createPostgresStore } from "./postgres.ts";
import { describeStore } from "../testkit/store-suite.ts";

const name = `receiver_${crypto.randomUUID().replaceAll("-", "")}`;
const pools: pg.Pool[] = [];

function connect(): pg.Pool {
  const url = new URL(inject("databaseUrl"));
  url.pathname = `/${name}`;
  const pool = new pg.Pool({ connectionString: url.href, max: 8 });
  pools.push(pool);
  return pool;
}

async function onServer(statement: string): Promise<void> {
  const admin = new pg.Client({ connectionString: inject("databaseUrl") });
  await admin.connect();
  await admin.query(statement);
  await admin.end();
}

beforeAll(() => onServer(`CREATE DATABASE ${name}`));
afterAll(async () => {
  await Promise.all(pools.map((pool) => pool.end()));
  await onServer(`DROP DATABASE ${name}`);
});

describeStore("PostgreSQL store", async () => ({
  connect: async (clock) => {
    const store = createPostgresStore(connect(), { table: "suite", clock });
    await store.setup();
    return store;
  },
  close: async () => {},
}));

describe("PostgreSQL store", () => {
  it("can be set up by many processes at once, and again", async () => {
    const pool = connect();
    const stores = Array.from({ length: 8 }, () => createPostgresStore(pool, { table: "at_once" }));
    await Promise.all(stores.map((store) => store.setup()));
    await stores[0]?.setup();
    expect(await stores[0]?.claim({ key: "a", token: "t", leaseMs: 60_000 })).toEqual({ kind: "claimed" });
  });

  it("goes by the database's clock, whatever this machine's says", async () => {
    const pool = connect();
    const store = createPostgresStore(pool, { table: "clocked" });
    await store.setup();
    await store.claim({ key: "a", token: "t", leaseMs: 60_000 });
    const ends = await pool.query("SELECT extract(epoch FROM ends_at - now())::float8 AS left FROM clocked");
    expect(ends.rows[0].left).toBeGreaterThan(0);
    await pool.query("UPDATE clocked SET ends_at = now() - interval '1 ms'");
    expect(await store.claim({ key: "a", token: "u", leaseMs: 60_000 })).toEqual({ kind: "claimed" });
  });

  it("works with clients that give rows as an array", async () => {
    const pool = connect();
    const client = { query: async (text: string, params: unknown[]) => (await pool.query(text, params)).rows };
    const store = createPostgresStore(client, { table: "arrays" });
    await store.setup();
    expect(await store.claim({ key: "a", token: "t", leaseMs: 60_000 })).toEqual({ kind: "claimed" });
    expect((await store.claim({ key: "a", token: "u", leaseMs: 60_000 })).kind).toBe("busy");
    expect(await store.complete({ key: "a", token: "t", keepMs: 60_000 })).toBe(true);
  });

  it("deletes what expired and keeps the rest", async () => {
    let now = 1_000_000;
    const store = createPostgresStore(connect(), { table: "purged", clock: () => now });
    await store.setup();
    for (const key of ["a", "b"]) await store.complete({ key, token: "t", keepMs: 1000 });
    await store.swap({ key: "progress", expected: null, next: "1", keepMs: null });
    now += 1000;
    await store.complete({ key: "c", token: "t", keepMs: 1000 });
    expect(await store.purge()).toBe(2);
    expect(await store.read("progress")).toBe("1");
  });

  it("can stand in a schema of its own", async () => {
    const pool = connect();
    await pool.query("CREATE SCHEMA hooks");
    const store = createPostgresStore(pool, { table: "hooks.receiver" });
    await store.setup();
    expect(await store.claim({ key: "a", token: "t", leaseMs: 60_000 })).toEqual({ kind: "claimed" });
  });

  it.each(["", "Robert'); DROP TABLE x;--", "two words", "a.b.c", "Upper"])("refuses the table name %j", (table) => {
    expect(() => createPostgresStore({ query: async () => [] }, { table })).toThrow(/plain name/);
  });
});
