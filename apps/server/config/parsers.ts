// Text to value, one function per form of value. In: what stands in a variable or a flag, never empty. Out: the value,
// or REFUSED; the caller knows the name and says what is allowed. Nothing here reads the environment or a file.
import { isIP, isIPv6 } from "node:net";
import type { ApiRateLimit } from "./server-config.ts";

export const REFUSED = Symbol("refused");
export type Parsed<Value> = Value | typeof REFUSED;

const MASTER_KEY_BYTES = 32;
const HIGHEST_RATE = 1_000_000;

export function parseText(text: string): string {
  return text;
}

export function parseSwitch(text: string): Parsed<boolean> {
  if (text === "on") return true;
  return text === "off" ? false : REFUSED;
}

/** A whole number in plain digits. */
export function parseWhole(lowest: number, highest: number): (text: string) => Parsed<number> {
  return (text) => {
    const value = /^\d{1,15}$/.test(text) ? Number(text) : Number.NaN;
    return value >= lowest && value <= highest ? value : REFUSED;
  };
}

export function parseChoice<const Choice extends string>(choices: readonly Choice[]): (text: string) => Parsed<Choice> {
  return (text) => choices.find((choice) => choice === text) ?? REFUSED;
}

/** A comma-separated list, spaces around its items left out, no item empty. */
function parseList<Item>(parseItem: (text: string) => Parsed<Item>): (text: string) => Parsed<readonly Item[]> {
  return (text) => {
    const items = text.split(",").map((item) => parseItem(item.trim()));
    return items.some((item) => item === REFUSED) ? REFUSED : (items as readonly Item[]);
  };
}

export function parseSchedule(steps: number, longestSeconds: number): (text: string) => Parsed<readonly number[]> {
  const parse = parseList(parseWhole(1, longestSeconds));
  return (text) => {
    const schedule = parse(text);
    return schedule !== REFUSED && schedule.length > steps ? REFUSED : schedule;
  };
}

export const parseNetworks = parseList(parseNetwork);

/** `address/prefix`; an address alone stands for itself. */
function parseNetwork(text: string): Parsed<string> {
  const [address = "", prefix, ...rest] = text.split("/");
  if (isIP(address) === 0 || address.includes("%") || rest.length > 0) return REFUSED;
  const longest = isIPv6(address) ? 128 : 32;
  const length = parseWhole(0, longest)(prefix ?? String(longest));
  return length === REFUSED ? REFUSED : `${address}/${length}`;
}

export const parseOrigins = parseList(parseOrigin);

/** As browsers send it: scheme, host and port, nothing behind. */
function parseOrigin(text: string): Parsed<string> {
  const url = URL.parse(text);
  if (url === null || parseUrl("http", "https")(text) === REFUSED) return REFUSED;
  return url.href === `${url.origin}/` && !text.includes("*") ? url.origin : REFUSED;
}

export function parseHost(text: string): Parsed<string> {
  return isIP(text) !== 0 || /^[a-z\d]([a-z\d.-]*[a-z\d])?$/i.test(text) ? text : REFUSED;
}

/** An address of one of these schemes, with a host. */
export function parseUrl(...schemes: readonly string[]): (text: string) => Parsed<string> {
  return (text) => {
    const url = URL.parse(text);
    return url !== null && schemes.includes(url.protocol.slice(0, -1)) && url.host !== "" ? text : REFUSED;
  };
}

/** As PostgreSQL's own tools take it; the host may be left out, or be a socket's folder in `?host=`. */
export function parseDatabaseUrl(text: string): Parsed<string> {
  const isPostgres = /^postgres(ql)?:\/\/\S+$/.test(text);
  return isPostgres && URL.canParse(text.replace("@/", "@localhost/")) ? text : REFUSED;
}

/** Links are made by appending a path: so no query, no fragment, no name and password, no slash at the end. */
export function parseBaseUrl(text: string): Parsed<string> {
  const url = URL.parse(text);
  if (url === null || parseUrl("http", "https")(text) === REFUSED) return REFUSED;
  const hasMore = [url.search, url.hash, url.username, url.password].some((part) => part !== "");
  return hasMore ? REFUSED : `${url.origin}${url.pathname}`.replace(/\/+$/, "");
}

/** It travels in a header: visible characters of ASCII only. */
export function parseApiKey(text: string): Parsed<string> {
  return /^[\x21-\x7e]{32,128}$/.test(text) ? text : REFUSED;
}

/** 32 bytes as 64 hexadecimal digits, or as base64 in either alphabet, padded or not. */
export function parseMasterKey(text: string): Parsed<Uint8Array> {
  if (/^[\da-f]{64}$/i.test(text)) return Buffer.from(text, "hex");
  if (!/^[\w+/-]{43}=?$/.test(text)) return REFUSED;
  const bytes = Buffer.from(text, "base64url");
  return bytes.length === MASTER_KEY_BYTES ? bytes : REFUSED;
}

/** `burst:per minute`, or `off`. */
export function parseRateLimit(text: string): Parsed<ApiRateLimit | null> {
  if (text === "off") return null;
  const parse = parseWhole(1, HIGHEST_RATE);
  const [burst, perMinute, ...rest] = text.split(":").map(parse);
  if (burst === undefined || perMinute === undefined || rest.length > 0) return REFUSED;
  return burst === REFUSED || perMinute === REFUSED ? REFUSED : { burst, perMinute };
}

/** `name@host`, or `Name <name@host>`. */
export function parseMailAddress(text: string): Parsed<string> {
  const [, address = text] = /^[^<>\r\n"]+ <([^<>]+)>$/.exec(text) ?? [];
  return /^[^\s<>@,;"]+@[^\s<>@,;"]+$/.test(address) ? text : REFUSED;
}
