// Chaos (P1–P4, P12): several servers on one database, killed, stopped past their lease, cut off, their database crashed, a
// receiver that fails at random, writers over the API; afterwards the ledger must balance.
// CHAOS_SECONDS: how long things are broken (default 40). CHAOS_SEED: repeats the choices of a run; they are printed.
import { setTimeout as sleep } from "node:timers/promises";
import { expect, test } from "vitest";
import type { Database } from "@ticketwire/engine/db/database";
import { sql } from "@ticketwire/engine/db/sql";
import { Cluster } from "./chaos/cluster.ts";
import {
  compareChanges,
  compareDeliveries,
  compareOrder,
  compareReceived,
  explainDuplicates,
  readBooks,
  type Subscription,
} from "./chaos/ledger.ts";
import { makeMischief } from "./chaos/monkey.ts";
import { chanceOf } from "./chaos/random.ts";
import { ChaosReceiver } from "./chaos/receiver.ts";
import { hearWitness, installWitness } from "./chaos/witness.ts";
import { writeTickets } from "./chaos/writers.ts";
import { openApi } from "./harness/api.ts";
import { TEST_KEY } from "./harness/server-process.ts";

const seed = Number(process.env["CHAOS_SEED"] ?? Math.floor(Math.random() * 1_000_000));
const seconds = Number(process.env["CHAOS_SECONDS"] ?? 40);

const ALL = [
  "ticket.created",
  "ticket.updated",
  "ticket.status_changed",
  "ticket.assigned",
  "ticket.closed",
  "ticket.comment.added",
];

async function subscribe(url: string, receiver: ChaosReceiver): Promise<Subscription[]> {
  const api = openApi(url, TEST_KEY);
  const wishes = [
    { name: "Everything", event_types: ALL, ordering: "none" },
    { name: "In order", event_types: ALL, ordering: "ticket" },
    { name: "Some", event_types: ["ticket.created", "ticket.closed"], ordering: "none" },
  ];
  const subscriptions: Subscription[] = [];
  for (const wish of wishes) {
    const settings = {
      url: receiver.url("/in"),
      timeout_ms: 2_000,
      retry_schedule: Array.from({ length: 20 }, () => 1),
    };
    const { status, body } = await api.call("POST", "/webhooks", { ...wish, ...settings });
    if (status !== 201) throw new Error(JSON.stringify(body));
    const isOrdered = wish.ordering === "ticket";
    subscriptions.push({ webhookId: String(body.data["webhook_id"]), eventTypes: wish.event_types, isOrdered });
  }
  return subscriptions;
}

/** Until nothing waits for fan-out and nothing is open. */
async function untilSettled(db: Database): Promise<void> {
  for (;;) {
    const [open] = await db.engine.query<{ n: number }>(sql`
      SELECT ((SELECT count(*) FROM ticketwire.outbox)
        + (SELECT count(*) FROM ticketwire.deliveries WHERE status IN ('pending', 'retrying')))::int AS n`);
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
    const subscriptions = await subscribe(cluster.apiUrls[0] ?? "", receiver);

    let isOver = false;
    const writing = writeTickets(4, { urls: cluster.apiUrls, chance: chance.fork(), isOver: () => isOver });
    await makeMischief(cluster, chance.fork(), seconds);
    isOver = true;
    const accepted = await writing;
    receiver.isFailing = false;
    await untilSettled(cluster.db);

    const books = await readBooks(cluster.db);
    const duplicates = explainDuplicates(receiver.received, cluster.disruptions);
    const testimony = await hearWitness(cluster.db);
    const told = { seed, accepted: accepted.length, received: receiver.received.length, duplicates: duplicates.count };
    console.info(JSON.stringify({ ...told, ...testimony, broken: cluster.disruptions.map(({ what }) => what) }));

    expect(accepted.length).toBeGreaterThan(0);
    expect(compareChanges(accepted, books)).toEqual([]);
    expect(compareDeliveries(subscriptions, books)).toEqual([]);
    expect(compareReceived(receiver.received, books)).toEqual([]);
    expect(compareOrder(subscriptions, receiver.received)).toEqual([]);
    expect(duplicates.unexplained).toEqual([]);
    expect(testimony).toMatchObject({ unowned: 0, epochs: 0, backwards: 0, unguarded: 0, leaps: 0 });
    expect(await cluster.stopServers()).toEqual(["0", "0", "0"]);
  },
  (seconds + 150) * 1000,
);
