// Breaks things for a while: servers one after the other, and beside that their database. The seed says in which order; every kind
// comes before any comes too often. In: a cluster, chance, how long. Out: when everything runs again.
import { setTimeout as sleep } from "node:timers/promises";
import type { Cluster } from "./cluster.ts";
import type { Chance } from "./random.ts";

type ToServer = "kill" | "freeze_short" | "freeze_long" | "restart";
type ToDatabase = "drop" | "crash";

const SERVER_DECK: readonly ToServer[] = [
  ...(["kill", "kill", "kill", "kill"] as const),
  ...(["freeze_long", "freeze_long", "freeze_short", "freeze_short", "restart"] as const),
];
const DATABASE_DECK: readonly ToDatabase[] = ["drop", "drop", "drop", "crash", "crash"];

/** One that runs past its lease, and one that ends before. */
const FROZEN_MS = { short: [300, 2_500], long: [7_000, 10_000] } as const;
/** Between one mischief and the next. */
const PAUSE_MS = { server: [200, 2_000], database: [1_000, 6_000] } as const;

/** Deals one shuffled deck after the other. */
function dealer<Card>(deck: readonly Card[], chance: Chance): () => Card {
  let left: Card[] = [];
  return () => {
    if (left.length === 0) left = [...deck];
    const card = chance.pick(left);
    left.splice(left.indexOf(card), 1);
    return card;
  };
}

/** Never more than one server at a time: what is to be seen is take-over. */
async function breakServer(cluster: Cluster, chance: Chance, mischief: ToServer): Promise<void> {
  const node = chance.pick(cluster.nodes);
  switch (mischief) {
    case "kill":
      return cluster.kill(node, chance.between(0, 2_500));
    case "freeze_short":
      return cluster.freeze(node, chance.between(...FROZEN_MS.short));
    case "freeze_long":
      return cluster.freeze(node, chance.between(...FROZEN_MS.long));
    case "restart": {
      const code = await cluster.restart(node);
      if (code !== 0 && code !== null) throw new Error(`a planned restart of ${node.role} ended with ${code}`);
      return;
    }
    default:
      return mischief satisfies never;
  }
}

function breakDatabase(cluster: Cluster, chance: Chance, mischief: ToDatabase): Promise<void> {
  return mischief === "crash" ? cluster.crashDatabase() : cluster.dropConnections(0.2 + 0.8 * chance.next());
}

/** Resolves when the time is over and everything that was broken runs again. */
export async function makeMischief(cluster: Cluster, chance: Chance, seconds: number): Promise<void> {
  const until = Date.now() + seconds * 1000;
  const [toServers, toDatabase] = [chance.fork(), chance.fork()];
  const breakServers = async (): Promise<void> => {
    const deal = dealer(SERVER_DECK, toServers);
    for (; Date.now() < until; await sleep(toServers.between(...PAUSE_MS.server)))
      await breakServer(cluster, toServers, deal());
  };
  const breakDatabases = async (): Promise<void> => {
    const deal = dealer(DATABASE_DECK, toDatabase);
    for (; Date.now() < until; await sleep(toDatabase.between(...PAUSE_MS.database)))
      await breakDatabase(cluster, toDatabase, deal());
  };
  await Promise.all([breakServers(), breakDatabases()]);
  await cluster.untilDatabase();
}
