// Lanes on a real database: who may send, what is sent, what is kept. The attempt itself is the caller's (here: a script).
import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { importSigningSecret, type TenantId, type WebhookId } from "@ticketwire/contract";
import type { Database } from "../db/database.ts";
import { sql } from "../db/sql.ts";
import { createFanOut } from "../fanout/fan-out.ts";
import { publish } from "../outbox/publish.ts";
import { OutcomeBuffer } from "../outcome/outcome-buffer.ts";
import type { AttemptRecord } from "../outcome/outcome.ts";
import { makeTenant, makeWebhook } from "../testkit/builders.ts";
import { openTestDatabase, type TestDatabase } from "../testkit/database.ts";
import type { WebhookSettings } from "../webhook/read-settings.ts";
import type { Lane } from "./lane.ts";
import { LaneRunner, type Verdicted } from "./lane-runner.ts";
import type { DueDelivery } from "./load-deliveries.ts";
import { enterProcess, LEASE_MS, newProcessId } from "./process-lease.ts";

let testDatabase: TestDatabase;
let db: Database;

beforeAll(async () => {
  testDatabase = await openTestDatabase();
  db = testDatabase.db;
});
afterAll(() => testDatabase[Symbol.asyncDispose]());

const record = (at: Date, ok: boolean): AttemptRecord => ({
  attemptedAt: at,
  requestUrl: "http://127.0.0.1:9/",
  requestHeaders: '{"a":"quote \\" back \\\\ slash"}',
  responseStatusCode: ok ? 200 : 500,
  responseHeaders: '{"x":"{curly, comma}"}',
  responseBody: 'text with "quotes", {braces}, \\ and NULL',
  responseTruncated: false,
  durationMs: 1.5,
  timing: [0, 0.5, 0, 1, 1.5],
  errorClass: ok ? null : "status",
  errorMessage: ok ? null : "answered 500",
});

interface Worker {
  readonly runner: LaneRunner;
  readonly sent: DueDelivery[];
  readonly processId: string;
  round(): Promise<void>;
}

type Script = (delivery: DueDelivery, now: Date) => Partial<Verdicted["outcome"]> & { ok: boolean };

const clockAt = { value: new Date() };
const clock = { now: () => clockAt.value };

async function startWorker(script: Script = () => ({ ok: true })): Promise<Worker> {
  const sent: DueDelivery[] = [];
  const processId = newProcessId();
  const outcomes = new OutcomeBuffer({
    db,
    clock,
    processId: () => processId,
    onSettled: (lane, group, isOwner) => runner.settled(lane, group, isOwner),
  });
  const deliver = (lane: Lane, delivery: DueDelivery): Promise<Verdicted> => {
    sent.push(delivery);
    const { ok, ...rest } = script(delivery, clock.now());
    return Promise.resolve({
      outcome: {
        delivery,
        attempt: record(clock.now(), ok),
        status: ok ? "delivered" : "retrying",
        reason: null,
        ladderStep: ok ? 0 : delivery.ladderStep + 1,
        nextAttemptAt: ok ? null : new Date(clock.now().getTime() + 60_000),
        ...rest,
      },
      standing: lane.standing,
      blockedUntil: null,
    });
  };
  const readSettings = (lanes: readonly { tenantId: TenantId; webhookId: WebhookId }[]): Promise<WebhookSettings[]> =>
    Promise.resolve(
      lanes.map((lane) => ({
        ...lane,
        name: "Test",
        url: "http://127.0.0.1:9/",
        origin: "http://127.0.0.1:9",
        verifySsl: true,
        customHeaders: {},
        maxConcurrency: 10,
        timeoutMs: 1000,
        ordering: "none",
        retrySchedule: [60],
        rateLimit: null,
        isActive: true,
        isDeleted: false,
        createdBy: null,
        configuredAt: new Date(0),
        secrets: { current: importSigningSecret("s"), previous: null, previousExpiresAt: null, rotatedAt: null },
        fault: null,
      })),
    );
  const runner = new LaneRunner({
    db,
    clock,
    readSettings,
    deliver,
    record: (lane, outcome) => outcomes.add(lane, outcome),
    hasRoom: () => outcomes.hasRoom,
    limits: { maxInFlight: 100, tenantShare: 1 },
  });
  const until = await enterProcess(db.engine, { processId, name: "test", role: "all" }, clock.now());
  runner.holdLease(processId, until);
  return {
    runner,
    sent,
    processId,
    async round() {
      await runner.claim(null);
      let moved = true;
      while (moved) {
        moved = await runner.load();
        while (runner.start() > 0) await Promise.resolve();
        await new Promise(setImmediate);
        moved = (await outcomes.tick()) > 0 || moved;
      }
    },
  };
}

async function publishAndFanOut(tenantId: TenantId, count: number): Promise<void> {
  const events = Array.from({ length: count }, (_, n) => ({
    type: "thing.happened",
    subjectId: randomUUID(),
    data: { n },
  }));
  await db.engine.transaction((tx) => publish(tx.client, events, { tenantId, wake: false }));
  const fanOut = createFanOut(db);
  while ((await fanOut.tick(clock.now())).events > 0);
}

interface Row {
  sequence: number;
  status: string;
  attempt_number: number;
  response_body: string;
  timing: number[];
}

function readDeliveries(webhookId: WebhookId): Promise<Row[]> {
  return db.engine.query<Row>(sql`
    SELECT sequence, status, attempt_number, response_body, timing FROM ticketwire.deliveries
    WHERE webhook_id = ${webhookId} ORDER BY sequence`);
}

describe("a lane", () => {
  test("sends everything once, in order of sequence, and keeps each attempt as it was", async () => {
    const tenantId = await makeTenant(db);
    const webhookId = await makeWebhook(db, { tenantId });
    await publishAndFanOut(tenantId, 450);
    const worker = await startWorker();
    await worker.round();
    expect(worker.sent.map((delivery) => delivery.sequence)).toEqual(Array.from({ length: 450 }, (_, n) => n + 1));
    const rows = await readDeliveries(webhookId);
    expect(rows.every((row) => row.status === "delivered" && row.attempt_number === 1)).toBe(true);
    expect(rows[0]?.response_body).toBe('text with "quotes", {braces}, \\ and NULL');
    expect(rows[0]?.timing).toEqual([0, 0.5, 0, 1, 1.5]);
    const [lane] = await db.engine.query<{
      sent_through: number;
      total_deliveries: number;
      successful_deliveries: number;
    }>(sql`
      SELECT sent_through, total_deliveries, successful_deliveries FROM ticketwire.lanes WHERE webhook_id = ${webhookId}`);
    expect(lane).toEqual({ sent_through: 450, total_deliveries: 450, successful_deliveries: 450 });
  });

  test("tries again when the time has come, and not before; the earlier attempt is kept", async () => {
    const tenantId = await makeTenant(db);
    const webhookId = await makeWebhook(db, { tenantId });
    await publishAndFanOut(tenantId, 3);
    const worker = await startWorker((delivery) => ({ ok: delivery.attemptNumber > 0 || delivery.sequence !== 2 }));
    await worker.round();
    await worker.round();
    expect(worker.sent).toHaveLength(3);
    expect((await readDeliveries(webhookId)).map((row) => row.status)).toEqual(["delivered", "retrying", "delivered"]);
    clockAt.value = new Date(clockAt.value.getTime() + 60_001);
    worker.runner.holdLease(worker.processId, new Date(clockAt.value.getTime() + LEASE_MS));
    await worker.round();
    expect(worker.sent).toHaveLength(4);
    const rows = await readDeliveries(webhookId);
    expect(rows[1]).toMatchObject({ status: "delivered", attempt_number: 2 });
    const earlier = await db.engine.query<{ attempt_number: number; response_status_code: number }>(sql`
      SELECT a.attempt_number, a.response_status_code FROM ticketwire.attempts a
      JOIN ticketwire.deliveries d USING (tenant_id, day, delivery_id) WHERE d.webhook_id = ${webhookId}`);
    expect(earlier).toEqual([{ attempt_number: 1, response_status_code: 500 }]);
  });

  test("belongs to one process; when its lease runs out another takes it, and the old one's results change nothing", async () => {
    const tenantId = await makeTenant(db);
    const webhookId = await makeWebhook(db, { tenantId });
    await publishAndFanOut(tenantId, 5);
    const first = await startWorker();
    await first.runner.claim(null);
    await first.runner.load();
    const second = await startWorker();
    await second.round();
    expect(second.sent).toHaveLength(0);

    clockAt.value = new Date(clockAt.value.getTime() + LEASE_MS + 1);
    second.runner.holdLease(second.processId, new Date(clockAt.value.getTime() + LEASE_MS));
    expect(first.runner.start()).toBe(0);
    await second.round();
    expect(second.sent).toHaveLength(5);

    // The old owner, stopped past its lease and awake again, believes it still owns the lane.
    first.runner.holdLease(first.processId, new Date(clockAt.value.getTime() + LEASE_MS));
    await first.round();
    const rows = await readDeliveries(webhookId);
    expect(rows.every((row) => row.status === "delivered" && row.attempt_number === 1)).toBe(true);
    expect(first.runner.lanes.has(webhookId)).toBe(false);
  });

  test("is free for others at once when it is given back", async () => {
    const tenantId = await makeTenant(db);
    await makeWebhook(db, { tenantId });
    await publishAndFanOut(tenantId, 2);
    const first = await startWorker();
    await first.round();
    await first.runner.releaseAll();
    await publishAndFanOut(tenantId, 2);
    const second = await startWorker();
    await second.round();
    expect(second.sent.map((delivery) => delivery.sequence)).toEqual([3, 4]);
  });
});
