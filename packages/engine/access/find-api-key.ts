// API keys by their SHA-256, before any tenant is known: one of the named statements that span tenants.
// In: a hash. Out: the record of a key that is not revoked, of a user who is active.
import type { ApiScope, TenantId, UserId } from "@ticketwire/contract";
import type { Queryable } from "../db/database.ts";
import { sql } from "../db/sql.ts";
import type { TokenLimit } from "./lease-tokens.ts";

/** A limit of a key's own; `"off"`: none. */
export type KeyRateLimit = TokenLimit | "off";

/** What every call must know about its key. */
export interface ApiKeyRecord {
  readonly apiKeyId: string;
  readonly tenantId: TenantId;
  readonly userId: UserId;
  readonly scopes: readonly ApiScope[];
  /** May make and list tenants. */
  readonly isInstallationAdmin: boolean;
  readonly keyHash: Buffer;
  readonly expiresAt: Date | null;
  /** Null: the installation's limit. */
  readonly rateLimit: KeyRateLimit | null;
}

/** Finds a key that may still be used; its expiry is for the caller to compare. */
export async function findApiKey(engine: Queryable, keyHash: Uint8Array): Promise<ApiKeyRecord | undefined> {
  const [row] = await engine.query<ApiKeyRecord>(sql`
    SELECT k.api_key_id AS "apiKeyId", k.tenant_id AS "tenantId", k.user_id AS "userId", k.scopes,
      k.is_installation_admin AS "isInstallationAdmin", k.key_hash AS "keyHash", k.expires_at AS "expiresAt", k.rate_limit AS "rateLimit"
    FROM ticketwire.api_keys AS k
    JOIN ticketwire.users AS u ON u.tenant_id = k.tenant_id AND u.user_id = k.user_id
    WHERE k.key_hash = ${keyHash} AND k.revoked_at IS NULL AND u.is_active`);
  return row;
}

export interface KeyUse {
  readonly tenantId: TenantId;
  readonly apiKeyId: string;
  readonly usedAt: Date;
}

// Written in batches, never backwards. Two processes may write the same keys: both take the rows in the order of their ids.
export async function touchApiKeys(engine: Queryable, uses: readonly KeyUse[]): Promise<void> {
  const ordered = [...uses].sort((a, b) => (a.apiKeyId < b.apiKeyId ? -1 : 1));
  await engine.query(sql`
    UPDATE ticketwire.api_keys AS k SET last_used_at = use.used_at
    FROM unnest(${ordered.map((use) => use.tenantId)}::uuid[], ${ordered.map((use) => use.apiKeyId)}::uuid[],
      ${ordered.map((use) => use.usedAt)}::timestamptz[]) AS use (tenant_id, api_key_id, used_at)
    WHERE k.tenant_id = use.tenant_id AND k.api_key_id = use.api_key_id
      AND (k.last_used_at IS NULL OR k.last_used_at < use.used_at)`);
}
