// Chaos (P1–P5, P12): several servers on one database, killed, stopped past their lease, cut off, their database crashed, a
// receiver that fails at random, writers over the API, webhooks paused, rotated and recovered meanwhile; afterwards the ledger must
// balance. CHAOS_SECONDS: how long things are broken (default 75). CHAOS_SEED: repeats the choices of a run; they are printed.
import { setTimeout as sleep } from "node:timers/promises";
import { expect, test } from "vitest";
import type { Database } from "@ticketwire/engine/db/database";
import { sql } from "@ticketwire/engine/db/sql";
import { Caretaker } from "./chaos/caretaker.ts";
import { Cluster } from "./chaos/cluster.ts";
import { followFeed } from "./chaos/follower.ts";
import {
  compareChanges,
  compareDeliveries,
  compareFeed,
  compareOrder,
  compareReceived,
  compareSignatures,
  explainDuplicates,
  readBooks,
} from "./chaos/ledger.ts";
import { makeMischief } from "./chaos/monkey.ts";
import { PatientApi } from "./chaos/patient-api.ts";
import { chanceOf } from "./chaos/random.ts";
import { ChaosReceiver } from "./chaos/receiver.ts";
import { commonWish, subscribe } from "./chaos/subscriptions.ts";
import { hearWitness, installWitness } from "./chaos/witness.ts";
import { writeTickets } from "./chaos/writers.ts";

const seed = Number(process.env["CHAOS_SEED"] ?? Math.floor(Math.random() * 1_000_000));
const seconds = Number(process.env["CHAOS_SECONDS"] ?? 95);

/** Until nothing waits for fan-out, nothing is open and nothing is held. */
async function untilSettled(db: Database): Promise<void> {
  for (;;) {
    const [open] = await db.engine.query<{ n: number }>(sql`
      SELECT ((SELECT count(*) FROM ticketwire.outbox)
        + (SELECT count(*) FROM ticketwire.deliveries WHERE status IN ('pending', 'retrying', 'held'))
        + (SELECT count(*) FROM ticketwire.recover_jobs WHERE status IN ('queued', 'running')))::int AS n`);
    if (open?.n === 0) return;
    await sleep(250);
  }
}

test(
  `whatever is killed, nothing is lost, nothing is invented, and nobody writes for another (seed ${seed}, ${seconds} s)`,
  async () => {
    const chance = chanceOf(seed);
    await using receiver = await ChaosReceiver.start(chance.fork());
    await using cluster = await Cluster.start(["all", "api", "worker"]);
    await installWitness(cluster.db);
    const urls = cluster.apiUrls;
    const api = new PatientApi(urls, chance.fork());
    const subscriptions = await subscribe(api, receiver.url("/in"));
    const followed = subscriptions[0]?.webhookId ?? "";

    let [isWritten, isSettled] = [false, false];
    const lateWish = commonWish(receiver.url("/in"));
    const caretaker = new Caretaker({ api, chance: chance.fork(), subscriptions, lateWish, isOver: () => isWritten });
    const following = followFeed({ urls, webhookId: followed, chance: chance.fork(), isOver: () => isSettled });
    const [accepted] = await Promise.all([
      writeTickets(4, { urls, chance: chance.fork(), isOver: () => isWritten }),
      caretaker.run(),
      makeMischief(cluster, chance.fork(), seconds).then(() => (isWritten = true)),
    ]);
    receiver.isFailing = false;
    await untilSettled(cluster.db);
    isSettled = true;

    const books = await readBooks(cluster.db);
    const duplicates = explainDuplicates(receiver.received, cluster.disruptions);
    const testimony = await hearWitness(cluster.db);
    const told = { seed, accepted: accepted.length, received: receiver.received.length, duplicates: duplicates.count };
    const broken = Object.groupBy(cluster.disruptions, ({ what }) => what);
    console.info(JSON.stringify({ ...told, ...testimony, broken: Object.keys(broken), done: caretaker.done }));

    expect(accepted.length).toBeGreaterThan(0);
    expect(compareChanges(accepted, books)).toEqual([]);
    expect(compareDeliveries(subscriptions, books)).toEqual([]);
    expect(compareReceived(receiver.received, books)).toEqual([]);
    expect(compareOrder(subscriptions, receiver.received)).toEqual([]);
    expect(compareSignatures(subscriptions, receiver.received)).toEqual([]);
    expect(compareFeed(followed, await following, books)).toEqual([]);
    expect(duplicates.unexplained).toEqual([]);
    expect(testimony).toMatchObject({ unowned: 0, epochs: 0, backwards: 0, unguarded: 0, leaps: 0 });
    expect(await cluster.stopServers()).toEqual(["0", "0", "0"]);
  },
  (seconds + 150) * 1000,
);
