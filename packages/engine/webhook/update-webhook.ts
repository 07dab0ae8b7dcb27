// Changes settings of a webhook, and with `is_active` pauses or re-enables it. In: any part of the settings. Out: the record.
import type { ErrorDetail } from "@ticketwire/contract";
import { insertAuditEntry } from "../db/audit-log.ts";
import type { Transaction } from "../db/database.ts";
import { CHANNELS } from "../db/listen.ts";
import { sql } from "../db/sql.ts";
import { applyInput, rulesOf } from "./apply-input.ts";
import { checkUrl } from "./check-url.ts";
import { sealHeaders } from "./create-webhook.ts";
import { maskHeaders } from "./custom-headers.ts";
import type { WebhookCall, WebhookKit } from "./kit.ts";
import { insertReleaseJob } from "./recover-job.ts";
import { pauseLane, resumeLane } from "./switch-webhook.ts";
import type { WebhookConfig, WebhookInput } from "./webhook-config.ts";
import { configOf, readWebhookRow, toWebhookRecord, type WebhookRecord, type WebhookRow } from "./webhook-record.ts";

export interface WebhookUpdate extends WebhookInput {
  /** With `is_active: true`: whether what was held meanwhile is sent; default true. */
  readonly resume_held?: boolean;
}

export type UpdateResult =
  | {
      readonly kind: "updated";
      readonly record: WebhookRecord;
      readonly warnings: readonly ErrorDetail[];
      /** The job that sends what was held; null when nothing is to be sent. */
      readonly releaseJobId: string | null;
    }
  | { readonly kind: "invalid"; readonly details: readonly ErrorDetail[] }
  | { readonly kind: "not_found" };

type Checked =
  | Exclude<UpdateResult, { kind: "updated" }>
  | { readonly kind: "ok"; readonly origin: string | null; readonly warnings: readonly ErrorDetail[] };

/** Locks the row, so that two updates at once both count. */
async function lockWebhook(tx: Transaction, call: WebhookCall): Promise<WebhookRow | undefined> {
  await tx.query(sql`
    SELECT 1 FROM ticketwire.webhooks WHERE tenant_id = ${call.tenantId} AND webhook_id = ${call.webhookId} FOR UPDATE`);
  return readWebhookRow(tx, call);
}

// Before the transaction, because a name may have to be resolved.
async function checkInput(kit: WebhookKit, call: WebhookCall, input: WebhookUpdate): Promise<Checked> {
  const row = await readWebhookRow(kit.db.forTenant(call.tenantId), call);
  if (row === undefined) return { kind: "not_found" };
  const applied = applyInput(configOf(row, kit.box), input, rulesOf(kit));
  if (applied.kind === "invalid") return applied;
  if (input.resume_held !== undefined && input.is_active !== true) {
    const message = "goes only together with is_active: true, which re-enables the webhook";
    return { kind: "invalid", details: [{ path: "resume_held", message, code: "conflict" }] };
  }
  if (input.url === undefined) return { kind: "ok", origin: null, warnings: [] };
  const url = await checkUrl(kit, input.url);
  if (url.kind === "refused") return { kind: "invalid", details: [url.detail] };
  return { kind: "ok", origin: url.origin, warnings: url.warning === null ? [] : [url.warning] };
}

async function writeSettings(
  tx: Transaction,
  call: WebhookCall,
  change: { readonly config: WebhookConfig; readonly sealedHeaders: Buffer | null; readonly isEnabled: boolean },
): Promise<void> {
  const { config } = change;
  await tx.query(sql`
    UPDATE ticketwire.webhooks
    SET name = ${config.name}, description = ${config.description}, url = ${config.url},
      event_types = ${config.event_types}, is_active = ${config.is_active}, verify_ssl = ${config.verify_ssl},
      custom_headers = ${change.sealedHeaders}, event_filter = ${config.event_filter},
      payload_fields = ${config.payload_fields}, rate_limit = ${config.rate_limit},
      max_concurrency = ${config.max_concurrency}, timeout_ms = ${config.timeout_ms}, ordering = ${config.ordering},
      retry_schedule = ${config.retry_schedule}, retry_config = ${config.retry_config}, tags = ${config.tags},
      metadata = ${config.metadata}, updated_at = ${call.now},
      auto_disabled_at = CASE WHEN ${change.isEnabled} THEN NULL ELSE auto_disabled_at END,
      disabled_reason = CASE WHEN ${change.isEnabled} THEN NULL ELSE disabled_reason END
    WHERE tenant_id = ${call.tenantId} AND webhook_id = ${call.webhookId}`);
  await tx.query(sql`SELECT pg_notify(${CHANNELS.webhooks}, ${call.webhookId})`);
}

/** The lane goes where its webhook points to: processes prefer lanes of origins they talk to. Its owner is told by NOTIFY. */
async function moveLane(tx: Transaction, call: WebhookCall, origin: string): Promise<void> {
  await tx.query(sql`
    UPDATE ticketwire.lanes SET origin = ${origin}
    WHERE tenant_id = ${call.tenantId} AND webhook_id = ${call.webhookId} AND origin <> ${origin}`);
}

type Changes = Readonly<Record<string, { readonly previous: unknown; readonly new: unknown }>>;

/** What differs, fit for the audit log: of custom headers the names, and which of them got another value. */
function describeChanges(before: WebhookConfig, after: WebhookConfig): Changes {
  const names = Object.keys(after) as (keyof WebhookConfig)[];
  const differing = names.filter((name) => JSON.stringify(before[name]) !== JSON.stringify(after[name]));
  return Object.fromEntries(
    differing.map((name) => {
      if (name !== "custom_headers") return [name, { previous: before[name], new: after[name] }];
      const previous = Object.keys(maskHeaders(before.custom_headers));
      const now = Object.entries(after.custom_headers).map(([header, value]) =>
        before.custom_headers[header] === value ? header : `${header} (new value)`,
      );
      return [name, { previous, new: now }];
    }),
  );
}

function actionOf(before: WebhookConfig, after: WebhookConfig): string {
  if (before.is_active === after.is_active) return "webhook.updated";
  return after.is_active ? "webhook.enabled" : "webhook.paused";
}

interface Change {
  readonly input: WebhookUpdate;
  readonly before: WebhookConfig;
  readonly after: WebhookConfig;
  readonly origin: string | null;
}

async function switchLane(tx: Transaction, call: WebhookCall, change: Change): Promise<string | null> {
  const { input, before, after } = change;
  if (before.is_active && !after.is_active) await pauseLane(tx, call);
  const isEnabled = !before.is_active && after.is_active;
  const releases = isEnabled ? input.resume_held !== false : input.is_active === true && input.resume_held === true;
  if (isEnabled) await resumeLane(tx, call, call.now);
  return releases ? insertReleaseJob(tx, call) : null;
}

async function writeChange(
  kit: WebhookKit,
  tx: Transaction,
  context: { call: WebhookCall; change: Change },
): Promise<string | null> {
  const { call, change } = context;
  const { before, after } = change;
  const changes = describeChanges(before, after);
  if (Object.keys(changes).length > 0) {
    const sealedHeaders = sealHeaders(kit, call, after.custom_headers);
    await writeSettings(tx, call, { config: after, sealedHeaders, isEnabled: !before.is_active && after.is_active });
    const subject = { subjectType: "webhook", subjectId: call.webhookId };
    await insertAuditEntry(tx, { ...call, action: actionOf(before, after), ...subject, details: { changes } });
  }
  const releaseJobId = await switchLane(tx, call, change);
  if (change.origin !== null) await moveLane(tx, call, change.origin);
  return releaseJobId;
}

/** Updates a webhook. Nothing that differs means nothing is written. The settings reach every process within a second. */
export async function updateWebhook(kit: WebhookKit, call: WebhookCall, input: WebhookUpdate): Promise<UpdateResult> {
  const checked = await checkInput(kit, call, input);
  if (checked.kind !== "ok") return checked;
  return kit.db.forTenant(call.tenantId).transaction(async (tx): Promise<UpdateResult> => {
    const row = await lockWebhook(tx, call);
    if (row === undefined) return { kind: "not_found" };
    const before = configOf(row, kit.box);
    const applied = applyInput(before, input, rulesOf(kit));
    if (applied.kind === "invalid") return applied;
    const change = { input, before, after: applied.config, origin: checked.origin };
    const releaseJobId = await writeChange(kit, tx, { call, change });
    const updated = await readWebhookRow(tx, call);
    if (updated === undefined) return { kind: "not_found" };
    return { kind: "updated", record: toWebhookRecord(updated, kit.box), warnings: checked.warnings, releaseJobId };
  });
}
