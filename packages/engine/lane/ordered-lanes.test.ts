// `ordering: ticket` on real rows: what is parked, released, asked for and not read yet keeps its place behind the earlier events of
// its ticket.
import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import type { TenantId, WebhookId } from "@ticketwire/contract";
import { manualClock } from "../db/clock.ts";
import type { Database } from "../db/database.ts";
import { sql } from "../db/sql.ts";
import { createFanOut } from "../fanout/fan-out.ts";
import { publish } from "../outbox/publish.ts";
import { makeSecretBox, makeTenant, makeWebhook, type WebhookWish } from "../testkit/builders.ts";
import { openTestDatabase, type TestDatabase } from "../testkit/database.ts";
import { LaneWorker, type WorkerWish } from "../testkit/lane-worker.ts";
import type { DueDelivery } from "./load-deliveries.ts";

const box = makeSecretBox();
const MINUTE_MS = 60_000;
let testDatabase: TestDatabase;
let db: Database;
let clock: ReturnType<typeof manualClock>;
let tenantId: TenantId;

beforeAll(async () => {
  testDatabase = await openTestDatabase();
  db = testDatabase.db;
});
afterAll(() => testDatabase[Symbol.asyncDispose]());
beforeEach(async () => {
  clock = manualClock(new Date());
  tenantId = await makeTenant(db);
  // What an earlier test left behind is none of this one's business.
  await db.engine.query(sql`UPDATE ticketwire.lane_heads SET paused = true`);
});

function webhook(wish: Partial<WebhookWish> = {}): Promise<WebhookId> {
  return makeWebhook(db, { tenantId, box, ordering: "ticket", ...wish });
}

function worker(wish: Partial<WorkerWish> = {}): Promise<LaneWorker> {
  return LaneWorker.start({ db, clock, box, ...wish });
}

async function publishSome(count: number, subjectId: string): Promise<void> {
  const events = Array.from({ length: count }, (_, n) => ({ type: "thing.happened", subjectId, data: { n } }));
  await db.engine.transaction((tx) => publish(tx.client, events, { tenantId, wake: false }));
  const fanOut = createFanOut(db);
  while ((await fanOut.tick(clock.now())).events > 0);
}

async function statusesOf(webhookId: WebhookId): Promise<string[]> {
  const rows = await db.engine.query<{ status: string }>(
    sql`SELECT status FROM ticketwire.deliveries WHERE webhook_id = ${webhookId} ORDER BY sequence`,
  );
  return rows.map((row) => row.status);
}

test("what is due does not overtake an earlier event of its ticket that was not read yet", async () => {
  const webhookId = await webhook();
  const ticket = randomUUID();
  await publishSome(4, ticket);
  // As after a pause that ended before everything open was held: the later ones were held and are sent again.
  await db.engine.query(sql`
    UPDATE ticketwire.deliveries SET next_attempt_at = ${clock.now()} WHERE webhook_id = ${webhookId} AND sequence > 2`);
  await db.engine.query(sql`UPDATE ticketwire.lanes SET next_due_at = ${clock.now()} WHERE webhook_id = ${webhookId}`);
  const owner = await worker();
  for (let round = 0; round < 4; round++) {
    await owner.round();
    clock.advance(2_000);
    owner.keepLease();
  }
  expect(owner.sent.map((delivery) => delivery.sequence)).toEqual([1, 2, 3, 4]);
});

test("a parked one is not released while an earlier event of its ticket was not read yet", async () => {
  const webhookId = await webhook();
  const ticket = randomUUID();
  await publishSome(4, ticket);
  // The owner before parked the third and died before the first two were written.
  await db.engine.query(sql`
    UPDATE ticketwire.deliveries SET next_attempt_at = 'infinity' WHERE webhook_id = ${webhookId} AND sequence = 3`);
  const owner = await worker();
  await owner.runner.claim(null);
  await owner.runner.releaseParked();
  for (let round = 0; round < 6; round++) {
    await owner.round();
    clock.advance(2_000);
    owner.keepLease();
  }
  expect(owner.sent.map((delivery) => delivery.sequence)).toEqual([1, 2, 3, 4]);
});

test("parked deliveries that wait for nothing are found when nothing else of their lane is due", async () => {
  const webhookId = await webhook();
  const ticket = randomUUID();
  await publishSome(3, ticket);
  const dying = await worker({ script: (delivery) => delivery.sequence !== 1 });
  await dying.round();
  expect(await statusesOf(webhookId)).toEqual(["retrying", "pending", "pending"]);
  // The one in front vanishes: it aged out, say. The owner gives the lane back with nothing but parked ones.
  await db.engine.query(sql`DELETE FROM ticketwire.deliveries WHERE webhook_id = ${webhookId} AND sequence = 1`);
  await dying.runner.releaseAll();
  const next = await worker();
  await next.round();
  await next.round();
  expect(await statusesOf(webhookId)).toEqual(["delivered", "delivered"]);
});

test("what is parked while other tickets are being released keeps its place behind the earlier event of its ticket", async () => {
  const webhookId = await webhook({ maxConcurrency: 50 });
  const tickets = Array.from({ length: 20 }, () => randomUUID());
  for (let wave = 0; wave < 4; wave++) for (const ticket of tickets) await publishSome(1, ticket);
  // Each fails twice at its first event, so that everything behind it is parked, released and parked again.
  const fails = new Map<string, number>();
  const taken: DueDelivery[] = [];
  const owner = await worker({
    script: async (delivery) => {
      await new Promise(setImmediate);
      const failed = fails.get(delivery.deliveryId) ?? 0;
      fails.set(delivery.deliveryId, failed + 1);
      if (failed < delivery.sequence % 3) return false;
      taken.push(delivery);
      return true;
    },
  });
  for (let minute = 0; minute < 40 && taken.length < 80; minute++) {
    // Releases go on beside loads and attempts, as their loops do.
    await Promise.all([owner.round(), owner.runner.releaseParked(), owner.outcomes.tick()]);
    clock.advance(MINUTE_MS + 1);
    owner.keepLease();
  }
  expect(taken).toHaveLength(80);
  for (const ticket of tickets) {
    const sequences = taken.filter((delivery) => delivery.subjectId === ticket).map((delivery) => delivery.sequence);
    expect(sequences).toEqual([...sequences].sort((a, b) => a - b));
  }
  expect(new Set(await statusesOf(webhookId))).toEqual(new Set(["delivered"]));
});
