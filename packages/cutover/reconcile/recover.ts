// Reconcile by asking the sender: `POST …/recover` has it send again what was abandoned, held or never given to the webhook,
// straight to the receiver. In: a run context and a webhook. Out: what the job did.
import { numberOrNull, readRecord, textOrNull } from "../api/records.ts";
import { CutoverError } from "../errors.ts";
import type { TicketState } from "../journal/entry.ts";
import { createRun, type RunContext } from "./run.ts";

export interface RecoverJob {
  readonly jobId: string;
  readonly status: string;
  readonly matched: number;
  readonly sent: number;
  readonly skipped: number;
}

const LOOK_EVERY_MS = 1000;

export async function reconcileByRecover(context: RunContext, webhook: string): Promise<RecoverJob> {
  const { api, ask, since, until, isDryRun, signal } = context;
  const route = `/webhooks/${encodeURIComponent(webhook)}/recover`;
  const body = {
    since: new Date(since).toISOString(),
    ...(Number.isFinite(until) ? { until: new Date(until).toISOString() } : {}),
    only: "all",
    dry_run: isDryRun,
  };
  const started = await ask(route, { method: "POST", body });
  let job = readJob(started.kind === "ok" ? readRecord(started.body) : null, route);
  while (job.status === "queued" || job.status === "running") {
    await api.clock.sleep(LOOK_EVERY_MS, signal);
    const answer = await ask(`${route}/${encodeURIComponent(job.jobId)}`);
    job = readJob(answer.kind === "ok" ? readRecord(answer.body) : null, route);
  }
  if (job.status === "failed")
    throw new CutoverError(
      "server_unavailable",
      `the recover job ${job.jobId} failed; run it again: nothing is sent twice`,
    );
  createRun(context, "recover", route).end();
  return job;
}

function readJob(record: TicketState | null, route: string): RecoverJob {
  const jobId = record === null ? null : textOrNull(record["job_id"]);
  const status = record === null ? null : textOrNull(record["status"]);
  if (record === null || jobId === null || status === null)
    throw new CutoverError("server_malformed", `POST ${route}: the answer is no recover job`);
  const count = (field: string): number => numberOrNull(record[field]) ?? 0;
  return { jobId, status, matched: count("matched"), sent: count("sent"), skipped: count("skipped") };
}
