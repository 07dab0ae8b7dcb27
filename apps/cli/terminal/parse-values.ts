// Values of options, read strictly: durations, shares, rates, moments, lists. In: the text after the flag. Out: a value;
// a wrong one ends the command with exit code 2 before anything is done.
import { EVENT_TYPES, type EventType, isEventType } from "@ticketwire/contract";
import { InvalidArgumentError } from "commander";

const UNITS_MS: Readonly<Record<string, number>> = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 };
const DURATION = /^(\d+(?:\.\d+)?)(ms|s|m|h|d)$/;

/** `500ms`, `10s`, `5m`, `2h`, `1d` in milliseconds. */
export function parseDuration(text: string): number {
  const [, amount, unit] = DURATION.exec(text) ?? [];
  if (amount === undefined || unit === undefined)
    throw new InvalidArgumentError(`"${text}" is no duration: write it like 500ms, 10s, 5m, 2h or 1d.`);
  return Math.round(Number(amount) * (UNITS_MS[unit] ?? 0));
}

/** The longest that a timer can wait; a longer one would go off at once. */
const LONGEST_WAIT_MS = 2 ** 31 - 1;

/** A duration that this command itself waits for. */
export function parseWait(text: string): number {
  const ms = parseDuration(text);
  if (ms <= LONGEST_WAIT_MS) return ms;
  throw new InvalidArgumentError(`"${text}" is longer than a command can wait: at most 24d.`);
}

/** `5%` or `0.05` as a number from 0 to 1. */
export function parseShare(text: string): number {
  const match = /^(\d+(?:\.\d+)?)(%?)$/.exec(text);
  const share = match === null ? Number.NaN : Number(match[1]) / (match[2] === "%" ? 100 : 1);
  if (!(share >= 0 && share <= 1))
    throw new InvalidArgumentError(`"${text}" is no share: write it like 5% or 0.05, from 0 to 1.`);
  return share;
}

/** `5/s` or `30/m` in changes a second. */
export function parseRate(text: string): number {
  const [, amount, unit] = /^(\d+(?:\.\d+)?)\/(s|m)$/.exec(text) ?? [];
  const perSecond = Number(amount) / (unit === "m" ? 60 : 1);
  if (!(perSecond > 0 && perSecond <= 1000))
    throw new InvalidArgumentError(`"${text}" is no rate: write it like 5/s or 30/m, up to 1000/s.`);
  return perSecond;
}

/** An ISO 8601 time, or how long ago: `2h`. Out: ISO 8601 in UTC. */
export function parseMoment(text: string): string {
  if (DURATION.test(text)) return new Date(Date.now() - parseDuration(text)).toISOString();
  const isIso = /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2}))?$/.test(text);
  const at = isIso ? new Date(text) : null;
  if (at === null || Number.isNaN(at.getTime()))
    throw new InvalidArgumentError(`"${text}" is no time: write 2026-03-01T09:00:00Z, or 2h for two hours ago.`);
  return at.toISOString();
}

/** A whole number between two bounds. */
export function parseWhole(least: number, most: number): (text: string) => number {
  return (text) => {
    const value = /^\d{1,15}$/.test(text) ? Number(text) : Number.NaN;
    if (!(value >= least && value <= most))
      throw new InvalidArgumentError(`"${text}" is no whole number from ${least} to ${most}.`);
    return value;
  };
}

/** Comma-separated words. */
export function parseList(text: string): readonly string[] {
  const words = text.split(",").map((word) => word.trim());
  if (words.some((word) => word === ""))
    throw new InvalidArgumentError(`"${text}" has an empty place: separate words by single commas.`);
  return words;
}

/** Comma-separated event types; `all` for the six, and `assigned` for `ticket.assigned`. */
export function parseEventTypes(text: string): readonly EventType[] {
  if (text === "all") return EVENT_TYPES;
  return parseList(text).map(parseEventType);
}

export function parseEventType(text: string): EventType {
  const full = text.startsWith("ticket.") ? text : `ticket.${text}`;
  if (isEventType(full)) return full;
  throw new InvalidArgumentError(`"${text}" is no event type: there are ${EVENT_TYPES.join(", ")}.`);
}

/** An http or https address; a port alone or a host without a scheme is completed. */
export function parseTarget(text: string): string {
  const full = /^\d{1,5}$/.test(text) ? `http://localhost:${text}/` : text.includes("://") ? text : `http://${text}`;
  const url = URL.canParse(full) ? new URL(full) : null;
  if (url === null || !(url.protocol === "http:" || url.protocol === "https:") || url.port === "0")
    throw new InvalidArgumentError(`"${text}" is no address: write it like http://localhost:3000/webhooks.`);
  if (url.username !== "" || url.password !== "")
    throw new InvalidArgumentError("an address with a user name or password in it is not taken.");
  return url.href;
}

/** For options that may be given several times. */
export function collect(text: string, earlier: readonly string[] = []): readonly string[] {
  return [...earlier, text];
}
