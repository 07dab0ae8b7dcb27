// The SQLite store on node:sqlite: the shared suite over two connections to one file, durability, expiry, bad names.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { describeStore } from "../testkit/store-suite.ts";
import { createSqliteStore, openSqlite } from "./sqlite.ts";

const folder = mkdtempSync(join(tmpdir(), "ticketwire-receiver-"));
const opened: { close(): void }[] = [];
afterAll(() => {
  opened.forEach((database) => database.close());
  rmSync(folder, { recursive: true, force: true });
});

async function open(file: string): Promise<Awaited<ReturnType<typeof openSqlite>>> {
  const database = await openSqlite(join(folder, file));
  opened.push(database);
  return database;
}

describeStore("SQLite store", async () => ({
  connect: async (clock) => createSqliteStore(await open("suite.db"), { clock }),
  close: async () => {},
}));

describe("SQLite store", () => {
  it("remembers over a restart", async () => {
    const before = await openSqlite(join(folder, "restart.db"));
    const store = createSqliteStore(before);
    await store.claim({ key: "event:1", token: "t", leaseMs: 60_000 });
    await store.complete({ key: "event:1", token: "t", keepMs: 60_000 });
    before.close();
    const after = createSqliteStore(await open("restart.db"));
    expect(await after.claim({ key: "event:1", token: "u", leaseMs: 60_000 })).toEqual({ kind: "done" });
  });

  it("deletes what expired and keeps the rest", async () => {
    let now = 1000;
    const store = createSqliteStore(await open("purge.db"), { clock: () => now });
    for (const key of ["a", "b"]) await store.complete({ key, token: "t", keepMs: 1000 });
    await store.swap({ key: "progress", expected: null, next: "1", keepMs: null });
    now = 2000;
    await store.complete({ key: "c", token: "t", keepMs: 1000 });
    expect(await store.purge()).toBe(2);
    expect(await store.purge()).toBe(0);
    expect(await store.read("progress")).toBe("1");
  });

  it("deletes what expired by itself while it is used", async () => {
    let now = 1000;
    const store = createSqliteStore(await open("self.db"), { clock: () => now });
    await store.complete({ key: "old", token: "t", keepMs: 1000 });
    now = 5000;
    for (let index = 0; index < 500; index += 1)
      await store.complete({ key: `k${index}`, token: "t", keepMs: 100_000 });
    expect(await store.purge()).toBe(0);
  });

  it.each(["", "Robert'); DROP TABLE x;--", "two words", "a.b.c", "Upper"])(
    "refuses the table name %j",
    async (table) => {
      const database = await open("names.db");
      expect(() => createSqliteStore(database, { table })).toThrow(/plain name/);
    },
  );
});
