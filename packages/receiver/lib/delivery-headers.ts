// First step of the way: the few headers of a delivery, out of whatever shape a framework keeps headers in.
// In: a Headers object, a Map, a list of pairs, or a plain object (Node, Lambda); any case of the names.
// Out: one text per wanted header; several lines of one name are joined by a comma, as HTTP itself would.
import { badOption } from "../errors.ts";
import { DELIVERY_HEADERS, STANDARD_HEADERS } from "@ticketwire/contract/headers";

/** The shapes of headers that are understood. Names may be in any case. */
export type HeadersInput =
  | Iterable<readonly [string, string]>
  | { forEach(callback: (value: string, name: string) => void): void }
  | Readonly<Record<string, string | readonly string[] | undefined>>;

const WANTED = { ...DELIVERY_HEADERS, standardId: STANDARD_HEADERS.id, standardTimestamp: STANDARD_HEADERS.timestamp };
const NAMES = { ...WANTED, standardSignature: STANDARD_HEADERS.signature };

export type DeliveryHeaders = { [Key in keyof typeof NAMES]?: string };

const KEY_BY_NAME = new Map(
  Object.entries(NAMES).map(([key, name]) => [name.toLowerCase(), key as keyof DeliveryHeaders] as const),
);

/** Reads the delivery headers in one pass over all headers; absent ones stay absent. */
export function readDeliveryHeaders(headers: HeadersInput): DeliveryHeaders {
  if (typeof headers !== "object" || headers === null) {
    throw badOption("headers", `must be the headers of the request, not ${headers === null ? "null" : typeof headers}`);
  }
  const found: DeliveryHeaders = {};
  for (const [name, value] of entriesOf(headers)) {
    const key = KEY_BY_NAME.get(name.toLowerCase());
    if (key === undefined || value === undefined || value === null) continue;
    const text = Array.isArray(value) ? value.join(",") : String(value);
    found[key] = found[key] === undefined ? text : `${found[key]},${text}`;
  }
  return found;
}

function entriesOf(headers: HeadersInput): Iterable<readonly [string, unknown]> {
  if (Symbol.iterator in headers) return headers as Iterable<readonly [string, string]>;
  if (typeof headers.forEach !== "function") return Object.entries(headers);
  const entries: [string, string][] = [];
  (headers as Headers).forEach((value, name) => entries.push([name, value]));
  return entries;
}
