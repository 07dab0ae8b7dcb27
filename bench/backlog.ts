// What a backlog costs a worker process of its own: the rate at 1,000,000 beside that at 10,000, its memory, statements and log per
// delivery; and what a second process on the same database adds where neither is short of CPU.
import { sql } from "@ticketwire/engine/db/sql";
import { createFanOut } from "@ticketwire/engine/fanout/fan-out";
import { type Bench, openBench } from "./harness.ts";
import { type Receiver, startReceiver } from "./receiver.ts";

const WEBHOOKS = 100;
const CONCURRENCY = 10;
const POLL_MS = 20;
/** Of the rate: the first deliveries are left out, for a process that has just begun compiles its code. */
const WARM = 5_000;

const sleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

async function whenReceived(receiver: Receiver, count: number): Promise<number> {
  while ((await receiver.received()) < count) await sleep(POLL_MS);
  return performance.now();
}

/** Statements that PostgreSQL has committed as transactions so far, and bytes of its log. */
async function databaseCounts(bench: Bench): Promise<{ readonly commits: number; readonly wal: number }> {
  const [row] = await bench.db.engine.query<{ commits: number; wal: string }>(sql`
    SELECT xact_commit AS commits, (pg_current_wal_lsn() - '0/0')::text AS wal
    FROM pg_stat_database WHERE datname = current_database()`);
  return { commits: row?.commits ?? 0, wal: Number(row?.wal ?? 0) };
}

/** As it stands when workers were away, or receivers: every event has its deliveries. Returns milliseconds. */
async function fanOutAll(bench: Bench): Promise<number> {
  const startedAt = performance.now();
  const fanOut = createFanOut(bench.db);
  while ((await fanOut.tick(new Date())).events > 0);
  return performance.now() - startedAt;
}

async function drainBacklog(receiver: Receiver, size: number): Promise<number> {
  await using bench = await openBench();
  await bench.addWebhooks(receiver.urls, { maxConcurrency: CONCURRENCY });
  await bench.publish(size, (index) => `only.${index % WEBHOOKS}`);
  const fannedOutIn = await fanOutAll(bench);
  await receiver.reset();
  await using engine = await bench.forkEngine();
  const before = await databaseCounts(bench);
  const idle = await engine.start();
  const warmAt = await whenReceived(receiver, WARM);
  const endedAt = await whenReceived(receiver, size);
  await sleep(1_500);
  const after = await databaseCounts(bench);
  const usage = await engine.usage();
  const perSecond = ((size - WARM) / (endedAt - warmAt)) * 1000;
  console.log(
    `backlog of ${size}: fanned out at ${Math.round((size / fannedOutIn) * 1000)}/s, then sent at ${Math.round(perSecond)}/s, worker ${Math.round(usage.highestMb)} MB at most, ` +
      `${Math.round(((usage.cpuSeconds - idle.cpuSeconds) / size) * 1e6)} µs of its CPU, ` +
      `${((after.commits - before.commits) / size).toFixed(4)} commits and ` +
      `${Math.round((after.wal - before.wal) / size)} bytes of log per delivery`,
  );
  return perSecond;
}

/** 10,000 waiting, then 1,000,000. */
export async function measureBacklog(): Promise<void> {
  await using receiver = await startReceiver(WEBHOOKS);
  const small = await drainBacklog(receiver, 10_000);
  const large = await drainBacklog(receiver, 1_000_000);
  console.log(`the large one leaves at ${(large / small).toFixed(2)} × the rate of the small one`);
}

const ANSWER_AFTER_MS = 50;
const SLOTS = 60;

async function rateOf(processes: number, receiver: Receiver): Promise<number> {
  const seconds = 8;
  await using bench = await openBench();
  await bench.addWebhooks(receiver.urls, { maxConcurrency: CONCURRENCY });
  await bench.publish(60_000, (index) => `only.${index % WEBHOOKS}`);
  await receiver.reset();
  await using first = await bench.forkEngine({ maxInFlight: SLOTS });
  await using others = new AsyncDisposableStack();
  await first.start();
  // The others come to a backlog that the first one has all lanes of.
  for (let count = 1; count < processes; count++)
    await others.use(await bench.forkEngine({ maxInFlight: SLOTS })).start();
  await sleep(6_000);
  const before = await receiver.received();
  await sleep(seconds * 1000);
  return ((await receiver.received()) - before) / seconds;
}

/** Each process has few slots and receivers answer late, so that what bounds the rate is the process and not this machine. */
export async function measureSecondProcess(): Promise<void> {
  await using receiver = await startReceiver(WEBHOOKS, "plain", ANSWER_AFTER_MS);
  const alone = await rateOf(1, receiver);
  for (const processes of [2, 3]) {
    const rate = await rateOf(processes, receiver);
    const added = (rate / alone - 1) / (processes - 1);
    console.log(
      `${processes} processes of ${SLOTS} slots, answers after ${ANSWER_AFTER_MS} ms: ${Math.round(rate)}/s, ` +
        `one alone ${Math.round(alone)}/s; each further one adds ${added.toFixed(2)} of one`,
    );
  }
}
