// Lists webhooks, and says whether one is, or was, there: the history of a deleted one stays readable.
import type { TenantId, WebhookId } from "@ticketwire/contract";
import type { Queryable } from "../db/database.ts";
import { sql } from "../db/sql.ts";
import type { SecretBox } from "./secret-box.ts";
import { toWebhookRecord, WEBHOOK_COLUMNS, type WebhookRecord, type WebhookRow } from "./webhook-record.ts";

export interface WebhookFilter {
  readonly isActive?: boolean;
  readonly eventType?: string;
  /** Text within name, description or url; ASCII letters match in either case. */
  readonly search?: string;
}

export interface WebhookListWish {
  readonly tenantId: TenantId;
  readonly filter: WebhookFilter;
  readonly limit: number;
  readonly offset: number;
  /** `created_at` and id of the last one of the page before. */
  readonly after: readonly [createdAt: string, webhookId: string] | null;
}

export interface WebhookList {
  /** Up to `limit` and one more, newest first. */
  readonly webhooks: readonly WebhookRecord[];
  readonly total: number;
}

/** Webhooks of a tenant that were not deleted. A tenant has a hundred at most, so they are counted in the same statement. */
export async function listWebhooks(tenant: Queryable, box: SecretBox, wish: WebhookListWish): Promise<WebhookList> {
  const { filter, after } = wish;
  const search = filter.search?.toLowerCase() ?? null;
  const rows = await tenant.query<WebhookRow & { total: number }>(sql`
    WITH matching AS (
      SELECT ${WEBHOOK_COLUMNS}, count(*) OVER () AS total
      FROM ticketwire.webhooks AS w JOIN ticketwire.lanes AS l USING (tenant_id, webhook_id)
      WHERE w.tenant_id = ${wish.tenantId} AND w.deleted_at IS NULL
        AND (${filter.isActive ?? null}::boolean IS NULL OR w.is_active = ${filter.isActive ?? null})
        AND (${filter.eventType ?? null}::text IS NULL OR ${filter.eventType ?? null} = ANY (w.event_types))
        AND (${search}::text IS NULL OR strpos(lower(concat_ws(' ', w.name, w.description, w.url)), ${search}) > 0)
    ), page AS (
      SELECT * FROM matching
      WHERE ${after === null} OR (created_at, webhook_id) < (${after?.[0] ?? null}::timestamptz, ${after?.[1] ?? null}::uuid)
      ORDER BY created_at DESC, webhook_id DESC LIMIT ${wish.limit + 1} OFFSET ${wish.offset}
    )
    SELECT page.*, counted.total FROM (SELECT max(total) AS total FROM matching) AS counted LEFT JOIN page ON true
    ORDER BY page.created_at DESC, page.webhook_id DESC`);
  const total = rows[0]?.total ?? 0;
  const webhooks = rows.filter((row) => row.webhook_id !== null).map((row) => toWebhookRecord(row, box));
  return { webhooks, total };
}

/** True when the tenant has this webhook, or had it. */
export async function hasWebhook(
  tenant: Queryable,
  key: { readonly tenantId: TenantId; readonly webhookId: WebhookId },
): Promise<boolean> {
  const rows = await tenant.query(sql`
    SELECT 1 FROM ticketwire.webhooks WHERE tenant_id = ${key.tenantId} AND webhook_id = ${key.webhookId}`);
  return rows.length > 0;
}
