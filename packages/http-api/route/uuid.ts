// Version 7 UUIDs (RFC 9562, 5.7) for what the API creates.
import { randomBytes } from "node:crypto";

function format(hex: string): string {
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

/** A version 7 UUID of a moment; its other 74 bits come from `entropy`, ten bytes, random unless given. */
export function uuidV7(moment: Date, entropy: Uint8Array = randomBytes(10)): string {
  const bytes = Buffer.alloc(16);
  bytes.writeUIntBE(moment.getTime(), 0, 6);
  bytes.set(entropy.subarray(0, 10), 6);
  bytes[6] = 0x70 | ((bytes[6] ?? 0) & 0x0f);
  bytes[8] = 0x80 | ((bytes[8] ?? 0) & 0x3f);
  return format(bytes.toString("hex"));
}
