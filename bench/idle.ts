// How soon an event arrives when nothing else is going on, alone and beside receivers that never answer; and how long one event
// takes to a thousand webhooks.
import { publish } from "@ticketwire/engine/outbox/publish";
import type { Engine } from "@ticketwire/engine/engine";
import { openBench, SAMPLE_DATA, type Bench } from "./harness.ts";
import { showPercentiles } from "./percentiles.ts";
import { startReceiver, type Receiver } from "./receiver.ts";

const EVENTS = 300;
const PAUSE_MS = 15;

const sleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** Commits one event; resolves to its id and when the commit was over. */
async function publishOne(bench: Bench, engine: Engine, type: string): Promise<readonly [string, number]> {
  const [event] = await bench.db.engine.transaction((tx) =>
    publish(tx.client, [{ type, data: SAMPLE_DATA }], { tenantId: bench.tenantId, wake: false }),
  );
  engine.wake();
  return [event?.eventId ?? "", Date.now()];
}

async function latencies(bench: Bench, engine: Engine, receiver: Receiver): Promise<number[]> {
  await publishOne(bench, engine, "only.0");
  await sleep(500);
  await receiver.watch();
  const written = new Map<string, number>();
  for (let index = 0; index < EVENTS; index++) {
    const [eventId, at] = await publishOne(bench, engine, `only.${index % receiver.urls.length}`);
    written.set(eventId, at);
    await sleep(PAUSE_MS);
  }
  await sleep(1_000);
  const arrivals = await receiver.arrivals();
  return [...written].map(([eventId, at]) => (arrivals.get(eventId) ?? Infinity) - at);
}

/** Commit answered → received, one event at a time. */
export async function measureIdle(): Promise<void> {
  await using receiver = await startReceiver(20);
  await using bench = await openBench();
  await bench.addWebhooks(receiver.urls);
  const engine = await bench.openEngine();
  console.log(`idle, written to received: ${showPercentiles(await latencies(bench, engine, receiver), "ms")}`);
  await engine.stop();
}

/** The same beside 20 webhooks whose receivers accept and never answer, with work waiting for each. */
export async function measureBlackHoles(): Promise<void> {
  await using receiver = await startReceiver(20);
  await using holes = await startReceiver(20, "black-hole");
  await using bench = await openBench();
  await bench.addWebhooks(receiver.urls);
  const engine = await bench.openEngine();
  const alone = await latencies(bench, engine, receiver);
  await bench.addWebhooks(holes.urls, { timeoutMs: 2_000, typePrefix: "hole" });
  await bench.publish(4_000, (index) => `hole.${index % 20}`);
  engine.wake();
  const beside = await latencies(bench, engine, receiver);
  console.log(
    `healthy, alone: ${showPercentiles(alone, "ms")}; beside 20 black holes: ${showPercentiles(beside, "ms")}`,
  );
  await engine.stop();
}

/** One event to a thousand webhooks on 100 ports: until the last has arrived. */
export async function measureFanOut(): Promise<void> {
  await using receiver = await startReceiver(100);
  await using bench = await openBench();
  await bench.addWebhooks(Array.from({ length: 1000 }, (_, index) => receiver.urls[index % 100] ?? ""));
  const engine = await bench.openEngine();
  const took: number[] = [];
  for (let round = 0; round < 4; round++) {
    await receiver.reset();
    const startedAt = performance.now();
    await publishOne(bench, engine, "all");
    while ((await receiver.received()) < 1000) await sleep(5);
    took.push(performance.now() - startedAt);
  }
  console.log(
    `one event to 1000 webhooks: ${took.map((ms) => `${Math.round(ms)} ms`).join(", ")} (the first takes the lanes)`,
  );
  await engine.stop();
}
