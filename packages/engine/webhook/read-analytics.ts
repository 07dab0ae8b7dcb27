// Figures of a webhook over time, from the counters that are rolled up per minute as outcomes are written.
// In: a time and how long each bucket of its timeline is. Out: sums, rates, percentiles, and the timeline without holes.
import type { TenantId, WebhookId } from "@ticketwire/contract";
import type { Queryable } from "../db/database.ts";
import { dayOf } from "../db/partitions.ts";
import { fragment, sql } from "../db/sql.ts";
import { emptyLatency, LATENCY_BUCKETS, percentile } from "./latency.ts";

export const BUCKETS = ["minute", "hour", "day"] as const;
export type Bucket = (typeof BUCKETS)[number];

export const BUCKET_MS: Readonly<Record<Bucket, number>> = { minute: 60_000, hour: 3_600_000, day: 86_400_000 };

export interface Figures {
  /** Deliveries that arrived. */
  readonly delivered: number;
  /** Attempts that failed. */
  readonly failed: number;
  /** Deliveries that were given up. */
  readonly abandoned: number;
  /** Attempts that succeeded among all, 0 to 1; null when there were none. */
  readonly success_rate: number | null;
  readonly latency_ms: {
    readonly p50: number | null;
    readonly p90: number | null;
    readonly p95: number | null;
    readonly p99: number | null;
  };
}

export interface TimelineBucket {
  readonly start: string;
  readonly delivered: number;
  readonly failed: number;
  readonly abandoned: number;
  readonly success_rate: number | null;
}

export interface AnalyticsRecord extends Figures {
  readonly webhook_id: string;
  readonly from: string;
  readonly to: string;
  readonly bucket: Bucket;
  readonly timeline: readonly TimelineBucket[];
}

interface Period {
  readonly tenantId: TenantId;
  readonly webhookId: WebhookId;
  readonly from: Date;
  readonly to: Date;
}

interface CountRow {
  readonly start: Date;
  readonly delivered: number;
  readonly failed: number;
  readonly abandoned: number;
  /** Attempts by how long they took (latency.ts). */
  readonly latency: readonly number[];
}

// A counter lies on the day of its event, which may be before the minute in which it counted: a retry, a recovered event.
const LONGEST_BEHIND_DAYS = 400;

function daysOf({ from, to }: Period): readonly [first: string, last: string] {
  return [dayOf(new Date(from.getTime() - LONGEST_BEHIND_DAYS * BUCKET_MS.day)), dayOf(to)];
}

// Summed place by place in the same look at the minutes: taken apart into rows, those of 30 days took 240 ms.
const LATENCY_SUMS = fragment(
  `ARRAY[${Array.from({ length: LATENCY_BUCKETS }, (_, place) => `coalesce(sum(latency[${place + 1}]), 0)::int`).join(", ")}]`,
);

async function readCounts(tenant: Queryable, period: Period, bucket: Bucket): Promise<CountRow[]> {
  const [first, last] = daysOf(period);
  return tenant.query<CountRow>(sql`
    SELECT date_trunc(${bucket}, minute) AS start, sum(delivered)::int AS delivered, sum(failed)::int AS failed,
      sum(abandoned)::int AS abandoned, ${LATENCY_SUMS} AS latency
    FROM ticketwire.delivery_stats
    WHERE tenant_id = ${period.tenantId} AND webhook_id = ${period.webhookId}
      AND day BETWEEN ${first}::date AND ${last}::date AND minute >= ${period.from} AND minute < ${period.to}
    GROUP BY 1 ORDER BY 1`);
}

function rateOf(delivered: number, failed: number): number | null {
  const attempts = delivered + failed;
  return attempts === 0 ? null : Math.round((delivered / attempts) * 10_000) / 10_000;
}

function toFigures(counts: readonly CountRow[]): Figures {
  const latency = emptyLatency().map((_, place) => counts.reduce((total, row) => total + (row.latency[place] ?? 0), 0));
  const sum = (pick: (row: CountRow) => number): number => counts.reduce((total, row) => total + pick(row), 0);
  const [delivered, failed] = [sum((row) => row.delivered), sum((row) => row.failed)];
  return {
    delivered,
    failed,
    abandoned: sum((row) => row.abandoned),
    success_rate: rateOf(delivered, failed),
    latency_ms: {
      p50: percentile(latency, 0.5),
      p90: percentile(latency, 0.9),
      p95: percentile(latency, 0.95),
      p99: percentile(latency, 0.99),
    },
  };
}

/** Sums, rate and percentiles of a time; it is rounded down to minutes. */
export async function readFigures(tenant: Queryable, period: Period): Promise<Figures> {
  return toFigures(await readCounts(tenant, period, "day"));
}

/** Every bucket of the time, those in which nothing happened too. */
function fillTimeline(counts: readonly CountRow[], period: Period, bucket: Bucket): TimelineBucket[] {
  const step = BUCKET_MS[bucket];
  const known = new Map(counts.map((row) => [row.start.getTime(), row]));
  const timeline: TimelineBucket[] = [];
  for (let at = Math.floor(period.from.getTime() / step) * step; at < period.to.getTime(); at += step) {
    const { delivered = 0, failed = 0, abandoned = 0 } = known.get(at) ?? {};
    const start = new Date(at).toISOString();
    timeline.push({ start, delivered, failed, abandoned, success_rate: rateOf(delivered, failed) });
  }
  return timeline;
}

/** Figures with a timeline, from `from` on, up to and without `to`. */
export async function readAnalytics(tenant: Queryable, period: Period, bucket: Bucket): Promise<AnalyticsRecord> {
  const counts = await readCounts(tenant, period, bucket);
  return {
    webhook_id: period.webhookId,
    from: period.from.toISOString(),
    to: period.to.toISOString(),
    bucket,
    ...toFigures(counts),
    timeline: fillTimeline(counts, period, bucket),
  };
}
