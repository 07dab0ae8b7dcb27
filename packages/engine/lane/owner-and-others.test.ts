// A lane's owner against everything that happens beside it: answers that get lost, pauses, resends and rotations while attempts
// are under way, outcomes that can not be stored, a clock that is set back. Real lanes on a real database.
import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { TenantId, WebhookId } from "@ticketwire/contract";
import { manualClock } from "../db/clock.ts";
import type { Database } from "../db/database.ts";
import { dayOf } from "../db/partitions.ts";
import { sql } from "../db/sql.ts";
import { createFanOut } from "../fanout/fan-out.ts";
import { publish } from "../outbox/publish.ts";
import { makeSecretBox, makeTenant, makeWebhook, type WebhookWish } from "../testkit/builders.ts";
import { openTestDatabase, type TestDatabase } from "../testkit/database.ts";
import { attemptRecord, LaneWorker, LossyDatabase, type WorkerWish } from "../testkit/lane-worker.ts";
import { retryDelivery } from "../webhook/retry-delivery.ts";
import { pauseLane, resumeLane } from "../webhook/switch-webhook.ts";

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
  return makeWebhook(db, { tenantId, box, ...wish });
}

function worker(wish: Partial<WorkerWish> = {}): Promise<LaneWorker> {
  return LaneWorker.start({ db, clock, box, ...wish });
}

async function publishSome(count: number, subjectId: string | null = null): Promise<void> {
  const events = Array.from({ length: count }, (_, n) => ({ type: "thing.happened", subjectId, data: { n } }));
  await db.engine.transaction((tx) => publish(tx.client, events, { tenantId, wake: false }));
  const fanOut = createFanOut(db);
  while ((await fanOut.tick(clock.now())).events > 0);
}

interface Shown {
  readonly delivery_id: string;
  readonly sequence: number;
  readonly status: string;
  readonly attempt_number: number;
  readonly response_body: string | null;
}

function shownOf(webhookId: WebhookId): Promise<Shown[]> {
  return db.engine.query<Shown>(sql`
    SELECT delivery_id, sequence, status, attempt_number, response_body FROM ticketwire.deliveries
    WHERE webhook_id = ${webhookId} ORDER BY sequence`);
}

async function statusesOf(webhookId: WebhookId): Promise<string[]> {
  return (await shownOf(webhookId)).map((row) => row.status);
}

interface LaneRow {
  readonly owner: string | null;
  readonly total_deliveries: number;
  readonly blocked_until: Date | null;
  readonly signature_order: string;
  readonly failing_since: Date | null;
}

async function laneOf(webhookId: WebhookId): Promise<LaneRow> {
  const [row] = await db.engine.query<LaneRow>(sql`SELECT * FROM ticketwire.lanes WHERE webhook_id = ${webhookId}`);
  if (row === undefined) throw new Error("no lane");
  return row;
}

describe("answers that get lost with a connection", () => {
  test("to a claim: the lanes are served by this process all the same", async () => {
    const webhookId = await webhook();
    await publishSome(2);
    const lossy = new LossyDatabase(db);
    const owner = await worker({ db: lossy.db });
    lossy.lose = /UPDATE ticketwire\.lanes AS l SET owner/;
    await expect(owner.round()).rejects.toThrow("Connection terminated");
    await owner.round();
    expect(await statusesOf(webhookId)).toEqual(["delivered", "delivered"]);
  });

  test("between a claim and the settings: the same", async () => {
    const webhookId = await webhook();
    await publishSome(1);
    const lossy = new LossyDatabase(db);
    const owner = await worker({ db: lossy.db });
    lossy.lose = /FROM unnest.*JOIN ticketwire\.webhooks/s;
    await expect(owner.round()).rejects.toThrow("Connection terminated");
    await owner.round();
    expect(await statusesOf(webhookId)).toEqual(["delivered"]);
  });

  test("to a release: others can take the lane", async () => {
    const webhookId = await webhook();
    await publishSome(1);
    const lossy = new LossyDatabase(db);
    const owner = await worker({ db: lossy.db });
    await owner.round();
    lossy.lose = /SET owner = NULL/;
    await expect(owner.runner.releaseAll()).rejects.toThrow("Connection terminated");
    await publishSome(1);
    await owner.round();
    expect(await statusesOf(webhookId)).toEqual(["delivered", "delivered"]);
  });

  test("to a write of outcomes: the same write again counts nothing twice", async () => {
    const webhookId = await webhook();
    await publishSome(3);
    const lossy = new LossyDatabase(db);
    const owner = await worker({ db: lossy.db });
    lossy.lose = /WITH given/;
    await expect(owner.round()).rejects.toThrow("Connection terminated");
    await owner.pump();
    expect(owner.sent).toHaveLength(3);
    expect(await laneOf(webhookId)).toMatchObject({
      total_deliveries: 3,
      successful_deliveries: 3,
      failed_deliveries: 0,
    });
    expect((await shownOf(webhookId)).map((row) => row.attempt_number)).toEqual([1, 1, 1]);
  });
});

describe("an outcome that the database refuses", () => {
  test("does not keep the others from being written, and is stored without what the receiver sent", async () => {
    const [sick, well] = [await webhook(), await webhook()];
    await publishSome(20);
    const owner = await worker({
      script: (delivery) => {
        if (delivery.webhookId !== sick || delivery.sequence !== 7) return true;
        return { outcome: { attempt: { ...attemptRecord(clock.now(), true), responseBody: "nothing\0there" } } };
      },
    });
    await owner.round();
    expect(await statusesOf(well)).toEqual(Array.from({ length: 20 }, () => "delivered"));
    expect(await statusesOf(sick)).toEqual(Array.from({ length: 20 }, () => "delivered"));
    expect((await shownOf(sick))[6]).toMatchObject({ sequence: 7, response_body: null, attempt_number: 1 });
    expect(await laneOf(sick)).toMatchObject({ total_deliveries: 20, sent_through: 20 });
    expect(owner.faults).toHaveLength(1);
  });
});

describe("a pause", () => {
  test("that comes while the lane is loaded leaves nothing in memory: the lane is given back and can be resumed", async () => {
    const webhookId = await webhook();
    await publishSome(5);
    const owner = await worker();
    await owner.runner.claim(null);
    const loading = owner.runner.load();
    await db.engine.transaction((tx) => pauseLane(tx, { tenantId, webhookId }));
    await owner.runner.lookAtHeads();
    await loading;
    await owner.pump();
    expect(owner.sent).toEqual([]);
    await owner.runner.releaseIdle();
    expect((await laneOf(webhookId)).owner).toBeNull();
    await db.engine.transaction((tx) => resumeLane(tx, { tenantId, webhookId }, clock.now()));
    await owner.round();
    expect(await statusesOf(webhookId)).toEqual(Array.from({ length: 5 }, () => "delivered"));
  });

  test("that is over before the owner noticed lifts Retry-After and forgets the failures, for good", async () => {
    const webhookId = await webhook();
    await publishSome(1);
    const blockedUntil = new Date(clock.now().getTime() + 30 * MINUTE_MS);
    const owner = await worker({
      script: (_, lane) => ({
        blockedUntil,
        standing: { ...lane.standing, failingSince: clock.now(), failedAttempts: 1 },
      }),
    });
    await owner.round();
    expect(await laneOf(webhookId)).toMatchObject({ blocked_until: blockedUntil, failing_since: clock.now() });
    await db.engine.transaction(async (tx) => {
      await pauseLane(tx, { tenantId, webhookId });
      await resumeLane(tx, { tenantId, webhookId }, clock.now());
    });
    await owner.runner.refresh([webhookId]);
    owner.replyWith(() => true);
    await publishSome(1);
    owner.runner.wake([webhookId], false);
    await owner.pump();
    expect(await statusesOf(webhookId)).toEqual(["delivered", "delivered"]);
    expect(await laneOf(webhookId)).toMatchObject({ blocked_until: null, failing_since: null });
  });
});

test("what an owner carries from before a rotation is not written back over it", async () => {
  const webhookId = await webhook();
  await publishSome(1);
  const answered = Promise.withResolvers<void>();
  const owner = await worker({
    script: async (_, lane) => {
      await answered.promise;
      return { standing: { ...lane.standing, signatureOrder: "new_first", newSecretSeenAt: clock.now() } };
    },
  });
  const round = owner.round();
  await expect.poll(() => owner.sent.length).toBe(1);
  await db.engine.query(sql`
    UPDATE ticketwire.lanes SET resets = resets + 1, signature_order = 'old_first', new_secret_seen_at = NULL
    WHERE webhook_id = ${webhookId}`);
  answered.resolve();
  await round;
  await owner.pump();
  expect(await statusesOf(webhookId)).toEqual(["delivered"]);
  expect(await laneOf(webhookId)).toMatchObject({ signature_order: "old_first", new_secret_seen_at: null });
});

describe("a resend", () => {
  const ask = async (webhookId: WebhookId, now: Date): Promise<void> => {
    const [delivery] = await shownOf(webhookId);
    const call = { tenantId, webhookId, actor: { type: "user", id: randomUUID() } as const, now };
    await retryDelivery({ db }, call, delivery?.delivery_id ?? "");
  };

  test("asked for while the attempt is under way is made, though the asker's clock is behind", async () => {
    const webhookId = await webhook();
    await publishSome(1);
    const answered = Promise.withResolvers<void>();
    const owner = await worker({ script: () => true });
    owner.replyWith(async (delivery) => {
      if (delivery.attemptNumber === 1) await answered.promise;
      return delivery.attemptNumber !== 0;
    });
    await owner.round();
    clock.advance(MINUTE_MS + 1);
    owner.keepLease();
    const second = owner.pump();
    await expect.poll(() => owner.sent.length).toBe(2);
    await ask(webhookId, new Date(clock.now().getTime() - 20));
    answered.resolve();
    await second;
    await owner.pump();
    clock.advance(1_100);
    await owner.pump();
    expect(owner.sent.map((delivery) => delivery.attemptNumber)).toEqual([0, 1, 2]);
    expect(await shownOf(webhookId)).toMatchObject([{ status: "delivered", attempt_number: 3 }]);
  });

  test("is not made up when the clock is set back a little between the load and the attempt", async () => {
    const webhookId = await webhook();
    await publishSome(1);
    const owner = await worker({ script: (delivery) => delivery.attemptNumber > 0 });
    await owner.round();
    clock.advance(MINUTE_MS);
    owner.keepLease();
    await owner.runner.load();
    clock.advance(-40);
    await owner.pump();
    clock.advance(MINUTE_MS);
    owner.keepLease();
    await owner.round();
    expect(await shownOf(webhookId)).toMatchObject([{ status: "delivered", attempt_number: 2 }]);
  });
});

describe("what was not sent after all", () => {
  test("keeps its place and is tried again after a moment, however busy the lane is", async () => {
    await webhook({ maxConcurrency: 1 });
    await publishSome(3);
    let shortages = 1;
    const owner = await worker({ script: () => (shortages-- > 0 ? { outcome: null } : true) });
    await owner.round();
    expect(owner.sent).toHaveLength(1);
    clock.advance(1_001);
    await owner.pump();
    expect(owner.sent.map((delivery) => delivery.sequence)).toEqual([1, 1, 2, 3]);
  });
});

test("a lane with more due than one load brings does not load without end while its receiver is silent", async () => {
  const webhookId = await webhook({ maxConcurrency: 5 });
  await publishSome(400);
  await db.engine.query(sql`
    UPDATE ticketwire.deliveries SET status = 'retrying', attempt_number = 1, next_attempt_at = ${clock.now()}
    WHERE webhook_id = ${webhookId}`);
  await db.engine.query(sql`
    UPDATE ticketwire.lanes SET sent_through = 400, next_due_at = ${clock.now()} WHERE webhook_id = ${webhookId}`);
  const silence = Promise.withResolvers<boolean>();
  const owner = await worker({ script: () => silence.promise });
  await owner.round();
  expect(owner.sent).toHaveLength(5);
  expect(owner.loads).toBeLessThan(5);
  silence.resolve(true);
  await new Promise(setImmediate);
  for (let look = 0; look < 5; look++) {
    clock.advance(1_100);
    owner.keepLease();
    await owner.pump();
  }
  expect(new Set(owner.sent.map((delivery) => delivery.sequence)).size).toBe(400);
  expect(owner.sent).toHaveLength(400);
});

describe("a clock that was ahead and was set back", () => {
  test("leaves nothing waiting for the time that never came", async () => {
    const webhookId = await webhook();
    await publishSome(1);
    const farAhead = new Date(clock.now().getTime() + 400 * 86_400_000);
    await db.engine.query(sql`
      UPDATE ticketwire.deliveries SET status = 'retrying', attempt_number = 1, next_attempt_at = ${farAhead}
      WHERE webhook_id = ${webhookId}`);
    const dead = await worker();
    await db.engine.query(sql`
      UPDATE ticketwire.lanes SET sent_through = 1, next_due_at = ${farAhead}, blocked_until = ${farAhead},
        open_day = ${dayOf(farAhead)}, owner = ${dead.processId} WHERE webhook_id = ${webhookId}`);
    await db.engine.query(sql`
      UPDATE ticketwire.processes SET lease_until = ${farAhead} WHERE process_id = ${dead.processId}`);
    await publishSome(1);
    const next = await worker();
    await next.round();
    expect(await statusesOf(webhookId)).toEqual(["delivered", "delivered"]);
  });
});
