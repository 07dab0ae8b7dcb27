// API keys as their owners see them: made, listed, revoked. The secret is shown once; only its SHA-256 is stored.
// In: a tenant and what the key may do. Out: records without any secret.
import { createHash, randomBytes } from "node:crypto";
import type { ApiScope, TenantId } from "@ticketwire/contract";
import type { Queryable } from "../db/database.ts";
import { EngineError } from "../db/errors.ts";
import { CHANNELS } from "../db/listen.ts";
import { fragment, sql } from "../db/sql.ts";
import { uuidOf } from "../db/uuid.ts";
import type { KeyRateLimit } from "./find-api-key.ts";

const SECRET_BYTES = 32;
const SHORTEST_SECRET = 32;
const LONGEST_SECRET = 128;

export interface NewApiKey {
  readonly name: string;
  readonly userId: string;
  readonly scopes: readonly ApiScope[];
  /** Default: it never expires. */
  readonly expiresAt?: Date | null;
  /** Default: the installation's. */
  readonly rateLimit?: KeyRateLimit | null;
  /** May make and list tenants; default false. */
  readonly isInstallationAdmin?: boolean;
  /** A key that was chosen by the operator, 32 to 128 characters; default: a new random one. */
  readonly secret?: string;
  /** The id to create under; default: a new one. */
  readonly apiKeyId?: string;
}

/** A key as it is listed. */
export interface ApiKeyEntry {
  readonly api_key_id: string;
  readonly name: string;
  readonly user_id: string;
  readonly scopes: readonly ApiScope[];
  readonly is_installation_admin: boolean;
  readonly rate_limit: KeyRateLimit | null;
  /** The last characters of the key, to tell keys apart. */
  readonly key_hint: string;
  readonly created_at: Date;
  readonly expires_at: Date | null;
  readonly revoked_at: Date | null;
  readonly last_used_at: Date | null;
}

export interface CreatedApiKey {
  readonly entry: ApiKeyEntry;
  /** Shown once; nothing keeps it. */
  readonly secret: string;
}

const COLUMNS = fragment(`api_key_id, name, user_id, scopes, is_installation_admin, rate_limit, key_hint, created_at,
  expires_at, revoked_at, last_used_at`);

/** SHA-256 of a key, as it is stored. */
export function hashApiKey(secret: string): Buffer {
  return createHash("sha256").update(secret, "utf8").digest();
}

/** A new random key. */
export function newApiKeySecret(): string {
  return randomBytes(SECRET_BYTES).toString("base64url");
}

function checkSecret(secret: string): string {
  if (secret.length >= SHORTEST_SECRET && secret.length <= LONGEST_SECRET && /^[\x21-\x7e]+$/.test(secret))
    return secret;
  throw new EngineError(
    "bad_api_key",
    `An API key has ${SHORTEST_SECRET} to ${LONGEST_SECRET} visible ASCII characters; the given one has ${secret.length}.`,
  );
}

/** Makes a key. Two keys are never equal: the index over hashes refuses it. */
export async function createApiKey(tenant: Queryable, tenantId: TenantId, key: NewApiKey): Promise<CreatedApiKey> {
  const secret = key.secret === undefined ? newApiKeySecret() : checkSecret(key.secret);
  const apiKeyId = key.apiKeyId ?? uuidOf(Date.now());
  const rateLimit = key.rateLimit === undefined || key.rateLimit === null ? null : JSON.stringify(key.rateLimit);
  const [entry] = await tenant.query<ApiKeyEntry>(sql`
    INSERT INTO ticketwire.api_keys (tenant_id, api_key_id, key_hash, key_hint, name, user_id, scopes, is_installation_admin,
      rate_limit, created_at, expires_at)
    VALUES (${tenantId}, ${apiKeyId}, ${hashApiKey(secret)}, ${`…${secret.slice(-4)}`}, ${key.name}, ${key.userId}, ${key.scopes},
      ${key.isInstallationAdmin ?? false}, ${rateLimit}, date_trunc('milliseconds', clock_timestamp()), ${key.expiresAt ?? null})
    RETURNING ${COLUMNS}`);
  if (entry === undefined) throw new EngineError("no_row", `API key ${apiKeyId} was not stored.`);
  return { entry, secret };
}

export interface KeySlice {
  readonly limit: number;
  readonly offset: number;
  readonly after: { readonly api_key_id: string } | null;
}

/** One page of a tenant's keys in the order they were made, revoked ones included: up to `limit + 1`, and how many in all. */
export async function listApiKeys(
  tenant: Queryable,
  tenantId: TenantId,
  slice: KeySlice,
): Promise<{ readonly rows: readonly ApiKeyEntry[]; readonly total: number }> {
  const rows = await tenant.query<ApiKeyEntry & { readonly total: number }>(sql`
    SELECT counted.total, page.*
    FROM (SELECT count(*) AS total FROM ticketwire.api_keys WHERE tenant_id = ${tenantId}) AS counted
    LEFT JOIN LATERAL (
      SELECT ${COLUMNS} FROM ticketwire.api_keys
      WHERE tenant_id = ${tenantId}
        AND api_key_id > coalesce(${slice.after?.api_key_id}::uuid, '00000000-0000-0000-0000-000000000000')
      ORDER BY api_key_id LIMIT ${slice.limit + 1} OFFSET ${slice.offset}
    ) AS page ON true
    ORDER BY page.api_key_id`);
  const entries = rows.filter((row) => row.api_key_id !== null).map(({ total: _total, ...entry }) => entry);
  return { rows: entries, total: rows[0]?.total ?? 0 };
}

/** One key of a tenant, revoked or not. */
export async function readApiKey(
  tenant: Queryable,
  tenantId: TenantId,
  apiKeyId: string,
): Promise<ApiKeyEntry | undefined> {
  const [entry] = await tenant.query<ApiKeyEntry>(sql`
    SELECT ${COLUMNS} FROM ticketwire.api_keys WHERE tenant_id = ${tenantId} AND api_key_id = ${apiKeyId}`);
  return entry;
}

/** Revokes a key at once, in every process: they are told with the commit. False: the tenant has no such key. */
export async function revokeApiKey(tenant: Queryable, tenantId: TenantId, apiKeyId: string): Promise<boolean> {
  const rows = await tenant.query(sql`
    WITH revoked AS (
      UPDATE ticketwire.api_keys SET revoked_at = coalesce(revoked_at, date_trunc('milliseconds', clock_timestamp()))
      WHERE tenant_id = ${tenantId} AND api_key_id = ${apiKeyId}
      RETURNING api_key_id
    )
    SELECT api_key_id, pg_notify(${CHANNELS.keys}, api_key_id::text) FROM revoked`);
  return rows.length > 0;
}
