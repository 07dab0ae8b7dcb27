// A key was stored and its answer lost: the process died in between, and the secret exists nowhere. It is revoked, and
// another one like it is made. In: which. Out: the new key with its secret.
import type { TenantId } from "@ticketwire/contract";
import {
  type ApiKeyEntry,
  createApiKey,
  type CreatedApiKey,
  listApiKeys,
  readApiKey,
  revokeApiKey,
} from "@ticketwire/engine/access/api-keys";
import type { Queryable } from "@ticketwire/engine/db/database";
import type { AppContext } from "../context.ts";

async function findLost(db: Queryable, tenantId: TenantId, apiKeyId: string | undefined): Promise<ApiKeyEntry> {
  const lost =
    apiKeyId === undefined
      ? (await listApiKeys(db, tenantId, { limit: 1, offset: 0, after: null })).rows[0]
      : await readApiKey(db, tenantId, apiKeyId);
  if (lost === undefined) throw new Error(`tenant ${tenantId} has no API key ${apiKeyId ?? ""}`);
  return lost;
}

/** Replaces a key; without an id the tenant's first one. */
export async function replaceLostKey(
  context: AppContext,
  which: { readonly tenantId: TenantId; readonly apiKeyId?: string },
): Promise<CreatedApiKey> {
  const { tenantId, apiKeyId } = which;
  return context.database.forTenant(tenantId).transaction(async (tx) => {
    const lost = await findLost(tx, tenantId, apiKeyId);
    await revokeApiKey(tx, tenantId, lost.api_key_id);
    return createApiKey(tx, tenantId, {
      name: lost.name,
      userId: lost.user_id,
      scopes: lost.scopes,
      expiresAt: lost.expires_at,
      rateLimit: lost.rate_limit,
      isInstallationAdmin: lost.is_installation_admin,
    });
  });
}
