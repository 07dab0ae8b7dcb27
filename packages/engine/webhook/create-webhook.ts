// Creates a webhook with both halves of its lane. In: what the caller sent. Out: the record and, this once, its secret.
import { type ErrorDetail, LIMITS, type TenantId } from "@ticketwire/contract";
import { insertAuditEntry } from "../db/audit-log.ts";
import type { Transaction } from "../db/database.ts";
import { CHANNELS } from "../db/listen.ts";
import { sql } from "../db/sql.ts";
import { applyInput, rulesOf } from "./apply-input.ts";
import { checkUrl } from "./check-url.ts";
import type { WebhookCall, WebhookKit } from "./kit.ts";
import { placeOfSecret } from "./secret-box.ts";
import { makeSigningSecret, type ShownSecret, showSecret } from "./signing-secret.ts";
import type { WebhookConfig, WebhookInput } from "./webhook-config.ts";
import { readWebhookRow, toWebhookRecord, type WebhookRecord } from "./webhook-record.ts";

export interface NewWebhook extends WebhookInput {
  readonly name: string;
  readonly url: string;
  readonly event_types: readonly string[];
}

export type CreateResult =
  | {
      readonly kind: "created";
      readonly record: WebhookRecord;
      readonly secret: ShownSecret;
      readonly warnings: readonly ErrorDetail[];
    }
  | { readonly kind: "invalid"; readonly details: readonly ErrorDetail[] }
  | { readonly kind: "too_many"; readonly limit: number };

/** Orders creations within a tenant, so that the count is true when it is compared; other rows of the tenant are not blocked. */
async function lockTenant(tx: Transaction, tenantId: TenantId): Promise<number> {
  await tx.query(sql`SELECT 1 FROM ticketwire.tenants WHERE tenant_id = ${tenantId} FOR NO KEY UPDATE`);
  const [row] = await tx.query<{ webhooks: number }>(sql`
    SELECT count(*)::int AS webhooks FROM ticketwire.webhooks WHERE tenant_id = ${tenantId} AND deleted_at IS NULL`);
  return row?.webhooks ?? 0;
}

interface Insert {
  readonly call: WebhookCall;
  readonly config: WebhookConfig;
  readonly origin: string;
  readonly sealedSecret: Buffer;
  readonly sealedHeaders: Buffer | null;
}

/** The webhook and its lane. The lane begins today: no event of before can be on its way to it. */
async function insertWebhook(tx: Transaction, insert: Insert): Promise<void> {
  const { call, config, origin } = insert;
  const { tenantId, webhookId, now } = call;
  const createdBy = call.actor.type === "user" ? call.actor.id : null;
  await tx.query(sql`
    INSERT INTO ticketwire.webhooks (tenant_id, webhook_id, name, description, url, event_types, is_active, verify_ssl,
      custom_headers, event_filter, payload_fields, rate_limit, max_concurrency, timeout_ms, ordering, retry_schedule,
      retry_config, tags, metadata, signing_secret, created_by, created_at, updated_at)
    VALUES (${tenantId}, ${webhookId}, ${config.name}, ${config.description}, ${config.url}, ${config.event_types},
      ${config.is_active}, ${config.verify_ssl}, ${insert.sealedHeaders}, ${config.event_filter}, ${config.payload_fields},
      ${config.rate_limit}, ${config.max_concurrency}, ${config.timeout_ms}, ${config.ordering}, ${config.retry_schedule},
      ${config.retry_config}, ${config.tags}, ${config.metadata}, ${insert.sealedSecret}, ${createdBy}, ${now}, ${now})`);
  await tx.query(sql`
    INSERT INTO ticketwire.lanes (tenant_id, webhook_id, origin, open_day)
    VALUES (${tenantId}, ${webhookId}, ${origin}, (${now}::timestamptz AT TIME ZONE 'UTC')::date)`);
  await tx.query(sql`
    INSERT INTO ticketwire.lane_heads (tenant_id, webhook_id, paused)
    VALUES (${tenantId}, ${webhookId}, ${!config.is_active})`);
  await tx.query(sql`SELECT pg_notify(${CHANNELS.webhooks}, ${webhookId})`);
}

/** Seals custom headers for storage; null when there are none. */
export function sealHeaders(
  kit: Pick<WebhookKit, "box">,
  call: Pick<WebhookCall, "tenantId" | "webhookId">,
  headers: Readonly<Record<string, string>>,
): Buffer | null {
  if (Object.keys(headers).length === 0) return null;
  return kit.box.seal(JSON.stringify(headers), placeOfSecret(call, "custom_headers"));
}

// The same id again means that the same call ran before and its answer got lost: the answer is given again.
async function readCreated(kit: WebhookKit, tx: Transaction, call: WebhookCall): Promise<CreateResult | undefined> {
  const row = await readWebhookRow(tx, call);
  if (row === undefined) return undefined;
  const [sealed] = await tx.query<{ signing_secret: Buffer }>(sql`
    SELECT signing_secret FROM ticketwire.webhooks WHERE tenant_id = ${call.tenantId} AND webhook_id = ${call.webhookId}`);
  if (sealed === undefined) return undefined;
  const secret = kit.box.open(sealed.signing_secret, placeOfSecret(call, "signing_secret"));
  return { kind: "created", record: toWebhookRecord(row, kit.box), secret: showSecret(secret), warnings: [] };
}

/** Creates a webhook under `call.webhookId`. The URL is resolved and judged before the transaction begins. */
export async function createWebhook(kit: WebhookKit, call: WebhookCall, input: NewWebhook): Promise<CreateResult> {
  const rules = rulesOf(kit);
  const applied = applyInput(rules.defaults, input, rules);
  if (applied.kind === "invalid") return applied;
  const url = await checkUrl(kit, applied.config.url);
  if (url.kind === "refused") return { kind: "invalid", details: [url.detail] };
  const { config } = applied;
  const secret = makeSigningSecret();
  return kit.db.forTenant(call.tenantId).transaction(async (tx) => {
    const count = await lockTenant(tx, call.tenantId);
    const before = await readCreated(kit, tx, call);
    if (before !== undefined) return before;
    if (count >= LIMITS.webhooksPerTenant) return { kind: "too_many", limit: LIMITS.webhooksPerTenant };
    const sealedSecret = kit.box.seal(secret, placeOfSecret(call, "signing_secret"));
    const sealedHeaders = sealHeaders(kit, call, config.custom_headers);
    await insertWebhook(tx, { call, config, origin: url.origin, sealedSecret, sealedHeaders });
    await insertAuditEntry(tx, {
      ...call,
      action: "webhook.created",
      subjectType: "webhook",
      subjectId: call.webhookId,
      details: { name: config.name, url: config.url, event_types: config.event_types },
    });
    const row = await readWebhookRow(tx, call);
    if (row === undefined) throw new Error("a webhook that was just inserted can not be read");
    const warnings = url.warning === null ? [] : [url.warning];
    return { kind: "created", record: toWebhookRecord(row, kit.box), secret: showSecret(secret), warnings };
  });
}
