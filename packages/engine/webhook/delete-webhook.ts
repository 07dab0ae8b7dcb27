// Deletes a webhook: nothing is sent to it from the commit on, its history stays until it ages out.
import { insertAuditEntry } from "../db/audit-log.ts";
import { CHANNELS } from "../db/listen.ts";
import { sql } from "../db/sql.ts";
import type { WebhookCall, WebhookKit } from "./kit.ts";
import { pauseLane } from "./switch-webhook.ts";

/** False when there is none, or it was deleted before. */
export async function deleteWebhook(kit: Pick<WebhookKit, "db">, call: WebhookCall): Promise<boolean> {
  const { tenantId, webhookId, now } = call;
  return kit.db.forTenant(tenantId).transaction(async (tx) => {
    const rows = await tx.query<{ name: string; url: string }>(sql`
      UPDATE ticketwire.webhooks
      SET deleted_at = ${now}, updated_at = ${now}, is_active = false, custom_headers = NULL, previous_secret = NULL,
        previous_secret_expires_at = NULL
      WHERE tenant_id = ${tenantId} AND webhook_id = ${webhookId} AND deleted_at IS NULL RETURNING name, url`);
    const [webhook] = rows;
    if (webhook === undefined) return false;
    await pauseLane(tx, call);
    await insertAuditEntry(tx, {
      ...call,
      action: "webhook.deleted",
      subjectType: "webhook",
      subjectId: webhookId,
      details: { name: webhook.name, url: webhook.url },
    });
    await tx.query(sql`SELECT pg_notify(${CHANNELS.webhooks}, ${webhookId})`);
    return true;
  });
}
