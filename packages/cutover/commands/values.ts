// What can be typed on the command line, turned into values: durations, moments, lists, queries. Pure but for @files.
// In: text. Out: a value; anything else is an InvalidArgumentError that commander shows with the option's name.
import { readFileSync } from "node:fs";
import { EVENT_TYPES, type EventType, isEventType } from "@ticketwire/contract";
import { InvalidArgumentError } from "commander";

const UNITS: Readonly<Record<string, number>> = {
  ms: 1,
  s: 1000,
  m: 60_000,
  min: 60_000,
  h: 3_600_000,
  d: 86_400_000,
  w: 604_800_000,
};

/** `500ms`, `5s`, `1m`, `1h30m`, `2d` as milliseconds. */
export function parseDuration(text: string): number {
  const parts = [...text.matchAll(/(\d+(?:\.\d+)?)(ms|s|min|m|h|d|w)/g)];
  if (parts.length === 0 || parts.map(([part]) => part).join("") !== text)
    throw new InvalidArgumentError("A duration looks like 500ms, 5s, 1m, 1h30m or 2d.");
  return parts.reduce((sum, [, amount = "", unit = ""]) => sum + Number(amount) * (UNITS[unit] ?? 0), 0);
}

/** An ISO time, or a duration that is counted back from now, as milliseconds since 1970. */
export function parseMoment(text: string): number {
  if (/^\d+(\.\d+)?(ms|s|min|m|h|d|w)/.test(text)) return Date.now() - parseDuration(text);
  const ms = /^\d{4}-\d{2}-\d{2}/.test(text) ? Date.parse(text) : Number.NaN;
  if (Number.isNaN(ms)) throw new InvalidArgumentError("A time looks like 2026-03-01T08:00:00Z, or 24h for a day ago.");
  return ms;
}

export function parseCount(text: string): number {
  if (!/^\d+$/.test(text)) throw new InvalidArgumentError("It must be a whole number from 0 on.");
  return Number(text);
}

export function parsePort(text: string): number {
  const port = parseCount(text);
  if (port > 65_535) throw new InvalidArgumentError("A port is at most 65535; 0 takes a free one.");
  return port;
}

/** `5%` or `0.05`. */
export function parseShare(text: string): number {
  const value = text.endsWith("%") ? Number(text.slice(0, -1)) / 100 : Number(text);
  if (text === "" || !(value > 0 && value <= 1)) throw new InvalidArgumentError("A share looks like 5% or 0.05.");
  return value;
}

/** `a,b` or `@file` with one a line; `#` begins a remark. */
export function parseList(text: string): string[] {
  const content = text.startsWith("@") ? readList(text.slice(1)) : text;
  const items = content
    .split(/[,\n]/)
    .map((item) => item.replace(/#.*$/, "").trim())
    .filter((item) => item !== "");
  if (items.length === 0) throw new InvalidArgumentError("The list is empty.");
  return items;
}

function readList(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    throw new InvalidArgumentError(
      `The file can not be read: ${error instanceof Error ? error.message : String(error)}.`,
    );
  }
}

export function parseTypes(text: string): EventType[] {
  return parseList(text).map((item) => {
    if (!isEventType(item))
      throw new InvalidArgumentError(`${item} is no event type; there are ${EVENT_TYPES.join(", ")}.`);
    return item;
  });
}

/** `board_id=…&is_open=true`. */
export function parseQuery(text: string): Record<string, string> {
  const query = Object.fromEntries(new URLSearchParams(text));
  if (Object.entries(query).some(([name, value]) => name === "" || value === ""))
    throw new InvalidArgumentError("A filter looks like board_id=…&is_open=true.");
  return query;
}

/** `60,300,1800` seconds. */
export function parseSchedule(text: string): number[] {
  return parseList(text).map((item) => {
    const seconds = Number(item);
    if (!(seconds > 0)) throw new InvalidArgumentError("A schedule looks like 60,300,1800 (seconds).");
    return seconds;
  });
}

/** For options that may be given more than once. */
export function gather(text: string, before: readonly string[] = []): string[] {
  return [...before, text];
}
