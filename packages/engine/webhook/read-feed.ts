// The pull twin of a webhook: its events by sequence, the same envelopes as its deliveries carry. A receiver that was down for
// any time catches up here. In: a sequence. Out: what follows it, as JSON text, for the envelope goes through byte by byte.
import type { DeliveryStatus, TenantId, WebhookId } from "@ticketwire/contract";
import type { Queryable } from "../db/database.ts";
import { sql } from "../db/sql.ts";
import { type PayloadFields, projectBody } from "./project-body.ts";

interface FeedRow {
  readonly sequence: number;
  readonly delivery_id: string;
  readonly status: DeliveryStatus;
  readonly payload_fields: PayloadFields | null;
  readonly body: string;
}

export interface FeedPage {
  /** `{"sequence", "delivery_id", "status", "event"}` each. */
  readonly entries: readonly string[];
  /** Where to go on; the `after` that was given when there is nothing new. */
  readonly nextAfter: number;
}

/**
 * Reads up to `limit` entries behind `after`. Sequences become visible in their order (the head's row lock is held until
 * commit), so what this returns has no hole that fills later. What aged out is passed over.
 */
export async function readFeed(
  tenant: Queryable,
  key: { readonly tenantId: TenantId; readonly webhookId: WebhookId },
  from: { readonly after: number; readonly limit: number },
): Promise<FeedPage> {
  const rows = await tenant.query<FeedRow>(sql`
    SELECT d.sequence, d.delivery_id, d.status, d.payload_fields, e.body FROM (
      SELECT day, event_id, sequence, delivery_id, status, payload_fields FROM ticketwire.deliveries
      WHERE tenant_id = ${key.tenantId} AND webhook_id = ${key.webhookId} AND sequence > ${from.after}
      ORDER BY sequence LIMIT ${from.limit}
    ) AS d CROSS JOIN LATERAL (
      SELECT body FROM ticketwire.events WHERE tenant_id = ${key.tenantId} AND day = d.day AND event_id = d.event_id LIMIT 1
    ) AS e
    ORDER BY d.sequence`);
  return { entries: rows.map(toEntry), nextAfter: rows.at(-1)?.sequence ?? from.after };
}

function toEntry(row: FeedRow): string {
  const head = JSON.stringify({ sequence: row.sequence, delivery_id: row.delivery_id, status: row.status });
  return `${head.slice(0, -1)},"event":${projectBody(row.body, row.payload_fields)}}`;
}
