// Gives lanes back: idle ones after a while, all of them at a planned stop. Guarded by owner and epoch.
import type { TenantId, WebhookId } from "@ticketwire/contract";
import type { Connection } from "../db/database.ts";
import { sql } from "../db/sql.ts";

export interface LaneRelease {
  readonly tenantId: TenantId;
  readonly webhookId: WebhookId;
  readonly epoch: number;
  readonly sentThrough: number;
  readonly openDay: string;
  readonly rateState: unknown;
}

/**
 * Gives lanes back with where they stand. The rows are locked first and the next due time is read after, so that a resend
 * which another process asks for meanwhile is either seen here or written after (it updates the lane row too). A lane in which
 * nothing is left but parked deliveries is due at once: whoever takes it finds that they wait for nothing (ticket-order.ts).
 */
export async function releaseLanes(
  db: Connection,
  release: { readonly processId: string; readonly now: Date; readonly lanes: readonly LaneRelease[] },
): Promise<void> {
  const { lanes, processId, now } = release;
  if (lanes.length === 0) return;
  await db.transaction(async (tx) => {
    await tx.query(sql`
      SELECT 1 FROM ticketwire.lanes AS l
      WHERE l.webhook_id = ANY (${lanes.map((lane) => lane.webhookId)}::uuid[]) AND l.owner = ${processId}
      ORDER BY l.tenant_id, l.webhook_id FOR UPDATE`);
    await tx.query(sql`
      UPDATE ticketwire.lanes AS l
      SET owner = NULL, sent_through = greatest(l.sent_through, g.sent_through), open_day = greatest(l.open_day, g.open_day),
        rate_state = g.rate_state, next_due_at = (
          SELECT CASE WHEN min(d.next_attempt_at) = 'infinity' THEN ${now}::timestamptz ELSE min(d.next_attempt_at) END
          FROM ticketwire.deliveries AS d
          WHERE d.tenant_id = g.tenant_id AND d.webhook_id = g.webhook_id AND d.next_attempt_at IS NOT NULL)
      FROM unnest(${lanes.map((lane) => lane.tenantId)}::uuid[], ${lanes.map((lane) => lane.webhookId)}::uuid[],
        ${lanes.map((lane) => lane.epoch)}::bigint[], ${lanes.map((lane) => lane.sentThrough)}::bigint[],
        ${lanes.map((lane) => lane.openDay)}::date[],
        ${lanes.map((lane) => (lane.rateState === null ? null : JSON.stringify(lane.rateState)))}::jsonb[])
        AS g (tenant_id, webhook_id, epoch, sent_through, open_day, rate_state)
      WHERE l.tenant_id = g.tenant_id AND l.webhook_id = g.webhook_id AND l.owner = ${processId} AND l.epoch = g.epoch`);
  });
}
