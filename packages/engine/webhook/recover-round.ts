// The round of recover jobs: takes one open job, moves it by a bounded chunk, keeps its place in the same transaction. Any
// process may do any round; one that was killed in between leaves the job where it stood.
// In: a database and the time. Out: whether there is more to do.
import type { Database, Transaction } from "../db/database.ts";
import { sql } from "../db/sql.ts";
import { giveEvents, markLaneDue, releaseHeld, resendSetAside, walkEvents, type WalkStep } from "./recover-events.ts";
import { planByKeys } from "./plan-now.ts";
import type { JobProgress, JobRow, JobStatus } from "./recover-job.ts";

/** Events looked at in one transaction: some 10 ms of work, during which fan-out to this webhook may have to wait. */
const EVENTS_PER_ROUND = 1_000;
const RELEASES_PER_ROUND = 1_000;

/** A webhook that was disabled, paused or deleted while a job ran: nothing is sent to it. */
const STOPPED = "The webhook was disabled or deleted meanwhile. Enable it and repeat the call; nothing is sent twice.";

interface Step {
  readonly status: JobStatus;
  readonly progress: JobProgress;
  readonly matched: number;
  readonly sent: number;
  readonly skipped: number;
  readonly error: string | null;
}

/**
 * Takes the open job whose turn it is. The row lock is the ownership: it is held until the chunk is committed, others skip
 * it, and a process that dies gives it back with its connection.
 */
async function takeJob(tx: Transaction): Promise<JobRow | undefined> {
  const [job] = await tx.query<JobRow>(sql`
    SELECT tenant_id, webhook_id, job_id, status, dry_run, request, progress, matched, sent, skipped, error, created_at,
      finished_at
    FROM ticketwire.recover_jobs WHERE status IN ('queued', 'running')
    ORDER BY coalesce((progress ->> 'turn')::bigint, 0), created_at LIMIT 1 FOR UPDATE SKIP LOCKED`);
  return job;
}

function isActive(tx: Transaction, job: JobRow): Promise<boolean> {
  return tx
    .query(
      sql`
      SELECT 1 FROM ticketwire.webhooks
      WHERE tenant_id = ${job.tenant_id} AND webhook_id = ${job.webhook_id} AND is_active AND deleted_at IS NULL`,
    )
    .then((rows) => rows.length > 0);
}

function stop(job: JobRow, error: string | null): Step {
  const { progress } = job;
  return { status: error === null ? "done" : "failed", progress, matched: 0, sent: 0, skipped: 0, error };
}

async function release(tx: Transaction, job: JobRow, now: Date): Promise<Step> {
  const key = { tenantId: job.tenant_id, webhookId: job.webhook_id };
  const after = job.progress.sequence ?? 0;
  const step = await releaseHeld(tx, key, { after, limit: RELEASES_PER_ROUND, now });
  const progress = step.released === 0 ? { isWalked: true } : { sequence: step.lastSequence };
  return { status: "running", progress, matched: step.released, sent: step.released, skipped: 0, error: null };
}

function nextPlace(step: WalkStep): JobProgress {
  const place = step.last ?? {};
  return step.examined < EVENTS_PER_ROUND ? { ...place, isWalked: true } : place;
}

async function recover(tx: Transaction, job: JobRow, now: Date): Promise<Step> {
  const key = { tenantId: job.tenant_id, webhookId: job.webhook_id };
  const walked = await walkEvents(tx, job, EVENTS_PER_ROUND);
  const progress = nextPlace(walked);
  const matched = walked.found.length;
  const toResend = walked.found.filter((event) => event.action === "resend");
  const toGive = walked.found.filter((event) => event.action === "give");
  const wanted = toResend.length + toGive.length;
  if (job.dry_run)
    return { status: "running", progress, matched, sent: wanted, skipped: matched - wanted, error: null };
  const given = toGive.length === 0 ? 0 : await giveEvents(tx, key, { events: toGive, now });
  if (given === null) return stop(job, STOPPED);
  const sent = given + (await resendSetAside(tx, key, { events: toResend, now }));
  return { status: "running", progress, matched, sent, skipped: matched - sent, error: null };
}

async function stepOf(tx: Transaction, job: JobRow, now: Date): Promise<Step> {
  if (job.progress.isWalked) return stop(job, null);
  if (!job.dry_run && !(await isActive(tx, job))) return stop(job, job.request.kind === "release" ? null : STOPPED);
  return job.request.kind === "release" ? release(tx, job, now) : recover(tx, job, now);
}

async function keepStep(
  tx: Transaction,
  job: JobRow,
  kept: { readonly step: Step; readonly now: Date },
): Promise<void> {
  const { step, now } = kept;
  const progress: JobProgress = { ...step.progress, turn: (job.progress.turn ?? 0) + 1 };
  const finishedAt = step.status === "running" ? null : now;
  await tx.query(sql`
    UPDATE ticketwire.recover_jobs
    SET status = ${step.status}, progress = ${progress}, matched = matched + ${step.matched}, sent = sent + ${step.sent},
      skipped = skipped + ${step.skipped}, error = ${step.error}, finished_at = ${finishedAt}
    WHERE tenant_id = ${job.tenant_id} AND job_id = ${job.job_id}`);
}

/**
 * One round. True: a job was moved, there may be more. A job is `done` one round after its last chunk: the lane is told
 * after each chunk's commit, so a process that died before telling it is made good by the round that finds the job still open.
 */
export async function recoverRound(db: Database, now: Date): Promise<boolean> {
  const taken = await db.engine.transaction(async (tx) => {
    await planByKeys(tx);
    const job = await takeJob(tx);
    if (job === undefined) return undefined;
    // Whoever was here before may have died between its commit and telling the lane. The job's row lock is held, so no other
    // round of it runs; the lane's row is not locked beyond this statement's own connection.
    if (!job.dry_run && job.sent > 0)
      await markLaneDue(db.engine, { tenantId: job.tenant_id, webhookId: job.webhook_id }, now);
    const step = await stepOf(tx, job, now);
    await keepStep(tx, job, { step, now });
    return { job, step };
  });
  if (taken === undefined) return false;
  const { job, step } = taken;
  if (!job.dry_run && step.sent > 0)
    await markLaneDue(db.engine, { tenantId: job.tenant_id, webhookId: job.webhook_id }, now);
  return true;
}
