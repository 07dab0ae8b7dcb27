// Keeps a test delivery after its attempt is over: an event of its own that no ticket and no other webhook has, and a delivery
// outside of the sequence. The counters of the lane are left alone.
import type { DeliveryStatus, TenantId, WebhookId } from "@ticketwire/contract";
import type { Connection } from "../db/database.ts";
import { dayOf } from "../db/partitions.ts";
import { sql } from "../db/sql.ts";
import type { AttemptRecord } from "../outcome/outcome.ts";
import type { PayloadFields } from "./project-body.ts";

export interface TestDelivery {
  readonly tenantId: TenantId;
  readonly webhookId: WebhookId;
  readonly eventId: string;
  readonly deliveryId: string;
  readonly eventType: string;
  readonly body: string;
  readonly payloadFields: PayloadFields | null;
  readonly status: DeliveryStatus;
  readonly reason: string;
  readonly attempt: AttemptRecord;
  readonly completedAt: Date;
}

/** Writes both rows, once: the same ids again change nothing. */
export async function insertTestDelivery(tenant: Connection, test: TestDelivery): Promise<void> {
  const { attempt } = test;
  const day = dayOf(attempt.attemptedAt);
  await tenant.transaction(async (tx) => {
    await tx.query(sql`
      INSERT INTO ticketwire.events (tenant_id, day, event_id, event_type, occurred_at, body, is_test)
      VALUES (${test.tenantId}, ${day}::date, ${test.eventId}, ${test.eventType}, ${attempt.attemptedAt}, ${test.body}, true)
      ON CONFLICT DO NOTHING`);
    await tx.query(sql`
      INSERT INTO ticketwire.deliveries (tenant_id, day, delivery_id, webhook_id, event_id, created_at, event_type, status,
        is_test, attempt_number, ladder_step, completed_at, reason, payload_fields, attempted_at, request_url,
        request_headers, response_status_code, response_headers, response_body, response_truncated, duration_ms, timing,
        error_class, error_message)
      VALUES (${test.tenantId}, ${day}::date, ${test.deliveryId}, ${test.webhookId}, ${test.eventId},
        ${attempt.attemptedAt}, ${test.eventType}, ${test.status}, true, 1, 1, ${test.completedAt}, ${test.reason},
        ${test.payloadFields}, ${attempt.attemptedAt}, ${attempt.requestUrl}, ${attempt.requestHeaders},
        ${attempt.responseStatusCode}, ${attempt.responseHeaders}, ${attempt.responseBody},
        ${attempt.responseTruncated}, ${attempt.durationMs}, ${attempt.timing}, ${attempt.errorClass},
        ${attempt.errorMessage})
      ON CONFLICT DO NOTHING`);
  });
}

/** The id of the delivery of an event to a webhook, as fan-out derives it. */
export async function deriveDeliveryId(tenant: Connection, eventId: string, webhookId: WebhookId): Promise<string> {
  const [row] = await tenant.query<{ id: string }>(sql`
    SELECT ticketwire.delivery_id(${eventId}::uuid, ${webhookId}::uuid) AS id`);
  if (row === undefined) throw new Error("the database derived no delivery id");
  return row.id;
}
