// Standing judged by the clock, on a real database: webhooks to which nothing is sent any more are warned and disabled all the
// same, and what a killed process had noticed is found again.
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { WebhookId } from "@ticketwire/contract";
import { manualClock } from "../db/clock.ts";
import { sql } from "../db/sql.ts";
import { openTestDatabase, type TestDatabase } from "../testkit/database.ts";
import { WebhookDesk } from "../testkit/webhook-desk.ts";
import { createStandingAct } from "./act-on-standing.ts";
import { StandingRound } from "./standing-round.ts";

const HOUR_MS = 3_600_000;
const autoDisableAfterMs = 24 * HOUR_MS;
let testDatabase: TestDatabase;
let desk: WebhookDesk;
let clock: ReturnType<typeof manualClock>;
const errors: unknown[] = [];

beforeAll(async () => {
  testDatabase = await openTestDatabase();
});
afterAll(() => testDatabase[Symbol.asyncDispose]());
beforeEach(async () => {
  errors.length = 0;
  desk = await WebhookDesk.open(testDatabase);
  clock = manualClock(new Date(Date.now() + HOUR_MS));
});

function openRound(options: { readonly failsFirst?: boolean } = {}): StandingRound {
  const { db } = testDatabase;
  const act = createStandingAct({ db, clock, baseUrl: "https://t.example.com", autoDisableAfterMs, isMailed: false });
  let faults = options.failsFirst ? 1 : 0;
  return new StandingRound({
    db,
    clock,
    autoDisableAfterMs,
    async onStandingChange(change) {
      if (faults-- > 0) throw new Error("the database is away");
      await act(change);
    },
    onActed: () => Promise.resolve(),
    onError: (_stage, error) => errors.push(error),
  });
}

/** As the outcomes of a ladder that has ended leave the lane: nothing will be sent any more. */
async function failed(webhookId: string, since: Date, attempts = 6): Promise<void> {
  await testDatabase.db.engine.query(sql`
    UPDATE ticketwire.lanes SET failing_since = ${since}, failed_attempts = ${attempts} WHERE webhook_id = ${webhookId}`);
}

async function noticesOf(webhookId: string): Promise<string[]> {
  const rows = await testDatabase.db.engine.query<{ kind: string }>(sql`
    SELECT kind FROM ticketwire.notices WHERE webhook_id = ${webhookId} ORDER BY created_at`);
  return rows.map((row) => row.kind);
}

const isActive = async (webhookId: string): Promise<boolean | undefined> => (await desk.read(webhookId))?.is_active;

describe("by the clock alone", () => {
  test("a webhook is warned of after half the time and disabled after the whole, each once", async () => {
    const { webhook_id: id } = (await desk.create()).record;
    await failed(id, clock.now());
    const round = openRound();
    const seen: string[][] = [];
    for (const hours of [11.9, 0.2, 0.5, 11, 0.5, 1]) {
      clock.advance(hours * HOUR_MS);
      await round.run();
      seen.push(await noticesOf(id));
    }
    expect(seen).toEqual([
      [],
      ["webhook_failing"],
      ["webhook_failing"],
      ["webhook_failing"],
      ["webhook_failing", "webhook_disabled"],
      ["webhook_failing", "webhook_disabled"],
    ]);
    expect(await isActive(id)).toBe(false);
  });

  test("one failed attempt, a success since, a pause or a change of settings disables nobody", async () => {
    const [once, recovered, paused, changed] = [
      await desk.create(),
      await desk.create(),
      await desk.create({ is_active: false }),
      await desk.create(),
    ].map(({ record }) => record.webhook_id);
    await failed(once ?? "", clock.now(), 1);
    await failed(paused ?? "", clock.now());
    await failed(changed ?? "", clock.now());
    clock.advance(20 * HOUR_MS);
    await testDatabase.db.engine.query(sql`
      UPDATE ticketwire.webhooks SET updated_at = ${clock.now()} WHERE webhook_id = ${changed}`);
    clock.advance(20 * HOUR_MS);
    await openRound().run();
    for (const id of [once, recovered, changed]) {
      expect(await isActive(id ?? "")).toBe(true);
      expect(await noticesOf(id ?? "")).toEqual([]);
    }
    expect(await noticesOf(paused ?? "")).toEqual([]);
  });
});

describe("what a process noticed", () => {
  test("and could not act on is found again: a receiver that is gone", async () => {
    const { webhook_id: id } = (await desk.create()).record;
    const round = openRound({ failsFirst: true });
    await testDatabase.db.engine.query(sql`
      UPDATE ticketwire.lanes SET gone_at = ${clock.now()} WHERE webhook_id = ${id}`);
    round.add({ tenantId: desk.tenantId, webhookId: id as WebhookId, kind: "gone", lastError: "answered 410" });
    await round.run();
    expect(errors).toHaveLength(1);
    expect(await isActive(id)).toBe(true);
    await round.run();
    expect(await isActive(id)).toBe(false);
    expect(await noticesOf(id)).toEqual(["webhook_gone"]);
  });

  test("does not disable a webhook whose settings were changed in the meantime; what was held for it is sent", async () => {
    const { webhook_id: id } = (await desk.create()).record;
    await failed(id, clock.now());
    clock.advance(25 * HOUR_MS);
    await testDatabase.db.engine.query(sql`
      UPDATE ticketwire.webhooks SET updated_at = ${clock.now()} WHERE webhook_id = ${id}`);
    const round = openRound();
    round.add({
      tenantId: desk.tenantId,
      webhookId: id as WebhookId,
      kind: "only_failures",
      lastError: "answered 500",
    });
    await round.run();
    expect(await isActive(id)).toBe(true);
    const jobs = await testDatabase.db.engine.query<{ kind: string }>(sql`
      SELECT request ->> 'kind' AS kind FROM ticketwire.recover_jobs WHERE webhook_id = ${id}`);
    expect(jobs).toEqual([{ kind: "release" }]);
  });
});
