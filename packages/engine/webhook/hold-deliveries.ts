// Turns what was open when a webhook was paused into `held`, in chunks, so that a pause is quick whatever waits.
// Called by the pipeline; any process may do it, as often as it likes.
import type { TenantId, WebhookId } from "@ticketwire/contract";
import type { Database, Transaction } from "../db/database.ts";
import { sql } from "../db/sql.ts";
import { planByKeys, planNow } from "./plan-now.ts";

const DELIVERIES_PER_ROUND = 1_000;
const LANES_PER_ROUND = 100;

interface PausedLane {
  readonly tenant_id: TenantId;
  readonly webhook_id: WebhookId;
  readonly sent_through: number;
  readonly is_deleted: boolean;
}

/**
 * Takes paused lanes that may have open deliveries: those just paused, and those where an attempt that was under way at the
 * pause left a retry behind. Of webhooks that were deleted long ago nothing is under way; there may be thousands, and looking at
 * each costs 20 µs a second. The webhook's row is share-locked until commit, so that nobody enables it meanwhile; fan-out,
 * which locks the lane's head, is not kept waiting.
 */
async function takePausedLanes(tx: Transaction): Promise<PausedLane[]> {
  return tx.query<PausedLane>(sql`
    SELECT w.tenant_id, w.webhook_id, l.sent_through, w.deleted_at IS NOT NULL AS is_deleted
    FROM ticketwire.webhooks AS w
    JOIN ticketwire.lane_heads AS h USING (tenant_id, webhook_id)
    JOIN ticketwire.lanes AS l USING (tenant_id, webhook_id)
    WHERE NOT w.is_active AND h.paused AND (h.must_hold OR (
      (w.deleted_at IS NULL OR w.deleted_at > clock_timestamp() - interval '1 day') AND EXISTS (
        SELECT FROM ticketwire.deliveries AS d
        WHERE d.tenant_id = h.tenant_id AND d.webhook_id = h.webhook_id AND d.next_attempt_at IS NOT NULL)))
    LIMIT ${LANES_PER_ROUND} FOR SHARE OF w SKIP LOCKED`);
}

/** Holds up to `limit` open deliveries of a lane: retries, parked and released ones by their due time, fresh ones by sequence. */
async function holdDeliveries(tx: Transaction, lane: PausedLane, limit: number): Promise<number> {
  const reason = `The webhook was ${lane.is_deleted ? "deleted" : "inactive"} before this could be sent.`;
  const rows = await tx.query(
    planNow(sql`
    WITH open AS MATERIALIZED (
      (SELECT day, delivery_id FROM ticketwire.deliveries
        WHERE tenant_id = ${lane.tenant_id} AND webhook_id = ${lane.webhook_id} AND next_attempt_at IS NOT NULL
        LIMIT ${limit})
      UNION
      (SELECT day, delivery_id FROM ticketwire.deliveries
        WHERE tenant_id = ${lane.tenant_id} AND webhook_id = ${lane.webhook_id} AND sequence > ${lane.sent_through}
          AND status = 'pending' AND next_attempt_at IS NULL
        ORDER BY sequence LIMIT ${limit})
    )
    UPDATE ticketwire.deliveries AS d
    SET status = 'held', next_attempt_at = NULL, reason = ${reason}
    FROM open AS o WHERE d.tenant_id = ${lane.tenant_id} AND d.day = o.day AND d.delivery_id = o.delivery_id
    RETURNING 1`),
  );
  return rows.length;
}

async function finishHolding(tx: Transaction, lane: PausedLane): Promise<void> {
  await tx.query(sql`
    UPDATE ticketwire.lane_heads SET must_hold = false
    WHERE tenant_id = ${lane.tenant_id} AND webhook_id = ${lane.webhook_id} AND must_hold`);
}

/** One round: a bounded number of deliveries of a bounded number of lanes. True when there is more to hold. */
export async function holdRound(db: Database): Promise<boolean> {
  return db.engine.transaction(async (tx) => {
    await planByKeys(tx);
    let room = DELIVERIES_PER_ROUND;
    for (const lane of await takePausedLanes(tx)) {
      const held = await holdDeliveries(tx, lane, room);
      if (held < room) await finishHolding(tx, lane);
      room -= held;
      if (room <= 0) return true;
    }
    return false;
  });
}
