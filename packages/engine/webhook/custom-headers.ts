// Pure: which custom headers a webhook may have, and how they are shown. Names are shown, values are write-only.
import { type ErrorDetail, isReservedHeader } from "@ticketwire/contract";

/** Stands for a value in every answer. Sent back in an update it leaves the stored value as it is. */
export const MASKED_VALUE = "***";

export const MOST_CUSTOM_HEADERS = 50;
export const LONGEST_HEADER_VALUE = 4096;
const LONGEST_HEADER_NAME = 128;

// RFC 9110, 5.6.2: the characters of a token.
const TOKEN = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/;
const VISIBLE_ASCII = /^[\x21-\x7e]([\t\x20-\x7e]*[\x21-\x7e])?$/;

type Headers = Readonly<Record<string, string>>;

function nameFault(name: string): readonly [message: string, code: string] | null {
  if (name.length > LONGEST_HEADER_NAME)
    return [`has a name longer than ${LONGEST_HEADER_NAME} characters`, "too_long"];
  if (!TOKEN.test(name)) return ["is not a header name: letters, digits and !#$%&'*+.^_`|~- only", "bad_header_name"];
  if (isReservedHeader(name))
    return ["is written by Ticketwire or by HTTP itself and can not be set", "reserved_header"];
  return null;
}

function valueFault(value: string): readonly [message: string, code: string] | null {
  if (value.length > LONGEST_HEADER_VALUE)
    return [`has a value longer than ${LONGEST_HEADER_VALUE} characters`, "too_long"];
  if (value !== "" && !VISIBLE_ASCII.test(value))
    return [
      "has a value with a line break, a control character, a character beyond ASCII, or white space at its ends",
      "bad_header_value",
    ];
  return null;
}

/** Every fault of a set of custom headers. Values are never repeated in a message. */
export function findHeaderFaults(headers: Headers): readonly ErrorDetail[] {
  const details: ErrorDetail[] = [];
  const seen = new Map<string, string>();
  for (const [name, value] of Object.entries(headers)) {
    const path = `custom_headers.${name}`;
    const fault = nameFault(name) ?? valueFault(value);
    if (fault) details.push({ path, message: fault[0], code: fault[1] });
    const twin = seen.get(name.toLowerCase());
    if (twin !== undefined) details.push({ path, message: `is the same header as ${twin}`, code: "duplicate" });
    seen.set(name.toLowerCase(), name);
  }
  if (seen.size > MOST_CUSTOM_HEADERS)
    details.push({
      path: "custom_headers",
      message: `must have at most ${MOST_CUSTOM_HEADERS} fields`,
      code: "too_many",
    });
  return details;
}

/** The headers after an update: those given, where a masked value stands for the stored one. */
export function mergeHeaders(
  stored: Headers,
  given: Headers,
): { readonly headers: Headers; readonly faults: readonly ErrorDetail[] } {
  const known = new Map(Object.entries(stored).map(([name, value]) => [name.toLowerCase(), value]));
  const faults: ErrorDetail[] = [];
  const headers = Object.entries(given).map(([name, value]): [string, string] => {
    if (value !== MASKED_VALUE) return [name, value];
    const kept = known.get(name.toLowerCase());
    if (kept === undefined)
      faults.push({
        path: `custom_headers.${name}`,
        message: `is ${MASKED_VALUE}, which keeps a stored value, but none is stored under this name`,
        code: "masked_value",
      });
    return [name, kept ?? value];
  });
  return { headers: Object.fromEntries(headers), faults };
}

/** The headers as every answer shows them. */
export function maskHeaders(headers: Headers): Headers {
  return Object.fromEntries(Object.keys(headers).map((name) => [name, MASKED_VALUE]));
}
