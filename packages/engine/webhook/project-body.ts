// Pure: the body of a delivery = the frozen envelope, cut down to the fields its webhook chose. Lane, deliveries and feed
// all come here, so what is shown is what was signed.
// In: the envelope's text and the delivery's `payload_fields`. Out: the text that is sent.
import { EVENT_EXTRA_FIELDS, TICKET_FIELDS } from "@ticketwire/contract";

/** A choice of `data` fields by entity, as stored with a delivery. */
export interface PayloadFields {
  readonly ticket: readonly string[];
}

/** What `payload_fields.ticket` may name: the ticket's fields and what single event types add to them. */
export const PAYLOAD_FIELDS: readonly string[] = [...TICKET_FIELDS, ...EVENT_EXTRA_FIELDS];

/** Stays whatever was chosen: without the first a receiver can not tell tickets apart, the second marks a test. */
const ALWAYS_KEPT: readonly string[] = ["ticket_id", "is_test"];

/** Where `data` begins in an envelope. Inside a JSON string each quote carries a backslash, so this finds only the key. */
const DATA_KEY = '","data":';

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const COMMA = 0x2c;
const OPEN_BRACE = 0x7b;
const CLOSE_BRACE = 0x7d;
const OPEN_BRACKET = 0x5b;
const CLOSE_BRACKET = 0x5d;

/** The index after the string that opens at `start`. */
function afterString(text: string, start: number): number {
  let index = start + 1;
  while (index < text.length && text.charCodeAt(index) !== QUOTE) index += text.charCodeAt(index) === BACKSLASH ? 2 : 1;
  return index + 1;
}

/** The index of the comma or brace that ends the member whose first character is at `start`. */
function afterMember(text: string, start: number): number {
  let depth = 0;
  let index = start;
  while (index < text.length) {
    const code = text.charCodeAt(index);
    if (code === QUOTE) {
      index = afterString(text, index);
      continue;
    }
    if (depth === 0 && (code === COMMA || code === CLOSE_BRACE)) return index;
    if (code === OPEN_BRACE || code === OPEN_BRACKET) depth++;
    if (code === CLOSE_BRACE || code === CLOSE_BRACKET) depth--;
    index++;
  }
  return index;
}

function afterSpace(text: string, start: number): number {
  let index = start;
  while (text.charCodeAt(index) <= 0x20) index++;
  return index;
}

/**
 * Leaves only the chosen members of `data`, in the order and the very bytes in which they stand: numbers are not read and
 * written again, so none loses a digit. `null` gives back the same string. `ticket_id` always stays; `changes`, `comment`
 * and the other extras of single event types stay when they were chosen.
 */
export function projectBody(body: string, payloadFields: PayloadFields | null): string {
  if (payloadFields === null) return body;
  const key = body.indexOf(DATA_KEY);
  const open = key < 0 ? -1 : afterSpace(body, key + DATA_KEY.length);
  if (open < 0 || body.charCodeAt(open) !== OPEN_BRACE) return body;
  const kept: string[] = [];
  let index = afterSpace(body, open + 1);
  while (index < body.length && body.charCodeAt(index) !== CLOSE_BRACE) {
    const end = afterMember(body, index);
    const name = JSON.parse(body.slice(index, afterString(body, index))) as string;
    if (ALWAYS_KEPT.includes(name) || payloadFields.ticket.includes(name)) kept.push(body.slice(index, end));
    index = body.charCodeAt(end) === COMMA ? afterSpace(body, end + 1) : end;
  }
  return `${body.slice(0, open + 1)}${kept.join(",")}${body.slice(index)}`;
}
