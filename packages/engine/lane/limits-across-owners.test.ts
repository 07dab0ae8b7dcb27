// Waiting (P7) across changes of owner: a webhook's rate limit holds in every window though lanes are given back, taken over
// after a kill, and paused; Retry-After outlives its owner; and waiting never uses up an attempt.
import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { WebhookId } from "@ticketwire/contract";
import { manualClock } from "../db/clock.ts";
import type { Database } from "../db/database.ts";
import { sql } from "../db/sql.ts";
import { createFanOut } from "../fanout/fan-out.ts";
import { publish } from "../outbox/publish.ts";
import { makeSecretBox, makeTenant, makeWebhook } from "../testkit/builders.ts";
import { openTestDatabase, type TestDatabase } from "../testkit/database.ts";
import { LaneWorker } from "../testkit/lane-worker.ts";

const box = makeSecretBox();
const SECOND_MS = 1_000;
let testDatabase: TestDatabase;
let db: Database;

beforeAll(async () => {
  testDatabase = await openTestDatabase();
  db = testDatabase.db;
});
afterAll(() => testDatabase[Symbol.asyncDispose]());

async function prepare(count: number, rateLimit: object | null): Promise<WebhookId> {
  await db.engine.query(sql`UPDATE ticketwire.lane_heads SET paused = true`);
  const tenantId = await makeTenant(db);
  const webhookId = await makeWebhook(db, { tenantId, box, rateLimit });
  const events = Array.from({ length: count }, (_, n) => ({ type: "thing.happened", data: { n } }));
  await db.engine.transaction((tx) => publish(tx.client, events, { tenantId, wake: false }));
  while ((await createFanOut(db).tick(new Date())).events > 0);
  return webhookId;
}

async function attemptsOf(webhookId: WebhookId): Promise<number[]> {
  const rows = await db.engine.query<{ attempt_number: number }>(sql`
    SELECT attempt_number FROM ticketwire.deliveries WHERE webhook_id = ${webhookId} ORDER BY sequence`);
  return rows.map((row) => row.attempt_number);
}

type Fate = "stays" | "given_back" | "killed";

test("a rate limit is never exceeded in any window, whatever becomes of its owners", async () => {
  const limit = { requests_per_minute: 6, burst_limit: 3 };
  const fates = fc.array(fc.constantFrom<Fate>("stays", "stays", "given_back", "killed"), {
    minLength: 30,
    maxLength: 30,
  });
  await fc.assert(
    fc.asyncProperty(fates, async (story) => {
      const webhookId = await prepare(25, limit);
      const clock = manualClock(new Date());
      const sentAt: number[] = [];
      const script = (): boolean => {
        sentAt.push(clock.now().getTime());
        return true;
      };
      let owner = await LaneWorker.start({ db, clock, box, script });
      for (const fate of story) {
        await owner.round();
        if (fate === "given_back") await owner.runner.releaseAll();
        if (fate !== "stays") {
          // Killed: what it sent last is written or not; nobody knows how much it was.
          await db.engine.query(sql`DELETE FROM ticketwire.processes WHERE process_id = ${owner.processId}`);
          owner = await LaneWorker.start({ db, clock, box, script });
        }
        clock.advance(9 * SECOND_MS);
        owner.keepLease();
      }
      for (const from of sentAt) {
        expect(sentAt.filter((at) => at >= from && at < from + 60 * SECOND_MS).length).toBeLessThanOrEqual(6);
        expect(sentAt.filter((at) => at >= from && at < from + SECOND_MS).length).toBeLessThanOrEqual(3);
      }
      expect((await attemptsOf(webhookId)).every((attempts) => attempts <= 1)).toBe(true);
    }),
    { numRuns: 8 },
  );
});

test("Retry-After rests the lane under its next owner, too, and costs no attempt", async () => {
  const webhookId = await prepare(3, null);
  const clock = manualClock(new Date());
  const until = new Date(clock.now().getTime() + 600 * SECOND_MS);
  const first = await LaneWorker.start({
    db,
    clock,
    box,
    maxInFlight: 1,
    tenantShare: 1,
    script: () => ({ blockedUntil: until }),
  });
  await first.round();
  expect(first.sent).toHaveLength(1);
  await db.engine.query(sql`DELETE FROM ticketwire.processes WHERE process_id = ${first.processId}`);
  const second = await LaneWorker.start({ db, clock, box });
  await second.round();
  expect(second.sent).toEqual([]);
  clock.advance(601 * SECOND_MS);
  second.keepLease();
  await second.round();
  expect(second.sent.map((delivery) => delivery.sequence)).toEqual([2, 3]);
  expect(await attemptsOf(webhookId)).toEqual([1, 1, 1]);
});
