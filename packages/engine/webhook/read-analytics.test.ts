// Figures over time: whatever the period and its buckets, the rolled-up counters add up to what adding every minute by hand gives.
import type { WebhookId } from "@ticketwire/contract";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { maintainPartitions } from "../db/partitions.ts";
import { sql } from "../db/sql.ts";
import { openTestDatabase, type TestDatabase } from "../testkit/database.ts";
import { WebhookDesk } from "../testkit/webhook-desk.ts";
import { emptyLatency, percentile } from "./latency.ts";
import { type Bucket, BUCKET_MS, BUCKETS, readAnalytics } from "./read-analytics.ts";

const MINUTE_MS = BUCKET_MS.minute;
const today = Math.floor(Date.now() / BUCKET_MS.day) * BUCKET_MS.day;

interface Minute {
  readonly at: number;
  readonly delivered: number;
  readonly failed: number;
  readonly abandoned: number;
  readonly latency: readonly number[];
}

let test: TestDatabase;
let desk: WebhookDesk;
let webhookId: WebhookId;
const minutes: Minute[] = [];

/** Three days of minutes, some of them empty; every ninth lies on the day before its own, as a retry does. */
async function makeMinutes(): Promise<void> {
  const other = (await desk.create()).record.webhook_id;
  for (let at = today - 2 * BUCKET_MS.day; at < today + BUCKET_MS.day; at += 7 * MINUTE_MS) {
    const n = at / MINUTE_MS;
    if (n % 5 === 0) continue;
    const latency = emptyLatency().map((_, place) => (n * (place + 3)) % 4);
    minutes.push({ at, delivered: n % 13, failed: n % 3, abandoned: n % 2, latency });
  }
  for (const id of [webhookId, other])
    await test.db.engine.query(sql`
      INSERT INTO ticketwire.delivery_stats (tenant_id, webhook_id, day, minute, delivered, failed, abandoned, latency)
      SELECT ${desk.tenantId}, ${id}, (m.at AT TIME ZONE 'UTC')::date - CASE WHEN place % 9 = 0 THEN 1 ELSE 0 END, m.at, m.delivered,
        m.failed, m.abandoned, m.latency::int[]
      FROM unnest(${minutes.map(({ at }) => new Date(at))}::timestamptz[], ${minutes.map((row) => row.delivered)}::int[],
        ${minutes.map((row) => row.failed)}::int[], ${minutes.map((row) => row.abandoned)}::int[],
        ${minutes.map((row) => `{${row.latency.join(",")}}`)}::text[]) WITH ORDINALITY
        AS m (at, delivered, failed, abandoned, latency, place)`);
}

beforeAll(async () => {
  test = await openTestDatabase();
  desk = await WebhookDesk.open(test);
  webhookId = (await desk.create()).record.webhook_id;
  for (const daysAgo of [3, 2, 1, 0])
    await maintainPartitions(test.db, { now: new Date(today - daysAgo * BUCKET_MS.day), retentionDays: 30 });
  await makeMinutes();
});

afterAll(async () => {
  await test[Symbol.asyncDispose]();
});

const sum = (rows: readonly Minute[], pick: (row: Minute) => number): number =>
  rows.reduce((total, row) => total + pick(row), 0);

function plainly(from: number, to: number) {
  const rows = minutes.filter(({ at }) => at >= from && at < to);
  return {
    delivered: sum(rows, (row) => row.delivered),
    failed: sum(rows, (row) => row.failed),
    abandoned: sum(rows, (row) => row.abandoned),
    latency: emptyLatency().map((_, place) => sum(rows, (row) => row.latency[place] ?? 0)),
  };
}

describe("figures over time", () => {
  const HOUR = BUCKET_MS.hour;
  const periods: readonly (readonly [string, number, number])[] = [
    ["all days", today - 2 * BUCKET_MS.day, today + BUCKET_MS.day],
    ["a day", today - BUCKET_MS.day, today],
    ["hours over midnight", today - 3 * HOUR, today + 4 * HOUR],
    ["a part of an hour", today + 5 * MINUTE_MS, today + 47 * MINUTE_MS],
    ["a time in which nothing was", today - 20 * BUCKET_MS.day, today - 10 * BUCKET_MS.day],
  ];

  it.each(periods.flatMap(([name, from, to]) => BUCKETS.map((bucket) => [name, bucket, from, to] as const)))(
    "of %s by the %s are those of its minutes",
    async (...[, bucket, from, to]: readonly [string, Bucket, number, number]) => {
      const period = { tenantId: desk.tenantId, webhookId, from: new Date(from), to: new Date(to) };
      const found = await readAnalytics(test.db.forTenant(desk.tenantId), period, bucket);
      const { latency, ...counts } = plainly(from, to);
      expect(found).toMatchObject(counts);
      expect(found.latency_ms).toEqual({
        p50: percentile(latency, 0.5),
        p90: percentile(latency, 0.9),
        p95: percentile(latency, 0.95),
        p99: percentile(latency, 0.99),
      });
      for (const { start, delivered, failed, abandoned } of found.timeline) {
        const at = Date.parse(start);
        const { latency: _latency, ...expected } = plainly(Math.max(at, from), Math.min(at + BUCKET_MS[bucket], to));
        expect({ start, delivered, failed, abandoned }).toEqual({ start, ...expected });
      }
    },
  );
});
