// What went on lately: events written, attempts that succeeded or failed, how long they took. Read from the figures that
// outcomes roll up by minute, so its cost does not grow with traffic; events alone are counted by their ids.
// In: a tenant and since when. Out: counts by minute, and by webhook.
import type { TenantId } from "@ticketwire/contract";
import type { Queryable } from "../db/database.ts";
import { sql } from "../db/sql.ts";
import { firstIdOf } from "../db/uuid.ts";

export interface FigureWindow {
  readonly tenantId: TenantId;
  /** A full minute. */
  readonly since: Date;
}

export interface MinuteFigures {
  readonly minute: Date;
  readonly webhook_id: string;
  readonly delivered: number;
  readonly failed: number;
  readonly abandoned: number;
}

// A figure lies on the day of its event, and so a retry's days before its minute; the schedule is over well within this.
const LONGEST_BEHIND_DAYS = 3;

function dayOf({ since }: FigureWindow): string {
  return since.toISOString().slice(0, 10);
}

/** Outcomes by webhook and minute. */
export async function readMinuteFigures(tenant: Queryable, window: FigureWindow): Promise<readonly MinuteFigures[]> {
  return tenant.query<MinuteFigures>(sql`
    SELECT minute, webhook_id, sum(delivered)::int AS delivered, sum(failed)::int AS failed, sum(abandoned)::int AS abandoned
    FROM ticketwire.delivery_stats
    WHERE tenant_id = ${window.tenantId} AND day >= ${dayOf(window)}::date - ${LONGEST_BEHIND_DAYS}::int AND minute >= ${window.since}
    GROUP BY minute, webhook_id`);
}

/** Counts of durations by webhook, in the buckets of webhook/latency.ts. */
export async function readLatencyCounts(
  tenant: Queryable,
  window: FigureWindow,
): Promise<ReadonlyMap<string, readonly number[]>> {
  const rows = await tenant.query<{ readonly webhook_id: string; readonly counts: number[] }>(sql`
    SELECT webhook_id, array_agg(total ORDER BY place) AS counts
    FROM (
      SELECT s.webhook_id, bucket.place, sum(bucket.count)::int AS total
      FROM ticketwire.delivery_stats AS s, unnest(s.latency) WITH ORDINALITY AS bucket (count, place)
      WHERE s.tenant_id = ${window.tenantId} AND s.day >= ${dayOf(window)}::date - ${LONGEST_BEHIND_DAYS}::int AND s.minute >= ${window.since}
      GROUP BY s.webhook_id, bucket.place) AS summed
    GROUP BY webhook_id`);
  return new Map(rows.map((row) => [row.webhook_id, row.counts]));
}

export interface MinuteEvents {
  readonly minute: Date;
  readonly events: number;
}

/** Events by the minute in which they were written. */
export async function readMinuteEvents(tenant: Queryable, window: FigureWindow): Promise<readonly MinuteEvents[]> {
  return tenant.query<MinuteEvents>(sql`
    SELECT date_trunc('minute', occurred_at) AS minute, count(*)::int AS events
    FROM ticketwire.events
    WHERE tenant_id = ${window.tenantId} AND day >= ${dayOf(window)}::date
      AND event_id >= ${firstIdOf(window.since.getTime())} AND NOT is_test
    GROUP BY 1`);
}
