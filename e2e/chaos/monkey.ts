// Breaks things for a while, one after the other and sometimes two at once, as the seed says. In: a cluster, chance, how long.
// Out: when everything runs again.
import { setTimeout as sleep } from "node:timers/promises";
import type { Cluster, Node } from "./cluster.ts";
import type { Chance } from "./random.ts";

type Mischief = "kill" | "freeze_short" | "freeze_long" | "drop" | "crash" | "restart";

/** How often each is chosen. */
const WEIGHTS: readonly (readonly [Mischief, number])[] = [
  ["kill", 4],
  ["freeze_short", 2],
  ["freeze_long", 3],
  ["drop", 4],
  ["crash", 2],
  ["restart", 1],
];

/** One that runs past its lease, and one that ends before. */
const FROZEN_MS = { short: [300, 2_500], long: [7_000, 10_000] } as const;

function choose(chance: Chance): Mischief {
  const total = WEIGHTS.reduce((sum, [, weight]) => sum + weight, 0);
  let roll = chance.between(1, total);
  for (const [mischief, weight] of WEIGHTS) {
    roll -= weight;
    if (roll <= 0) return mischief;
  }
  return "drop";
}

// One API server is always left alone, and never more than one server is broken: what is to be seen is take-over.
function freeNode(cluster: Cluster, chance: Chance): Node | undefined {
  if (cluster.nodes.some((node) => node.isBusy)) return undefined;
  return chance.pick(cluster.nodes);
}

async function act(cluster: Cluster, chance: Chance, mischief: Mischief): Promise<void> {
  if (mischief === "drop") return cluster.dropConnections(0.2 + 0.8 * chance.next());
  if (mischief === "crash") return cluster.crashDatabase();
  const node = freeNode(cluster, chance);
  if (node === undefined) return;
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

/** Resolves when the time is over and everything that was broken runs again. */
export async function makeMischief(cluster: Cluster, chance: Chance, seconds: number): Promise<void> {
  const until = Date.now() + seconds * 1000;
  const underWay: Promise<void>[] = [];
  while (Date.now() < until) {
    await sleep(chance.between(500, 3_000));
    underWay.push(act(cluster, chance, choose(chance)));
  }
  await Promise.all(underWay);
  await cluster.untilDatabase();
}
