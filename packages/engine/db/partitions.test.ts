// Retention on a real database: partitions stand ready, what aged out goes whole, and a clock that leaps does no harm.
import { randomUUID } from "node:crypto";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { TenantId } from "@ticketwire/contract";
import { fanOutEvents } from "../fanout/fan-out-events.ts";
import { publish } from "../outbox/publish.ts";
import { makeTenant, makeWebhook } from "../testkit/builders.ts";
import { openTestDatabase, type TestDatabase } from "../testkit/database.ts";
import type { Database } from "./database.ts";
import { dayOf, maintainPartitions } from "./partitions.ts";
import { sql } from "./sql.ts";

const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;
let testDatabase: TestDatabase;
let db: Database;
let tenantId: TenantId;
const today = new Date();

beforeEach(async () => {
  testDatabase = await openTestDatabase();
  db = testDatabase.db;
  tenantId = await makeTenant(db);
});
afterEach(() => testDatabase[Symbol.asyncDispose]());

const inDays = (days: number, ms = 0): Date => new Date(today.getTime() + days * DAY_MS + ms);

async function daysOf(parent: string): Promise<string[]> {
  const rows = await db.engine.query<{ name: string }>(sql`
    SELECT inhrelid::regclass::text AS name FROM pg_inherits WHERE inhparent = ${`ticketwire.${parent}`}::regclass`);
  const days = rows.flatMap((row) => /_(\d{4})(\d\d)(\d\d)$/.exec(row.name)?.slice(1, 4).join("-") ?? []);
  return days.sort();
}

/** Events of a day, with their deliveries, as `publish` and fan-out would have written them then. */
async function writeDay(day: Date, events: number): Promise<void> {
  for (let n = 0; n < events; n++) {
    const eventId = randomUUID();
    await db.engine.query(sql`
      INSERT INTO ticketwire.events (tenant_id, day, event_id, event_type, occurred_at, body)
      VALUES (${tenantId}, ${dayOf(day)}, ${eventId}, 'thing.happened', ${day}, '{}')`);
    await db.engine.query(sql`
      INSERT INTO ticketwire.outbox (tenant_id, day, event_id, event_type, occurred_at)
      VALUES (${tenantId}, ${dayOf(day)}, ${eventId}, 'thing.happened', ${day})`);
  }
}

async function count(table: string): Promise<number> {
  const [row] = await db.engine.query<{ n: number }>({
    text: `SELECT count(*)::int AS n FROM ticketwire.${table}`,
    values: [],
    name: "",
  });
  return row?.n ?? -1;
}

describe("partitions", () => {
  test("stand ready for today and the days ahead, made once however many processes ask", async () => {
    const results = await Promise.all(
      Array.from({ length: 4 }, () => maintainPartitions(db, { now: inDays(5), retentionDays: 30 })),
    );
    const made = results.flatMap((result) => result.made);
    expect(new Set(made).size).toBe(made.length);
    for (const ahead of [5, 6, 7, 8])
      for (const parent of ["events", "deliveries", "attempts", "delivery_stats"])
        expect(await daysOf(parent)).toContain(dayOf(inDays(ahead)));
  });

  test("are dropped when they age out, an event together with its deliveries and what still waits for fan-out", async () => {
    await makeWebhook(db, { tenantId });
    await writeDay(today, 3);
    await fanOutEvents(db.engine, { limit: 2, now: today });
    expect([await count("events"), await count("deliveries"), await count("outbox")]).toEqual([3, 2, 1]);
    for (let day = 1; day <= 31; day++) await maintainPartitions(db, { now: inDays(day), retentionDays: 30 });
    expect([await count("events"), await count("deliveries"), await count("outbox")]).toEqual([0, 0, 0]);
    expect(await daysOf("events")).not.toContain(dayOf(today));
    expect(await daysOf("events")).toContain(dayOf(inDays(1)));
  });

  test("keep the day at the edge of retention", async () => {
    await writeDay(today, 1);
    for (let day = 1; day <= 30; day++) await maintainPartitions(db, { now: inDays(day), retentionDays: 30 });
    expect(await count("events")).toBe(1);
  });
});

describe("days of standstill", () => {
  test("rows that came while no partition was there are moved to theirs, and stay what they were", async () => {
    const webhookId = await makeWebhook(db, { tenantId });
    await writeDay(inDays(20), 5);
    await fanOutEvents(db.engine, { limit: 10, now: inDays(20) });
    expect([await count("events_default"), await count("deliveries_default")]).toEqual([5, 5]);
    await maintainPartitions(db, { now: inDays(20), retentionDays: 30 });
    expect([await count("events_default"), await count("deliveries_default")]).toEqual([0, 0]);
    expect(await daysOf("deliveries")).toContain(dayOf(inDays(20)));
    const rows = await db.engine.query<{ sequence: number; day: string }>(sql`
      SELECT sequence, day FROM ticketwire.deliveries WHERE webhook_id = ${webhookId} ORDER BY sequence`);
    expect(rows).toEqual([1, 2, 3, 4, 5].map((sequence) => ({ sequence, day: dayOf(inDays(20)) })));
  });

  test("what aged out meanwhile is dropped an hour after the first look, strays included", async () => {
    await writeDay(today, 2);
    await writeDay(inDays(10), 2);
    await maintainPartitions(db, { now: inDays(60), retentionDays: 30 });
    expect(await count("events")).toBe(4);
    await maintainPartitions(db, { now: inDays(60, HOUR_MS), retentionDays: 30 });
    expect(await count("events")).toBe(0);
    expect((await daysOf("events")).every((day) => day >= dayOf(inDays(30)))).toBe(true);
  });
});

describe("a clock that leaps", () => {
  test("ahead by years and back within the hour drops nothing, and retention goes on as before", async () => {
    await writeDay(today, 2);
    await maintainPartitions(db, { now: today, retentionDays: 30 });
    for (const ms of [0, HOUR_MS / 6, HOUR_MS / 2])
      expect((await maintainPartitions(db, { now: inDays(800, ms), retentionDays: 30 })).dropped).toEqual([]);
    expect(await count("events")).toBe(2);
    for (let day = 1; day <= 31; day++) await maintainPartitions(db, { now: inDays(day), retentionDays: 30 });
    expect(await count("events")).toBe(0);
  });

  test("back by years drops nothing", async () => {
    await writeDay(today, 2);
    await maintainPartitions(db, { now: inDays(-800), retentionDays: 30 });
    await maintainPartitions(db, { now: today, retentionDays: 30 });
    expect(await count("events")).toBe(2);
  });
});

test("maintenance gives way to statements under way instead of holding up everything behind it", async () => {
  await writeDay(today, 1);
  const reader = await db.openSession();
  await reader.query("BEGIN; SELECT count(*) FROM ticketwire.events");
  await expect(maintainPartitions(db, { now: inDays(9), retentionDays: 30 })).rejects.toThrow("lock timeout");
  // What came behind it is served.
  await db.engine.transaction((tx) => publish(tx.client, [{ type: "thing.happened", data: {} }], { tenantId }));
  await reader.query("ROLLBACK");
  await reader.end();
  expect((await maintainPartitions(db, { now: inDays(9), retentionDays: 30 })).made).not.toEqual([]);
});
