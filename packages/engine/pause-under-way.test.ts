// A webhook that is paused and enabled again while an attempt is under way (P2, P12): whatever the order in which its owner
// hears of it, the delivery ends where the webhook stands, and nothing stays held at a webhook that is active.
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { TenantId, WebhookId } from "@ticketwire/contract";
import { createSender } from "./attempt/sender.ts";
import { manualClock } from "./db/clock.ts";
import type { Database } from "./db/database.ts";
import { sql } from "./db/sql.ts";
import { publish } from "./outbox/publish.ts";
import type { Pipeline } from "./pipeline.ts";
import { makeSecretBox, makeTenant, makeWebhook } from "./testkit/builders.ts";
import { openTestDatabase, type TestDatabase } from "./testkit/database.ts";
import { openTestPipeline } from "./testkit/pipeline.ts";
import { type Receiver, startReceiver } from "./testkit/receiver.ts";
import { policyOf } from "./testkit/sending.ts";
import { holdRound } from "./webhook/hold-deliveries.ts";
import { insertReleaseJob } from "./webhook/recover-job.ts";
import { recoverRound } from "./webhook/recover-round.ts";
import { pauseLane, resumeLane } from "./webhook/switch-webhook.ts";

const box = makeSecretBox();
const policy = policyOf("127.0.0.0/8");
const sender = createSender({ policy });
let testDatabase: TestDatabase;
let db: Database;
let receiver: Receiver;
let clock: ReturnType<typeof manualClock>;
let pipeline: Pipeline;
let tenantId: TenantId;
let webhookId: WebhookId;
/** Lets the receiver answer what is under way: with a failure. */
let fail: () => void;

beforeAll(async () => {
  testDatabase = await openTestDatabase();
  db = testDatabase.db;
  receiver = await startReceiver();
});
afterAll(async () => {
  await sender.close();
  await receiver.close();
  await testDatabase[Symbol.asyncDispose]();
});

/** One delivery is on its way to a receiver that lets it wait. */
beforeEach(async () => {
  await db.engine.query(sql`UPDATE ticketwire.lane_heads SET paused = true`);
  await db.engine.query(sql`UPDATE ticketwire.webhooks SET is_active = false`);
  clock = manualClock(new Date());
  ({ pipeline } = await openTestPipeline({ db, clock, box, sender, policy }));
  tenantId = await makeTenant(db);
  webhookId = await makeWebhook(db, { tenantId, url: receiver.url(), box });
  const answer = Promise.withResolvers<void>();
  fail = () => answer.resolve();
  const before = receiver.requests.length;
  receiver.replyWith(async ({ index }) => {
    if (index === before) await answer.promise;
    return { status: index === before ? 500 : 200 };
  });
  await db.engine.transaction((tx) =>
    publish(tx.client, [{ type: "thing.happened", data: {} }], { tenantId, wake: false }),
  );
  await pipeline.fanOut.tick(clock.now());
  await pipeline.lanes.claim([webhookId]);
  await pipeline.lanes.load();
  pipeline.lanes.start();
  await receiver.waitForRequests(before + 1);
});

async function pause(): Promise<void> {
  await db.engine.transaction(async (tx) => {
    await tx.query(sql`UPDATE ticketwire.webhooks SET is_active = false WHERE webhook_id = ${webhookId}`);
    await pauseLane(tx, { tenantId, webhookId });
  });
}

/** With the release of what is held, and its job done. */
async function resume(): Promise<void> {
  const call = { tenantId, webhookId, actor: { type: "process", id: null } as const, now: clock.now() };
  await db.engine.transaction(async (tx) => {
    await tx.query(sql`UPDATE ticketwire.webhooks SET is_active = true WHERE webhook_id = ${webhookId}`);
    await resumeLane(tx, call, call.now);
    await insertReleaseJob(tx, call);
  });
  while (await recoverRound(db, clock.now()));
}

/** The owner hears of what was set, gives the lane back, and whoever is next goes on an hour later. */
async function goOn(): Promise<void> {
  fail();
  await pipeline.lanes.whenQuiet();
  await pipeline.outcomes.tick();
  await pipeline.lanes.refresh([webhookId]);
  while (await holdRound(db));
  await pipeline.lanes.releaseAll();
  clock.advance(3_600_000);
  ({ pipeline } = await openTestPipeline({ db, clock, box, sender, policy }));
  await pipeline.tick();
}

function stored(): Promise<object[]> {
  return db.engine.query(sql`
    SELECT status, attempt_number, next_attempt_at FROM ticketwire.deliveries WHERE webhook_id = ${webhookId}`);
}

const HELD = [{ status: "held", attempt_number: 1, next_attempt_at: null }];
const DELIVERED = [{ status: "delivered", attempt_number: 2, next_attempt_at: null }];

describe("a failure that comes after a pause", () => {
  test.for(["knows", "does not know"] as const)("is held when its owner %s of the pause", async (owner) => {
    await pause();
    if (owner === "knows") await pipeline.lanes.refresh([webhookId]);
    await goOn();
    expect(await stored()).toEqual(HELD);
    await resume();
    await pipeline.tick();
    expect(await stored()).toEqual(DELIVERED);
  });
});

describe("a failure that comes after the pause is over", () => {
  test.for(["of neither", "of the pause only", "of both"] as const)(
    "is tried again when its owner knows %s",
    async (owner) => {
      await pause();
      if (owner !== "of neither") await pipeline.lanes.refresh([webhookId]);
      await resume();
      if (owner === "of both") await pipeline.lanes.refresh([webhookId]);
      await goOn();
      expect(await stored()).toEqual(DELIVERED);
    },
  );

  test("also when it was held meanwhile and released again", async () => {
    await pause();
    while (await holdRound(db));
    await pipeline.lanes.refresh([webhookId]);
    await resume();
    await goOn();
    expect(await stored()).toEqual(DELIVERED);
  });
});
