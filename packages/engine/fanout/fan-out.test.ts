// Fan-out on a real database: what is published becomes deliveries, once, densely numbered, for whoever matches.
import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { TenantId, WebhookId } from "@ticketwire/contract";
import type { Database } from "../db/database.ts";
import { sql } from "../db/sql.ts";
import { publish } from "../outbox/publish.ts";
import { makeTenant, makeWebhook } from "../testkit/builders.ts";
import { openTestDatabase, type TestDatabase } from "../testkit/database.ts";
import { createFanOut, nextBatchSize } from "./fan-out.ts";
import { fanOutEvents } from "./fan-out-events.ts";

let testDatabase: TestDatabase;
let db: Database;

beforeAll(async () => {
  testDatabase = await openTestDatabase();
  db = testDatabase.db;
});
afterAll(() => testDatabase[Symbol.asyncDispose]());

async function publishMany(tenantId: TenantId, count: number, type = "thing.happened"): Promise<void> {
  const events = Array.from({ length: count }, (_, n) => ({ type, subjectId: randomUUID(), data: { n } }));
  await db.engine.transaction((tx) => publish(tx.client, events, { tenantId, wake: false }));
}

async function drainOutbox(): Promise<void> {
  const fanOut = createFanOut(db);
  while ((await fanOut.tick(new Date())).events > 0);
}

async function sequencesOf(webhookId: WebhookId): Promise<number[]> {
  const rows = await db.engine.query<{ sequence: number }>(sql`
    SELECT sequence FROM ticketwire.deliveries WHERE webhook_id = ${webhookId} ORDER BY sequence`);
  return rows.map((row) => row.sequence);
}

const upTo = (n: number): number[] => Array.from({ length: n }, (_, index) => index + 1);

describe("fan-out", () => {
  test("gives each matching webhook every event once, numbered 1, 2, 3, … without holes", async () => {
    const tenantId = await makeTenant(db);
    const all = await makeWebhook(db, { tenantId });
    const other = await makeWebhook(db, { tenantId, eventTypes: ["thing.ended"] });
    await publishMany(tenantId, 300);
    await publishMany(tenantId, 7, "thing.ended");
    await drainOutbox();
    expect(await sequencesOf(all)).toEqual(upTo(300));
    expect(await sequencesOf(other)).toEqual(upTo(7));
  });

  test("never crosses tenants", async () => {
    const mine = await makeTenant(db);
    const theirs = await makeTenant(db);
    const theirWebhook = await makeWebhook(db, { tenantId: theirs });
    await publishMany(mine, 5);
    await drainOutbox();
    expect(await sequencesOf(theirWebhook)).toEqual([]);
  });

  test("keeps events of one write in their order and one subject's events in theirs", async () => {
    const tenantId = await makeTenant(db);
    const webhookId = await makeWebhook(db, { tenantId, eventTypes: ["a", "b", "c"] });
    const subjectId = randomUUID();
    for (let round = 0; round < 20; round++)
      await db.engine.transaction((tx) =>
        publish(
          tx.client,
          ["a", "b", "c"].map((type) => ({ type, subjectId, data: { round } })),
          {
            tenantId,
            occurredAt: new Date(Date.UTC(2026, 0, 1) + round),
            wake: false,
          },
        ),
      );
    await drainOutbox();
    const rows = await db.engine.query<{ event_type: string; body: string }>(sql`
      SELECT d.event_type, e.body FROM ticketwire.deliveries d JOIN ticketwire.events e USING (tenant_id, day, event_id)
      WHERE d.webhook_id = ${webhookId} ORDER BY d.sequence`);
    expect(rows.map((row) => row.event_type)).toEqual(Array.from({ length: 20 }, () => ["a", "b", "c"]).flat());
    const rounds = rows.map((row) => (JSON.parse(row.body) as { data: { round: number } }).data.round);
    expect(rounds).toEqual([...rounds].sort((a, b) => a - b));
  });

  test("keeps events of one subject that were published one after the other within a millisecond", async () => {
    const tenantId = await makeTenant(db);
    const webhookId = await makeWebhook(db, { tenantId });
    const [subjectId, occurredAt] = [randomUUID(), new Date()];
    for (let n = 0; n < 30; n++)
      await db.engine.transaction((tx) =>
        publish(tx.client, [{ type: "thing.happened", subjectId, data: { n } }], { tenantId, occurredAt, wake: false }),
      );
    await drainOutbox();
    const rows = await db.engine.query<{ body: string }>(sql`
      SELECT e.body FROM ticketwire.deliveries d JOIN ticketwire.events e USING (tenant_id, day, event_id)
      WHERE d.webhook_id = ${webhookId} ORDER BY d.sequence`);
    expect(rows.map((row) => (JSON.parse(row.body) as { data: { n: number } }).data.n)).toEqual(
      upTo(30).map((n) => n - 1),
    );
  });

  test("takes apart a batch in which a filter can not be evaluated: nobody waits for it, and nothing is lost", async () => {
    const [sick, well] = [await makeTenant(db), await makeTenant(db)];
    const filter = { conditions: [{ field: "n", operator: "equals", value: 1 }] };
    const sickWebhook = await makeWebhook(db, { tenantId: sick, filter });
    const wellWebhook = await makeWebhook(db, { tenantId: well });
    await publishMany(sick, 2);
    await publishMany(well, 3);
    // As a program in another language may have published it: PostgreSQL can keep this text, but not read it as JSON.
    await db.engine.query(sql`
      UPDATE ticketwire.events SET body = replace(body, '"data":{', '"data":{"text":"\\u0000",') WHERE tenant_id = ${sick}`);
    const faults: unknown[] = [];
    const fanOut = createFanOut(db, { onFault: (fault) => faults.push(fault) });
    for (let round = 0; round < 12; round++)
      await fanOut.tick(new Date()).catch((error: unknown) => faults.push(error));
    expect(await sequencesOf(wellWebhook)).toEqual([1, 2, 3]);
    expect(await sequencesOf(sickWebhook)).toEqual([1, 2]);
    expect(faults).not.toEqual([]);
  });

  test("does not let a tenant whose lane is locked keep the others waiting", async () => {
    const [locked, free] = [await makeTenant(db), await makeTenant(db)];
    const lockedWebhook = await makeWebhook(db, { tenantId: locked });
    const freeWebhook = await makeWebhook(db, { tenantId: free });
    await publishMany(locked, 2);
    await publishMany(free, 2);
    const session = await db.openSession();
    await session.query("BEGIN");
    await session.query("SELECT 1 FROM ticketwire.lane_heads WHERE webhook_id = $1 FOR UPDATE", [lockedWebhook]);
    await createFanOut(db).tick(new Date());
    expect(await sequencesOf(freeWebhook)).toEqual([1, 2]);
    await session.query("ROLLBACK");
    await session.end();
    await drainOutbox();
    expect(await sequencesOf(lockedWebhook)).toEqual([1, 2]);
  });

  test("holds what comes for a paused webhook, and still numbers it", async () => {
    const tenantId = await makeTenant(db);
    const webhookId = await makeWebhook(db, { tenantId, isActive: false });
    await publishMany(tenantId, 3);
    await drainOutbox();
    const rows = await db.engine.query<{ status: string; reason: string }>(sql`
      SELECT status, reason FROM ticketwire.deliveries WHERE webhook_id = ${webhookId}`);
    expect(rows.map((row) => row.status)).toEqual(["held", "held", "held"]);
    expect(rows[0]?.reason).toContain("inactive");
  });

  test("run by four at once gives each event one delivery and each sequence one event", async () => {
    const tenantId = await makeTenant(db);
    const webhooks = await Promise.all(upTo(5).map(() => makeWebhook(db, { tenantId })));
    await publishMany(tenantId, 400);
    await Promise.all(
      upTo(4).map(async () => {
        while ((await fanOutEvents(db.engine, { limit: 50, now: new Date() })).events > 0);
      }),
    );
    await drainOutbox();
    for (const webhookId of webhooks) expect(await sequencesOf(webhookId)).toEqual(upTo(400));
  });

  test("finds an event that commits after later ones were fanned out", async () => {
    const tenantId = await makeTenant(db);
    const webhookId = await makeWebhook(db, { tenantId });
    await db.engine.transaction(async (slow) => {
      await publish(slow.client, [{ type: "thing.happened", data: { slow: true } }], { tenantId });
      await publishMany(tenantId, 3);
      await drainOutbox();
      expect(await sequencesOf(webhookId)).toEqual([1, 2, 3]);
    });
    await drainOutbox();
    expect(await sequencesOf(webhookId)).toEqual([1, 2, 3, 4]);
  });

  test("rolls back with its transaction: nothing was published", async () => {
    const tenantId = await makeTenant(db);
    const webhookId = await makeWebhook(db, { tenantId });
    const attempt = db.engine.transaction(async (tx) => {
      await publish(tx.client, [{ type: "thing.happened", data: {} }], { tenantId });
      throw new Error("changed my mind");
    });
    await expect(attempt).rejects.toThrow("changed my mind");
    await drainOutbox();
    expect(await sequencesOf(webhookId)).toEqual([]);
  });

  test("serves each tenant an equal share of a batch, however much one of them waits", async () => {
    const [loud, quiet] = [await makeTenant(db), await makeTenant(db)];
    const quietWebhook = await makeWebhook(db, { tenantId: quiet });
    await makeWebhook(db, { tenantId: loud });
    await publishMany(loud, 500);
    await publishMany(quiet, 1);
    await fanOutEvents(db.engine, { limit: 10, now: new Date() });
    expect(await sequencesOf(quietWebhook)).toEqual([1]);
    await drainOutbox();
  });
});

test("the batch shrinks when events go to many webhooks and grows back in steps", () => {
  expect(nextBatchSize(100, { events: 100, deliveries: 100_000, webhookIds: [] })).toBe(4);
  expect(nextBatchSize(4, { events: 4, deliveries: 4, webhookIds: [] })).toBe(16);
  expect(nextBatchSize(100, { events: 0, deliveries: 0, webhookIds: [] })).toBe(100);
  expect(nextBatchSize(1, { events: 1, deliveries: 1_000_000, webhookIds: [] })).toBe(1);
});
