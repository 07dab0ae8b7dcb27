// `ticketwire cutover observe`. In: options. Out: a journal, and a line that says what it holds.
import type { Command } from "commander";
import { badOption } from "../errors.ts";
import { observe } from "../observe/observe.ts";
import type { ObserveOptions, ObserveSummary } from "../observe/options.ts";
import { duration, plural } from "../report/words.ts";
import { act, catchInterrupt, createStatusLine, type Host } from "./host.ts";
import { gather, parseCount, parseDuration, parseList, parsePort, parseQuery } from "./values.ts";

interface ObserveFlags {
  readonly tickets?: string[];
  readonly filter?: Record<string, string>;
  readonly interval: number;
  readonly for?: number;
  readonly journal: string;
  readonly webhook?: string;
  readonly receive?: number;
  readonly host?: string;
  readonly secret?: string[];
  readonly sampleEvery?: number;
  readonly settle?: number;
  readonly json?: boolean;
}

const HELP = `
Runs until --for is over or Ctrl-C; then it waits for the events of the last changes and closes the journal.
The same journal can be continued later. Server and key come from TICKETWIRE_URL and TICKETWIRE_API_KEY.

Examples:
  $ ticketwire cutover observe --tickets @tickets.txt --interval 5s --for 24h --journal cutover.journal --webhook 0198…
  $ ticketwire cutover observe --filter board_id=0198… --interval 1m --journal cutover.journal --receive 8080 --secret …`;

export function addObserve(parent: Command, host: Host): void {
  const command = parent
    .command("observe")
    .description("poll as your integration does, take the webhook beside it, and write both into one journal")
    .option("--tickets <ids>", "ticket ids to poll, a,b,c or @file", parseList)
    .option("--filter <query>", "or poll GET /tickets with this filter, board_id=…&is_open=true", parseQuery)
    .option("--interval <duration>", "from one round to the next", parseDuration, 5000)
    .option("--for <duration>", "end after this long", parseDuration)
    .requiredOption("--journal <file>", "made when absent, continued when present; .jsonl for lines of JSON")
    .option("--webhook <id>", "the other side: the feed of this webhook")
    .option("--receive <port>", "or a receiver of our own on this port", parsePort)
    .option("--secret <secret>", "the webhook's signing secret, for --receive; may be repeated", gather)
    .option("--host <address>", "address for --receive (default: 127.0.0.1)")
    .option("--sample-every <n>", "do one look in n twice, to learn the noise floor; 0 never (default: 20)", parseCount)
    .option(
      "--settle <duration>",
      "longest wait at the end for events of the last changes (default: 10s)",
      parseDuration,
    )
    .option("--json", "print the summary as JSON")
    .addHelpText("after", HELP);
  act<ObserveFlags>(command, host, (flags) => run(flags, host));
}

async function run(flags: ObserveFlags, host: Host): Promise<number> {
  using interrupt = catchInterrupt();
  const status = createStatusLine(host);
  const summary = await observe({
    ...optionsFrom(flags),
    ...host.connect(),
    signal: interrupt.signal,
    onProgress: ({ polls, changes, events }) =>
      status.show(`${plural(polls, "poll")}, ${plural(changes, "change")}, ${plural(events, "event")}`),
    onNotice(message) {
      status.clear();
      host.stderr.write(`ticketwire: ${message}\n`);
    },
  });
  status.clear();
  host.stdout.write(flags.json ? `${JSON.stringify(summaryJson(summary))}\n` : summaryText(summary));
  return 0;
}

function summaryText({ journal, polls, failedPolls, changes, events, durationMs }: ObserveSummary): string {
  const failed = failedPolls === 0 ? "" : failedPolls === polls ? ", all of them failed" : `, ${failedPolls} failed`;
  const seen = `${plural(polls, "poll")}${failed}; ${plural(changes, "state")} seen, ${plural(events, "event")}`;
  return `${seen} in ${duration(durationMs)}, in ${journal}\nNext: ticketwire cutover report --journal ${journal}\n`;
}

function summaryJson({ journal, polls, failedPolls, changes, events, durationMs, isSettled }: ObserveSummary) {
  const counts = { polls, failed_polls: failedPolls, states: changes, events };
  return { journal, ...counts, duration_ms: durationMs, settled: isSettled };
}

function optionsFrom(flags: ObserveFlags): Omit<ObserveOptions, "url" | "apiKey"> {
  const { tickets, filter, webhook, sampleEvery, settle } = flags;
  return {
    journal: flags.journal,
    intervalMs: flags.interval,
    ...(tickets ? { tickets } : {}),
    ...(filter ? { filter } : {}),
    ...(webhook === undefined ? {} : { webhook }),
    ...(flags.for === undefined ? {} : { forMs: flags.for }),
    ...(sampleEvery === undefined ? {} : { sampleEvery }),
    ...(settle === undefined ? {} : { settleMs: settle }),
    ...receiveFrom(flags),
  };
}

function receiveFrom({ receive: port, host, secret }: ObserveFlags): Pick<ObserveOptions, "receive"> {
  if (port === undefined) {
    if (secret !== undefined) throw badOption("--secret", "goes with --receive");
    if (host !== undefined) throw badOption("--host", "goes with --receive");
    return {};
  }
  if (secret === undefined) throw badOption("--receive", "needs --secret, the signing secret of the webhook");
  return { receive: { port, secrets: secret, ...(host === undefined ? {} : { host }) } };
}
