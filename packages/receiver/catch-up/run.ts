// Catching up: everything the store does not know as handled is fetched from the feed and goes through the same
// claim → handle → done as a push. In: a receiver and where its feed is. Out: what was found. It resumes where it
// stopped, since the position is in the store; first the gaps, then what is new.
import { checkNumber, LONGEST_TIMER_MS } from "../lib/check-number.ts";
import { holdLease } from "../lib/lease.ts";
import type { Gap } from "../order/progress.ts";
import type { Receiver } from "../receive/receiver.ts";
import { checkFeedOptions, type FeedEntry, type FeedOptions, readFeedPage } from "./feed.ts";

export interface CatchUpOptions extends FeedOptions {
  /** Stop after this many events in a row whose handler failed, since the next ones would too. Default 10. */
  readonly maxFailures?: number;
}

export interface FailedEntry {
  readonly sequence: number;
  readonly eventId: string;
  readonly error: unknown;
}

export interface CatchUpReport {
  /** `busy`: another process is catching up this webhook. `stopped`: too many failures in a row, or aborted. */
  readonly kind: "done" | "busy" | "stopped";
  /** Events whose handler ran now. */
  readonly handled: number;
  /** Events that had been handled, have no handler, or are being handled by a push right now. */
  readonly passed: number;
  /** Events whose handler failed; they stay missing and are tried again by the next run. */
  readonly failed: readonly FailedEntry[];
  /** What the server does not keep any more: missing for good, and no longer counted as missing. */
  readonly lost: readonly Gap[];
  /** Everything up to here is handled. */
  readonly position: number;
}

interface Run {
  readonly receiver: Receiver;
  readonly options: CatchUpOptions;
  readonly failed: FailedEntry[];
  readonly lost: Gap[];
  handled: number;
  passed: number;
  failuresInARow: number;
}

const LEASE_MS = 60_000;

/**
 * Brings a receiver up to date with its webhook. Safe to call at any time, from any process, as often as you like.
 *
 * @throws ReceiverError `bad_option`, `feed_refused`, `feed_unavailable` or `feed_malformed`; what was handled until
 * then stays handled.
 *
 * @example await catchUp(receiver, { baseUrl: "https://tickets.example.com", apiKey, webhookId });
 */
export async function catchUp(receiver: Receiver, options: CatchUpOptions): Promise<CatchUpReport> {
  checkFeedOptions(options);
  checkNumber("maxFailures", options.maxFailures ?? 1, { low: 1, high: Number.MAX_SAFE_INTEGER, isWhole: true });
  const run: Run = { receiver, options, failed: [], lost: [], handled: 0, passed: 0, failuresInARow: 0 };
  const lease = { key: `catch-up:${options.webhookId}`, token: crypto.randomUUID(), leaseMs: LEASE_MS };
  if ((await receiver.store.claim(lease)).kind !== "claimed") return report(run, "busy");
  const isThrough = await holdLease({
    store: receiver.store,
    lease,
    maxMs: LONGEST_TIMER_MS,
    run: (signal) => fillAll(run, signal),
  });
  await receiver.store.release(lease);
  return report(run, isThrough ? "done" : "stopped");
}

async function fillAll(run: Run, signal: AbortSignal): Promise<boolean> {
  const { receiver, options } = run;
  const progress = await receiver.progress(options.webhookId);
  if (!progress.isKnown && receiver.start === "latest") return skipAll(run, signal);
  for (const { from, to } of progress.gaps) {
    if (!(await fill(run, { from, to, signal }))) return false;
  }
  return fill(run, { from: progress.highest + 1, to: Number.POSITIVE_INFINITY, signal });
}

interface Stretch {
  readonly from: number;
  readonly to: number;
  /** Aborts when the lease on this catch-up was lost. */
  readonly signal: AbortSignal;
}

/** Handles the feed from one sequence to another, or to its end. False when it had to stop before. */
async function fill(run: Run, { from, to, signal }: Stretch): Promise<boolean> {
  for (let next = from; next <= to;) {
    const entries = await readPage(run, next, to);
    if (entries.length === 0) return true;
    for (const entry of entries) {
      if (signal.aborted || run.options.signal?.aborted === true) return false;
      if (entry.sequence > next) await lose(run, next, Math.min(entry.sequence - 1, to));
      if (entry.sequence > to) return true;
      await take(run, entry);
      if (run.failuresInARow >= (run.options.maxFailures ?? 10)) return false;
      next = entry.sequence + 1;
    }
  }
  return true;
}

function readPage({ options }: Run, next: number, to: number): Promise<readonly FeedEntry[]> {
  const limit = Math.min(options.pageSize ?? 100, to - next + 1);
  return readFeedPage(options, { after: next - 1, limit, isTail: to === Number.POSITIVE_INFINITY });
}

async function take(run: Run, { sequence, deliveryId, event }: FeedEntry): Promise<void> {
  const { webhookId } = run.options;
  const handling = await run.receiver.accept(event, { source: "feed", webhookId, deliveryId, attempt: null, sequence });
  if (handling.kind === "failed" || handling.kind === "unavailable") {
    run.failed.push({ sequence, eventId: event.event_id, error: handling.error });
    run.failuresInARow += 1;
    return;
  }
  run.failuresInARow = 0;
  if (handling.kind === "handled") run.handled += 1;
  else run.passed += 1;
}

// The feed has no holes, so a jump means that the server dropped what was too old. A push of such an event would still
// be handled: only its number is crossed off.
async function lose(run: Run, from: number, to: number): Promise<void> {
  const gap = { webhookId: run.options.webhookId, from, to };
  await run.receiver.skip(gap);
  run.lost.push(gap);
}

/** A receiver that starts at the latest event counts all there is now as seen. */
async function skipAll(run: Run, signal: AbortSignal): Promise<boolean> {
  for (let next = 1; ;) {
    if (signal.aborted) return false;
    const entries = await readPage(run, next, Number.POSITIVE_INFINITY);
    const last = entries.at(-1)?.sequence;
    if (last === undefined) return true;
    await run.receiver.skip({ webhookId: run.options.webhookId, from: 1, to: last });
    next = last + 1;
  }
}

async function report({ receiver, options, ...run }: Run, kind: CatchUpReport["kind"]): Promise<CatchUpReport> {
  const { handled, passed, failed, lost } = run;
  const { position } = await receiver.progress(options.webhookId);
  return { kind, handled, passed, failed, lost, position };
}
