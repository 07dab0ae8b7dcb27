// The whole way inside the engine, round by round: published events arrive signed at a real receiver, and what came of each
// attempt is kept.
import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { formatSignature, importSigningSecret, type TenantId, type WebhookId } from "@ticketwire/contract";
import { createSender } from "./attempt/sender.ts";
import { manualClock } from "./db/clock.ts";
import { sql } from "./db/sql.ts";
import type { StandingChange } from "./deliver.ts";
import { enterProcess, LEASE_MS, newProcessId } from "./lane/process-lease.ts";
import { publish } from "./outbox/publish.ts";
import { createPipeline, type Pipeline } from "./pipeline.ts";
import { createTargetPolicy } from "./target/policy.ts";
import { makeSecretBox, makeTenant, makeWebhook, TEST_SECRET } from "./testkit/builders.ts";
import { openTestDatabase, type TestDatabase } from "./testkit/database.ts";
import { startReceiver, type Receiver } from "./testkit/receiver.ts";

const box = makeSecretBox();
const clock = manualClock(new Date());
const policy = createTargetPolicy({ allowHttp: true, allowTargets: ["127.0.0.0/8"] });
if (policy.kind === "invalid") throw new Error(policy.message);
const sender = createSender({ policy: policy.policy });
const changes: StandingChange[] = [];
const faults: unknown[] = [];
let testDatabase: TestDatabase;
let receiver: Receiver;
let pipeline: Pipeline;
let tenantId: TenantId;
const processId = newProcessId();

beforeAll(async () => {
  testDatabase = await openTestDatabase();
  receiver = await startReceiver();
  pipeline = createPipeline({
    db: testDatabase.db,
    clock,
    box,
    sender,
    policy: policy.policy,
    version: "0.0.0",
    autoDisableAfterMs: 86_400_000,
    processId: () => processId,
    onStandingChange: (change) => changes.push(change),
    onFault: (fault) => faults.push(fault),
    onProgress: () => undefined,
  });
  pipeline.lanes.holdLease(
    processId,
    await enterProcess(testDatabase.db.engine, { processId, name: "test", role: "all" }, clock.now()),
  );
});
afterAll(async () => {
  expect(faults).toEqual([]);
  await sender.close();
  await receiver.close();
  await testDatabase[Symbol.asyncDispose]();
});
beforeEach(async () => {
  receiver.replyWith({ status: 200, body: "ok" });
  tenantId = await makeTenant(testDatabase.db);
});

// Each a millisecond after the one before: of events of the same moment either may come first.
async function publishOne(data: object = {}, subjectId: string | null = randomUUID()): Promise<void> {
  clock.advance(1);
  await testDatabase.db.engine.transaction((tx) =>
    publish(tx.client, [{ type: "thing.happened", subjectId, data }], {
      tenantId,
      occurredAt: clock.now(),
      wake: false,
    }),
  );
}

/** Moves the clock, keeping the lease. */
async function pass(seconds: number): Promise<void> {
  clock.advance(seconds * 1000);
  const until = new Date(clock.now().getTime() + LEASE_MS);
  await testDatabase.db.engine.query(sql`
    UPDATE ticketwire.processes SET lease_until = ${until} WHERE process_id = ${processId}`);
  pipeline.lanes.holdLease(processId, until);
}

interface Shown {
  status: string;
  reason: string | null;
  attempt_number: number;
  next_attempt_at: Date | null;
  completed_at: Date | null;
  response_status_code: number | null;
  error_class: string | null;
  sequence: number;
}

function shownOf(webhookId: WebhookId): Promise<Shown[]> {
  return testDatabase.db.engine.query<Shown>(sql`
    SELECT status, reason, attempt_number, next_attempt_at, completed_at, response_status_code, error_class, sequence
    FROM ticketwire.deliveries WHERE webhook_id = ${webhookId} ORDER BY sequence`);
}

describe("the pipeline", () => {
  test("delivers the frozen envelope, signed, with every header of the contract", async () => {
    const webhookId = await makeWebhook(testDatabase.db, { tenantId, url: receiver.url("/in"), box });
    const before = receiver.requests.length;
    await publishOne({ title: "ünïcode ✓", n: 1.5 });
    await pipeline.tick();
    const [request] = receiver.requests.slice(before);
    const body = request?.body ?? "";
    expect(Object.keys(JSON.parse(body) as object)).toEqual([
      "event_id",
      "event_type",
      "occurred_at",
      "tenant_id",
      "data",
    ]);
    const headers = request?.headers ?? {};
    const timestamp = Number(headers["webhook-timestamp"]);
    expect(headers["x-alga-signature"]).toBe(formatSignature([importSigningSecret(TEST_SECRET)], timestamp, body));
    expect(headers).toMatchObject({
      "content-type": "application/json",
      "user-agent": "Ticketwire/0.0.0",
      "x-alga-webhook-id": webhookId,
      "x-alga-delivery-attempt": "1",
      "x-alga-sequence": "1",
      "webhook-id": headers["x-alga-event-id"],
    });
    expect(await shownOf(webhookId)).toMatchObject([
      { status: "delivered", response_status_code: 200, attempt_number: 1, completed_at: clock.now() },
    ]);
  });

  test("climbs the ladder with the same bytes and ids, then gives up visibly", async () => {
    const webhookId = await makeWebhook(testDatabase.db, {
      tenantId,
      url: receiver.url(),
      box,
      retrySchedule: [60, 300],
    });
    const before = receiver.requests.length;
    receiver.replyWith({ status: 500 });
    await publishOne({ n: 1 });
    await pipeline.tick();
    expect(await shownOf(webhookId)).toMatchObject([{ status: "retrying", completed_at: null }]);
    await pass(50);
    await pipeline.tick();
    expect(receiver.requests.length - before).toBe(1);
    await pass(20);
    await pipeline.tick();
    await pass(320);
    await pipeline.tick();
    await pass(100_000);
    await pipeline.tick();
    const sent = receiver.requests.slice(before);
    expect(sent.map((request) => request.headers["x-alga-delivery-attempt"])).toEqual(["1", "2", "3"]);
    expect(new Set(sent.map((request) => request.body)).size).toBe(1);
    expect(new Set(sent.map((request) => request.headers["x-alga-delivery-id"])).size).toBe(1);
    expect(await shownOf(webhookId)).toMatchObject([
      {
        status: "abandoned",
        attempt_number: 3,
        error_class: "status",
        next_attempt_at: null,
        completed_at: expect.any(Date),
      },
    ]);
    const [figures] = await testDatabase.db.engine.query<{ failed: number; abandoned: number; attempts: number }>(sql`
      SELECT sum(failed)::int AS failed, sum(abandoned)::int AS abandoned,
        sum((SELECT sum(n) FROM unnest(latency) AS n))::int AS attempts
      FROM ticketwire.delivery_stats WHERE webhook_id = ${webhookId}`);
    expect(figures).toEqual({ failed: 3, abandoned: 1, attempts: 3 });
  });

  test("waits as long as Retry-After asks, for the whole lane, without using up an attempt", async () => {
    const webhookId = await makeWebhook(testDatabase.db, { tenantId, url: receiver.url(), box });
    const before = receiver.requests.length;
    receiver.replyWith({ status: 429, headers: { "Retry-After": "3600" } });
    await publishOne();
    await pipeline.tick();
    receiver.replyWith({ status: 200 });
    await publishOne();
    await pass(3000);
    await pipeline.tick();
    expect(receiver.requests.length - before).toBe(1);
    await pass(700);
    await pipeline.tick();
    expect(await shownOf(webhookId)).toMatchObject([
      { status: "delivered", attempt_number: 2 },
      { status: "delivered", attempt_number: 1 },
    ]);
  });

  test("keeps a ticket's events in order behind a failure, and lets other tickets flow", async () => {
    const webhookId = await makeWebhook(testDatabase.db, { tenantId, url: receiver.url(), box, ordering: "ticket" });
    const before = receiver.requests.length;
    const [one, two] = [randomUUID(), randomUUID()];
    receiver.replyWith((request) => ({
      status: (JSON.parse(request.body) as { data: { fail?: boolean } }).data.fail ? 503 : 200,
    }));
    await publishOne({ ticket: 1, n: 1, fail: true }, one);
    await publishOne({ ticket: 1, n: 2 }, one);
    await publishOne({ ticket: 2, n: 3 }, two);
    await publishOne({ ticket: 1, n: 4 }, one);
    await pipeline.tick();
    const numbers = (): number[] =>
      receiver.requests.slice(before).map((request) => (JSON.parse(request.body) as { data: { n: number } }).data.n);
    expect(numbers()).toEqual([1, 3]);
    expect((await shownOf(webhookId)).map((row) => row.status)).toEqual([
      "retrying",
      "pending",
      "delivered",
      "pending",
    ]);
    receiver.replyWith({ status: 200 });
    await pass(70);
    await pipeline.tick();
    expect(numbers()).toEqual([1, 3, 1, 2, 4]);
  });

  test("never sends more in any minute than the webhook allows, and loses nothing by waiting", async () => {
    const rateLimit = { requests_per_minute: 5, burst_limit: 2 };
    const webhookId = await makeWebhook(testDatabase.db, { tenantId, url: receiver.url(), box, rateLimit });
    const sentAt: number[] = [];
    receiver.replyWith(() => {
      sentAt.push(clock.now().getTime());
      return { status: 200 };
    });
    for (let n = 0; n < 12; n++) await publishOne({ n });
    for (let step = 0; step < 200; step++) {
      await pipeline.tick();
      await pass(1);
    }
    expect(sentAt).toHaveLength(12);
    for (const from of sentAt) {
      expect(sentAt.filter((at) => at >= from && at < from + 60_000).length).toBeLessThanOrEqual(5);
      expect(sentAt.filter((at) => at >= from && at < from + 1_000).length).toBeLessThanOrEqual(2);
    }
    expect((await shownOf(webhookId)).every((row) => row.attempt_number === 1)).toBe(true);
  });

  test("says at once when a receiver is gone, and holds the delivery", async () => {
    const webhookId = await makeWebhook(testDatabase.db, { tenantId, url: receiver.url(), box });
    receiver.replyWith({ status: 410 });
    await publishOne();
    await pipeline.tick();
    expect(changes.at(-1)).toMatchObject({ webhookId, kind: "gone" });
    expect(await shownOf(webhookId)).toMatchObject([{ status: "held", response_status_code: 410 }]);
  });
});
