// `ticketwire cutover reconcile` and `cutover downtime`: bring back what an outage swallowed; know beforehand what one would.
import { createWriteStream } from "node:fs";
import { once } from "node:events";
import { Writable } from "node:stream";
import type { Command } from "commander";
import { badOption } from "../errors.ts";
import type { EventBody, ReconcileWay } from "../journal/entry.ts";
import { type LadderFate, ladderFate } from "../reconcile/ladder.ts";
import { reconcile, type ReconcileResult } from "../reconcile/reconcile.ts";
import type { Sink } from "../reconcile/run.ts";
import { createForwardSink, createLineSink } from "../reconcile/sinks.ts";
import { plural, span } from "../report/words.ts";
import { act, catchInterrupt, createStatusLine, type Host } from "./host.ts";
import { parseDuration, parseMoment, parseQuery, parseSchedule } from "./values.ts";

interface ReconcileFlags {
  readonly since: number;
  readonly until?: number;
  readonly journal: string;
  readonly webhook?: string;
  readonly via?: ReconcileWay | "auto";
  readonly filter?: Record<string, string>;
  readonly out?: string;
  readonly forwardTo?: string;
  readonly secret?: string;
  readonly all?: boolean;
  readonly comments: boolean;
  readonly dryRun?: boolean;
  readonly json?: boolean;
}

const HELP = `
Events go to standard output, one a line, or to --out, or signed to --forward-to. With recover the server sends them itself.
Events made from tickets carry data.is_synthetic and ids that stay the same: repeating a reconcile brings nothing twice.

Examples:
  $ ticketwire cutover reconcile --since 26h --webhook 0198… --journal cutover.journal --forward-to http://localhost:3000/hook --secret …
  $ ticketwire cutover reconcile --since 2026-03-01T08:00:00Z --journal cutover.journal > missed.jsonl`;

export function addReconcile(parent: Command, host: Host): void {
  const command = parent
    .command("reconcile")
    .description("bring back what the webhook side missed: by its feed, by recover, or from pages of tickets")
    .requiredOption("--since <time>", "from when on: an ISO time, or 26h for the last 26 hours", parseMoment)
    .option("--until <time>", "up to when", parseMoment)
    .option("--journal <file>", "what is known already, and how far a run came", "cutover.journal")
    .option("--webhook <id>", "use the feed, or recover, of this webhook")
    .option("--via <way>", "auto, feed, recover or list (default: auto)")
    .option("--filter <query>", "for the list: board_id=…&is_open=true", parseQuery)
    .option("--out <file>", "append the events to this file, one a line")
    .option("--forward-to <url>", "post the events there, signed like deliveries")
    .option("--secret <secret>", "the webhook's signing secret, for --forward-to")
    .option("--all", "also events that the sender calls delivered")
    .option("--no-comments", "do not ask for comments of changed tickets")
    .option("--dry-run", "count only")
    .option("--json", "print the summary as JSON")
    .addHelpText("after", HELP);
  act<ReconcileFlags>(command, host, (flags) => run(flags, host));
}

async function run(flags: ReconcileFlags, host: Host): Promise<number> {
  using interrupt = catchInterrupt();
  const status = createStatusLine(host);
  const events: EventBody[] = [];
  const onNotice = (message: string): void => {
    status.clear();
    host.stderr.write(`ticketwire: ${message}\n`);
  };
  const { sink, close } = openSink(flags, { host, events, onNotice, signal: interrupt.signal });
  const { since, journal, until, webhook, via, filter, all, dryRun } = flags;
  const result = await reconcile({
    ...host.connect(),
    journal,
    since,
    sink,
    signal: interrupt.signal,
    hasComments: flags.comments,
    onNotice,
    onProgress: ({ read, found }) => status.show(`${plural(read, "event")} read, ${plural(found, "new one")}`),
    ...(until === undefined ? {} : { until }),
    ...(webhook === undefined ? {} : { webhook }),
    ...(via === undefined ? {} : { via }),
    ...(filter ? { filter } : {}),
    ...(all ? { hasDelivered: true } : {}),
    ...(dryRun ? { isDryRun: true } : {}),
  }).finally(close);
  status.clear();
  if (flags.json) host.stdout.write(`${JSON.stringify(resultJson(result, flags, events))}\n`);
  else host.stderr.write(`ticketwire: ${resultText(result, dryRun === true)}\n`);
  return 0;
}

interface OpenSink {
  readonly sink: Sink;
  readonly close: () => Promise<void>;
}

interface SinkParts {
  readonly host: Host;
  /** Filled when they are printed as JSON. */
  readonly events: EventBody[];
  readonly onNotice: (message: string) => void;
  readonly signal: AbortSignal;
}

function openSink(
  { out, forwardTo, secret, webhook, json, via }: ReconcileFlags,
  { host, events, onNotice, signal }: SinkParts,
): OpenSink {
  const nothing = async (): Promise<void> => undefined;
  const taken = out !== undefined ? "--out" : forwardTo !== undefined ? "--forward-to" : null;
  if (via === "recover" && taken !== null)
    throw badOption(taken, "does not go with --via recover: there the server sends the events itself");
  if (out !== undefined && forwardTo !== undefined) throw badOption("--out", "and --forward-to exclude each other");
  if (forwardTo !== undefined) {
    if (!secret) throw badOption("--forward-to", "needs --secret, the signing secret of the webhook");
    return {
      sink: createForwardSink({ url: forwardTo, secret, signal, onNotice, ...(webhook ? { webhook } : {}) }),
      close: nothing,
    };
  }
  if (secret !== undefined) throw badOption("--secret", "goes with --forward-to");
  if (out !== undefined) return fileSink(out);
  if (json) return { sink: ({ event }) => void events.push(event), close: nothing };
  const output = new Writable({
    decodeStrings: false,
    write(text: string, _encoding, done) {
      host.stdout.write(text);
      done();
    },
  });
  return { sink: createLineSink(output), close: nothing };
}

function fileSink(path: string): OpenSink {
  const file = createWriteStream(path, { flags: "a" });
  let fault: Error | null = null;
  file.on("error", (error) => (fault = error));
  const write = createLineSink(file);
  const check = (): void => {
    if (fault !== null) throw badOption("--out", `${path} can not be written: ${fault.message}`);
  };
  return {
    async sink(reconciled) {
      check();
      await write(reconciled);
    },
    async close() {
      if (fault === null && !file.closed) {
        file.end();
        await once(file, "close").catch(() => undefined);
      }
      check();
    },
  };
}

function resultJson(result: ReconcileResult, { out, forwardTo, dryRun }: ReconcileFlags, events: readonly EventBody[]) {
  const shown = out === undefined && forwardTo === undefined && !dryRun && result.via !== "recover" ? { events } : {};
  if (result.via === "recover") {
    const { jobId, ...job } = result.job;
    return { via: result.via, job_id: jobId, ...job };
  }
  const { via, read, found, known, synthetic } = result;
  return { via, read, found, known, synthetic, dry_run: dryRun === true, ...shown };
}

function resultText(result: ReconcileResult, isDryRun: boolean): string {
  if (result.via === "recover") {
    const { matched, sent, skipped } = result.job;
    return `recover: ${plural(matched, "event")} matched, ${sent} sent again by the server, ${skipped} skipped`;
  }
  const { via, found, known, synthetic } = result;
  const made = synthetic > 0 ? `, ${synthetic} of them made from tickets` : "";
  const verb = isDryRun ? "would be brought back" : "brought back";
  return `${via}: ${plural(found, "event")} ${verb}${made}; ${known} known already`;
}

interface DowntimeFlags {
  readonly schedule?: number[];
  readonly json?: boolean;
}

export function addDowntime(parent: Command, host: Host): void {
  const command = parent
    .command("downtime")
    .description("say what the retry ladder makes of a downtime: what comes by itself, when, and what is lost")
    .argument("<duration>", "how long the receiver is away: 20h", parseDuration)
    .option("--schedule <seconds>", "waits of the ladder (default: 60,300,1800,7200,43200)", parseSchedule)
    .option("--json", "print JSON");
  act<DowntimeFlags>(command, host, async ({ schedule, json }) => {
    const downMs = command.processedArgs[0] as number;
    const fate = ladderFate({ downMs, ...(schedule ? { schedule } : {}) });
    host.stdout.write(json ? `${JSON.stringify(fateJson(fate, downMs), null, 2)}\n` : fateText(fate, downMs));
    return 0;
  });
}

function fateJson({ stretches, lostMs, ladderMs, disabledAfterMs }: LadderFate, downMs: number) {
  return {
    down_seconds: downMs / 1000,
    ladder_seconds: ladderMs / 1000,
    lost_seconds: lostMs / 1000,
    disabled_after_seconds: disabledAfterMs === null ? null : disabledAfterMs / 1000,
    stretches: stretches.map(({ fromMs, toMs, fate, attempt, latestAfterMs }) => ({
      from_seconds: fromMs / 1000,
      to_seconds: toMs / 1000,
      fate,
      attempt,
      latest_after_seconds: latestAfterMs === null ? null : latestAfterMs / 1000,
    })),
  };
}

function fateText({ stretches, lostMs, ladderMs, disabledAfterMs }: LadderFate, downMs: number): string {
  const lines = stretches.map(({ fromMs, toMs, fate, attempt, latestAfterMs }) => {
    const stretch = `  changes from ${fromMs === 0 ? "its beginning" : span(fromMs)} to ${toMs === downMs ? "its end" : span(toMs)}`;
    if (fate === "lost") return `${stretch}: abandoned; bring them back with cutover reconcile or recover`;
    if (fate === "held") return `${stretch}: held, and sent when the webhook is enabled again`;
    return `${stretch}: come by attempt ${attempt}, at most ${span(latestAfterMs ?? 0)} after its end`;
  });
  const head = lostMs === 0 ? "nothing is lost" : `events of the first ${span(lostMs)} are abandoned`;
  const disabled =
    disabledAfterMs === null
      ? []
      : [`  after ${span(disabledAfterMs)} of only failures the webhook is switched off and its owner told`];
  return `${[`A downtime of ${span(downMs)} against a ladder of ${span(ladderMs)}: ${head}.`, ...lines, ...disabled].join("\n")}\n`;
}
