// API keys of a tenant: made for a user, listed, revoked. A secret is in one answer only.
import type { TenantId } from "@ticketwire/contract";
import {
  createApiKey,
  type CreatedApiKey,
  listApiKeys,
  type NewApiKey,
  readApiKey,
  revokeApiKey,
} from "@ticketwire/engine/access/api-keys";
import type { KeyRateLimit } from "@ticketwire/engine/access/find-api-key";
import { insertAuditEntry } from "@ticketwire/engine/db/audit-log";
import type { Queryable } from "@ticketwire/engine/db/database";
import { constraintOf } from "@ticketwire/engine/db/errors";
import { apiError, invalid, notFound } from "../fault/api-error.ts";
import { PAGE_QUERY, pageOf, readPage } from "../page/paging.ts";
import { created, list, noContent, ok } from "../route/answer.ts";
import type { Call } from "../route/call.ts";
import { createdOne, listOf, nothing, one, type Resource, route } from "../route/route.ts";
import { record, type Static, Type, Uuid } from "../route/schema.ts";
import { ApiKey, CreatedKey, NewKey, presentKey, readKeyLimit } from "./api-key-schema.ts";
import { replaceLostKey } from "./replace-lost-key.ts";

const KEY_PATH = record({ api_key_id: Uuid });

function isWithin(limit: KeyRateLimit | null, installation: KeyRateLimit): boolean {
  if (limit === null || installation === "off") return true;
  return limit !== "off" && limit.burst <= installation.burst && limit.perMinute <= installation.perMinute;
}

// A tenant's admin may make keys slower, but not faster than the operator allows, and no key that reaches other tenants.
function refuseBeyondRights(call: Call, wish: NewApiKey): void {
  if (call.principal.isInstallationAdmin) return;
  if (wish.isInstallationAdmin)
    throw apiError("FORBIDDEN", "is_installation_admin: only an installation admin may give this on.");
  if (!isWithin(wish.rateLimit ?? null, call.context.rateLimit))
    throw apiError("FORBIDDEN", "rate_limit: only an installation admin may set more than the installation's limit.");
}

function readWish(call: Call<unknown, unknown, Static<typeof NewKey>>): NewApiKey {
  const { name, scopes, user_id: userId, expires_at: expiry, rate_limit: limit, ...rest } = call.body;
  const expiresAt = expiry === undefined || expiry === null ? null : new Date(expiry);
  if (expiresAt !== null && expiresAt <= call.now)
    throw invalid("expires_at", `must lie in the future, got ${expiry ?? ""}`, "in_the_past");
  return {
    name,
    scopes,
    userId: userId ?? call.principal.userId,
    expiresAt,
    rateLimit: limit === undefined ? null : readKeyLimit(limit),
    isInstallationAdmin: rest.is_installation_admin ?? false,
    apiKeyId: call.newId,
  };
}

async function noteInAuditLog(tx: Queryable, call: Call, entry: { action: string; apiKeyId: string }): Promise<void> {
  const { tenantId, userId } = call.principal;
  await insertAuditEntry(tx, {
    tenantId,
    actor: { type: "user", id: userId },
    action: entry.action,
    subjectType: "api_key",
    subjectId: entry.apiKeyId,
    now: call.now,
  });
}

async function storeKey(call: Call, wish: NewApiKey): Promise<CreatedApiKey> {
  const { tenantId } = call.principal;
  return call.tenant.transaction(async (tx) => {
    const key = await createApiKey(tx, tenantId, wish);
    await noteInAuditLog(tx, call, { action: "api_key.created", apiKeyId: key.entry.api_key_id });
    return key;
  });
}

async function makeKey(call: Call, wish: NewApiKey): Promise<CreatedApiKey> {
  try {
    return await storeKey(call, wish);
  } catch (error) {
    const constraint = constraintOf(error);
    if (constraint === "api_keys_pkey")
      return replaceLostKey(call.context, { tenantId: call.principal.tenantId, apiKeyId: call.newId });
    if (constraint === "api_keys_tenant_id_user_id_fkey")
      throw invalid("user_id", `names no user of this tenant: ${wish.userId}`, "unknown_id");
    throw error;
  }
}

const createRoute = route({
  method: "POST",
  path: "/api-keys",
  operationId: "createApiKey",
  summary: "Create an API key",
  scope: "admin",
  body: NewKey,
  examples: {
    integration: { name: "Integration", scopes: ["tickets:read", "webhooks:read", "webhooks:write"] },
  },
  success: createdOne("The key and, this once, its secret.", CreatedKey),
  async handle(call) {
    const wish = readWish(call);
    refuseBeyondRights(call, wish);
    const key = await makeKey(call, wish);
    return created({ ...presentKey(key.entry), api_key: key.secret });
  },
});

const listRoute = route({
  method: "GET",
  path: "/api-keys",
  operationId: "listApiKeys",
  summary: "List API keys",
  description: "Revoked and expired ones included, in the order they were made.",
  scope: "admin",
  query: record(PAGE_QUERY),
  success: listOf("Keys without their secrets.", ApiKey),
  async handle(call) {
    const page = readPage(call.query, Type.Tuple([Uuid]));
    const after = page.after === null ? null : { api_key_id: page.after[0] };
    const found = await listApiKeys(call.tenant, call.principal.tenantId, { ...page, after });
    return list(pageOf(page, { ...found, positionOf: (entry): [string] => [entry.api_key_id], present: presentKey }));
  },
});

const readRoute = route({
  method: "GET",
  path: "/api-keys/{api_key_id}",
  operationId: "readApiKey",
  summary: "Read an API key",
  scope: "admin",
  params: KEY_PATH,
  success: one("The key without its secret.", ApiKey),
  async handle(call) {
    const { api_key_id: id } = call.params;
    const entry = await readApiKey(call.tenant, call.principal.tenantId, id);
    if (entry === undefined) throw notFound("API key", id);
    return ok(presentKey(entry));
  },
});

async function revoke(call: Call, tenantId: TenantId, apiKeyId: string): Promise<boolean> {
  return call.tenant.transaction(async (tx) => {
    const isThere = await revokeApiKey(tx, tenantId, apiKeyId);
    if (isThere) await noteInAuditLog(tx, call, { action: "api_key.revoked", apiKeyId });
    return isThere;
  });
}

const revokeRoute = route({
  method: "DELETE",
  path: "/api-keys/{api_key_id}",
  operationId: "revokeApiKey",
  summary: "Revoke an API key",
  description: "At once, in every process. It stays in the list.",
  scope: "admin",
  params: KEY_PATH,
  success: nothing("It is revoked."),
  async handle(call) {
    const { api_key_id: id } = call.params;
    if (!(await revoke(call, call.principal.tenantId, id))) throw notFound("API key", id);
    call.context.forgetKeys();
    return noContent();
  },
});

export const apiKeyResource: Resource = {
  name: "API keys",
  description: "Keys act for a user of the tenant, within their scopes. `admin` holds all scopes.",
  routes: [createRoute, listRoute, readRoute, revokeRoute],
};
