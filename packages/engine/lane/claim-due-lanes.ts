// Takes lanes that have something to send and no living owner. Whether a lane is due is derived, not marked: its head is
// beyond what was sent, or its next retry's time has come. So no mark can be lost.
import { randomUUID } from "node:crypto";
import type { TenantId, WebhookId } from "@ticketwire/contract";
import type { Queryable } from "../db/database.ts";
import { sql } from "../db/sql.ts";
import { after, FARTHEST_DUE_MS, FARTHEST_LEASE_MS, FARTHEST_REST_MS } from "./plausible.ts";

/** A lane as it was when it was taken. */
export interface ClaimedLane {
  readonly tenantId: TenantId;
  readonly webhookId: WebhookId;
  readonly epoch: number;
  readonly resets: number;
  readonly sentThrough: number;
  readonly openDay: string;
  readonly nextDueAt: Date | null;
  readonly blockedUntil: Date | null;
  readonly rateState: unknown;
  /** The owner before did not give it back: what it sent last is not known. */
  readonly wasAbandoned: boolean;
  readonly signatureOrder: "old_first" | "new_first";
  readonly failingSince: Date | null;
  readonly failedAttempts: number;
  readonly warnedAt: Date | null;
}

interface LaneRow {
  readonly tenant_id: TenantId;
  readonly webhook_id: WebhookId;
  readonly epoch: number;
  readonly resets: number;
  readonly sent_through: number;
  readonly open_day: string;
  readonly next_due_at: Date | null;
  readonly blocked_until: Date | null;
  readonly rate_state: unknown;
  readonly was_abandoned: boolean;
  readonly signature_order: "old_first" | "new_first";
  readonly failing_since: Date | null;
  readonly failed_attempts: number;
  readonly warned_at: Date | null;
}

export interface LaneClaim {
  readonly processId: string;
  readonly now: Date;
  readonly limit: number;
  /** Only these webhooks; null looks at all. */
  readonly webhookIds: readonly string[] | null;
  /** Not these: they were given away a moment ago. */
  readonly except: readonly WebhookId[];
  /** Origins this process already talks to; their lanes come first, for a warm connection is worth a handshake. */
  readonly origins: readonly string[];
}

function decodeLane(row: LaneRow): ClaimedLane {
  return {
    tenantId: row.tenant_id,
    webhookId: row.webhook_id,
    epoch: row.epoch,
    resets: row.resets,
    sentThrough: row.sent_through,
    openDay: row.open_day,
    nextDueAt: row.next_due_at,
    blockedUntil: row.blocked_until,
    rateState: row.rate_state,
    wasAbandoned: row.was_abandoned,
    signatureOrder: row.signature_order,
    failingSince: row.failing_since,
    failedAttempts: row.failed_attempts,
    warnedAt: row.warned_at,
  };
}

/**
 * Takes up to `limit` due lanes. The first of the two named scans that span tenants. Row locks with SKIP LOCKED keep
 * concurrent claims apart; the epoch moves with each claim, so that the owner before can change nothing from here on.
 * A lease, due time or rest that can not be true (plausible.ts) counts as over.
 */
export async function claimDueLanes(db: Queryable, claim: LaneClaim): Promise<ClaimedLane[]> {
  const { now } = claim;
  const rows = await db.query<LaneRow>(sql`
    WITH due AS MATERIALIZED (
      SELECT l.tenant_id, l.webhook_id, l.owner FROM ticketwire.lanes AS l
      JOIN ticketwire.lane_heads AS h USING (tenant_id, webhook_id)
      LEFT JOIN ticketwire.processes AS p ON p.process_id = l.owner
      WHERE NOT h.paused
        AND (p.process_id IS NULL OR p.lease_until < ${now} OR p.lease_until > ${after(now, FARTHEST_LEASE_MS)})
        AND (h.last_sequence > l.sent_through OR l.next_due_at <= ${now}
          OR l.next_due_at > ${after(now, FARTHEST_DUE_MS)})
        AND (l.blocked_until IS NULL OR l.blocked_until <= ${now} OR l.blocked_until > ${after(now, FARTHEST_REST_MS)})
        AND (${claim.webhookIds}::uuid[] IS NULL OR l.webhook_id = ANY (${claim.webhookIds}::uuid[]))
        AND l.webhook_id <> ALL (${claim.except}::uuid[])
      ORDER BY l.origin = ANY (${claim.origins}::text[]) DESC, l.next_due_at NULLS FIRST
      LIMIT ${claim.limit}
      FOR UPDATE OF l SKIP LOCKED
    )
    UPDATE ticketwire.lanes AS l SET owner = ${claim.processId}, epoch = l.epoch + 1
    FROM due WHERE l.tenant_id = due.tenant_id AND l.webhook_id = due.webhook_id
    RETURNING l.tenant_id, l.webhook_id, l.epoch, l.resets, l.sent_through, l.open_day, l.next_due_at, l.blocked_until,
      l.rate_state, due.owner IS NOT NULL AS was_abandoned, l.signature_order, l.failing_since, l.failed_attempts,
      l.warned_at`);
  return rows.map(decodeLane);
}

/**
 * Frees lanes that stand under this process's name though it does not have them in memory: the answer to a claim or to a
 * release got lost with a connection. They count as abandoned, because what was sent last is not known.
 */
export async function freeOrphans(
  db: Queryable,
  orphans: { readonly processId: string; readonly except: readonly WebhookId[] },
): Promise<number> {
  const rows = await db.query(sql`
    UPDATE ticketwire.lanes SET owner = ${randomUUID()}
    WHERE owner = ${orphans.processId} AND webhook_id <> ALL (${orphans.except}::uuid[]) RETURNING 1`);
  return rows.length;
}
