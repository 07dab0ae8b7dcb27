// Acts on a receiver that failed for long, or said that it is gone: warns the owner, or disables the webhook and says so.
// In: what the verdict saw. Out: rows, all in one transaction; doing it twice changes nothing the second time.
import type { TenantId, WebhookId } from "@ticketwire/contract";
import type { Clock } from "../db/clock.ts";
import type { Database, Transaction } from "../db/database.ts";
import { sql } from "../db/sql.ts";
import type { StandingChange } from "../deliver.ts";
import { insertReleaseJob } from "../webhook/recover-job.ts";
import { disableWebhook } from "../webhook/switch-webhook.ts";
import { insertNotice } from "./insert-notice.ts";
import { type NoticeKind, writeNotice } from "./notice-text.ts";

export interface StandingOptions {
  readonly db: Database;
  readonly clock: Clock;
  readonly baseUrl: string;
  /** Only failures for this long disable a webhook, milliseconds. */
  readonly autoDisableAfterMs: number;
  /** True when the installation sends mail. */
  readonly isMailed: boolean;
}

const KINDS: Readonly<Record<StandingChange["kind"], NoticeKind>> = {
  warn: "webhook_failing",
  gone: "webhook_gone",
  only_failures: "webhook_disabled",
};

interface WebhookFacts {
  readonly name: string;
  readonly url: string;
  readonly is_active: boolean;
  readonly updated_at: Date;
  readonly failing_since: Date | null;
  readonly failed_attempts: number;
  readonly email: string | null;
  readonly first_name: string | null;
  readonly waiting: number;
}

const WAITING_AT_MOST = 10_000;
const HOUR_MS = 3_600_000;
const MINUTE_MS = 60_000;

interface Key {
  readonly tenantId: TenantId;
  readonly webhookId: WebhookId;
}

/** Locks the webhook's row, so that the same change is acted on once, and reads what the mail tells. */
async function lockFacts(tx: Transaction, key: Key): Promise<WebhookFacts | undefined> {
  await tx.query(sql`
    SELECT 1 FROM ticketwire.webhooks WHERE tenant_id = ${key.tenantId} AND webhook_id = ${key.webhookId} FOR UPDATE`);
  const [facts] = await tx.query<WebhookFacts>(sql`
    SELECT w.name, w.url, w.is_active AND w.deleted_at IS NULL AS is_active, w.updated_at, l.failing_since, l.failed_attempts,
      u.email, u.first_name,
      least(h.last_sequence - l.sent_through, ${WAITING_AT_MOST}) + (SELECT count(*) FROM (
        SELECT FROM ticketwire.deliveries WHERE tenant_id = ${key.tenantId} AND webhook_id = ${key.webhookId}
          AND next_attempt_at IS NOT NULL LIMIT ${WAITING_AT_MOST}) AS due) AS waiting
    FROM ticketwire.webhooks AS w
    JOIN ticketwire.lanes AS l USING (tenant_id, webhook_id)
    JOIN ticketwire.lane_heads AS h USING (tenant_id, webhook_id)
    LEFT JOIN ticketwire.users AS u ON u.tenant_id = w.tenant_id AND u.user_id = w.created_by AND u.is_active
    WHERE w.tenant_id = ${key.tenantId} AND w.webhook_id = ${key.webhookId}`);
  return facts;
}

/** True when the owner was warned during this time of failing. */
async function wasWarned(tx: Transaction, key: Key, since: Date): Promise<boolean> {
  const rows = await tx.query(sql`
    SELECT 1 FROM ticketwire.notices
    WHERE tenant_id = ${key.tenantId} AND webhook_id = ${key.webhookId} AND kind = 'webhook_failing'
      AND created_at >= ${since} LIMIT 1`);
  return rows.length > 0;
}

function writeSpan(ms: number): string {
  const [length, unit] =
    ms >= HOUR_MS ? [ms / HOUR_MS, "hour"] : ms >= MINUTE_MS ? [ms / MINUTE_MS, "minute"] : [ms / 1000, "second"];
  const rounded = Math.round(length);
  return `${rounded} ${unit}${rounded === 1 ? "" : "s"}`;
}

function reasonOf(change: StandingChange, autoDisableAfterMs: number): string {
  if (change.kind === "gone") return "The receiver answered 410 Gone.";
  return `Only failures for ${writeSpan(autoDisableAfterMs)}; the last one: ${change.lastError}`;
}

// The webhook was changed after the verdict, which starts its clock anew: what the verdict held is sent after all.
async function releaseAgain(tx: Transaction, { tenantId, webhookId }: Key, now: Date): Promise<void> {
  await insertReleaseJob(tx, { tenantId, webhookId, now, actor: { type: "process", id: null } });
}

async function act(options: StandingOptions, tx: Transaction, change: StandingChange): Promise<void> {
  const { clock, autoDisableAfterMs, baseUrl, isMailed } = options;
  const { tenantId, webhookId } = change;
  const now = clock.now();
  const facts = await lockFacts(tx, change);
  if (facts === undefined || !facts.is_active) return;
  const failingSince = facts.failing_since && facts.failing_since >= facts.updated_at ? facts.failing_since : null;
  if (change.kind === "warn") {
    if (await wasWarned(tx, change, failingSince ?? facts.updated_at)) return;
  } else {
    const isOver = failingSince !== null && now.getTime() - failingSince.getTime() >= autoDisableAfterMs;
    if (change.kind === "only_failures" && !isOver) return releaseAgain(tx, change, now);
    const reason = reasonOf(change, autoDisableAfterMs);
    if (!(await disableWebhook(tx, { tenantId, webhookId, now, reason }))) return;
  }
  const kind = KINDS[change.kind];
  const text = writeNotice({
    kind,
    webhookId,
    name: facts.name,
    url: facts.url,
    lastError: change.lastError,
    failingSince,
    failedAttempts: facts.failed_attempts,
    disablesAt: failingSince && new Date(failingSince.getTime() + autoDisableAfterMs),
    waiting: facts.waiting,
    waitingAtMost: WAITING_AT_MOST,
    baseUrl,
    greeting: facts.first_name,
  });
  await insertNotice(tx, { tenantId, webhookId, kind, text, recipient: facts.email, isMailed, now });
}

/** Makes the function that the engine calls with each change; it tries again when the database was away. */
export function createStandingAct(options: StandingOptions): (change: StandingChange) => Promise<void> {
  return (change) => options.db.engine.transaction((tx) => act(options, tx, change));
}
