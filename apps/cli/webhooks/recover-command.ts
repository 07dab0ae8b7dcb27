// `ticketwire recover`: what a webhook missed, counted first, sent after a yes. In: a webhook and a window of time.
// Out: the finished job. Repeating it sends nothing twice.
import { RECOVER_KINDS } from "@ticketwire/contract";
import { type Command, Option } from "commander";
import type { Api } from "../api/api.ts";
import type { RecoverJob, Webhook } from "../api/records.ts";
import { EXIT, Failure } from "../failure.ts";
import { catchInterrupt, pause } from "../interrupt.ts";
import { addLeaf, type CommandHost, runLeaf } from "../leaf.ts";
import type { Session } from "../session.ts";
import { askYesNo } from "../terminal/ask.ts";
import { collect, parseEventTypes, parseMoment } from "../terminal/parse-values.ts";
import { oneLine } from "../terminal/printable.ts";
import { openProgress } from "../terminal/progress.ts";
import { findWebhookOrOnly } from "./find-webhook.ts";

interface RecoverOptions {
  readonly webhook?: string;
  readonly since: string;
  readonly until?: string;
  readonly only?: string;
  readonly events?: readonly string[];
  readonly ticket?: readonly string[];
  readonly dryRun?: boolean;
  readonly yes?: boolean;
}

const FIRST_LOOK_MS = 100;
const LONGEST_LOOK_MS = 2_000;

export function addRecover(program: Command, host: CommandHost): void {
  const leaf = addLeaf(program, {
    name: "recover",
    summary: "send a webhook what it missed",
    notes: "Counts first (a dry run), then asks, or goes on with --yes. What was delivered is never sent again by it.",
    examples: [
      "ticketwire recover --webhook billing --since 6h --dry-run",
      "ticketwire recover --webhook billing --since 2026-03-01T09:00:00Z --only failed --yes",
    ],
  })
    .option("--webhook <webhook>", "name or id; may be left out when there is only one")
    .requiredOption("--since <time>", "from then on: 6h, or an ISO time", parseMoment)
    .option("--until <time>", "until then", parseMoment)
    .addOption(
      new Option("--only <what>", "failed: given up; missing: never given to it or held").choices([...RECOVER_KINDS]),
    )
    .option("--events <types>", "only these event types", parseEventTypes)
    .option("--ticket <id>", "only of this ticket (repeatable)", collect)
    .option("--dry-run", "only count")
    .option("-y, --yes", "do not ask");
  runLeaf<RecoverOptions>(leaf, host, recover);
}

async function recover(session: Session, options: RecoverOptions): Promise<number> {
  const api = session.api();
  const webhook = await findWebhookOrOnly(api, options.webhook);
  const { since, until, only, events, ticket } = options;
  const body = { since, until, only, event_types: events, ticket_ids: ticket };
  const dry = await runJob(session, api, { webhook, body: { ...body, dry_run: true } });
  if (options.dryRun === true || dry.sent === 0) {
    session.show(dry, () => session.terminal.print(describe(webhook, dry)));
    return EXIT.ok;
  }
  if (!webhook.is_active)
    throw new Failure(`${describe(webhook, dry)}; it is inactive: \`ticketwire webhooks resume\` first`, {
      code: "CONFLICT",
    });
  if (!session.isJson) session.terminal.print(describe(webhook, dry));
  const question = { message: `Send ${plural(dry.sent)} now?`, otherwise: "give --yes, or --dry-run to count only" };
  if (options.yes !== true && !(await askYesNo(session.terminal, question))) return EXIT.interrupted;
  const done = await runJob(session, api, { webhook, body });
  session.show(done, () => session.terminal.print(`sent ${done.sent}, skipped ${done.skipped} that had arrived`));
  return EXIT.ok;
}

function describe({ name }: Webhook, job: RecoverJob): string {
  const skipped = job.skipped === 0 ? "" : `; ${job.skipped} more have arrived or are on their way`;
  return `${oneLine(name)} would get ${plural(job.sent)}${skipped}`;
}

function plural(count: number): string {
  return count === 1 ? "1 event" : `${count} events`;
}

interface JobWish {
  readonly webhook: Webhook;
  readonly body: object;
}

/** Starts a job and watches it to its end. Ctrl-C stops the watching; the job itself goes on. */
async function runJob({ terminal }: Session, api: Api, { webhook, body }: JobWish): Promise<RecoverJob> {
  const path = `/api/v1/webhooks/${webhook.webhook_id}/recover` as const;
  let job = await api.post<RecoverJob>(path, body);
  using interrupt = catchInterrupt();
  using progress = openProgress(terminal, job.dry_run ? "counting" : "sending");
  for (let waitMs = FIRST_LOOK_MS; job.finished_at === null; waitMs = Math.min(waitMs * 2, LONGEST_LOOK_MS)) {
    if (interrupt.signal.aborted)
      throw new Failure(`the job goes on by itself: ${job.job_id}`, {
        exitCode: EXIT.interrupted,
        code: "INTERRUPTED",
      });
    progress.set(job.sent + job.skipped, Math.max(job.matched, 1));
    await pause(waitMs, interrupt.signal);
    job = await api.get<RecoverJob>(`${path}/${job.job_id}`);
  }
  if (job.status === "failed")
    throw new Failure(`the recovery failed: ${job.error ?? "no reason was given"}`, { details: job });
  return job;
}
