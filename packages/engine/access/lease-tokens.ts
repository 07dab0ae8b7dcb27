// The shared token bucket of an API key. A process takes a slice of tokens at a time and spends it from memory, so that a
// limit holds over all processes for a fraction of a round trip per call. What it does not spend it gives back.
import type { TenantId } from "@ticketwire/contract";
import type { Queryable } from "../db/database.ts";
import { sql } from "../db/sql.ts";

/** A token bucket: at most `burst` tokens, `perMinute` come back. */
export interface TokenLimit {
  readonly burst: number;
  readonly perMinute: number;
}

export interface BucketKey {
  readonly tenantId: TenantId;
  readonly apiKeyId: string;
}

export interface TokenLease {
  /** Whole tokens given; 0 when the bucket is empty. */
  readonly granted: number;
  /** What is left in the bucket, with its fraction. */
  readonly left: number;
}

// One upsert under the row's lock: two processes never get the same token. The clock was read before the lock was had, so it
// may lie before `refilled_at`.
export async function leaseTokens(
  tenant: Queryable,
  key: BucketKey,
  wish: { readonly limit: TokenLimit; readonly wanted: number },
): Promise<TokenLease> {
  const { burst, perMinute } = wish.limit;
  const first = Math.min(wish.wanted, burst);
  const [row] = await tenant.query<TokenLease>(sql`
    INSERT INTO ticketwire.rate_buckets AS b (tenant_id, api_key_id, tokens, granted, refilled_at)
    VALUES (${key.tenantId}, ${key.apiKeyId}, ${burst - first}::float8, ${first}::int, clock_timestamp())
    ON CONFLICT (tenant_id, api_key_id) DO UPDATE SET (tokens, granted, refilled_at) = (
      SELECT filled.level - slice.taken, slice.taken, greatest(b.refilled_at, excluded.refilled_at)
      FROM (SELECT greatest(0, extract(epoch FROM excluded.refilled_at - b.refilled_at)::float8) AS seconds) AS past,
        LATERAL (SELECT least(${burst}::float8, b.tokens + past.seconds * ${perMinute / 60}::float8) AS level) AS filled,
        LATERAL (SELECT least(${wish.wanted}::int, floor(filled.level)::int) AS taken) AS slice)
    RETURNING granted, tokens AS left`);
  return row ?? { granted: 0, left: 0 };
}

// Adds up with whatever others do meanwhile; the burst is the ceiling whenever the bucket is read.
export async function giveBackTokens(tenant: Queryable, key: BucketKey, count: number): Promise<void> {
  await tenant.query(sql`
    UPDATE ticketwire.rate_buckets SET tokens = tokens + ${count}
    WHERE tenant_id = ${key.tenantId} AND api_key_id = ${key.apiKeyId}`);
}

/** Deletes buckets whose key or session is gone; returns how many. Spans tenants, as clean-up does. */
export async function dropOrphanedBuckets(engine: Queryable): Promise<number> {
  const rows = await engine.query(sql`
    DELETE FROM ticketwire.rate_buckets AS b
    WHERE NOT EXISTS (
        SELECT FROM ticketwire.api_keys AS k WHERE k.tenant_id = b.tenant_id AND k.api_key_id = b.api_key_id)
      AND NOT EXISTS (
        SELECT FROM ticketwire.sessions AS s WHERE s.tenant_id = b.tenant_id AND s.session_id = b.api_key_id)
    RETURNING 1 AS dropped`);
  return rows.length;
}
