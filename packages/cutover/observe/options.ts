// What `observe` needs, checked once: a typo is told before anything is written or sent.
import { isUuid } from "@ticketwire/contract";
import type { ApiOptions } from "../api/api.ts";
import { badOption } from "../errors.ts";
import type { PollSource } from "../poll/poller.ts";

export interface ObserveOptions extends Omit<ApiOptions, "timeoutMs"> {
  /** Path of the journal; made when absent, continued when present. */
  readonly journal: string;
  /** Ids of the tickets to poll. Give either these or a filter. */
  readonly tickets?: readonly string[];
  /** Query parameters of `GET /tickets`, for example `{board_id: "…"}`. */
  readonly filter?: Readonly<Record<string, string>>;
  /** From the beginning of one round to the beginning of the next, milliseconds, at least 100. */
  readonly intervalMs: number;
  /** Ends by itself after this long; else it goes on until the signal aborts. */
  readonly forMs?: number;
  /** The webhook whose feed is the other side. Give either this or `receive`. */
  readonly webhook?: string;
  /** A receiver of our own as the other side: the port, and the webhook's signing secrets. */
  readonly receive?: { readonly port: number; readonly host?: string; readonly secrets: readonly string[] };
  /** One look in this many is done twice, to learn the noise floor; 0 never. Default 20. */
  readonly sampleEvery?: number;
  /** How long to wait at the end for events of the last changes. Default 10,000. */
  readonly settleMs?: number;
  /** Between two questions about troubled deliveries. Default 300,000. */
  readonly checkEveryMs?: number;
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: ObserveProgress) => void;
  readonly onNotice?: (message: string) => void;
}

export interface ObserveProgress {
  readonly kind: "poll" | "event";
  readonly polls: number;
  readonly changes: number;
  readonly events: number;
}

export interface ObserveSummary {
  readonly journal: string;
  readonly polls: number;
  readonly changes: number;
  readonly events: number;
  /** Polls that were answered by no ticket and no 304. */
  readonly failedPolls: number;
  readonly durationMs: number;
  /** True when every change seen had the time to be explained. */
  readonly isSettled: boolean;
}

export interface ObserveSettings {
  readonly source: PollSource;
  readonly side:
    | { readonly kind: "feed"; readonly webhook: string }
    | ({ readonly kind: "receive" } & NonNullable<ObserveOptions["receive"]>);
  readonly intervalMs: number;
  readonly forMs: number | null;
  readonly settleMs: number;
  readonly checkEveryMs: number;
  readonly sampleEvery: number;
}

const RESERVED_QUERY: ReadonlySet<string> = new Set([
  "limit",
  "sort",
  "order",
  "page",
  "cursor",
  "updated_from",
  "fields",
]);

/** @throws CutoverError `bad_option` */
export function checkObserveOptions(options: ObserveOptions): ObserveSettings {
  return {
    source: checkSource(options),
    side: checkSide(options),
    intervalMs: checkDuration("interval", options.intervalMs, 100),
    forMs: options.forMs === undefined ? null : checkDuration("for", options.forMs, 0),
    settleMs: checkDuration("settle", options.settleMs ?? 10_000, 0),
    checkEveryMs: checkDuration("checkEvery", options.checkEveryMs ?? 300_000, 0),
    sampleEvery: checkCount("sampleEvery", options.sampleEvery ?? 20),
  };
}

function checkSource({ tickets, filter }: ObserveOptions): PollSource {
  if ((tickets === undefined) === (filter === undefined))
    throw badOption("tickets", "or a filter is needed, and not both");
  if (filter !== undefined) {
    const reserved = Object.keys(filter).find((name) => RESERVED_QUERY.has(name));
    if (reserved !== undefined) throw badOption("filter", `must not hold ${reserved}: the poller sets it`);
    return { kind: "filter", query: filter };
  }
  const ids = tickets ?? [];
  if (ids.length === 0) throw badOption("tickets", "holds no ticket id");
  const wrong = ids.find((id) => !isUuid(id));
  if (wrong !== undefined) throw badOption("tickets", `holds ${JSON.stringify(wrong)}, which is no ticket id (a UUID)`);
  // Upper or lower case is the same id; records and events carry it in lower case.
  return { kind: "ids", ids: [...new Set(ids.map((id) => id.toLowerCase()))] };
}

function checkSide({ webhook, receive }: ObserveOptions): ObserveSettings["side"] {
  if ((webhook === undefined) === (receive === undefined))
    throw badOption("webhook", "or receive is needed, and not both");
  if (receive !== undefined) return { kind: "receive", ...receive };
  if (!isUuid(webhook)) throw badOption("webhook", `must be a webhook's id (a UUID), not ${JSON.stringify(webhook)}`);
  return { kind: "feed", webhook: webhook.toLowerCase() };
}

function checkDuration(name: string, value: unknown, least: number): number {
  if (typeof value === "number" && Number.isFinite(value) && value >= least) return value;
  throw badOption(name, `must be at least ${least} milliseconds, not ${String(value)}`);
}

function checkCount(name: string, value: unknown): number {
  if (typeof value === "number" && Number.isInteger(value) && value >= 0) return value;
  throw badOption(name, `must be a whole number from 0 on, not ${String(value)}`);
}
