// Rotation without downtime: a new secret now, the one before signs too until the overlap ends.
// In: a webhook and the length of the overlap. Out: the new secret, this once.
import { insertAuditEntry } from "../db/audit-log.ts";
import type { Transaction } from "../db/database.ts";
import { CHANNELS } from "../db/listen.ts";
import { sql } from "../db/sql.ts";
import type { WebhookCall, WebhookKit } from "./kit.ts";
import { placeOfSecret } from "./secret-box.ts";
import { makeSigningSecret, type ShownSecret, showSecret } from "./signing-secret.ts";

export interface RotatedSecret extends ShownSecret {
  readonly webhook_id: string;
  /** Null when there is no overlap. */
  readonly previous_secret_expires_at: string | null;
}

interface SecretRow {
  readonly signing_secret: Buffer;
  readonly previous_secret_expires_at: Date | null;
}

/** Locks the webhook's row and reads its secret. */
async function lockSecret(tx: Transaction, call: WebhookCall): Promise<SecretRow | undefined> {
  const [row] = await tx.query<SecretRow>(sql`
    SELECT signing_secret, previous_secret_expires_at FROM ticketwire.webhooks
    WHERE tenant_id = ${call.tenantId} AND webhook_id = ${call.webhookId} AND deleted_at IS NULL FOR UPDATE`);
  return row;
}

// Rotating a second time for one call would take the secret away that the receiver still has; the audit entry says that it ran.
async function hasRun(tx: Transaction, call: WebhookCall, rotationId: string): Promise<boolean> {
  const rows = await tx.query(sql`
    SELECT 1 FROM ticketwire.audit_log WHERE tenant_id = ${call.tenantId} AND audit_id = ${rotationId}`);
  return rows.length > 0;
}

async function storeSecrets(
  tx: Transaction,
  call: WebhookCall,
  secrets: { readonly current: Buffer; readonly previous: Buffer; readonly expiresAt: Date },
): Promise<void> {
  const { tenantId, webhookId, now } = call;
  await tx.query(sql`
    UPDATE ticketwire.webhooks
    SET signing_secret = ${secrets.current}, previous_secret = ${secrets.previous},
      previous_secret_expires_at = ${secrets.expiresAt}, rotated_at = ${now}, updated_at = ${now}
    WHERE tenant_id = ${tenantId} AND webhook_id = ${webhookId}`);
  // What was learned about the receiver is about the secrets of before; an owner that carries it does not write it back.
  await tx.query(sql`
    UPDATE ticketwire.lanes SET resets = resets + 1, signature_order = 'old_first', new_secret_seen_at = NULL
    WHERE tenant_id = ${tenantId} AND webhook_id = ${webhookId}`);
  await tx.query(sql`SELECT pg_notify(${CHANNELS.webhooks}, ${webhookId})`);
}

/**
 * Rotates. A rotation during an overlap drops the older of the two secrets.
 * @param rotation.rotationId the same id again gives the same answer again and rotates nothing.
 * @returns undefined when there is no such webhook.
 */
export async function rotateSecret(
  kit: Pick<WebhookKit, "db" | "box">,
  call: WebhookCall,
  rotation: { readonly rotationId: string; readonly overlapSeconds: number },
): Promise<RotatedSecret | undefined> {
  const { db, box } = kit;
  return db.forTenant(call.tenantId).transaction(async (tx) => {
    const row = await lockSecret(tx, call);
    if (row === undefined) return undefined;
    const before = box.open(row.signing_secret, placeOfSecret(call, "signing_secret"));
    const shown = (secret: string, expiresAt: Date | null): RotatedSecret => ({
      webhook_id: call.webhookId,
      ...showSecret(secret),
      previous_secret_expires_at: expiresAt && expiresAt > call.now ? expiresAt.toISOString() : null,
    });
    if (await hasRun(tx, call, rotation.rotationId)) return shown(before, row.previous_secret_expires_at);
    const secret = makeSigningSecret();
    const { overlapSeconds } = rotation;
    const expiresAt = new Date(call.now.getTime() + overlapSeconds * 1000);
    await storeSecrets(tx, call, {
      current: box.seal(secret, placeOfSecret(call, "signing_secret")),
      previous: box.seal(before, placeOfSecret(call, "previous_secret")),
      expiresAt,
    });
    await insertAuditEntry(tx, {
      ...call,
      auditId: rotation.rotationId,
      action: "webhook.secret_rotated",
      subjectType: "webhook",
      subjectId: call.webhookId,
      details: { overlap_seconds: overlapSeconds },
    });
    return shown(secret, expiresAt);
  });
}

/**
 * Ends the overlap now: only the new secret signs. The one before stays sealed, so that `verify` can go on telling its
 * signatures apart from wrong ones. False when there is no such webhook.
 */
export async function endOverlap(kit: Pick<WebhookKit, "db">, call: WebhookCall): Promise<boolean> {
  const { tenantId, webhookId, now } = call;
  return kit.db.forTenant(tenantId).transaction(async (tx) => {
    const rows = await tx.query<{ overlaps: boolean | null }>(sql`
      SELECT previous_secret_expires_at > ${now} AS overlaps FROM ticketwire.webhooks
      WHERE tenant_id = ${tenantId} AND webhook_id = ${webhookId} AND deleted_at IS NULL FOR UPDATE`);
    const [webhook] = rows;
    if (webhook === undefined) return false;
    if (webhook.overlaps !== true) return true;
    await tx.query(sql`
      UPDATE ticketwire.webhooks SET previous_secret_expires_at = ${now}, updated_at = ${now}
      WHERE tenant_id = ${tenantId} AND webhook_id = ${webhookId}`);
    const subject = { subjectType: "webhook", subjectId: webhookId };
    await insertAuditEntry(tx, { ...call, action: "webhook.previous_secret_ended", ...subject });
    await tx.query(sql`SELECT pg_notify(${CHANNELS.webhooks}, ${webhookId})`);
    return true;
  });
}
