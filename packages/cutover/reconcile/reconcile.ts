// `cutover reconcile`: brings back what the webhook side missed since a moment. Through the webhook's feed where there is one,
// by `recover` where there is that, else from pages of tickets. Repeating it finds nothing twice; broken off, it goes on.
// In: server, journal, a sink. Out: what was found, and by which way.
import { isUuid } from "@ticketwire/contract";
import { type ApiOptions, createApi } from "../api/api.ts";
import { isAbsent, requestPatiently } from "../api/patient.ts";
import { badOption, CutoverError } from "../errors.ts";
import { RECONCILE_WAYS, type ReconcileWay } from "../journal/entry.ts";
import { openJournal } from "../journal/journal.ts";
import { reconcileByFeed } from "./feed.ts";
import { reconcileByList } from "./list.ts";
import { reconcileByRecover, type RecoverJob } from "./recover.ts";
import type { RunContext, RunCounts, Sink } from "./run.ts";

export interface ReconcileOptions extends Omit<ApiOptions, "timeoutMs"> {
  /** Path of the journal: what is known, and how far a run came. Made when absent. */
  readonly journal: string;
  /** From when on, milliseconds since 1970. */
  readonly since: number;
  readonly until?: number;
  /** The webhook whose feed, or recover, to use; without it tickets are listed. */
  readonly webhook?: string;
  /** Default `auto`: feed, else recover, else list. */
  readonly via?: ReconcileWay | "auto";
  /** Where events go. With `recover` the server sends them to the receiver itself. */
  readonly sink: Sink;
  /** Query parameters of `GET /tickets`, for the list. */
  readonly filter?: Readonly<Record<string, string>>;
  /** Also events that the sender calls delivered. Default false. */
  readonly hasDelivered?: boolean;
  /** Asks for the comments of changed tickets. Default true. */
  readonly hasComments?: boolean;
  /** The list is read from this much before `since`. Default 300,000. */
  readonly overlapMs?: number;
  /** `tenant_id` of synthetic events. Default: that of known events, else the nil UUID. */
  readonly tenantId?: string;
  /** Counts only: no event goes out, nothing is written down. */
  readonly isDryRun?: boolean;
  readonly signal?: AbortSignal;
  readonly onProgress?: (counts: RunCounts) => void;
  /** Told what it waits for, and when it takes another way. */
  readonly onNotice?: (message: string) => void;
}

export type ReconcileResult =
  ({ readonly via: "feed" | "list" } & RunCounts) | { readonly via: "recover"; readonly job: RecoverJob };

/**
 * @throws CutoverError `bad_option`, `server_refused`, `server_unavailable`, `stopped` by the signal; what the sink throws ends
 * the run too. The journal keeps what was done: the same call goes on from there.
 *
 * @example
 * await reconcile({ url, apiKey, journal: "cutover.journal", since: Date.now() - 86_400_000, sink: ({ event }) => handle(event) });
 */
export async function reconcile(options: ReconcileOptions): Promise<ReconcileResult> {
  checkOptions(options);
  const api = createApi(options);
  using journal = openJournal(options.journal);
  const { signal, onNotice } = options;
  const context: RunContext = {
    api,
    ask: (path, request) => requestPatiently(api, path, { ...request, ...(signal ? { signal } : {}), onNotice }),
    journal,
    sink: options.sink,
    since: options.since,
    until: options.until ?? Infinity,
    isDryRun: options.isDryRun ?? false,
    signal,
    onProgress: options.onProgress ?? (() => undefined),
  };
  return await firstWay(context, options);
}

function waysOf({ via = "auto", webhook }: ReconcileOptions): readonly ReconcileWay[] {
  if (via !== "auto") return [via];
  return webhook === undefined ? ["list"] : ["feed", "recover", "list"];
}

/** Takes the next way when the server does not offer one; an id that is nowhere is a mistake, not a reason for another way. */
async function firstWay(context: RunContext, options: ReconcileOptions): Promise<ReconcileResult> {
  const ways = waysOf(options);
  for (const [index, way] of ways.entries()) {
    try {
      return await runWay(way, context, options);
    } catch (error) {
      if (index === ways.length - 1 || !isAbsent(error)) throw error;
      if (index === 0) await checkWebhook(context, options.webhook ?? "");
      options.onNotice?.(`${way} is not offered (${(error as Error).message}); trying ${ways[index + 1]}`);
    }
  }
  throw badOption("via", "names no way");
}

async function checkWebhook({ ask }: RunContext, webhook: string): Promise<void> {
  try {
    await ask(`/webhooks/${encodeURIComponent(webhook)}`);
  } catch (error) {
    if (!(error instanceof CutoverError) || error.status !== 404) return;
    const message = `webhook ${webhook} is not there; check the id, or leave it out to go through the list of tickets`;
    throw new CutoverError("server_refused", message, { cause: error, status: 404 });
  }
}

async function runWay(way: ReconcileWay, context: RunContext, options: ReconcileOptions): Promise<ReconcileResult> {
  const { webhook = "", hasDelivered = false } = options;
  if (way === "feed") return { via: "feed", ...(await reconcileByFeed(context, { webhook, hasDelivered })) };
  if (way === "recover") return { via: "recover", job: await reconcileByRecover(context, webhook) };
  const { filter = {}, overlapMs = 300_000, hasComments = true, tenantId = null } = options;
  return { via: "list", ...(await reconcileByList(context, { filter, overlapMs, hasComments, tenantId })) };
}

const RESERVED_QUERY: ReadonlySet<string> = new Set([
  "limit",
  "sort",
  "order",
  "page",
  "cursor",
  "updated_from",
  "updated_to",
  "fields",
]);

function checkOptions(options: ReconcileOptions): void {
  checkPeriod(options);
  checkWay(options);
  const { filter = {}, overlapMs = 0, sink } = options;
  if (!(overlapMs >= 0)) throw badOption("overlap", `must be 0 or more, not ${String(overlapMs)}`);
  const reserved = Object.keys(filter).find((name) => RESERVED_QUERY.has(name));
  if (reserved !== undefined) throw badOption("filter", `must not hold ${reserved}: the reconcile sets it`);
  const [first] = waysOf(options);
  if (options.filter !== undefined && first !== "list")
    throw badOption("filter", `is for the list of tickets; ${first} does not know it`);
  if (options.hasDelivered === true && first !== "feed")
    throw badOption("all", `is for the feed of a webhook; ${first} does not know what was delivered`);
  if (typeof sink !== "function") throw badOption("sink", "must be a function that takes each event");
}

function checkPeriod({ since, until }: ReconcileOptions): void {
  if (!isMoment(since)) throw badOption("since", `must be a moment, not ${String(since)}`);
  if (until !== undefined && (!isMoment(until) || until <= since))
    throw badOption("until", "must be a moment after since");
}

function checkWay({ via = "auto", webhook }: ReconcileOptions): void {
  const ways = ["auto", ...RECONCILE_WAYS];
  if (!ways.includes(via)) throw badOption("via", `must be ${ways.join(", ")}, not ${String(via)}`);
  if (webhook !== undefined && !isUuid(webhook))
    throw badOption("webhook", `must be a webhook's id (a UUID), not ${JSON.stringify(webhook)}`);
  if ((via === "feed" || via === "recover") && webhook === undefined)
    throw badOption("webhook", `is needed for via ${via}`);
}

function isMoment(value: unknown): value is number {
  return typeof value === "number" && Number.isFinite(value) && Math.abs(value) <= 8.64e15;
}
