// The first step of every call, before a byte of its body is read: who is it, how often do they call, may they do this.
// In: headers. Out: `request.principal`, the rate limit headers, or a refusal.
import { API_HEADERS } from "@ticketwire/contract";
import type { ApiKeyRecord, KeyRateLimit } from "@ticketwire/engine/access/find-api-key";
import type { TokenLimit } from "@ticketwire/engine/access/lease-tokens";
import type { SessionRecord } from "@ticketwire/engine/access/sessions";
import type { FastifyReply, FastifyRequest } from "fastify";
import { ApiError } from "../fault/api-error.ts";
import { type AddressLimiter, FAILURE_LIMIT } from "../limit/address-limiter.ts";
import type { KeyLimiter } from "../limit/key-limiter.ts";
import type { NarrowGate } from "../limit/narrow-gate.ts";
import type { Taken } from "../limit/token-bucket.ts";
import { readKey, requireScope, requireTenant, unauthorized } from "./authenticate.ts";
import { hashKey, type KeyDirectory } from "./key-directory.ts";

export interface AdmissionParts {
  readonly directory: KeyDirectory;
  readonly keyLimiter: KeyLimiter;
  readonly addressLimiter: AddressLimiter;
  /** Where keys from addresses that have failed too often are looked up. */
  readonly suspects: NarrowGate;
  /** Of keys that have none of their own. */
  readonly rateLimit: KeyRateLimit;
  /** The session behind a call without a key; refuses one that another site may have caused. */
  findSession(request: FastifyRequest): Promise<SessionRecord | undefined>;
}

/** Of a signed-in person: a page that shows live figures looks more often than a program should. */
const SESSION_LIMIT: TokenLimit = { burst: 600, perMinute: 600 };

function limitHeaders(limit: TokenLimit, remaining: number): Record<string, string> {
  return { [API_HEADERS.rateLimit]: String(limit.burst), [API_HEADERS.rateRemaining]: String(remaining) };
}

function writeLimit(reply: FastifyReply, limit: TokenLimit, remaining: number): void {
  void reply.headers(limitHeaders(limit, remaining));
}

function refuseRate(taken: Taken, message: string): never {
  const { remaining, retryAfterMs } = taken;
  throw new ApiError("RATE_LIMITED", message, {
    details: { retry_after_ms: retryAfterMs, remaining },
    headers: {
      "retry-after": String(Math.ceil(retryAfterMs / 1000)),
      [API_HEADERS.rateReset]: new Date(Date.now() + retryAfterMs).toISOString(),
    },
  });
}

/** The rate limit headers of an answer that no key stands behind. */
export function addressLimitHeaders(parts: AdmissionParts, address: string): Readonly<Record<string, string>> {
  return parts.rateLimit === "off" ? {} : limitHeaders(FAILURE_LIMIT, parts.addressLimiter.remaining(address));
}

/** Writes them; a key's own take their place. */
export function writeAddressLimit(parts: AdmissionParts, request: FastifyRequest, reply: FastifyReply): void {
  void reply.headers(addressLimitHeaders(parts, request.ip));
}

function countFailure(parts: AdmissionParts, request: FastifyRequest, reply: FastifyReply): void {
  if (parts.rateLimit === "off") return;
  const taken = parts.addressLimiter.take(request.ip);
  writeLimit(reply, FAILURE_LIMIT, taken.remaining);
  if (!taken.isAllowed) refuseRate(taken, "Too many calls without a valid API key came from this address.");
}

/** The record of a key that holds; undefined for one that does not, which counts as a failure of the address. */
export async function findKey(
  parts: AdmissionParts,
  call: { readonly request: FastifyRequest; readonly reply: FastifyReply },
  key: string | undefined,
): Promise<ApiKeyRecord | undefined> {
  const { request, reply } = call;
  const hash = key === undefined ? undefined : hashKey(key);
  const known = hash && parts.directory.recall(hash);
  if (known) return known;
  const record = hash && (await lookUp(parts, request, hash));
  if (record === undefined) countFailure(parts, request, reply);
  return record;
}

// Keys from an address that has failed too often are looked up one at a time: whoever guesses can not keep the database busy,
// and whoever has a good key behind the same proxy still comes through.
async function lookUp(parts: AdmissionParts, request: FastifyRequest, hash: Buffer): Promise<ApiKeyRecord | undefined> {
  const { addressLimiter, directory, suspects } = parts;
  const isSuspect = parts.rateLimit !== "off" && addressLimiter.remaining(request.ip) < 1;
  return isSuspect ? suspects.run(() => directory.lookUp(hash)) : directory.lookUp(hash);
}

async function identify(
  parts: AdmissionParts,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<ApiKeyRecord | SessionRecord> {
  const isWithoutKey = request.headers[API_HEADERS.apiKey.toLowerCase()] === undefined;
  const session = isWithoutKey ? await parts.findSession(request) : undefined;
  const record = session ?? (await findKey(parts, { request, reply }, readKey(request)));
  if (record === undefined) throw unauthorized(isWithoutKey);
  return record;
}

async function limitKey(
  parts: AdmissionParts,
  record: ApiKeyRecord | SessionRecord,
  reply: FastifyReply,
): Promise<void> {
  const ownLimit = record.rateLimit ?? parts.rateLimit;
  if (ownLimit === "off") return void reply.removeHeader(API_HEADERS.rateLimit).removeHeader(API_HEADERS.rateRemaining);
  const isSession = "sessionId" in record;
  const limit = isSession ? SESSION_LIMIT : ownLimit;
  const bucket = isSession ? { tenantId: record.tenantId, apiKeyId: record.sessionId } : record;
  const taken = await parts.keyLimiter.take(bucket, limit);
  writeLimit(reply, limit, taken.remaining);
  if (!taken.isAllowed) refuseRate(taken, "This API key called too often; wait as long as Retry-After says.");
}

/** Admits a call below the base path, or throws what it is answered with. */
export async function admit(parts: AdmissionParts, request: FastifyRequest, reply: FastifyReply): Promise<void> {
  const record = await identify(parts, request, reply);
  request.principal = record;
  parts.directory.noteUse(record);
  await limitKey(parts, record, reply);
  requireTenant(request, record);
  requireScope(record, request.routeOptions.config.declared?.scope ?? null);
}
