// The first step of every call: who is it, and may they. Runs before a byte of the body is read.
// In: headers. Out: the record behind the key, or a refusal.
import { API_HEADERS, type ApiScope, isUuid } from "@ticketwire/contract";
import type { ApiKeyRecord } from "@ticketwire/engine/access/find-api-key";
import type { FastifyRequest } from "fastify";
import { apiError, invalid } from "../fault/api-error.ts";
import type { KeyDirectory } from "./key-directory.ts";

/** Longer ones are refused without hashing them. */
const LONGEST_KEY = 128;

const KEY_HEADER = API_HEADERS.apiKey.toLowerCase();
const TENANT_HEADER = API_HEADERS.tenantId.toLowerCase();

/** Finds whom the call's key speaks for; throws UNAUTHORIZED, or FORBIDDEN for a tenant that is not the key's. */
export async function authenticate(request: FastifyRequest, directory: KeyDirectory): Promise<ApiKeyRecord> {
  const key = request.headers[KEY_HEADER];
  if (typeof key !== "string" || key === "")
    throw apiError("UNAUTHORIZED", `Send an API key in the ${API_HEADERS.apiKey} header.`);
  const record = key.length > LONGEST_KEY ? undefined : await directory.find(key);
  if (record === undefined)
    throw apiError(
      "UNAUTHORIZED",
      "The API key is not known, has expired or was revoked. Create one with POST /api/v1/api-keys.",
    );
  checkTenant(request.headers[TENANT_HEADER], record);
  return record;
}

function checkTenant(sent: string | string[] | undefined, record: ApiKeyRecord): void {
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
