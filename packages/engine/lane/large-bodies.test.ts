// Large events (P6, P8): a backlog of them does not fill the memory of the process, goes on all the same, and does not hold up
// other lanes.
import { afterAll, beforeAll, expect, test } from "vitest";
import type { TenantId, WebhookId } from "@ticketwire/contract";
import { manualClock } from "../db/clock.ts";
import type { Database } from "../db/database.ts";
import { sql } from "../db/sql.ts";
import { createFanOut } from "../fanout/fan-out.ts";
import { publish } from "../outbox/publish.ts";
import { makeSecretBox, makeTenant, makeWebhook } from "../testkit/builders.ts";
import { openTestDatabase, type TestDatabase } from "../testkit/database.ts";
import { LaneWorker } from "../testkit/lane-worker.ts";

const box = makeSecretBox();
const clock = manualClock(new Date());
const LARGE = 1_000_000;
const COUNT = 80;
/** What a process holds at most, and one more. */
const BOUND = 65_500_000;

let testDatabase: TestDatabase;
let db: Database;
let tenantId: TenantId;

beforeAll(async () => {
  testDatabase = await openTestDatabase();
  db = testDatabase.db;
  tenantId = await makeTenant(db);
});
afterAll(() => testDatabase[Symbol.asyncDispose]());

async function publishSome(count: number, characters: number): Promise<void> {
  for (let n = 0; n < count; n++) {
    clock.advance(1);
    const data = { n, text: "x".repeat(characters) };
    await db.engine.transaction((tx) =>
      publish(tx.client, [{ type: "thing.happened", data }], { tenantId, occurredAt: clock.now(), wake: false }),
    );
  }
  while ((await createFanOut(db).tick(clock.now())).events > 0);
}

function sequencesOf(owner: LaneWorker, webhookId: WebhookId): number[] {
  return owner.sent.filter((delivery) => delivery.webhookId === webhookId).map((delivery) => delivery.sequence);
}

const upTo = (count: number): number[] => Array.from({ length: count }, (_, index) => index + 1);

test.for(["fresh", "due again"] as const)("%s ones wait in the database, but for some of them", async (kind) => {
  await db.engine.query(sql`UPDATE ticketwire.webhooks SET deleted_at = now()`);
  await db.engine.query(sql`UPDATE ticketwire.lane_heads SET paused = true`);
  const slow = await makeWebhook(db, { tenantId, box, maxConcurrency: 60 });
  await publishSome(COUNT, LARGE);
  if (kind === "due again") {
    await db.engine.query(
      sql`UPDATE ticketwire.deliveries SET next_attempt_at = ${clock.now()} WHERE webhook_id = ${slow}`,
    );
    await db.engine.query(sql`
      UPDATE ticketwire.lanes SET sent_through = ${COUNT}, next_due_at = ${clock.now()} WHERE webhook_id = ${slow}`);
  }
  const quick = await makeWebhook(db, { tenantId, box });
  await publishSome(20, 10);
  const silence = Promise.withResolvers<boolean>();
  let most = 0;
  const owner: LaneWorker = await LaneWorker.start({
    db,
    clock,
    box,
    tenantShare: 3,
    script: ({ webhookId }) => {
      most = Math.max(most, owner.runner.heldCharacters);
      return webhookId === quick ? true : silence.promise;
    },
  });
  await owner.round();
  expect(sequencesOf(owner, quick)).toEqual(upTo(20));
  expect(most).toBeGreaterThan(LARGE);
  expect(most).toBeLessThan(BOUND);
  const loads = owner.loads;
  await owner.pump();
  expect(owner.loads - loads).toBeLessThan(3);
  silence.resolve(true);
  for (let look = 0; look < 4; look++) {
    await new Promise(setImmediate);
    clock.advance(1_100);
    owner.keepLease();
    await owner.pump();
  }
  expect(sequencesOf(owner, slow).sort((a, b) => a - b)).toEqual(upTo(COUNT + 20));
  expect(most).toBeLessThan(BOUND);
  expect(owner.runner.heldCharacters).toBe(0);
});
