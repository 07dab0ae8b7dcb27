// A backlog is shared by the processes there are: who has many busy lanes gives some away, once, and no delivery is sent twice.
import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { manualClock } from "../db/clock.ts";
import { sql } from "../db/sql.ts";
import { createFanOut } from "../fanout/fan-out.ts";
import { publish } from "../outbox/publish.ts";
import { makeSecretBox, makeTenant, makeWebhook } from "../testkit/builders.ts";
import { openTestDatabase, type TestDatabase } from "../testkit/database.ts";
import { LaneWorker } from "../testkit/lane-worker.ts";
import { shareToGive } from "./balance.ts";

let database: TestDatabase;
beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database[Symbol.asyncDispose]());

test("nothing is given that another would have to give back, and never more than the others lack", () => {
  const counts = fc.array(fc.nat(300), { maxLength: 6 });
  fc.assert(
    fc.property(fc.nat(300), counts, (mine, others) => {
      const given = shareToGive(mine, others);
      const fair = Math.ceil((mine + others.reduce((sum, count) => sum + count, 0)) / (others.length + 1));
      expect(given).toBeGreaterThanOrEqual(0);
      if (given > 0) expect(mine - given).toBeGreaterThanOrEqual(fair);
      if (others.every((count) => count >= mine)) expect(given).toBe(0);
    }),
  );
  expect(shareToGive(100, [0])).toBe(50);
  expect(shareToGive(50, [50])).toBe(0);
  expect(shareToGive(90, [90, 0])).toBe(30);
  expect(shareToGive(3, [0])).toBe(0);
});

const LANES = 10;
const EACH = 30;

test("a process that joins gets its share of a backlog, and each delivery is sent once", async () => {
  const { db } = database;
  const clock = manualClock(new Date());
  const box = makeSecretBox();
  const tenantId = await makeTenant(db);
  const eventTypes = Array.from({ length: LANES }, (_, index) => `made.${index}`);
  for (const type of eventTypes) await makeWebhook(db, { tenantId, box, eventTypes: [type], maxConcurrency: 2 });
  const events = Array.from({ length: LANES * EACH }, (_, n) => ({ type: `made.${n % LANES}`, data: { n } }));
  await db.engine.transaction((tx) => publish(tx.client, events, { tenantId, wake: false }));
  const fanOut = createFanOut(db);
  while ((await fanOut.tick(clock.now())).events > 0);

  let release = (): void => undefined;
  const gate = new Promise<void>((resolve) => (release = resolve));
  const script = (): Promise<boolean> => gate.then(() => true);
  const first = await LaneWorker.start({ db, clock, box, script });
  await first.round();
  expect(first.runner.busyLanes).toBe(LANES);
  await first.runner.shareOut();
  const second = await LaneWorker.start({ db, clock, box, script });
  await first.runner.shareOut();
  await first.runner.releaseIdle();
  expect(first.runner.lanes.size).toBe(LANES);

  release();
  await first.pump();
  await first.runner.releaseIdle();
  expect(first.runner.lanes.size).toBe(LANES / 2);
  await first.runner.claim(null);
  expect(first.runner.lanes.size).toBe(LANES / 2);
  await second.round();
  expect(second.runner.lanes.size).toBe(LANES / 2);

  const sent = [...first.sent, ...second.sent].map((delivery) => delivery.deliveryId);
  expect(new Set(sent).size).toBe(LANES * EACH);
  expect(sent).toHaveLength(LANES * EACH);
  const rows = await db.engine.query<{ n: number }>(
    sql`SELECT count(*) AS n FROM ticketwire.deliveries WHERE tenant_id = ${tenantId} AND status = 'delivered'`,
  );
  expect(rows[0]?.n).toBe(LANES * EACH);
});
