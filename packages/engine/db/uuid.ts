// Version 7 UUIDs for moments that are known here. In: a moment in milliseconds. Out: an id that sorts by it.
import { randomUUID } from "node:crypto";

/** Where the 12 bits after the moment begin: low, so that a millisecond's ids have room above. */
const FIRST_ORDINALS = 256;
const LAST_ORDINAL = 4095;

const last = { ms: 0, ordinal: 0 };

// RFC 9562, 6.2, method 1: a counter in the bits after the moment.
function ordinalOf(ms: number): number {
  const next = ms === last.ms ? Math.min(last.ordinal + 1, LAST_ORDINAL) : Math.floor(Math.random() * FIRST_ORDINALS);
  last.ms = ms;
  last.ordinal = next;
  return next;
}

/**
 * A version 7 UUID (RFC 9562, 5.7) of a moment, milliseconds since 1970. Ids of one millisecond, made one after the other by this
 * process, sort in that order.
 */
export function uuidOf(momentMs: number): string {
  const ms = Math.floor(momentMs);
  const time = ms.toString(16).padStart(12, "0");
  const ordinal = ordinalOf(ms).toString(16).padStart(3, "0");
  // The rest of a version 4 UUID is random in the same places and carries the same variant.
  return `${time.slice(0, 8)}-${time.slice(8, 12)}-7${ordinal}${randomUUID().slice(18)}`;
}

/** The smallest UUID of a moment: every version 7 id of it or later is greater. */
export function firstIdOf(momentMs: number): string {
  const time = Math.floor(momentMs).toString(16).padStart(12, "0");
  return `${time.slice(0, 8)}-${time.slice(8, 12)}-0000-0000-000000000000`;
}
