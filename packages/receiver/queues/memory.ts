// A queue in this process's memory for `ack: "before"`: bounded, a few at a time, with retries that wait longer each
// time. What waits here is lost when the process dies, after the sender was told that it arrived: pair it with the
// catch-up, which finds it again by its missing sequence, or use a queue that writes to disk.
import { badOption, ReceiverError, RetryLater } from "../errors.ts";
import { checkNumber, LONGEST_TIMER_MS } from "../lib/check-number.ts";
import { unref } from "../lib/lease.ts";
import type { Handling } from "../receive/handling.ts";
import type { EventQueue, Job } from "./queue.ts";

export interface MemoryQueueOptions {
  /** How many handlers run at once. Default 4. */
  readonly concurrency?: number;
  /** How many events wait at most; beyond, the sender gets 503 and keeps them. Default 1000. */
  readonly limit?: number;
  /** How often an event is tried before it is given up. Default 5. */
  readonly attempts?: number;
  /** The wait after the first failure, doubled after each further one. Default 1000. */
  readonly backoffMs?: number;
  /** Told of an event that is given up; its sequence stays missing, so that the catch-up brings it again. */
  readonly onGiveUp?: (job: Job, handling: Handling) => void;
}

/** @example createReceiver({ secrets, store, on, ack: "before", queue: createMemoryQueue() }); */
export function createMemoryQueue(options: MemoryQueueOptions = {}): EventQueue & Required<Pick<EventQueue, "drain">> {
  const { concurrency = 4, limit = 1000, attempts = 5, backoffMs = 1000, onGiveUp = () => {} } = options;
  for (const [name, value] of Object.entries({ concurrency, limit, attempts, backoffMs })) {
    checkNumber(name, value, { low: 1, high: LONGEST_TIMER_MS, isWhole: true });
  }
  const waiting: { readonly job: Job; readonly attempt: number }[] = [];
  let work: ((job: Job) => Promise<Handling>) | null = null;
  let running = 0;
  let delayed = 0;
  let idle: (() => void)[] = [];

  function pump(): void {
    while (work !== null && running < concurrency) {
      const next = waiting.shift();
      if (next === undefined) break;
      running += 1;
      void work(next.job).then((handling) => settle(next.job, { handling, attempt: next.attempt }));
    }
    if (running + delayed + waiting.length > 0) return;
    idle.forEach((resolve) => resolve());
    idle = [];
  }

  function settle(job: Job, { handling, attempt }: { readonly handling: Handling; readonly attempt: number }): void {
    running -= 1;
    const waitMs = waitAfter(handling, backoffMs * 2 ** (attempt - 1));
    if (waitMs !== null && attempt >= attempts) onGiveUp(job, handling);
    else if (waitMs !== null) delay({ job, attempt: attempt + 1 }, waitMs);
    pump();
  }

  function delay(entry: { readonly job: Job; readonly attempt: number }, waitMs: number): void {
    delayed += 1;
    const again = (): void => {
      delayed -= 1;
      waiting.push(entry);
      pump();
    };
    unref(setTimeout(again, waitMs));
  }

  return {
    push(job) {
      if (running + delayed + waiting.length >= limit)
        throw new ReceiverError("queue_full", `${limit} events are waiting already`);
      waiting.push({ job, attempt: 1 });
      pump();
    },
    start(worker) {
      if (work !== null) throw badOption("queue", "already serves another receiver: make one for each");
      work = worker;
    },
    drain: () =>
      new Promise((resolve) => {
        idle.push(resolve);
        pump();
      }),
  };
}

/** How long to wait before the next try; null when there is nothing left to do. */
function waitAfter(handling: Handling, backoffMs: number): number | null {
  if (handling.kind === "busy") return Math.max(handling.retryAfterMs, 1);
  if (handling.kind !== "failed" && handling.kind !== "unavailable") return null;
  return handling.kind === "failed" && handling.error instanceof RetryLater ? handling.error.seconds * 1000 : backoffMs;
}
