// How fast a backlog leaves: 100 webhooks on 100 ports, 1.2 kB each, against the bare loop on the same receiver in the same run.
import { sql } from "@ticketwire/engine/db/sql";
import { runBareLoop } from "./bare-loop.ts";
import { cpuSecondsOf, ownCpuSeconds } from "./cpu.ts";
import { openBench, SAMPLE_DATA, type Bench } from "./harness.ts";
import { startReceiver, type Receiver, type ReceiverMode } from "./receiver.ts";

export interface DrainOptions {
  readonly deliveries: number;
  readonly mode: ReceiverMode;
  /** `each`: every event to one webhook; `all`: every event to all of them. */
  readonly spread: "each" | "all";
}

const WEBHOOKS = 100;
const CONCURRENCY = 10;
const POLL_MS = 10;

async function whenReceived(receiver: Receiver, count: number): Promise<void> {
  while ((await receiver.received()) < count) await new Promise((resolve) => setTimeout(resolve, POLL_MS));
}

async function walPosition(bench: Bench): Promise<number> {
  const [row] = await bench.db.engine.query<{ at: string }>(sql`SELECT (pg_current_wal_lsn() - '0/0')::text AS at`);
  return Number(row?.at ?? 0);
}

async function drain(bench: Bench, receiver: Receiver, deliveries: number): Promise<Record<string, number>> {
  const walBefore = await walPosition(bench);
  const before = { own: ownCpuSeconds(), postgres: cpuSecondsOf(bench.postgresPid) };
  const startedAt = performance.now();
  const engine = await bench.openEngine();
  await whenReceived(receiver, deliveries);
  const seconds = (performance.now() - startedAt) / 1000;
  const memoryMb = process.memoryUsage().rss / 1e6;
  await engine.stop();
  const micros = (spent: number): number => (spent / deliveries) * 1e6;
  return {
    perSecond: deliveries / seconds,
    nodeMicros: micros(ownCpuSeconds() - before.own),
    postgresMicros: micros(cpuSecondsOf(bench.postgresPid) - before.postgres),
    walBytes: ((await walPosition(bench)) - walBefore) / deliveries,
    memoryMb,
    delivered: await bench.countWhere("delivered"),
  };
}

/** One run; prints a line of figures. */
export async function measureDrain(options: DrainOptions): Promise<void> {
  await using receiver = await startReceiver(WEBHOOKS, options.mode);
  await using bench = await openBench();
  await bench.addWebhooks(receiver.urls, { maxConcurrency: CONCURRENCY });
  const events = options.spread === "all" ? options.deliveries / WEBHOOKS : options.deliveries;
  await bench.publish(events, (index) => (options.spread === "all" ? "all" : `only.${index % WEBHOOKS}`));
  const body = JSON.stringify({ number: 1, ...SAMPLE_DATA });
  const warm = { urls: receiver.urls, body, concurrency: CONCURRENCY };
  await runBareLoop({ ...warm, count: 2000 });
  const bare = await runBareLoop({ ...warm, count: Math.min(options.deliveries, 50_000) });
  await receiver.reset();
  const ours = await drain(bench, receiver, options.deliveries);
  const shown = Object.entries(ours).map(([name, value]) => `${name} ${Math.round(value * 10) / 10}`);
  const ratio = (ours["perSecond"] ?? 0) / bare.perSecond;
  console.log(
    `drain ${options.deliveries} ${options.mode} ${options.spread}: ${shown.join(", ")}; bare loop ${Math.round(bare.perSecond)}/s; ratio ${ratio.toFixed(2)}`,
  );
}
