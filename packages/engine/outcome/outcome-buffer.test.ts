// Outcomes that the database does not take. One that is slow or busy for a moment is no reason to store less of an attempt: it is
// written whole as soon as it can be. One that can not be stored at all is owed anew, and so is what came behind it.
import { afterAll, beforeAll, expect, test } from "vitest";
import type { WebhookId } from "@ticketwire/contract";
import { manualClock } from "../db/clock.ts";
import type { Database } from "../db/database.ts";
import { sql } from "../db/sql.ts";
import { createFanOut } from "../fanout/fan-out.ts";
import { publish } from "../outbox/publish.ts";
import { makeSecretBox, makeTenant, makeWebhook } from "../testkit/builders.ts";
import { openTestDatabase, type TestDatabase } from "../testkit/database.ts";
import { attemptRecord, LaneWorker } from "../testkit/lane-worker.ts";

const box = makeSecretBox();
const clock = manualClock(new Date());
let testDatabase: TestDatabase;
let db: Database;

beforeAll(async () => {
  testDatabase = await openTestDatabase();
  db = testDatabase.db;
});
afterAll(() => testDatabase[Symbol.asyncDispose]());

interface Sending {
  readonly owner: LaneWorker;
  readonly webhookId: WebhookId;
}

/** Three deliveries were attempted, and nothing of that is written yet. */
async function sendThree(): Promise<Sending> {
  const tenantId = await makeTenant(db);
  const webhookId = await makeWebhook(db, { tenantId, box });
  const events = [1, 2, 3].map((n) => ({ type: "thing.happened", data: { n } }));
  await db.engine.transaction((tx) => publish(tx.client, events, { tenantId, wake: false }));
  await createFanOut(db).tick(clock.now());
  const script = () => ({ outcome: { attempt: { ...attemptRecord(clock.now(), true), responseBody: "thank you" } } });
  const owner = await LaneWorker.start({ db, clock, box, script });
  await owner.runner.claim([webhookId]);
  await owner.runner.load();
  owner.runner.start();
  await owner.runner.whenQuiet();
  return { owner, webhookId };
}

/** Writes until nothing waits; a round that fails is repeated, as the engine's loop does. */
async function writeAll(owner: LaneWorker): Promise<void> {
  while (owner.outcomes.size > 0) await owner.outcomes.tick().catch(() => undefined);
}

async function heldLane(webhookId: WebhookId): Promise<() => Promise<void>> {
  const session = await db.openSession();
  await session.query("BEGIN");
  await session.query("SELECT FROM ticketwire.lanes WHERE webhook_id = $1 FOR UPDATE", [webhookId]);
  return () => session.end();
}

async function cutOffWriters(): Promise<number> {
  const rows = await db.engine.query(sql`
    SELECT pg_cancel_backend(pid) FROM pg_stat_activity
    WHERE datname = current_database() AND wait_event_type = 'Lock' AND query LIKE '%WITH given%' AND pid <> pg_backend_pid()`);
  return rows.length;
}

function storedOf(webhookId: WebhookId): Promise<object[]> {
  return db.engine.query(sql`
    SELECT status, attempt_number, response_body, reason FROM ticketwire.deliveries
    WHERE webhook_id = ${webhookId} ORDER BY sequence`);
}

const WHOLE = { status: "delivered", attempt_number: 1, response_body: "thank you", reason: null };

test("a lane's row that somebody holds for longer than a lock is waited for", async () => {
  const { owner, webhookId } = await sendThree();
  const release = await heldLane(webhookId);
  await owner.outcomes.tick().catch(() => undefined);
  await release();
  await writeAll(owner);
  expect(await storedOf(webhookId)).toEqual([WHOLE, WHOLE, WHOLE]);
  expect(owner.runner.lanes.has(webhookId)).toBe(true);
});

test("a write that is cut off for taking too long, again and again, down to the last outcome", async () => {
  const { owner, webhookId } = await sendThree();
  const release = await heldLane(webhookId);
  for (let cuts = 0; cuts < 6; cuts++) {
    const written = owner.outcomes.tick().catch(() => undefined);
    while ((await cutOffWriters()) === 0);
    await written;
  }
  await release();
  await writeAll(owner);
  expect(await storedOf(webhookId)).toEqual([WHOLE, WHOLE, WHOLE]);
  expect(owner.runner.lanes.has(webhookId)).toBe(true);
});

test("an outcome that can not be stored at all is owed anew, with everything behind it in its lane, and no other lane", async () => {
  const { owner, webhookId } = await sendThree();
  await db.engine.query(sql`
    ALTER TABLE ticketwire.deliveries ADD CONSTRAINT not_the_first CHECK (sequence <> 1 OR attempt_number = 0) NOT VALID`);
  await writeAll(owner);
  await db.engine.query(sql`ALTER TABLE ticketwire.deliveries DROP CONSTRAINT not_the_first`);
  expect(await storedOf(webhookId)).toMatchObject([
    { status: "pending" },
    { status: "pending" },
    { status: "pending" },
  ]);
  expect(owner.faults.length).toBeGreaterThan(0);
  await owner.round();
  expect(await storedOf(webhookId)).toEqual([WHOLE, WHOLE, WHOLE]);
  expect(owner.sent.map((delivery) => delivery.sequence)).toEqual([1, 2, 3, 1, 2, 3]);
});
