// What a call's headers say about who calls: the key, the tenant, the scope. Pure checks; admit.ts puts them in order.
import { API_HEADERS, type ApiScope, isUuid } from "@ticketwire/contract";
import type { ApiKeyRecord } from "@ticketwire/engine/access/find-api-key";
import type { FastifyRequest } from "fastify";
import { type ApiError, apiError, invalid } from "../fault/api-error.ts";

/** Longer ones are refused without hashing them. */
const LONGEST_KEY = 128;

const KEY_HEADER = API_HEADERS.apiKey.toLowerCase();
const TENANT_HEADER = API_HEADERS.tenantId.toLowerCase();

/** The key as it was sent; undefined when there is none, or none that could be one. */
export function readKey(request: FastifyRequest): string | undefined {
  const key = request.headers[KEY_HEADER];
  return typeof key === "string" && key !== "" && key.length <= LONGEST_KEY ? key : undefined;
}

/** 401, in words for a missing key or for one that does not hold. */
export function unauthorized(isMissing: boolean): ApiError {
  return isMissing
    ? apiError("UNAUTHORIZED", `Send an API key in the ${API_HEADERS.apiKey} header.`)
    : apiError("UNAUTHORIZED", "The API key is not known, has expired or was revoked. Use another one.");
}

/** Refuses a call whose `X-Tenant-ID` is not the key's tenant. */
export function requireTenant(request: FastifyRequest, record: ApiKeyRecord): void {
  const sent = request.headers[TENANT_HEADER];
  if (sent === undefined) return;
  if (!isUuid(sent)) throw invalid(API_HEADERS.tenantId, "must be the UUID of the key's tenant", "bad_format");
  if (sent.toLowerCase() !== record.tenantId)
    throw apiError("FORBIDDEN", `${API_HEADERS.tenantId} names another tenant than the API key belongs to.`);
}

/** Refuses a key without the scope that a route asks for; `admin` holds all. */
export function requireScope(record: ApiKeyRecord, scope: ApiScope | null): void {
  if (scope === null || record.scopes.includes(scope) || record.scopes.includes("admin")) return;
  throw apiError("FORBIDDEN", `The API key lacks the scope ${scope}.`, {
    required_scope: scope,
    scopes: record.scopes,
  });
}
