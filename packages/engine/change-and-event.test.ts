// A change of a webhook that was answered before an event came about holds for that event, whatever its owner has heard of it
// by then; and what is learned from one delivery of a rotation does not lead another one astray.
import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { formatSignature, importSigningSecret, type TenantId, type WebhookId } from "@ticketwire/contract";
import { createSender } from "./attempt/sender.ts";
import { manualClock } from "./db/clock.ts";
import { sql } from "./db/sql.ts";
import { LEASE_MS } from "./lane/process-lease.ts";
import { publish } from "./outbox/publish.ts";
import type { Pipeline } from "./pipeline.ts";
import { makeSecretBox, makeTenant, makeWebhook, TEST_SECRET } from "./testkit/builders.ts";
import { openTestDatabase, type TestDatabase } from "./testkit/database.ts";
import { openTestPipeline } from "./testkit/pipeline.ts";
import { type ReceivedRequest, type Receiver, startReceiver } from "./testkit/receiver.ts";
import { policyOf } from "./testkit/sending.ts";
import { rotateSecret } from "./webhook/rotate-secret.ts";

const box = makeSecretBox();
const policy = policyOf("127.0.0.0/8");
const sender = createSender({ policy });
const clock = manualClock(new Date());
let testDatabase: TestDatabase;
let receiver: Receiver;
let pipeline: Pipeline;
let processId: string;
let tenantId: TenantId;
let webhookId: WebhookId;
/** Requests of the tests before. */
let before: number;

beforeAll(async () => {
  testDatabase = await openTestDatabase();
  receiver = await startReceiver();
  const { db } = testDatabase;
  ({ pipeline, processId } = await openTestPipeline({ db, clock, box, sender, policy }));
});
afterAll(async () => {
  await sender.close();
  await receiver.close();
  await testDatabase[Symbol.asyncDispose]();
});
/** A webhook that this process owns already, because it has sent something for it. */
beforeEach(async () => {
  receiver.replyWith({ status: 200 });
  tenantId = await makeTenant(testDatabase.db);
  webhookId = await makeWebhook(testDatabase.db, { tenantId, url: receiver.url(), box, maxConcurrency: 1 });
  await happen([randomUUID()]);
  await pipeline.tick();
  before = receiver.requests.length;
});

function happen(subjects: readonly string[]): Promise<unknown> {
  const events = subjects.map((subjectId) => ({ type: "thing.happened", subjectId, data: {} }));
  return testDatabase.db.engine.transaction((tx) => publish(tx.client, events, { tenantId, wake: false }));
}

/** Moves the clock, keeping the lease. */
async function pass(seconds: number): Promise<void> {
  clock.advance(seconds * 1000);
  const until = new Date(clock.now().getTime() + LEASE_MS);
  await testDatabase.db.engine.query(sql`
    UPDATE ticketwire.processes SET lease_until = ${until} WHERE process_id = ${processId}`);
  pipeline.lanes.holdLease(processId, until);
}

async function rotate(overlapSeconds: number): Promise<string> {
  const call = { tenantId, webhookId, actor: { type: "user" as const, id: randomUUID() }, now: clock.now() };
  const rotated = await rotateSecret({ db: testDatabase.db, box }, call, { rotationId: randomUUID(), overlapSeconds });
  return rotated?.signing_secret ?? "";
}

/** What a receiver looks at that knows only this secret and reads only the first `v1`. */
function isSignedFirstBy(secret: string, request: ReceivedRequest): boolean {
  const [, timestamp = "", first = ""] = /^t=(\d+),(v1=\w+)/.exec(request.headers["x-alga-signature"] ?? "") ?? [];
  return formatSignature([importSigningSecret(secret)], Number(timestamp), request.body).endsWith(first);
}

describe("what is changed before an event", () => {
  test("a secret that was rotated without overlap signs it, before the owner is told of the rotation", async () => {
    const secret = await rotate(0);
    await happen([randomUUID()]);
    await pipeline.tick();
    const [sent] = receiver.requests.slice(before);
    expect(sent && isSignedFirstBy(secret, sent)).toBe(true);
  });

  test("another address gets it, also where it is sent again", async () => {
    receiver.replyWith({ status: 500 });
    await happen([randomUUID()]);
    await pipeline.tick();
    const { db } = testDatabase;
    receiver.replyWith({ status: 200 });
    await db.engine.query(sql`
      UPDATE ticketwire.webhooks SET url = ${receiver.url("/moved")}, updated_at = ${clock.now()}
      WHERE webhook_id = ${webhookId}`);
    await pass(120);
    await pipeline.tick();
    expect(receiver.requests.slice(before).map(({ path }) => path)).toEqual(["/", "/moved"]);
  });
});

test("what is loaded and waits is sent after a rotation, too, where tickets keep their order", async () => {
  webhookId = await makeWebhook(testDatabase.db, {
    tenantId,
    url: receiver.url("/ordered"),
    box,
    maxConcurrency: 1,
    ordering: "ticket",
  });
  const answer = Promise.withResolvers<void>();
  receiver.replyWith(async () => {
    await answer.promise;
    return { status: 200 };
  });
  const [ticket, other] = [randomUUID(), randomUUID()];
  await happen([ticket, ticket, other]);
  const round = pipeline.tick();
  await receiver.waitForRequests(before + 2);
  await rotate(3600);
  await pipeline.lanes.refresh([webhookId]);
  answer.resolve();
  await round;
  await pipeline.lanes.releaseIdle();
  await pipeline.tick();
  const sent = receiver.requests.slice(before).filter(({ path }) => path === "/ordered");
  expect(sent.map(({ headers }) => headers["x-alga-sequence"])).toEqual(["1", "2", "3"]);
});

test("deliveries that a receiver with the new secret refuses go out once more each, in the order that they did not have", async () => {
  const secret = await rotate(3600);
  await pipeline.lanes.refresh([webhookId]);
  receiver.replyWith((request) => ({ status: isSignedFirstBy(secret, request) ? 200 : 401 }));
  await happen([randomUUID(), randomUUID()]);
  await pipeline.tick();
  const sent = receiver.requests.slice(before);
  expect(sent.map((request) => isSignedFirstBy(TEST_SECRET, request))).toEqual([true, true, false, false]);
  expect(sent.map((request) => isSignedFirstBy(secret, request))).toEqual([false, false, true, true]);
});
