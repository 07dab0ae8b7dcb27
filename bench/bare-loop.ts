// The ceiling: undici's dispatch in a loop that signs each body as we do, same receiver, same headers, no database.
// In: URLs and a count. Out: requests per second and CPU seconds.
import { randomUUID } from "node:crypto";
import { formatSignature, formatStandardSignature, importSigningSecret } from "@ticketwire/contract";
import { Pool, type Dispatcher } from "undici";

export interface BareResult {
  readonly perSecond: number;
  readonly cpuSeconds: number;
}

export interface BareLoopOptions {
  readonly urls: readonly string[];
  readonly count: number;
  readonly body: string;
  /** Requests under way per URL. */
  readonly concurrency: number;
}

function answerHandler(onEnd: () => void, onError: (error: Error) => void): Dispatcher.DispatchHandler {
  return {
    onRequestStart: () => undefined,
    onResponseStart: () => undefined,
    onResponseData: () => undefined,
    onResponseEnd: onEnd,
    onResponseError: (_controller, error) => onError(error),
  };
}

interface Sending {
  readonly pool: Pool;
  readonly body: Buffer;
  readonly onEnd: () => void;
  readonly onError: (error: Error) => void;
}

function sendOne({ pool, body, onEnd, onError }: Sending): void {
  const id = randomUUID();
  const timestamp = Math.floor(Date.now() / 1000);
  const headers = Object.entries({
    "Content-Type": "application/json",
    "User-Agent": "Ticketwire/bench",
    "X-Alga-Signature": formatSignature([KEY], timestamp, body),
    "X-Alga-Event-Id": id,
    "X-Alga-Event-Type": "ticket.updated",
    "X-Alga-Webhook-Id": id,
    "X-Alga-Delivery-Id": id,
    "X-Alga-Delivery-Attempt": "1",
    "X-Alga-Sequence": "1",
    "webhook-id": id,
    "webhook-timestamp": String(timestamp),
    "webhook-signature": formatStandardSignature([KEY], { id, timestamp, body }),
  }).flat();
  pool.dispatch({ path: "/hook", method: "POST", headers, body }, answerHandler(onEnd, onError));
}

const KEY = importSigningSecret("bench-signing-secret-bench-signing-secret");

/** Sends `count` signed bodies over the URLs in turn, `concurrency` at a time each. */
export async function runBareLoop(options: BareLoopOptions): Promise<BareResult> {
  const pools = options.urls.map(
    (url) =>
      new Pool(new URL(url).origin, { connections: options.concurrency, connect: { rejectUnauthorized: false } }),
  );
  const body = Buffer.from(options.body);
  const cpuBefore = process.cpuUsage();
  const startedAt = performance.now();
  let sent = 0;
  let ended = 0;
  await new Promise<void>((resolve, reject) => {
    const next = (pool: Pool): void => {
      if (sent === options.count) return;
      sent += 1;
      const onEnd = (): void => {
        ended += 1;
        if (ended === options.count) resolve();
        else next(pool);
      };
      sendOne({ pool, body, onEnd, onError: reject });
    };
    for (let slot = 0; slot < options.concurrency; slot++) for (const pool of pools) next(pool);
  });
  const seconds = (performance.now() - startedAt) / 1000;
  const cpu = process.cpuUsage(cpuBefore);
  await Promise.all(pools.map((pool) => pool.close()));
  return { perSecond: options.count / seconds, cpuSeconds: (cpu.user + cpu.system) / 1e6 };
}
