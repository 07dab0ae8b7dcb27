// Explains a signature that a receiver got: reads the webhook's secrets and the delivery that the body names, then judges.
import { isUuid, type TenantId, type WebhookId } from "@ticketwire/contract";
import type { Queryable } from "../db/database.ts";
import { sql } from "../db/sql.ts";
import { daysOfDelivery } from "./delivery-day.ts";
import { type PayloadFields, projectBody } from "./project-body.ts";
import { readWebhookSettings } from "./read-settings.ts";
import type { SecretBox } from "./secret-box.ts";
import { type Verification, verifySignature } from "./verify-signature.ts";

export interface SignatureQuestion {
  readonly tenantId: TenantId;
  readonly webhookId: WebhookId;
  readonly signature: string;
  readonly body: string;
  readonly receivedAt: Date;
}

/** The event that a body names, whatever happened to the body; undefined when it names none. */
function eventIdIn(body: string): string | undefined {
  const named = /"event_id"\s*:\s*"([0-9a-f-]{36})"/i.exec(body)?.[1];
  return isUuid(named) ? named : undefined;
}

async function readSentBody(tenant: Queryable, question: SignatureQuestion): Promise<string | null> {
  const eventId = eventIdIn(question.body);
  if (eventId === undefined) return null;
  const { tenantId, webhookId } = question;
  const [row] = await tenant.query<{ body: string; payload_fields: PayloadFields | null }>(sql`
    WITH named AS MATERIALIZED (SELECT ticketwire.delivery_id(${eventId}::uuid, ${webhookId}::uuid) AS delivery_id)
    SELECT e.body, d.payload_fields FROM named AS n
    JOIN ticketwire.deliveries AS d ON d.tenant_id = ${tenantId} AND d.day = ANY (${daysOfDelivery(eventId)}::date[])
      AND d.delivery_id = n.delivery_id
    JOIN ticketwire.events AS e ON e.tenant_id = ${tenantId} AND e.day = d.day AND e.event_id = ${eventId}`);
  return row === undefined ? null : projectBody(row.body, row.payload_fields);
}

/** Undefined when there is no such webhook. */
export async function explainSignature(
  tenant: Queryable,
  box: SecretBox,
  question: SignatureQuestion,
): Promise<Verification | undefined> {
  const [settings] = await readWebhookSettings(tenant, box, [question]);
  if (settings === undefined || settings.isDeleted) return undefined;
  if (settings.secrets === null) throw new Error(settings.fault ?? "the secrets do not open");
  const { current, previous, previousExpiresAt } = settings.secrets;
  const { signature, body, receivedAt } = question;
  const sentBody = await readSentBody(tenant, question);
  return verifySignature({ signature, body, current, previous, previousExpiresAt, sentBody, receivedAt });
}
