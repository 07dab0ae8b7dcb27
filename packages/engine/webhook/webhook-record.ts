// A webhook as the API shows it, and the statement that reads it: settings, counters of its lane, state. No secret is in it.
import type { TenantId, UserId, WebhookId } from "@ticketwire/contract";
import type { Queryable } from "../db/database.ts";
import { fragment, sql } from "../db/sql.ts";
import { maskHeaders } from "./custom-headers.ts";
import { openCustomHeaders } from "./read-settings.ts";
import type { SecretBox } from "./secret-box.ts";
import type { WebhookConfig } from "./webhook-config.ts";

/** `idle`: nothing was sent yet; `failing`: the last attempts failed; `disabled`: by Ticketwire, see `disabled_reason`. */
export const WEBHOOK_HEALTHS = ["idle", "healthy", "failing", "paused", "disabled"] as const;
export type WebhookHealth = (typeof WEBHOOK_HEALTHS)[number];

export interface WebhookRecord extends WebhookConfig {
  readonly webhook_id: WebhookId;
  readonly tenant: TenantId;
  readonly method: "POST";
  readonly payload_format: "json";
  readonly content_type: "application/json";
  readonly created_by: UserId | null;
  readonly created_at: string;
  readonly updated_at: string;
  readonly total_deliveries: number;
  readonly successful_deliveries: number;
  readonly failed_deliveries: number;
  readonly last_delivery_at: string | null;
  readonly last_success_at: string | null;
  readonly last_failure_at: string | null;
  readonly auto_disabled_at: string | null;
  readonly disabled_reason: string | null;
  readonly secret_rotated_at: string | null;
  /** Until when the secret before the last rotation signs, or signed, too; null before the first rotation. */
  readonly previous_secret_expires_at: string | null;
  /** When the receiver first accepted a delivery that only the new secret could have verified. */
  readonly new_secret_seen_at: string | null;
  readonly health: WebhookHealth;
}

export interface WebhookRow extends Omit<WebhookConfig, "custom_headers"> {
  readonly tenant_id: TenantId;
  readonly webhook_id: WebhookId;
  readonly custom_headers: Buffer | null;
  readonly created_by: UserId | null;
  readonly created_at: Date;
  readonly updated_at: Date;
  readonly auto_disabled_at: Date | null;
  readonly disabled_reason: string | null;
  readonly rotated_at: Date | null;
  readonly previous_secret_expires_at: Date | null;
  readonly deleted_at: Date | null;
  readonly total_deliveries: number;
  readonly successful_deliveries: number;
  readonly failed_deliveries: number;
  readonly last_delivery_at: Date | null;
  readonly last_success_at: Date | null;
  readonly last_failure_at: Date | null;
  readonly failing_since: Date | null;
  readonly new_secret_seen_at: Date | null;
}

/** The columns of a WebhookRow, for `FROM ticketwire.webhooks AS w JOIN ticketwire.lanes AS l USING (tenant_id, webhook_id)`. */
export const WEBHOOK_COLUMNS = fragment(`w.tenant_id, w.webhook_id, w.name, w.description, w.url, w.event_types,
  w.is_active, w.verify_ssl, w.custom_headers, w.event_filter, w.payload_fields, w.rate_limit, w.max_concurrency,
  w.timeout_ms, w.ordering, w.retry_schedule, w.retry_config, w.tags, w.metadata, w.created_by, w.created_at, w.updated_at,
  w.auto_disabled_at, w.disabled_reason, w.rotated_at, w.previous_secret_expires_at, w.deleted_at, l.total_deliveries,
  l.successful_deliveries, l.failed_deliveries, l.last_delivery_at, l.last_success_at, l.last_failure_at, l.failing_since,
  l.new_secret_seen_at`);

function isoOf(moment: Date | null): string | null {
  return moment && moment.toISOString();
}

/** How a webhook stands, in one word. */
export function healthOf(
  row: Pick<WebhookRow, "is_active" | "auto_disabled_at" | "last_failure_at" | "last_success_at">,
): WebhookHealth {
  if (!row.is_active) return row.auto_disabled_at === null ? "paused" : "disabled";
  const { last_failure_at: failed, last_success_at: succeeded } = row;
  if (failed !== null && (succeeded === null || failed > succeeded)) return "failing";
  return succeeded === null ? "idle" : "healthy";
}

/** The settings of a row, custom header values opened. */
export function configOf(row: WebhookRow, box: SecretBox): WebhookConfig {
  return {
    name: row.name,
    description: row.description,
    url: row.url,
    event_types: row.event_types,
    is_active: row.is_active,
    verify_ssl: row.verify_ssl,
    custom_headers: openCustomHeaders(box, { tenantId: row.tenant_id, webhookId: row.webhook_id }, row.custom_headers),
    event_filter: row.event_filter,
    payload_fields: row.payload_fields,
    rate_limit: row.rate_limit,
    max_concurrency: row.max_concurrency,
    timeout_ms: row.timeout_ms,
    ordering: row.ordering,
    retry_schedule: row.retry_schedule,
    retry_config: row.retry_config,
    tags: row.tags,
    metadata: row.metadata,
  };
}

export function toWebhookRecord(row: WebhookRow, box: SecretBox): WebhookRecord {
  const config = configOf(row, box);
  return {
    webhook_id: row.webhook_id,
    tenant: row.tenant_id,
    ...config,
    custom_headers: maskHeaders(config.custom_headers),
    method: "POST",
    payload_format: "json",
    content_type: "application/json",
    created_by: row.created_by,
    created_at: row.created_at.toISOString(),
    updated_at: row.updated_at.toISOString(),
    total_deliveries: row.total_deliveries,
    successful_deliveries: row.successful_deliveries,
    failed_deliveries: row.failed_deliveries,
    last_delivery_at: isoOf(row.last_delivery_at),
    last_success_at: isoOf(row.last_success_at),
    last_failure_at: isoOf(row.last_failure_at),
    auto_disabled_at: isoOf(row.auto_disabled_at),
    disabled_reason: row.disabled_reason,
    secret_rotated_at: isoOf(row.rotated_at),
    previous_secret_expires_at: isoOf(row.previous_secret_expires_at),
    new_secret_seen_at: isoOf(row.new_secret_seen_at),
    health: healthOf(row),
  };
}

/** Reads one webhook that was not deleted, or undefined. */
export async function readWebhookRow(
  tx: Queryable,
  key: { readonly tenantId: TenantId; readonly webhookId: WebhookId },
): Promise<WebhookRow | undefined> {
  const [row] = await tx.query<WebhookRow>(sql`
    SELECT ${WEBHOOK_COLUMNS} FROM ticketwire.webhooks AS w JOIN ticketwire.lanes AS l USING (tenant_id, webhook_id)
    WHERE w.tenant_id = ${key.tenantId} AND w.webhook_id = ${key.webhookId} AND w.deleted_at IS NULL`);
  return row;
}
