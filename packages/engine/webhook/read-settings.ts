// What a lane needs to know of its webhook, for many lanes in one statement; read when a lane is taken and when a
// NOTIFY says that the webhook changed. In: lanes. Out: settings with the secrets opened.
import { importSigningSecret, type Ordering, type TenantId, type UserId, type WebhookId } from "@ticketwire/contract";
import type { KeyObject } from "node:crypto";
import type { Queryable } from "../db/database.ts";
import { sql } from "../db/sql.ts";
import { placeOfSecret, type SecretBox } from "./secret-box.ts";

export interface LaneKey {
  readonly tenantId: TenantId;
  readonly webhookId: WebhookId;
}

export interface RateLimit {
  readonly requestsPerMinute: number;
  readonly burstLimit: number;
}

export interface WebhookSecrets {
  readonly current: KeyObject;
  /** The secret before the last rotation, null before the first one; it signs only before `previousExpiresAt`. */
  readonly previous: KeyObject | null;
  readonly previousExpiresAt: Date | null;
  /** The last rotation. What a receiver was seen to accept before it says nothing about the secrets of now. */
  readonly rotatedAt: Date | null;
}

export interface WebhookSettings extends LaneKey {
  readonly name: string;
  readonly url: string;
  /** Scheme, host and port of `url`. */
  readonly origin: string;
  readonly verifySsl: boolean;
  readonly customHeaders: Readonly<Record<string, string>>;
  readonly maxConcurrency: number;
  readonly timeoutMs: number;
  readonly ordering: Ordering;
  /** Seconds to wait after the 1st, 2nd, … failed attempt. */
  readonly retrySchedule: readonly number[];
  readonly rateLimit: RateLimit | null;
  /** False when paused, disabled or deleted. */
  readonly isActive: boolean;
  readonly isDeleted: boolean;
  readonly createdBy: UserId | null;
  /** The last change of any setting. Failures before it say nothing about the webhook as it is now. */
  readonly configuredAt: Date;
  /** Null when the stored secrets do not open with this process's master key: nothing can be signed, see `fault`. */
  readonly secrets: WebhookSecrets | null;
  /** Why `secrets` is null, for the log; else null. */
  readonly fault: string | null;
}

interface SettingsRow {
  readonly tenant_id: TenantId;
  readonly webhook_id: WebhookId;
  readonly name: string;
  readonly url: string;
  readonly verify_ssl: boolean;
  readonly custom_headers: Buffer | null;
  readonly max_concurrency: number;
  readonly timeout_ms: number;
  readonly ordering: Ordering;
  readonly retry_schedule: readonly number[];
  readonly rate_limit: { readonly requests_per_minute: number; readonly burst_limit: number } | null;
  readonly is_active: boolean;
  readonly is_deleted: boolean;
  readonly created_by: UserId | null;
  readonly updated_at: Date;
  readonly signing_secret: Buffer;
  readonly previous_secret: Buffer | null;
  readonly previous_secret_expires_at: Date | null;
  readonly rotated_at: Date | null;
}

type Opened = Pick<WebhookSettings, "secrets" | "customHeaders" | "fault">;

// One row that does not open must not keep the lanes beside it from sending, so it is a value and not a throw.
function openSecrets(box: SecretBox, row: SettingsRow): Opened {
  const webhook = { tenantId: row.tenant_id, webhookId: row.webhook_id };
  const importKey = (sealed: Buffer, column: "signing_secret" | "previous_secret"): KeyObject =>
    importSigningSecret(box.open(sealed, placeOfSecret(webhook, column)));
  try {
    return {
      secrets: {
        current: importKey(row.signing_secret, "signing_secret"),
        previous: row.previous_secret && importKey(row.previous_secret, "previous_secret"),
        previousExpiresAt: row.previous_secret_expires_at,
        rotatedAt: row.rotated_at,
      },
      customHeaders: openCustomHeaders(box, webhook, row.custom_headers),
      fault: null,
    };
  } catch (error) {
    return { secrets: null, customHeaders: {}, fault: error instanceof Error ? error.message : String(error) };
  }
}

/** The custom headers of a webhook, name to value; empty when it has none. */
export function openCustomHeaders(
  box: SecretBox,
  webhook: LaneKey,
  sealed: Uint8Array | null,
): Readonly<Record<string, string>> {
  if (sealed === null) return {};
  return JSON.parse(box.open(sealed, placeOfSecret(webhook, "custom_headers"))) as Record<string, string>;
}

function decodeSettings(box: SecretBox, row: SettingsRow): WebhookSettings {
  return {
    tenantId: row.tenant_id,
    webhookId: row.webhook_id,
    name: row.name,
    url: row.url,
    origin: new URL(row.url).origin,
    verifySsl: row.verify_ssl,
    maxConcurrency: row.max_concurrency,
    timeoutMs: row.timeout_ms,
    ordering: row.ordering,
    retrySchedule: row.retry_schedule,
    rateLimit: row.rate_limit && {
      requestsPerMinute: row.rate_limit.requests_per_minute,
      burstLimit: row.rate_limit.burst_limit,
    },
    isActive: row.is_active,
    isDeleted: row.is_deleted,
    createdBy: row.created_by,
    configuredAt: row.updated_at,
    ...openSecrets(box, row),
  };
}

/** Settings of these lanes, in no particular order; a lane whose webhook does not exist has none. Spans tenants. */
export async function readWebhookSettings(
  engine: Queryable,
  box: SecretBox,
  lanes: readonly LaneKey[],
): Promise<WebhookSettings[]> {
  const rows = await engine.query<SettingsRow>(sql`
    SELECT w.tenant_id, w.webhook_id, w.name, w.url, w.verify_ssl, w.custom_headers, w.max_concurrency, w.timeout_ms,
      w.ordering, w.retry_schedule, w.rate_limit, w.is_active AND w.deleted_at IS NULL AS is_active,
      w.deleted_at IS NOT NULL AS is_deleted, w.created_by, w.updated_at,
      w.signing_secret, w.previous_secret, w.previous_secret_expires_at, w.rotated_at
    FROM unnest(${lanes.map((lane) => lane.tenantId)}::uuid[], ${lanes.map((lane) => lane.webhookId)}::uuid[])
      AS lane (tenant_id, webhook_id)
    JOIN ticketwire.webhooks AS w USING (tenant_id, webhook_id)`);
  return rows.map((row) => decodeSettings(box, row));
}
