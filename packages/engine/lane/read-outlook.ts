// The safety poll behind lost notifications: what the rows of owned lanes say, for all of them in one statement.
// In: lanes. Out: how far their heads are, and what others asked of them or set anew.
import type { WebhookId } from "@ticketwire/contract";
import type { Queryable } from "../db/database.ts";
import { sql } from "../db/sql.ts";
import type { Standing } from "../outcome/outcome.ts";
import type { LaneKey } from "../webhook/read-settings.ts";

/** What an owner carries in memory and others may set anew in the row. */
export interface CarriedState extends Standing {
  readonly resets: number;
  readonly blockedUntil: Date | null;
}

export interface LaneOutlook extends CarriedState {
  readonly webhookId: WebhookId;
  readonly lastSequence: number;
  readonly paused: boolean;
  /** Not later than the lane's earliest timed delivery; may have passed already. Null when none waits. */
  readonly nextDueAt: Date | null;
}

interface OutlookRow {
  readonly webhook_id: WebhookId;
  readonly last_sequence: number;
  readonly paused: boolean;
  readonly next_due_at: Date | null;
  readonly resets: number;
  readonly blocked_until: Date | null;
  readonly signature_order: "old_first" | "new_first";
  readonly new_secret_seen_at: Date | null;
  readonly failing_since: Date | null;
  readonly failed_attempts: number;
  readonly warned_at: Date | null;
}

/** How far the heads of these lanes are and what others asked of them: the safety poll behind lost notifications. */
export async function readOutlook(db: Queryable, lanes: readonly LaneKey[]): Promise<LaneOutlook[]> {
  const rows = await db.query<OutlookRow>(sql`
    SELECT h.webhook_id, h.last_sequence, h.paused, l.next_due_at, l.resets, l.blocked_until, l.signature_order,
      l.new_secret_seen_at, l.failing_since, l.failed_attempts, l.warned_at
    FROM unnest(${lanes.map((lane) => lane.tenantId)}::uuid[], ${lanes.map((lane) => lane.webhookId)}::uuid[])
      AS w (tenant_id, webhook_id)
    JOIN ticketwire.lane_heads AS h USING (tenant_id, webhook_id)
    JOIN ticketwire.lanes AS l USING (tenant_id, webhook_id)`);
  return rows.map((row) => ({
    webhookId: row.webhook_id,
    lastSequence: row.last_sequence,
    paused: row.paused,
    nextDueAt: row.next_due_at,
    resets: row.resets,
    blockedUntil: row.blocked_until,
    signatureOrder: row.signature_order,
    newSecretSeenAt: row.new_secret_seen_at,
    failingSince: row.failing_since,
    failedAttempts: row.failed_attempts,
    warnedAt: row.warned_at,
  }));
}
