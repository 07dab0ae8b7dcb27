// What the owner of an integration may decide about the comparison, checked once, with every default filled in.
import { EVENT_TYPES, type EventType, isEventType } from "@ticketwire/contract";
import { badOption } from "../errors.ts";

export interface CompareOptions {
  /** Paths left out of field comparison: `url`, `attributes.sla`, `attributes.*.seen_at`. */
  readonly ignore?: readonly string[];
  /** Fields the integration depends on: when one of them changes unsubscribed, it is not safe to leave polling. */
  readonly needs?: readonly string[];
  /** What is subscribed, where the journal holds no snapshot of the webhook. Default: all six types. */
  readonly eventTypes?: readonly EventType[];
  /** Types that must have been seen at least once for `safe`. Default: none. */
  readonly requireTypes?: readonly EventType[];
  /** `safe` needs the miss rate's upper bound at or below this. Default 0.1: 30 changes without a miss. */
  readonly maxMissRate?: number;
  /** Lateness that speaks against leaving the poller, milliseconds. Default: none does. */
  readonly maxLateMs?: number;
  /** A poll this close to the end of an unfinished journal is not held against the webhook yet. Default 10,000. */
  readonly settleMs?: number;
  /** Judges only what happened from here on, and up to `to`; milliseconds since 1970. */
  readonly from?: number;
  readonly to?: number;
  /** Differences listed per class; all are counted. Default 1,000. */
  readonly listed?: number;
}

export type CompareSettings = Required<Omit<CompareOptions, "eventTypes" | "maxLateMs">> & {
  readonly eventTypes: readonly EventType[] | undefined;
  readonly maxLateMs: number | undefined;
};

const NAMES: ReadonlySet<string> = new Set<keyof CompareOptions>([
  "ignore",
  "needs",
  "eventTypes",
  "requireTypes",
  "maxMissRate",
  "maxLateMs",
  "settleMs",
  "from",
  "to",
  "listed",
]);

/** @throws CutoverError `bad_option` for an unknown option or a value out of range. */
export function checkCompareOptions(options: CompareOptions = {}): CompareSettings {
  for (const name of Object.keys(options))
    if (!NAMES.has(name)) throw badOption(name, "is no option of the comparison");
  return {
    ignore: checkPaths("ignore", options.ignore ?? []),
    needs: checkPaths("needs", options.needs ?? []),
    eventTypes: options.eventTypes && checkTypes("eventTypes", options.eventTypes),
    requireTypes: checkTypes("requireTypes", options.requireTypes ?? []),
    maxMissRate: checkNumber("maxMissRate", options.maxMissRate ?? 0.1, [Number.MIN_VALUE, 1]),
    maxLateMs: options.maxLateMs === undefined ? undefined : checkNumber("maxLateMs", options.maxLateMs, [0, Infinity]),
    settleMs: checkNumber("settleMs", options.settleMs ?? 10_000, [0, Infinity]),
    from: checkNumber("from", options.from ?? -Infinity, [-Infinity, Infinity]),
    to: checkNumber("to", options.to ?? Infinity, [-Infinity, Infinity]),
    listed: checkNumber("listed", options.listed ?? 1000, [0, Infinity]),
  };
}

function checkNumber(name: string, value: unknown, [low, high]: readonly [number, number]): number {
  if (typeof value === "number" && value >= low && value <= high) return value;
  throw badOption(name, `must be a number between ${low} and ${high}, not ${String(value)}`);
}

function checkTypes(name: string, types: readonly unknown[]): readonly EventType[] {
  const wrong = types.find((type) => !isEventType(type));
  if (wrong === undefined && types.length > 0) return types as readonly EventType[];
  if (types.length === 0 && name === "requireTypes") return [];
  throw badOption(name, `holds ${JSON.stringify(wrong)}; it must be of ${EVENT_TYPES.join(", ")}`);
}

const PATH = /^[^.\s]+(\.[^.\s]+)*$/;

function checkPaths(name: string, paths: readonly unknown[]): readonly string[] {
  for (const path of paths) {
    if (typeof path !== "string" || !PATH.test(path))
      throw badOption(name, `holds ${JSON.stringify(path)}; a path looks like title or attributes.sla`);
  }
  return paths as readonly string[];
}
