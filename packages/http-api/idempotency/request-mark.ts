// What makes two calls the same request, and the id that both create under. Pure.
import { createHash } from "node:crypto";

// Names in order, so that a client which serialises anew is understood. Bodies are at most 32 levels deep (route/json-scan.ts).
function canonical(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(canonical);
  if (typeof value !== "object" || value === null) return value;
  const sorted = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return sorted.map(([name, inner]) => [name, canonical(inner)]);
}

export interface RequestMark {
  readonly method: string;
  /** Path and query string as sent. */
  readonly url: string;
  readonly body: unknown;
}

/** SHA-256 over what a call asks for. */
export function hashRequest(request: RequestMark): Buffer {
  const text = JSON.stringify([request.method, request.url, canonical(request.body)]);
  return createHash("sha256").update(text).digest();
}

/** A version 7 UUID that follows from a claim: the same whenever the call is run again. */
export function idOfClaim(claim: {
  readonly apiKeyId: string;
  readonly idempotencyKey: string;
  readonly at: Date;
}): string {
  const bytes = createHash("sha256").update(`${claim.apiKeyId}\0${claim.idempotencyKey}`).digest().subarray(0, 16);
  bytes.writeUIntBE(claim.at.getTime(), 0, 6);
  bytes[6] = 0x70 | ((bytes[6] ?? 0) & 0x0f);
  bytes[8] = 0x80 | ((bytes[8] ?? 0) & 0x3f);
  const hex = bytes.toString("hex");
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}
