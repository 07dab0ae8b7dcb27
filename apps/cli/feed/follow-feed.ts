// A webhook's feed as it grows: pages by long poll, in sequence order, from any place on. A server that is away, a lost
// connection and a laptop that slept are waited out. In: where to start. Out: pages that are not empty, until stopped.
import { LIMITS, type Envelope } from "@ticketwire/contract";
import { Refusal } from "../api/answer.ts";
import { type Api, Unreachable } from "../api/api.ts";
import type { FeedEntry } from "../api/records.ts";
import { Failure } from "../failure.ts";
import { pause } from "../interrupt.ts";
import { rawEvents } from "./raw-events.ts";

/** An event of the feed; `body` is its text as the server has it. */
export interface FeedItem {
  readonly sequence: number;
  readonly deliveryId: string;
  readonly event: Envelope;
  readonly body: string;
}

export interface FeedWish {
  readonly webhookId: string;
  readonly after: number;
  readonly signal: AbortSignal;
  /** Told once when the server goes away, and once when it is back. */
  readonly onTrouble?: (line: string) => void;
}

const WAIT_SECONDS = 25;
const GRACE_MS = 10_000;
/** With fewer calls than this left, the rest is spread: the key has other uses, too. */
const SPARE_CALLS = 20;
const PACE_MS = 1_100;
const LONGEST_BREAK_MS = 5_000;

export async function* followFeed(api: Api, wish: FeedWish): AsyncGenerator<readonly FeedItem[]> {
  let { after } = wish;
  let troubles = 0;
  while (!wish.signal.aborted) {
    try {
      const page = await readPage(api, wish, after);
      if (troubles > 0) wish.onTrouble?.("connected again");
      troubles = 0;
      after = page.next;
      if (page.items.length > 0) yield page.items;
      if (api.remaining !== null && api.remaining < SPARE_CALLS) await pause(PACE_MS, wish.signal);
    } catch (error) {
      if (wish.signal.aborted) return;
      if (!isPassing(error)) throw explain(error);
      if (troubles === 0) wish.onTrouble?.(`${(error as Error).message}; waiting for it`);
      troubles += 1;
      await pause(Math.min(250 * 2 ** troubles, LONGEST_BREAK_MS), wish.signal);
    }
  }
}

async function readPage(api: Api, wish: FeedWish, after: number) {
  using wake = watchWake();
  const { data, meta, text } = await api.ask<readonly FeedEntry[]>("GET", `/api/v1/webhooks/${wish.webhookId}/events`, {
    query: { after, limit: LIMITS.pageLimitMax, wait: WAIT_SECONDS },
    timeoutMs: WAIT_SECONDS * 1000 + GRACE_MS,
    signal: AbortSignal.any([wish.signal, wake.signal]),
  });
  const bodies = rawEvents(text);
  const items = data.map((entry, index) => ({
    sequence: entry.sequence,
    deliveryId: entry.delivery_id,
    event: entry.event,
    body: bodies[index] ?? JSON.stringify(entry.event),
  }));
  const next = meta?.["next_after"];
  return { items, next: typeof next === "number" ? next : (items.at(-1)?.sequence ?? after) };
}

class Woken extends Error {}

/** A machine that slept has lost its connections without a word: the clock's jump tells. */
function watchWake(): { readonly signal: AbortSignal } & Disposable {
  const controller = new AbortController();
  let last = Date.now();
  const timer = setInterval(() => {
    const now = Date.now();
    if (now - last > GRACE_MS) controller.abort(new Woken("this machine was asleep"));
    last = now;
  }, 1_000);
  timer.unref();
  return { signal: controller.signal, [Symbol.dispose]: () => clearInterval(timer) };
}

function isPassing(error: unknown): boolean {
  if (error instanceof Refusal) return error.status >= 500 || error.status === 429;
  return error instanceof Unreachable || error instanceof Woken;
}

function explain(error: unknown): unknown {
  if (error instanceof Refusal && error.status === 404)
    return new Failure("the webhook that was followed is gone: it was deleted meanwhile", {
      code: error.code,
      cause: error,
    });
  return error;
}
