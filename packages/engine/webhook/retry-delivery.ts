// Sends one delivery again, now, because somebody asked for it: the same event and delivery, the next attempt number, the
// ladder from its start. In: a delivery. Out: what stands in the way, or nothing.
import type { DeliveryStatus } from "@ticketwire/contract";
import type { Transaction } from "../db/database.ts";
import { CHANNELS } from "../db/listen.ts";
import { sql } from "../db/sql.ts";
import { daysOfDelivery } from "./delivery-day.ts";
import type { WebhookCall, WebhookKit } from "./kit.ts";

export type RetryResult = { readonly kind: "queued" | "not_found" | "deleted" | "inactive" | "test" };

interface Found {
  readonly day: string;
  readonly status: DeliveryStatus;
  readonly is_test: boolean;
  readonly attempt_number: number;
  readonly is_active: boolean;
  readonly is_deleted: boolean;
}

async function findDelivery(tx: Transaction, call: WebhookCall, deliveryId: string): Promise<Found | undefined> {
  const [found] = await tx.query<Found>(sql`
    SELECT d.day, d.status, d.is_test, d.attempt_number, w.is_active,
      w.deleted_at IS NOT NULL AS is_deleted
    FROM ticketwire.deliveries AS d
    JOIN ticketwire.webhooks AS w ON w.tenant_id = d.tenant_id AND w.webhook_id = d.webhook_id
    WHERE d.tenant_id = ${call.tenantId} AND d.day = ANY (${daysOfDelivery(deliveryId)}::date[])
      AND d.delivery_id = ${deliveryId} AND d.webhook_id = ${call.webhookId}`);
  return found;
}

/**
 * The lane's row first, then the delivery's: the order in which outcomes are written. One that is under way at this moment
 * is sent once more after it. One that still waits for its first attempt is about to be sent and stays as it is.
 */
export async function retryDelivery(
  kit: Pick<WebhookKit, "db">,
  call: WebhookCall,
  deliveryId: string,
): Promise<RetryResult> {
  const { tenantId, webhookId, now } = call;
  return kit.db.forTenant(tenantId).transaction(async (tx): Promise<RetryResult> => {
    const found = await findDelivery(tx, call, deliveryId);
    if (found === undefined) return { kind: "not_found" };
    if (found.is_deleted) return { kind: "deleted" };
    if (found.is_test) return { kind: "test" };
    if (!found.is_active) return { kind: "inactive" };
    await tx.query(sql`
      UPDATE ticketwire.lanes SET next_due_at = ${now}
      WHERE tenant_id = ${tenantId} AND webhook_id = ${webhookId}`);
    await tx.query(sql`
      UPDATE ticketwire.deliveries
      SET status = CASE WHEN attempt_number = 0 THEN 'pending' ELSE 'retrying' END, next_attempt_at = ${now},
        ladder_step = 0, completed_at = NULL, reason = 'Sent again by request.'
      WHERE tenant_id = ${tenantId} AND day = ${found.day} AND delivery_id = ${deliveryId}
        AND NOT (status = 'pending' AND next_attempt_at IS NULL)`);
    await tx.query(sql`SELECT pg_notify(${CHANNELS.lanes}, ${webhookId})`);
    return { kind: "queued" };
  });
}
