// One check for every number an owner can set, so that all of them are refused in the same words.
import { badOption } from "../errors.ts";

export interface NumberRule {
  readonly low: number;
  readonly high: number;
  readonly isWhole?: boolean;
}

/** Timers take no longer time; a longer one would fire at once. */
export const LONGEST_TIMER_MS = 2_147_483_647;

/** @throws ReceiverError `bad_option` naming the option, its range and the value. */
export function checkNumber(name: string, value: unknown, { low, high, isWhole = false }: NumberRule): void {
  const isFine = typeof value === "number" && value >= low && value <= high && (!isWhole || Number.isInteger(value));
  if (isFine) return;
  throw badOption(name, `must be a ${isWhole ? "whole " : ""}number from ${low} to ${high}, not ${String(value)}`);
}
