// The owner's rules as options: shared by `report` and `plan`. In: a command. Out: the command with options; rules from them.
import type { EventType } from "@ticketwire/contract";
import type { Command } from "commander";
import type { CompareOptions } from "../compare/options.ts";
import { parseCount, parseDuration, parseList, parseMoment, parseShare, parseTypes } from "./values.ts";

export interface RuleFlags {
  readonly ignore?: string[];
  readonly needs?: string[];
  readonly events?: EventType[];
  readonly require?: EventType[];
  readonly maxMissRate?: number;
  readonly maxLate?: number;
  readonly settle?: number;
  readonly since?: number;
  readonly until?: number;
  readonly listed?: number;
}

export function addRules(command: Command): Command {
  return command
    .option("--ignore <paths>", "leave these fields out of the comparison: url,attributes.*.seen_at", parseList)
    .option("--needs <fields>", "fields you depend on: not safe when one changes without an event", parseList)
    .option("--events <types>", "what is subscribed, where the journal does not know it", parseTypes)
    .option("--require <types>", "event types that must have been seen for `safe`", parseTypes)
    .option("--max-miss-rate <share>", "largest credible miss rate for `safe` (default: 10%)", parseShare)
    .option("--max-late <duration>", "not safe when an event came later than this after the poll", parseDuration)
    .option(
      "--settle <duration>",
      "how fresh a poll may be at the end before it is judged (default: 10s)",
      parseDuration,
    )
    .option("--since <time>", "judge from here on: an ISO time, or 24h for the last day", parseMoment)
    .option("--until <time>", "judge up to here", parseMoment)
    .option("--listed <n>", "differences listed per class (default: 1000)", parseCount);
}

export function rulesFrom(flags: RuleFlags): CompareOptions {
  const { ignore, needs, events, require: requireTypes, maxMissRate, maxLate, settle, since, until, listed } = flags;
  return {
    ...(ignore ? { ignore } : {}),
    ...(needs ? { needs } : {}),
    ...(events ? { eventTypes: events } : {}),
    ...(requireTypes ? { requireTypes } : {}),
    ...(maxMissRate === undefined ? {} : { maxMissRate }),
    ...(maxLate === undefined ? {} : { maxLateMs: maxLate }),
    ...(settle === undefined ? {} : { settleMs: settle }),
    ...(since === undefined ? {} : { from: since }),
    ...(until === undefined ? {} : { to: until }),
    ...(listed === undefined ? {} : { listed }),
  };
}
