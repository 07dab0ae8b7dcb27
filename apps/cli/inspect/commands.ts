// `ticketwire inspect`: an address of your own server that takes any request and shows it, so that ticket data need not go to a
// stranger's. The bin is deleted at the end unless it has a name. In: how to answer. Out: each request as it comes.
import type { Command } from "commander";
import type { Api } from "../api/api.ts";
import type { CreatedWebhook, RequestBin } from "../api/records.ts";
import { EXIT, wrongUse } from "../failure.ts";
import { catchInterrupt } from "../interrupt.ts";
import { addLeaf, type CommandHost, runLeaf } from "../leaf.ts";
import type { Session } from "../session.ts";
import { parseWait, parseEventTypes, parseWhole } from "../terminal/parse-values.ts";
import { openBin, type OpenedBin } from "./bin.ts";
import { newestOf, watchBin } from "./watch-bin.ts";

interface InspectOptions {
  readonly name?: string;
  readonly status?: number;
  readonly answer?: string;
  readonly delay?: number;
  readonly subscribe?: readonly string[];
  readonly every?: number;
  readonly exitAfter?: number;
  readonly for?: number;
}

const MOST = 2 ** 31;
const EVERY_MS = 1_500;
const LONGEST_DELAY_MS = 30_000;

export function addInspect(program: Command, host: CommandHost): void {
  const leaf = addLeaf(program, {
    name: "inspect",
    summary: "open a request bin on your server and show what is sent to it",
    notes:
      "The same bins are pages of the dashboard, under Request bins.\n\nExit code 3: --for ended before --exit-after requests came.",
    examples: [
      "ticketwire inspect",
      "ticketwire inspect --subscribe all              # and a webhook that sends to it",
      "ticketwire inspect --status 503 --delay 2s      # what does the sender do?",
      "ticketwire inspect --name staging               # kept; the address stays the same",
    ],
  })
    .option("--name <name>", "keep it under this name, and use it again")
    .option("--status <code>", "answer so (default 200)", parseWhole(200, 599))
    .option("--answer <text>", "with this body")
    .option("--delay <duration>", "after this time, up to 30s", parseWait)
    .option(
      "--subscribe <types>",
      "make a webhook that sends these events to it, for as long as this runs",
      parseEventTypes,
    )
    .option("--every <duration>", "how often to look (default 1500ms)", parseWait)
    .option("--exit-after <n>", "stop after so many requests", parseWhole(1, MOST))
    .option("--for <duration>", "stop after this time", parseWait);
  runLeaf<InspectOptions>(leaf, host, inspect);
}

async function inspect(session: Session, options: InspectOptions): Promise<number> {
  if ((options.delay ?? 0) > LONGEST_DELAY_MS) throw wrongUse("--delay is at most 30s");
  const api = session.api();
  using interrupt = catchInterrupt();
  const opened = await openBin(api, { ...options, name: options.name ?? null });
  const cleanups = [() => opened.close()];
  try {
    const after = await newestOf(api, opened.bin);
    const webhook = options.subscribe === undefined ? null : await subscribe(api, opened.bin, options.subscribe);
    if (webhook !== null) cleanups.unshift(() => api.delete(`/api/v1/webhooks/${webhook.webhook_id}`));
    announce(session, opened);
    const until = options.for === undefined ? [] : [AbortSignal.timeout(options.for)];
    const seen = await watchBin(session, api, {
      bin: opened.bin,
      after,
      secret: webhook?.signing_secret ?? session.env["TICKETWIRE_SIGNING_SECRET"] ?? null,
      everyMs: Math.max(options.every ?? EVERY_MS, 100),
      most: options.exitAfter ?? null,
      signal: AbortSignal.any([interrupt.signal, ...until]),
    });
    return seen < (options.exitAfter ?? 0) ? EXIT.no : EXIT.ok;
  } finally {
    for (const cleanup of cleanups) await cleanup();
  }
}

function announce(session: Session, { bin, isKept }: OpenedBin): void {
  const { terminal, isJson, connection } = session;
  if (isJson) terminal.printJsonLine({ bin_id: bin.bin_id, url: bin.url });
  else terminal.print(`send to ${bin.url}`);
  terminal.remark(`page: ${connection.url}/tools/request-bins`);
  if (!isKept) terminal.remark("deleted when this ends; --name keeps it");
}

function subscribe(api: Api, bin: RequestBin, events: readonly string[]): Promise<CreatedWebhook> {
  return api.post<CreatedWebhook>("/api/v1/webhooks", {
    name: `inspect ${bin.name}`,
    url: bin.url,
    event_types: events,
  });
}
