// The rows behind `ordering: ticket`: what is open or parked in a lane, and the release of a ticket's first parked delivery.
import type { WebhookId } from "@ticketwire/contract";
import type { Queryable } from "../db/database.ts";
import { sql } from "../db/sql.ts";
import type { LaneKey } from "../webhook/read-settings.ts";
import type { OpenSubject } from "./ticket-order.ts";

interface OpenRow {
  readonly webhook_id: WebhookId;
  readonly subject_id: string;
  readonly sequences: readonly number[];
  readonly first_parked: number | null;
}

/**
 * What is open of each ticket in these lanes: deliveries that have a due time, are parked, or are held while a release job is
 * about to send them. Read once, when an ordered lane is taken; one row per ticket, however many are parked behind.
 */
export async function readOpenSubjects(
  db: Queryable,
  lanes: readonly LaneKey[],
): Promise<ReadonlyMap<WebhookId, OpenSubject[]>> {
  const rows = await db.query<OpenRow>(sql`
    WITH wanted AS MATERIALIZED (
      SELECT * FROM unnest(${lanes.map((lane) => lane.tenantId)}::uuid[], ${lanes.map((lane) => lane.webhookId)}::uuid[])
        AS w (tenant_id, webhook_id)
    ), open AS (
      SELECT d.webhook_id, d.subject_id, d.sequence, d.next_attempt_at = 'infinity' AS is_parked
      FROM wanted AS w JOIN ticketwire.deliveries AS d USING (tenant_id, webhook_id)
      WHERE d.next_attempt_at IS NOT NULL AND d.subject_id IS NOT NULL AND d.sequence IS NOT NULL
      UNION ALL
      SELECT d.webhook_id, d.subject_id, d.sequence, false
      FROM wanted AS w JOIN ticketwire.deliveries AS d USING (tenant_id, webhook_id)
      WHERE d.set_aside = 'held' AND d.subject_id IS NOT NULL AND d.sequence IS NOT NULL AND EXISTS (
        SELECT FROM ticketwire.recover_jobs AS j WHERE j.tenant_id = w.tenant_id AND j.webhook_id = w.webhook_id
          AND j.status IN ('queued', 'running') AND j.request ->> 'kind' = 'release')
    )
    SELECT webhook_id, subject_id, coalesce(array_agg(sequence) FILTER (WHERE NOT is_parked), '{}') AS sequences,
      min(sequence) FILTER (WHERE is_parked) AS first_parked
    FROM open GROUP BY webhook_id, subject_id`);
  const found = new Map<WebhookId, OpenSubject[]>();
  for (const row of rows) {
    const open = found.get(row.webhook_id) ?? [];
    open.push({ subjectId: row.subject_id, open: row.sequences.map(Number), firstParked: row.first_parked });
    found.set(row.webhook_id, open);
  }
  return found;
}

export interface ReleasedDelivery {
  /** Null when none was released. */
  readonly sequence: number | null;
  /** The lowest that stays parked; null when none does. */
  readonly next: number | null;
}

export interface ParkedRelease extends LaneKey {
  readonly processId: string;
  readonly epoch: number;
  readonly subjectId: string;
  /** Fresh deliveries were read up to this sequence: one beyond may have an earlier one before it that is not known yet. */
  readonly upTo: number;
  readonly now: Date;
}

/**
 * Makes the first parked delivery of a subject due now; only for the lane's owner, whose row lock makes a claim wait. Repeated
 * after a lost answer it makes the next one due as well: both are then loaded in their order.
 */
export async function releaseParked(db: Queryable, parked: ParkedRelease): Promise<ReleasedDelivery> {
  const [row] = await db.query<ReleasedDelivery>(sql`
    WITH mine AS MATERIALIZED (
      SELECT 1 FROM ticketwire.lanes WHERE tenant_id = ${parked.tenantId} AND webhook_id = ${parked.webhookId}
        AND owner = ${parked.processId} AND epoch = ${parked.epoch} FOR SHARE
    ), parked AS MATERIALIZED (
      SELECT tenant_id, day, delivery_id, sequence FROM ticketwire.deliveries
      WHERE EXISTS (SELECT FROM mine) AND tenant_id = ${parked.tenantId} AND webhook_id = ${parked.webhookId} AND next_attempt_at = 'infinity'
        AND subject_id = ${parked.subjectId}
      ORDER BY sequence LIMIT 2
    ), released AS (
      UPDATE ticketwire.deliveries AS d SET next_attempt_at = ${parked.now}, reason = NULL
      FROM (SELECT * FROM parked WHERE sequence <= ${parked.upTo} ORDER BY sequence LIMIT 1) AS p
      WHERE d.tenant_id = p.tenant_id AND d.day = p.day AND d.delivery_id = p.delivery_id
      RETURNING d.sequence
    )
    SELECT (SELECT sequence FROM released) AS sequence,
      (SELECT min(sequence) FROM parked WHERE sequence <> coalesce((SELECT sequence FROM released), -1)) AS next`);
  return row ?? { sequence: null, next: null };
}
