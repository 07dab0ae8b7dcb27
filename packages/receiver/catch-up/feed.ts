// One page of a webhook's feed, the pull twin of its deliveries: `GET /api/v1/webhooks/{id}/events?after=&limit=&wait=`.
// In: where, who, after which sequence. Out: entries in ascending sequence. Waits and asks again when the server is busy
// or away; throws when asking again can not help.
import { API_HEADERS } from "@ticketwire/contract/headers";
import { LIMITS } from "@ticketwire/contract/limits";
import { badOption, ReceiverError } from "../errors.ts";
import type { TicketwireEvent } from "../events.ts";
import { checkNumber, LONGEST_TIMER_MS, type NumberRule } from "../lib/check-number.ts";
import { findEnvelopeProblem, isRecord } from "../lib/envelope.ts";

export interface FeedOptions {
  /** The server, for example `https://tickets.example.com`; `/api/v1` is added when it is missing. */
  readonly baseUrl: string;
  /** A key with the scope `webhooks:read`. */
  readonly apiKey: string;
  readonly webhookId: string;
  /** Most entries of one page, 1 to 100. Default 100. */
  readonly pageSize?: number;
  /**
   * When there is nothing new, the server keeps the last request open this long for something to happen, 0 to 30.
   * Default 0. With `startCatchUp` it is asked again at once, so that events come as they happen without any push.
   */
  readonly waitSeconds?: number;
  /** Longest wait for one answer, beyond `waitSeconds`. Default 30,000. */
  readonly timeoutMs?: number;
  /** How often a page is asked for when the server is away. Default 5. */
  readonly attempts?: number;
  readonly signal?: AbortSignal;
  /** Instead of the global `fetch`. */
  readonly fetch?: typeof fetch;
  /** Only for tests: how to wait. */
  readonly sleep?: (ms: number, signal?: AbortSignal) => Promise<void>;
}

export interface FeedEntry {
  readonly sequence: number;
  readonly deliveryId: string;
  readonly event: TicketwireEvent;
}

export interface FeedQuery {
  readonly after: number;
  readonly limit: number;
  /** Whether to wait for what is not there yet. */
  readonly isTail: boolean;
}

const LONGEST_WAIT_MS = 60_000;
const NUMBERS: Readonly<Record<string, NumberRule>> = {
  pageSize: { low: 1, high: LIMITS.pageLimitMax, isWhole: true },
  waitSeconds: { low: 0, high: LIMITS.feedWaitSecondsMax, isWhole: true },
  attempts: { low: 1, high: 1000, isWhole: true },
  timeoutMs: { low: 1, high: LONGEST_TIMER_MS / 2 },
};

/** @throws ReceiverError `bad_option` for what can not be a feed. */
export function checkFeedOptions(options: FeedOptions): void {
  if (!URL.canParse(options.baseUrl))
    throw badOption("baseUrl", `must be the server's URL, not ${String(options.baseUrl)}`);
  for (const name of ["apiKey", "webhookId"] as const) {
    if (typeof options[name] !== "string" || options[name] === "") throw badOption(name, "is missing");
  }
  for (const [name, rule] of Object.entries(NUMBERS)) {
    const value = options[name as keyof FeedOptions];
    if (value !== undefined) checkNumber(name, value, rule);
  }
}

/** @throws ReceiverError `feed_refused`, `feed_unavailable` or `feed_malformed`; the signal's reason when aborted. */
export async function readFeedPage(options: FeedOptions, query: FeedQuery): Promise<readonly FeedEntry[]> {
  const { attempts = 5, sleep = sleepMs, signal } = options;
  for (let attempt = 1; ; attempt += 1) {
    signal?.throwIfAborted();
    const answer = await askOnce(options, query);
    if (answer.kind === "page") return readEntries(answer.body, query.after);
    if (attempt >= attempts) throw answer.error;
    await sleep(answer.retryAfterMs ?? 1000 * 2 ** (attempt - 1), signal);
  }
}

type Asked =
  | { readonly kind: "page"; readonly body: unknown }
  | { readonly kind: "later"; readonly error: ReceiverError; readonly retryAfterMs: number | null };

async function askOnce(options: FeedOptions, query: FeedQuery): Promise<Asked> {
  const { fetch: ask = fetch, timeoutMs = 30_000, waitSeconds = 0, signal } = options;
  const timeout = AbortSignal.timeout(timeoutMs + waitSeconds * 1000);
  try {
    const response = await ask(feedUrl(options, query), {
      headers: { [API_HEADERS.apiKey]: options.apiKey, accept: "application/json" },
      // The key must not follow a redirect to another host.
      redirect: "error",
      signal: signal === undefined ? timeout : AbortSignal.any([signal, timeout]),
    });
    return response.ok ? { kind: "page", body: await response.json() } : await readRefusal(response);
  } catch (cause) {
    if (cause instanceof ReceiverError) throw cause;
    signal?.throwIfAborted();
    const error = new ReceiverError("feed_unavailable", `the feed at ${options.baseUrl} does not answer`, { cause });
    return { kind: "later", error, retryAfterMs: null };
  }
}

async function readRefusal(response: Response): Promise<Asked> {
  const { status } = response;
  const text = (await response.text()).slice(0, 300);
  if (status !== 429 && status < 500) {
    throw new ReceiverError(
      "feed_refused",
      `the server answered ${status} to the feed: check apiKey and webhookId (${text})`,
    );
  }
  const seconds = Number(response.headers.get("retry-after") ?? Number.NaN);
  const retryAfterMs = Number.isFinite(seconds) && seconds >= 0 ? Math.min(seconds * 1000, LONGEST_WAIT_MS) : null;
  const error = new ReceiverError("feed_unavailable", `the server answered ${status} to the feed (${text})`);
  return { kind: "later", error, retryAfterMs };
}

function feedUrl({ baseUrl, webhookId, waitSeconds = 0 }: FeedOptions, { after, limit, isTail }: FeedQuery): string {
  const base = baseUrl.replace(/\/+$/, "").replace(/\/api\/v1$/, "");
  const wait = isTail && waitSeconds > 0 ? `&wait=${waitSeconds}` : "";
  return `${base}/api/v1/webhooks/${encodeURIComponent(webhookId)}/events?after=${after}&limit=${limit}${wait}`;
}

function readEntries(body: unknown, after: number): readonly FeedEntry[] {
  if (!isRecord(body) || !Array.isArray(body["data"])) throw malformed("it has no list data");
  let last = after;
  return body["data"].map((entry: unknown) => {
    if (!isRecord(entry) || !Number.isSafeInteger(entry["sequence"])) throw malformed("an entry has no sequence");
    const sequence = entry["sequence"] as number;
    if (sequence <= last) throw malformed(`sequence ${sequence} comes after ${last}`);
    last = sequence;
    const problem = findEnvelopeProblem(entry["event"]);
    if (problem !== null) throw malformed(`the event of sequence ${sequence} is none: ${problem}`);
    return { sequence, deliveryId: String(entry["delivery_id"]), event: entry["event"] as TicketwireEvent };
  });
}

function malformed(problem: string): ReceiverError {
  return new ReceiverError("feed_malformed", `the feed's answer is not of the expected form: ${problem}`);
}

function sleepMs(ms: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const abort = (): void => {
      clearTimeout(timer);
      reject(signal?.reason);
    };
    const timer = setTimeout(() => {
      signal?.removeEventListener("abort", abort);
      resolve();
    }, ms);
    signal?.addEventListener("abort", abort, { once: true });
  });
}
