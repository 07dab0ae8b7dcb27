// Recover jobs, round by round, on a real database; fan-out is the real one.
import { randomUUID } from "node:crypto";
import type { RecoverKind } from "@ticketwire/contract";
import { sql } from "../db/sql.ts";
import { startRecover } from "./recover-job.ts";
import { recoverRound } from "./recover-round.ts";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { openTestDatabase, type TestDatabase } from "../testkit/database.ts";
import { DeliveryDesk } from "../testkit/delivery-desk.ts";
import { WebhookDesk } from "../testkit/webhook-desk.ts";

let test: TestDatabase;
let desk: WebhookDesk;
let deliveries: DeliveryDesk;

beforeAll(async () => {
  test = await openTestDatabase();
});

beforeEach(async () => {
  desk = await WebhookDesk.open(test);
  deliveries = new DeliveryDesk(desk);
});

afterAll(async () => {
  await test[Symbol.asyncDispose]();
});

describe("recovering", () => {
  it("sends again what was abandoned, once, and skips what was delivered", async () => {
    const { record } = await desk.create();
    await deliveries.publishAndFanOut(6);
    await deliveries.settle(record.webhook_id, "abandoned", [1, 3, 5]);
    await deliveries.settle(record.webhook_id, "delivered", [2, 4, 6]);
    expect(await deliveries.recover(record.webhook_id, { only: "failed", isDryRun: true })).toMatchObject({
      status: "done",
      dry_run: true,
      matched: 6,
      sent: 3,
      skipped: 3,
    });
    expect(await deliveries.countByStatus(record.webhook_id)).toEqual({ abandoned: 3, delivered: 3 });
    expect(await deliveries.recover(record.webhook_id, { only: "failed" })).toMatchObject({
      matched: 6,
      sent: 3,
      skipped: 3,
    });
    expect(await deliveries.countByStatus(record.webhook_id)).toEqual({ retrying: 3, delivered: 3 });
    expect(await deliveries.recover(record.webhook_id, { only: "failed" })).toMatchObject({
      matched: 6,
      sent: 0,
      skipped: 6,
    });
  });

  it("gives what was never given: events of before it was created, of types and filters it did not have", async () => {
    const early = await deliveries.publish([{ data: { ticket_id: randomUUID() } }, { type: "ticket.closed" }]);
    await deliveries.fanOut();
    const { record } = await desk.create({
      event_filter: { conditions: [{ field: "version", operator: "greater_than", value: 5 }] },
    });
    const late = await deliveries.publish([
      { data: { version: 3 } },
      { data: { version: 9 } },
      { type: "ticket.assigned" },
    ]);
    await deliveries.fanOut();
    await desk.update(record.webhook_id, { event_filter: null, event_types: ["ticket.created", "ticket.closed"] });
    expect(await deliveries.recover(record.webhook_id, { only: "missing" })).toMatchObject({
      matched: 4,
      sent: 3,
      skipped: 1,
    });
    const given = await deliveries.of(record.webhook_id);
    expect(given.map((delivery) => [delivery.sequence, delivery.event_id])).toEqual([
      [1, late[1]],
      [2, early[0]],
      [3, early[1]],
      [4, late[0]],
    ]);
    expect(given.slice(1).every(({ status, due }) => status === "pending" && due)).toBe(true);
    expect(await deliveries.recover(record.webhook_id, { only: "missing" })).toMatchObject({ sent: 0, skipped: 4 });
    await deliveries.publishAndFanOut(1);
    expect((await deliveries.of(record.webhook_id)).at(-1)?.sequence).toBe(5);
  });

  it("does not give what still waits for fan-out, nor what was made up for a test", async () => {
    const { record } = await desk.create();
    const [waiting] = await deliveries.publish([{}]);
    await deliveries.publish([{}]);
    await test.db.engine.query(sql`
      UPDATE ticketwire.events SET is_test = true WHERE tenant_id = ${desk.tenantId} AND event_id <> ${waiting}`);
    await test.db.engine.query(sql`
      DELETE FROM ticketwire.outbox WHERE tenant_id = ${desk.tenantId} AND event_id <> ${waiting}`);
    expect(await deliveries.recover(record.webhook_id)).toMatchObject({ status: "done", matched: 0, sent: 0 });
    await deliveries.fanOut();
    expect((await deliveries.of(record.webhook_id)).map((delivery) => delivery.event_id)).toEqual([waiting]);
  });

  it("takes only the types, tickets and times it is asked for", async () => {
    const subject = randomUUID();
    const ids = await deliveries.publish([{ subject }, { subject, type: "ticket.closed" }, {}]);
    await deliveries.fanOut();
    const { record } = await desk.create({ event_types: ["ticket.created", "ticket.closed"] });
    const wish = { isDryRun: true, ticketIds: [subject] } as const;
    expect(await deliveries.recover(record.webhook_id, wish)).toMatchObject({ sent: 2 });
    expect(await deliveries.recover(record.webhook_id, { ...wish, eventTypes: ["ticket.closed"] })).toMatchObject({
      sent: 1,
    });
    const [row] = await test.db.engine.query<{ occurred_at: Date }>(sql`
      SELECT occurred_at FROM ticketwire.events WHERE event_id = ${ids[0]}`);
    const moment = row?.occurred_at ?? new Date(0);
    const justAfter = new Date(moment.getTime() + 1);
    expect(await deliveries.recover(record.webhook_id, { isDryRun: true, since: moment, until: moment })).toMatchObject(
      {
        sent: 3,
      },
    );
    expect(await deliveries.recover(record.webhook_id, { isDryRun: true, since: justAfter })).toMatchObject({
      sent: 0,
    });
  });

  it.each<RecoverKind>(["failed", "missing", "all"])(
    "does not touch a paused webhook (%s), but counts for it",
    async (only) => {
      const { record } = await desk.create({ is_active: false });
      await deliveries.publishAndFanOut(2);
      const wish = { jobId: randomUUID(), since: new Date(0), until: null, only, eventTypes: null, ticketIds: null };
      expect(await startRecover(desk.kit, desk.call(record.webhook_id), { ...wish, isDryRun: false })).toEqual({
        kind: "inactive",
      });
      expect(await deliveries.recover(record.webhook_id, { only, isDryRun: true })).toMatchObject({
        sent: only === "failed" ? 0 : 2,
      });
    },
  );

  it("fails with a sentence when the webhook is paused while it runs", async () => {
    const { record } = await desk.create();
    const { job_id } = await deliveries.startRecover(record.webhook_id);
    await desk.update(record.webhook_id, { is_active: false });
    await deliveries.runJobs();
    const job = await deliveries.job(record.webhook_id, job_id);
    expect(job).toMatchObject({ status: "failed", sent: 0 });
    expect(job.error).toContain("repeat the call");
  });

  it("goes on where a killed round left it, and gives everything exactly one place in the sequence", async () => {
    await deliveries.publishAndFanOut(2_300);
    const { record } = await desk.create();
    const { job_id } = await deliveries.startRecover(record.webhook_id);
    await recoverRound(test.db, desk.now());
    // A process dies in the middle of a round: its connection ends, its transaction is rolled back.
    const session = await test.db.openSession();
    await session.query("BEGIN");
    await session.query("SELECT 1 FROM ticketwire.recover_jobs WHERE job_id = $1 FOR UPDATE", [job_id]);
    await session.query("UPDATE ticketwire.recover_jobs SET progress = '{\"isWalked\": true}' WHERE job_id = $1", [
      job_id,
    ]);
    expect(await recoverRound(test.db, desk.now())).toBe(false);
    await session.end();
    // Two processes at once, and fan-out beside them.
    await Promise.all([deliveries.runJobs(), deliveries.runJobs(), deliveries.publishAndFanOut(300)]);
    await deliveries.runJobs();
    expect(await deliveries.job(record.webhook_id, job_id)).toMatchObject({ status: "done", sent: 2_300 });
    const sequences = (await deliveries.of(record.webhook_id)).map((delivery) => delivery.sequence);
    expect(sequences).toEqual(Array.from({ length: 2_600 }, (_, index) => index + 1));
    expect((await desk.lane(record.webhook_id)).last_sequence).toBe(2_600);
  });

  it("tells the lane even when the process died between its chunk and the telling", async () => {
    const { record } = await desk.create();
    await deliveries.publishAndFanOut(1);
    await deliveries.settle(record.webhook_id, "abandoned", [1]);
    await deliveries.startRecover(record.webhook_id);
    await recoverRound(test.db, desk.now());
    await test.db.engine.query(
      sql`UPDATE ticketwire.lanes SET next_due_at = NULL WHERE webhook_id = ${record.webhook_id}`,
    );
    await deliveries.runJobs();
    expect((await desk.lane(record.webhook_id)).next_due_at).not.toBeNull();
  });

  it("takes turns: a short job does not wait for the end of a long one", async () => {
    await deliveries.publishAndFanOut(3_500);
    const long = { id: (await desk.create()).record.webhook_id };
    const longJob = await deliveries.startRecover(long.id);
    const longTenant = desk.tenantId;
    await desk.useNewTenant();
    const short = { id: (await desk.create()).record.webhook_id };
    const shortJob = await deliveries.startRecover(short.id);
    for (let round = 0; round < 4; round++) await recoverRound(test.db, desk.now());
    expect(await deliveries.job(short.id, shortJob.job_id)).toMatchObject({ status: "done" });
    desk.tenantId = longTenant;
    expect(await deliveries.job(long.id, longJob.job_id)).toMatchObject({ status: "running" });
    await deliveries.runJobs();
    expect(await deliveries.job(long.id, longJob.job_id)).toMatchObject({ status: "done", sent: 3_500 });
  });
});
