// Version 7 UUIDs for moments that are known here. In: a moment in milliseconds. Out: an id that sorts by it.
import { randomUUID } from "node:crypto";

/** A version 7 UUID (RFC 9562, 5.7) of a moment, milliseconds since 1970. Ids of one millisecond are in no order. */
export function uuidOf(momentMs: number): string {
  const time = Math.floor(momentMs).toString(16).padStart(12, "0");
  // The rest of a version 4 UUID is random in the same places and carries the same variant.
  return `${time.slice(0, 8)}-${time.slice(8, 12)}-7${randomUUID().slice(15)}`;
}

/** The smallest UUID of a moment: every version 7 id of it or later is greater. */
export function firstIdOf(momentMs: number): string {
  const time = Math.floor(momentMs).toString(16).padStart(12, "0");
  return `${time.slice(0, 8)}-${time.slice(8, 12)}-0000-0000-000000000000`;
}
