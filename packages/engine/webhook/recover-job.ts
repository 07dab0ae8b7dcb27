// Recover jobs: what a webhook missed is sent to it, by a job that any process can go on with. Here they are made and read;
// recover-round.ts works on them.
// In: what is wanted. Out: a row, and the record that the API shows of it.
import type { RecoverKind, TenantId, WebhookId } from "@ticketwire/contract";
import { insertAuditEntry } from "../db/audit-log.ts";
import type { Queryable } from "../db/database.ts";
import { CHANNELS } from "../db/listen.ts";
import { sql } from "../db/sql.ts";
import { uuidOf } from "../db/uuid.ts";
import type { WebhookCall, WebhookKit } from "./kit.ts";

/** What a job looks for, as stored. Times are ISO 8601. */
export type JobRequest =
  | {
      /** Sends what was abandoned, held or never given, among the events of a time. */
      readonly kind: "recover";
      readonly since: string;
      readonly until: string;
      readonly only: RecoverKind;
      readonly event_types: readonly string[] | null;
      readonly ticket_ids: readonly string[] | null;
    }
  /** Sends all that was held up to now: made when a webhook is re-enabled. */
  | { readonly kind: "release" };

export type JobStatus = "queued" | "running" | "done" | "failed";

export interface JobRow {
  readonly tenant_id: TenantId;
  readonly webhook_id: WebhookId;
  readonly job_id: string;
  readonly status: JobStatus;
  readonly dry_run: boolean;
  readonly request: JobRequest;
  readonly progress: JobProgress;
  readonly matched: number;
  readonly sent: number;
  readonly skipped: number;
  readonly error: string | null;
  readonly created_at: Date;
  readonly finished_at: Date | null;
}

/** Where the walk stands. */
export interface JobProgress {
  /** The last event looked at (recover). */
  readonly day?: string;
  readonly eventId?: string;
  /** The last sequence looked at (release). */
  readonly sequence?: number;
  /** Everything was looked at; what is left is to wake the lane and to say so. */
  readonly isWalked?: boolean;
  /** Counts rounds, so that jobs take turns. */
  readonly turn?: number;
}

export interface RecoverJob {
  readonly job_id: string;
  readonly webhook_id: WebhookId;
  readonly kind: "recover" | "release";
  readonly status: JobStatus;
  readonly dry_run: boolean;
  readonly since: string | null;
  readonly until: string | null;
  readonly only: RecoverKind;
  readonly event_types: readonly string[] | null;
  readonly ticket_ids: readonly string[] | null;
  /** Events found so far: those sent and those skipped. */
  readonly matched: number;
  /** In a dry run: how many would be sent. */
  readonly sent: number;
  /** Delivered already, or on their way. */
  readonly skipped: number;
  readonly error: string | null;
  readonly created_at: string;
  readonly finished_at: string | null;
}

function toRecoverJob(row: JobRow): RecoverJob {
  const { request } = row;
  const isRecover = request.kind === "recover";
  return {
    job_id: row.job_id,
    webhook_id: row.webhook_id,
    kind: request.kind,
    status: row.status,
    dry_run: row.dry_run,
    since: isRecover ? request.since : null,
    until: isRecover ? request.until : null,
    only: isRecover ? request.only : "missing",
    event_types: isRecover ? request.event_types : null,
    ticket_ids: isRecover ? request.ticket_ids : null,
    matched: row.matched,
    sent: row.sent,
    skipped: row.skipped,
    error: row.error,
    created_at: row.created_at.toISOString(),
    finished_at: row.finished_at && row.finished_at.toISOString(),
  };
}

interface NewJob {
  readonly jobId: string;
  readonly request: JobRequest;
  readonly isDryRun: boolean;
}

// The same id again means that the same call ran before and its answer got lost.
async function insertJob(tx: Queryable, call: WebhookCall, job: NewJob): Promise<void> {
  const createdBy = call.actor.type === "user" ? call.actor.id : null;
  await tx.query(sql`
    INSERT INTO ticketwire.recover_jobs (tenant_id, job_id, webhook_id, status, dry_run, request, created_by, created_at)
    VALUES (${call.tenantId}, ${job.jobId}, ${call.webhookId}, 'queued', ${job.isDryRun}, ${job.request}, ${createdBy},
      ${call.now})
    ON CONFLICT (tenant_id, job_id) DO NOTHING`);
  await tx.query(sql`SELECT pg_notify(${CHANNELS.jobs}, ${job.jobId})`);
}

/** Makes the job that sends what was held, in the transaction that re-enables the webhook. */
export async function insertReleaseJob(tx: Queryable, call: WebhookCall): Promise<string> {
  const jobId = uuidOf(call.now.getTime());
  await insertJob(tx, call, { jobId, request: { kind: "release" }, isDryRun: false });
  return jobId;
}

export interface RecoverWish {
  readonly jobId: string;
  readonly since: Date;
  readonly until: Date | null;
  readonly only: RecoverKind;
  readonly eventTypes: readonly string[] | null;
  readonly ticketIds: readonly string[] | null;
  readonly isDryRun: boolean;
}

export type RecoverResult =
  | { readonly kind: "queued"; readonly job: RecoverJob }
  | { readonly kind: "not_found" }
  /** Nothing is sent to it; only a dry run is possible. */
  | { readonly kind: "inactive" };

/** Queues a recover job. Events of after this moment are not its business: they are delivered as they come. */
export async function startRecover(kit: WebhookKit, call: WebhookCall, wish: RecoverWish): Promise<RecoverResult> {
  return kit.db.forTenant(call.tenantId).transaction(async (tx): Promise<RecoverResult> => {
    const [webhook] = await tx.query<{ is_active: boolean }>(sql`
      SELECT is_active FROM ticketwire.webhooks
      WHERE tenant_id = ${call.tenantId} AND webhook_id = ${call.webhookId} AND deleted_at IS NULL`);
    if (webhook === undefined) return { kind: "not_found" };
    if (!webhook.is_active && !wish.isDryRun) return { kind: "inactive" };
    const until = wish.until === null || wish.until > call.now ? call.now : wish.until;
    const request: JobRequest = {
      kind: "recover",
      since: wish.since.toISOString(),
      until: until.toISOString(),
      only: wish.only,
      event_types: wish.eventTypes,
      ticket_ids: wish.ticketIds,
    };
    await insertJob(tx, call, { jobId: wish.jobId, request, isDryRun: wish.isDryRun });
    if (!wish.isDryRun)
      await insertAuditEntry(tx, {
        ...call,
        action: "webhook.recover_started",
        subjectType: "webhook",
        subjectId: call.webhookId,
        details: { job_id: wish.jobId, ...request },
      });
    const job = await readRecoverJob(tx, call, wish.jobId);
    if (job === undefined) throw new Error("a recover job that was just inserted can not be read");
    return { kind: "queued", job };
  });
}

/** Reads a job of this webhook, or undefined. */
export async function readRecoverJob(
  tenant: Queryable,
  key: { readonly tenantId: TenantId; readonly webhookId: WebhookId },
  jobId: string,
): Promise<RecoverJob | undefined> {
  const [row] = await tenant.query<JobRow>(sql`
    SELECT tenant_id, webhook_id, job_id, status, dry_run, request, progress, matched, sent, skipped, error, created_at,
      finished_at
    FROM ticketwire.recover_jobs
    WHERE tenant_id = ${key.tenantId} AND webhook_id = ${key.webhookId} AND job_id = ${jobId}`);
  return row && toRecoverJob(row);
}
