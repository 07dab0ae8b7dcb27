// `ticketwire deliveries …`: what became of each event for each webhook. In: filters or an id. Out: rows, lines, one delivery.
import { DELIVERY_STATUSES } from "@ticketwire/contract";
import { type Command, InvalidArgumentError } from "commander";
import type { Query } from "../api/api.ts";
import type { Delivery } from "../api/records.ts";
import { collectRows } from "../api/walk.ts";
import { catchInterrupt } from "../interrupt.ts";
import { addLeaf, type CommandHost, runLeaf } from "../leaf.ts";
import { parseWait, parseEventTypes, parseList, parseMoment, parseWhole } from "../terminal/parse-values.ts";
import { printTable } from "../terminal/table.ts";
import { findWebhook, findWebhookOrOnly, listWebhooks } from "../webhooks/find-webhook.ts";
import { DELIVERY_COLUMNS, deliveryLine, printDelivery } from "./delivery-lines.ts";
import { findDelivery } from "./find-delivery.ts";
import { tailDeliveries } from "./tail.ts";

const SHOWN = 25;
const MOST = 1_000_000;
/** A key has 60 calls a minute by default, and this is not its only use. */
const EVERY_MS = 2_000;

export function addDeliveries(program: Command, host: CommandHost): void {
  const deliveries = program.command("deliveries").description("What became of each event for each webhook.");
  addList(deliveries, host);
  addShow(deliveries, host);
  addRetry(deliveries, host);
  addTail(deliveries, host);
}

interface FilterOptions {
  readonly webhook?: string;
  readonly status?: readonly string[];
  readonly events?: readonly string[];
  readonly ticket?: string;
  readonly event?: string;
  readonly answer?: readonly string[];
  readonly search?: string;
}

interface ListOptions extends FilterOptions {
  readonly since?: string;
  readonly until?: string;
  readonly limit?: number;
}

function addFilters(leaf: Command): Command {
  return leaf
    .option("--webhook <webhook>", "name or id; may be left out when there is only one")
    .option("--status <list>", `of ${DELIVERY_STATUSES.join(", ")}`, parseStatuses)
    .option("--events <types>", "comma-separated event types", parseEventTypes)
    .option("--ticket <id>", "of this ticket")
    .option("--event <id>", "of this event")
    .option("--answer <list>", "answered so: 500, 4xx", parseList)
    .option("--search <text>", "text in body, answer, error or reason");
}

function parseStatuses(text: string): readonly string[] {
  const words = parseList(text);
  const unknown = words.find((word) => !(DELIVERY_STATUSES as readonly string[]).includes(word));
  if (unknown === undefined) return words;
  throw new InvalidArgumentError(`"${unknown}" is no status: there are ${DELIVERY_STATUSES.join(", ")}.`);
}

function readFilters(options: FilterOptions): Query {
  return {
    status: options.status,
    event_type: options.events,
    ticket_id: options.ticket,
    event_id: options.event,
    response_status: options.answer,
    search: options.search,
  };
}

function addList(deliveries: Command, host: CommandHost): void {
  const leaf = addLeaf(deliveries, {
    name: "list",
    summary: "list deliveries of a webhook, newest first",
    examples: [
      "ticketwire deliveries list --webhook billing --status abandoned,retrying",
      "ticketwire deliveries list --answer 5xx --since 2h --limit 100 --json",
    ],
  });
  addFilters(leaf)
    .option("--since <time>", "2h, or an ISO time", parseMoment)
    .option("--until <time>", "10m, or an ISO time", parseMoment)
    .option("--limit <n>", `at most so many (default ${SHOWN})`, parseWhole(1, MOST));
  runLeaf<ListOptions>(leaf, host, async (session, options) => {
    const api = session.api();
    const { webhook_id: id } = await findWebhookOrOnly(api, options.webhook);
    const query = { ...readFilters(options), from_date: options.since, to_date: options.until };
    const wish = { query, most: options.limit ?? SHOWN };
    const found = await collectRows<Delivery>(api, `/api/v1/webhooks/${id}/deliveries`, wish);
    session.show(found, () => {
      if (found.length === 0) session.terminal.remark("no delivery matches");
      else printTable(session.terminal, DELIVERY_COLUMNS, found);
    });
  });
}

function addShow(deliveries: Command, host: CommandHost): void {
  const leaf = addLeaf(deliveries, {
    name: "show <delivery>",
    summary: "show a delivery: the request as it was sent, each attempt, and what to do about a failure",
  }).option("--webhook <webhook>", "where it belongs; quicker with many webhooks");
  runLeaf<{ readonly webhook?: string }>(leaf, host, async (session, { webhook }, [id = ""]) => {
    const delivery = await findDelivery(session.api(), { id, webhook });
    session.show(delivery, () => printDelivery(session.terminal, delivery));
  });
}

function addRetry(deliveries: Command, host: CommandHost): void {
  const leaf = addLeaf(deliveries, {
    name: "retry <deliveries...>",
    summary: "send deliveries again at once, also delivered and abandoned ones",
  }).option("--webhook <webhook>", "where they belong; quicker with many webhooks");
  runLeaf<{ readonly webhook?: string }>(leaf, host, async (session, { webhook }, ids) => {
    const api = session.api();
    // All are looked up before any is sent again.
    const found: Delivery[] = [];
    for (const id of ids) found.push(await findDelivery(api, { id, webhook }));
    for (const { webhook_id: of, delivery_id: id } of found) {
      const retried = await api.post<unknown>(`/api/v1/webhooks/${of}/deliveries/${id}/retry`);
      if (session.isJson) session.terminal.printJsonLine(retried);
      else session.terminal.print(`${id} is sent again`);
    }
  });
}

interface TailOptions extends FilterOptions {
  readonly every?: number;
  readonly for?: number;
}

function addTail(deliveries: Command, host: CommandHost): void {
  const leaf = addLeaf(deliveries, {
    name: "tail",
    summary: "show deliveries live: when they appear and whenever they move",
    examples: [
      "ticketwire deliveries tail",
      "ticketwire deliveries tail --webhook billing --status retrying,abandoned",
    ],
  });
  addFilters(leaf)
    .option("--every <duration>", "how often to look (default 2s)", parseWait)
    .option("--for <duration>", "stop after this time", parseWait);
  runLeaf<TailOptions>(leaf, host, async (session, options) => {
    const api = session.api();
    const { terminal } = session;
    using interrupt = catchInterrupt();
    const webhooks =
      options.webhook === undefined ? await listWebhooks(api) : [await findWebhook(api, options.webhook)];
    const until = options.for === undefined ? [] : [AbortSignal.timeout(options.for)];
    terminal.remark(`watching ${webhooks.length === 1 ? "one webhook" : `${webhooks.length} webhooks`}`);
    await tailDeliveries(api, {
      webhooks,
      query: readFilters(options),
      everyMs: Math.max(options.every ?? EVERY_MS, 100) * Math.max(1, webhooks.length),
      signal: AbortSignal.any([interrupt.signal, ...until]),
      onMove: (row) => (session.isJson ? terminal.printJsonLine(row) : terminal.print(deliveryLine(row, terminal))),
      onTrouble: (line) => terminal.warn(line),
    });
  });
}
