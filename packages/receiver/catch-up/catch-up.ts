// Catching up by itself: at the start (the process was away), some seconds after a gap opened (something did not
// arrive), and now and then in case nothing tells. A run that failed is repeated with growing waits.
import { checkNumber, LONGEST_TIMER_MS } from "../lib/check-number.ts";
import { unref } from "../lib/lease.ts";
import { reportFault } from "../lib/report-fault.ts";
import type { Receiver } from "../receive/receiver.ts";
import { checkFeedOptions } from "./feed.ts";
import { catchUp, type CatchUpOptions, type CatchUpReport } from "./run.ts";

export type { FeedOptions } from "./feed.ts";
export { catchUp, type CatchUpOptions, type CatchUpReport, type FailedEntry } from "./run.ts";

export interface CatchUpSchedule extends CatchUpOptions {
  /** How long a gap may stay open before the feed is asked; events out of order close most by themselves. Default 5000. */
  readonly graceMs?: number;
  /** The feed is asked this often even when nothing seems missing; 0 for never. Default 300,000. */
  readonly everyMs?: number;
  /** Told of every run. */
  readonly onReport?: (report: CatchUpReport) => void;
  /** Told when a run could not read the feed. Default: one line on `console.error`. */
  readonly onError?: (error: unknown) => void;
  /** Only for tests: how to call later; returns how to call it off. */
  readonly schedule?: (call: () => void, ms: number) => () => void;
}

export interface StartedCatchUp extends AsyncDisposable {
  /** Ends it; resolves when a run under way has stopped. Safe to call twice. */
  stop(): Promise<void>;
}

const FIRST_RETRY_MS = 10_000;
const LONGEST_RETRY_MS = 300_000;

/**
 * @example
 * const following = startCatchUp(receiver, { baseUrl, apiKey, webhookId });
 * process.once("SIGTERM", async () => { await following.stop(); await receiver.drain(); });
 */
export function startCatchUp(receiver: Receiver, options: CatchUpSchedule): StartedCatchUp {
  const { graceMs = 5000, everyMs = 300_000, schedule = scheduleTimer } = options;
  checkFeedOptions(options);
  checkNumber("graceMs", graceMs, { low: 0, high: LONGEST_TIMER_MS });
  checkNumber("everyMs", everyMs, { low: 0, high: LONGEST_TIMER_MS });
  const controller = new AbortController();
  let failures = 0;
  let running: Promise<void> | null = null;
  let due: { readonly inMs: number; readonly cancel: () => void } | null = null;

  function plan(inMs: number): void {
    if (controller.signal.aborted || (due !== null && due.inMs <= inMs)) return;
    due?.cancel();
    due = { inMs, cancel: schedule(runNow, inMs) };
  }

  function runNow(): void {
    due = null;
    // What opened this gap may lie behind what the run under way has read.
    if (running !== null) return plan(Math.max(graceMs, FIRST_RETRY_MS / 10));
    running = runOnce({ receiver, options, signal: controller.signal }).then((end) => {
      running = null;
      failures = end === "failed" ? failures + 1 : 0;
      if (end === "failed") plan(Math.min(FIRST_RETRY_MS * 2 ** (failures - 1), LONGEST_RETRY_MS));
      else if (end === "through" && (options.waitSeconds ?? 0) > 0) plan(0);
      else if (everyMs > 0) plan(everyMs);
    });
  }

  const unwatch = receiver.watchGaps((gap) => gap.webhookId === options.webhookId.toLowerCase() && plan(graceMs));
  plan(0);
  async function stop(): Promise<void> {
    controller.abort();
    unwatch();
    due?.cancel();
    await running;
  }
  return { stop, [Symbol.asyncDispose]: stop };
}

interface OneRun {
  readonly receiver: Receiver;
  readonly options: CatchUpSchedule;
  readonly signal: AbortSignal;
}

/** `failed` should be tried again soon: the feed could not be read, or a handler failed. */
async function runOnce({ receiver, options, signal }: OneRun): Promise<"through" | "busy" | "failed"> {
  const { onReport, onError = (error: unknown) => reportFault("catch-up", error) } = options;
  try {
    const report = await catchUp(receiver, { ...options, signal });
    onReport?.(report);
    if (report.kind === "busy") return "busy";
    return report.kind === "done" && report.failed.length === 0 ? "through" : "failed";
  } catch (error) {
    if (!signal.aborted) onError(error);
    return "failed";
  }
}

function scheduleTimer(call: () => void, ms: number): () => void {
  const timer = setTimeout(call, ms);
  unref(timer);
  return () => clearTimeout(timer);
}
