// One delivery with every attempt: the earlier ones from their table, the last one from the delivery's own row.
import type { TenantId, WebhookId } from "@ticketwire/contract";
import type { Queryable } from "../db/database.ts";
import { sql } from "../db/sql.ts";
import { daysOfDelivery } from "./delivery-day.ts";
import {
  ATTEMPT_ROW,
  type AttemptRow,
  DELIVERY_ROW,
  type DeliveryRow,
  type DeliveryWithAttempts,
  sentBodyOf,
  toAttemptView,
  toDeliveryRecord,
} from "./delivery-record.ts";

interface Key {
  readonly tenantId: TenantId;
  /** Left out: whichever webhook it is for. */
  readonly webhookId?: WebhookId;
}

async function findRow(tenant: Queryable, key: Key, deliveryId: string): Promise<DeliveryRow | undefined> {
  const [row] = await tenant.query<DeliveryRow>(sql`
    SELECT ${DELIVERY_ROW}, (SELECT body FROM ticketwire.events AS e
      WHERE e.tenant_id = ${key.tenantId} AND e.day = d.day AND e.event_id = d.event_id) AS body
    FROM ticketwire.deliveries AS d
    WHERE d.tenant_id = ${key.tenantId} AND d.day = ANY (${daysOfDelivery(deliveryId)}::date[])
      AND d.delivery_id = ${deliveryId} AND d.webhook_id = coalesce(${key.webhookId ?? null}::uuid, d.webhook_id)`);
  return row;
}

async function findEarlierAttempts(tenant: Queryable, key: Key, row: DeliveryRow): Promise<AttemptRow[]> {
  return tenant.query<AttemptRow>(sql`
    SELECT ${ATTEMPT_ROW} FROM ticketwire.attempts
    WHERE tenant_id = ${key.tenantId} AND day = ${row.day}::date AND delivery_id = ${row.delivery_id}
      AND attempt_number < ${row.attempt_number}
    ORDER BY attempt_number`);
}

/** Reads a delivery with its attempts, first to last; undefined when there is none of this webhook, or it aged out. */
export async function readDelivery(
  tenant: Queryable,
  key: Key,
  deliveryId: string,
): Promise<DeliveryWithAttempts | undefined> {
  const row = await findRow(tenant, key, deliveryId);
  if (row === undefined) return undefined;
  const earlier = row.attempt_number > 1 ? await findEarlierAttempts(tenant, key, row) : [];
  const { attempted_at: lastAt } = row;
  const last = lastAt === null ? [] : [{ ...row, attempted_at: lastAt }];
  const sent = { row, body: sentBodyOf(row) };
  const attempts = [...earlier, ...last].map((attempt) => toAttemptView(sent, attempt));
  return { ...toDeliveryRecord(row, sent.body), attempts };
}
