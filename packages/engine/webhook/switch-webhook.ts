// Pausing, disabling and resuming: `is_active` of the webhook and `paused` of its lane's head change in one transaction,
// because fan-out reads `paused` under the head's row lock.
// Locks are taken in this order everywhere: webhooks, lane_heads, lanes, deliveries.
import type { TenantId, WebhookId } from "@ticketwire/contract";
import { insertAuditEntry } from "../db/audit-log.ts";
import type { Queryable } from "../db/database.ts";
import { CHANNELS } from "../db/listen.ts";
import { sql } from "../db/sql.ts";

interface Key {
  readonly tenantId: TenantId;
  readonly webhookId: WebhookId;
}

/** From the commit on, fan-out writes `held`; what is open already is turned by `holdOpenDeliveries`. */
export async function pauseLane(tx: Queryable, key: Key): Promise<void> {
  await tx.query(sql`
    UPDATE ticketwire.lane_heads SET paused = true, must_hold = true
    WHERE tenant_id = ${key.tenantId} AND webhook_id = ${key.webhookId}`);
  await tx.query(sql`SELECT pg_notify(${CHANNELS.jobs}, '')`);
}

/**
 * Opens the lane again: what Retry-After blocked is free, and failures of before are forgotten. When the pause had turned
 * everything to `held`, nothing up to the head waits for a first attempt any more: what is released carries a due time.
 * @returns the head's last sequence: what is held lies at or below it.
 */
export async function resumeLane(tx: Queryable, key: Key, now: Date): Promise<number> {
  const [head] = await tx.query<{ last_sequence: number; must_hold: boolean }>(sql`
    SELECT last_sequence, must_hold FROM ticketwire.lane_heads
    WHERE tenant_id = ${key.tenantId} AND webhook_id = ${key.webhookId} FOR UPDATE`);
  const last = head?.last_sequence ?? 0;
  await tx.query(sql`
    UPDATE ticketwire.lane_heads SET paused = false, must_hold = false
    WHERE tenant_id = ${key.tenantId} AND webhook_id = ${key.webhookId}`);
  // `resets`: an owner that still carries what it knew before must not write it back.
  await tx.query(sql`
    UPDATE ticketwire.lanes SET resets = resets + 1, blocked_until = NULL, failing_since = NULL, failed_attempts = 0,
      warned_at = NULL, gone_at = NULL
    WHERE tenant_id = ${key.tenantId} AND webhook_id = ${key.webhookId}`);
  if (head?.must_hold === false)
    await tx.query(sql`
      UPDATE ticketwire.lanes SET sent_through = greatest(sent_through, ${last}),
        open_day = greatest(open_day, (${now}::timestamptz AT TIME ZONE 'UTC')::date - 1)
      WHERE tenant_id = ${key.tenantId} AND webhook_id = ${key.webhookId}`);
  return last;
}

export interface Disabling extends Key {
  readonly now: Date;
  /** One sentence: why. Shown to the owner and kept in the audit log. */
  readonly reason: string;
}

/**
 * Disables a webhook by itself (410, or only failures for a day). False when it was not active any more; nothing changes then.
 * Runs in the transaction of the outcome that caused it.
 */
export async function disableWebhook(tx: Queryable, disabling: Disabling): Promise<boolean> {
  const { tenantId, webhookId, now, reason } = disabling;
  const rows = await tx.query(sql`
    UPDATE ticketwire.webhooks
    SET is_active = false, auto_disabled_at = ${now}, disabled_reason = ${reason}, updated_at = ${now}
    WHERE tenant_id = ${tenantId} AND webhook_id = ${webhookId} AND is_active AND deleted_at IS NULL RETURNING 1`);
  if (rows.length === 0) return false;
  await pauseLane(tx, disabling);
  await insertAuditEntry(tx, {
    tenantId,
    actor: { type: "process", id: null },
    action: "webhook.auto_disabled",
    subjectType: "webhook",
    subjectId: webhookId,
    details: { reason },
    now,
  });
  await tx.query(sql`SELECT pg_notify(${CHANNELS.webhooks}, ${webhookId})`);
  return true;
}
