// What is kept of an answer's headers: as many as a person needs, never as many as a hostile receiver can send, and none
// that is a secret of the receiver's. In: headers as undici parsed them. Out: a flat record for the attempt's row.

type RawHeaders = Readonly<Record<string, string | readonly string[] | undefined>>;

const MAX_HEADERS = 50;
const MAX_VALUE_LENGTH = 1024;
const MAX_TOTAL_LENGTH = 8 * 1024;

/** Stands in for every value that is not shown. */
export const MASKED_VALUE = "***";

const SECRET_NAME = /cookie|authorization|authentication-info|token|secret|passw|session|api-?key|credential/;

// The verdict reads these, so a flood of others must not push them out.
const FIRST: readonly string[] = ["retry-after", "location"];

function keepValue(name: string, value: string | readonly string[]): string {
  if (SECRET_NAME.test(name)) return MASKED_VALUE;
  const text = typeof value === "string" ? value : value.join(", ");
  return text.length > MAX_VALUE_LENGTH ? `${text.slice(0, MAX_VALUE_LENGTH)}…` : text;
}

/** Bounded and masked: at most 50 headers and 8 KiB. */
export function keepResponseHeaders(raw: RawHeaders): Record<string, string> {
  const kept: Record<string, string> = {};
  let count = 0;
  let length = 0;
  const keep = (name: string): void => {
    const value = raw[name];
    if (value === undefined || name === "__proto__" || kept[name] !== undefined || count >= MAX_HEADERS) return;
    const text = keepValue(name, value);
    length += name.length + text.length;
    if (length > MAX_TOTAL_LENGTH) return;
    kept[name] = text;
    count += 1;
  };
  for (const name of FIRST) keep(name);
  for (const name in raw) keep(name);
  return kept;
}
