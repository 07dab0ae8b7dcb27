// The chaos options of `listen` and `simulate`. In: parsed options. Out: settings, or null when nothing goes wrong.
import type { ChaosSettings } from "@ticketwire/mock";
import type { Command } from "commander";
import { wrongUse } from "../failure.ts";
import { parseWait, parseShare, parseWhole } from "../terminal/parse-values.ts";

export interface ChaosOptions {
  readonly drop?: number;
  readonly duplicate?: number;
  readonly reorder?: number;
  readonly tamper?: number;
  readonly delay?: number;
  readonly seed?: number;
}

export const CHAOS_EXAMPLE = "--drop 5% --duplicate 5% --reorder 10% --delay 2s --tamper 2%";

export function addChaosOptions(leaf: Command): Command {
  return leaf
    .option("--drop <share>", "lose so many on the way: 5%", parseShare)
    .option("--duplicate <share>", "send so many twice", parseShare)
    .option("--reorder <share>", "let so many be overtaken by the next", parseShare)
    .option("--tamper <share>", "before so many send a spoilt copy, which must be answered 401", parseShare)
    .option("--delay <duration>", "wait up to so long before each", parseWait)
    .option("--seed <n>", "the same number makes the same chaos", parseWhole(0, 2 ** 31));
}

export function readChaos(options: ChaosOptions, isForwarding: boolean): ChaosSettings | null {
  const { drop, duplicate, reorder, tamper, delay, seed } = options;
  const shares = { drop, duplicate, reorder, tamper, delayMs: delay };
  const given = Object.entries(shares).filter(([, value]) => value !== undefined);
  if (given.length === 0 && seed === undefined) return null;
  if (!isForwarding) throw wrongUse("chaos happens on the way to a receiver: give --forward-to, too");
  if (given.length === 0) throw wrongUse("--seed alone changes nothing: give a share, like --drop 5%");
  // Another chaos in each run, unless it is asked for by number.
  return { ...Object.fromEntries(given), seed: seed ?? Math.floor(Math.random() * 2 ** 31) };
}
