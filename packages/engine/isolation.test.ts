// Isolation (P6, P8) with the whole engine at work: receivers of every bad kind, all at once, beside healthy ones of another
// tenant. The healthy are served while the bad are still being tried; what the process holds stays bounded; it stops in time.
import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { TenantId, WebhookId } from "@ticketwire/contract";
import { createSender, type Sender } from "./attempt/sender.ts";
import { followDatabaseClock } from "./db/clock.ts";
import { sql } from "./db/sql.ts";
import { Engine } from "./engine.ts";
import { publish } from "./outbox/publish.ts";
import { createTargetPolicy } from "./target/policy.ts";
import { makeSecretBox, makeTenant, makeWebhook } from "./testkit/builders.ts";
import { openTestDatabase, type TestDatabase } from "./testkit/database.ts";
import { type Receiver, startReceiver } from "./testkit/receiver.ts";

const EVENTS = 20;
const HEALTHY = 5;
const MAX_IN_FLIGHT = 60;
const MAX_SOCKETS = 80;

const box = makeSecretBox();
const parsed = createTargetPolicy({ allowHttp: true, allowTargets: ["127.0.0.0/8"] });
if (parsed.kind === "invalid") throw new Error(parsed.message);
const { policy } = parsed;

let testDatabase: TestDatabase;
let sender: Sender;
let engine: Engine;
let healthy: Receiver;
let badProcess: ChildProcess;
let badUrls: readonly string[];

beforeAll(async () => {
  testDatabase = await openTestDatabase();
  healthy = await startReceiver();
  badProcess = fork(new URL("./testkit/bad-receivers.ts", import.meta.url));
  [badUrls] = (await once(badProcess, "message")) as [readonly string[]];
  // A name server that never answers for any name.
  sender = createSender({ policy, maxSockets: MAX_SOCKETS, lookup: () => new Promise(() => undefined) });
  const { db } = testDatabase;
  const clock = followDatabaseClock(db.engine);
  engine = new Engine({
    db,
    clock,
    box,
    sender,
    policy,
    version: "0.0.0",
    name: "isolation",
    autoDisableAfterMs: 86_400_000,
    maxInFlight: MAX_IN_FLIGHT,
    chores: [],
    onStandingChange: () => Promise.resolve(),
    onError: (stage, error) => {
      throw new Error(`the ${stage} loop failed`, { cause: error });
    },
  });
  await engine.start();
});
afterAll(async () => {
  await engine.stop();
  await sender.close();
  badProcess.disconnect();
  await once(badProcess, "exit");
  await healthy.close();
  await testDatabase[Symbol.asyncDispose]();
});

function subscribe(tenantId: TenantId, url: string, timeoutMs = 1_000): Promise<WebhookId> {
  const retrySchedule = Array.from({ length: 20 }, () => 1);
  return makeWebhook(testDatabase.db, { tenantId, url, box, retrySchedule, timeoutMs });
}

async function publishFor(tenantId: TenantId): Promise<void> {
  const events = Array.from({ length: EVENTS }, (_, n) => ({ type: "thing.happened", data: { n } }));
  await testDatabase.db.engine.transaction((tx) => publish(tx.client, events, { tenantId }));
}

async function countOpen(webhookIds: readonly WebhookId[]): Promise<number> {
  const [row] = await testDatabase.db.engine.query<{ n: number }>(sql`
    SELECT count(*)::int AS n FROM ticketwire.deliveries
    WHERE webhook_id = ANY (${webhookIds}::uuid[]) AND status IN ('pending', 'retrying')`);
  return row?.n ?? -1;
}

test("healthy lanes are served while every kind of bad receiver is being tried, and nothing grows without bound", async () => {
  const { db } = testDatabase;
  const [loud, quiet] = [await makeTenant(db), await makeTenant(db)];
  // Three webhooks on each bad host, one of them a TLS that never finishes; and some on a name that is never resolved.
  const urls = [...badUrls, "http://hang.example.com/"];
  const badIds: WebhookId[] = [];
  for (const url of [...urls, ...urls, ...urls]) badIds.push(await subscribe(loud, url));
  const healthyIds: WebhookId[] = [];
  for (let n = 0; n < HEALTHY; n++) healthyIds.push(await subscribe(quiet, healthy.url(), 30_000));

  let mostSockets = 0;
  let mostInFlight = 0;
  const watch = setInterval(() => {
    mostSockets = Math.max(mostSockets, sender.connectionsOpen);
    mostInFlight = Math.max(mostInFlight, engine.pipeline.lanes.inFlight);
  }, 5);
  const memoryBefore = process.memoryUsage().rss;
  await publishFor(loud);
  // The bad have taken what they can get before the healthy come.
  await expect.poll(() => engine.pipeline.lanes.inFlight, { timeout: 20_000 }).toBeGreaterThan(MAX_IN_FLIGHT / 2);
  for (let wave = 1; wave <= 3; wave++) {
    await publishFor(quiet);
    await healthy.waitForRequests(wave * EVENTS * HEALTHY);
    expect(await countOpen(badIds)).toBeGreaterThan(0);
  }
  clearInterval(watch);
  expect(healthy.requests).toHaveLength(3 * EVENTS * HEALTHY);
  await expect.poll(() => countOpen(healthyIds), { timeout: 20_000 }).toBe(0);
  expect(mostSockets).toBeLessThanOrEqual(MAX_SOCKETS);
  expect(mostInFlight).toBeLessThanOrEqual(MAX_IN_FLIGHT);
  // Three gigabytes and more were on offer.
  expect(process.memoryUsage().rss - memoryBefore).toBeLessThan(400 * 1024 * 1024);

  // A stop does not wait for what never ends: attempts end at their deadline, and every lane is free for others.
  await engine.stop();
  const [owned] = await db.engine.query<{ n: number }>(sql`
    SELECT count(*)::int AS n FROM ticketwire.lanes WHERE owner IS NOT NULL`);
  expect(owned?.n).toBe(0);
  expect(engine.pipeline.lanes.inFlight).toBe(0);
}, 60_000);
