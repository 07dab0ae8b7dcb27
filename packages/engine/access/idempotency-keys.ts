// Claims on idempotency keys: one row per API key and idempotency key, first the claim of the call that runs, then its answer.
// In: the claim and, later, the sealed answer. Out: what the row says.
import type { TenantId } from "@ticketwire/contract";
import type { Queryable } from "../db/database.ts";
import { sql } from "../db/sql.ts";

export interface IdempotencyPlace {
  readonly tenantId: TenantId;
  readonly apiKeyId: string;
  readonly idempotencyKey: string;
}

export interface ClaimWish {
  /** SHA-256 over what was asked. */
  readonly requestHash: Uint8Array;
  readonly now: Date;
  readonly expiresAt: Date;
  /** A claim without an answer that is older was left behind by a call that died. */
  readonly leftBehindBefore: Date;
}

export interface StoredAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly sealedBody: Buffer;
}

export type Claim =
  /** The call may run. `expiresAt` stays the same when a call that died is run again. */
  | { readonly kind: "mine"; readonly expiresAt: Date }
  | { readonly kind: "answered"; readonly answer: StoredAnswer }
  | { readonly kind: "running" }
  /** The key was used for something else. */
  | { readonly kind: "other_request" };

// One upsert: of two calls at once exactly one gets the row back. Taken over are rows that have expired, and claims for the same
// request that were left behind.
async function insertClaim(tenant: Queryable, place: IdempotencyPlace, wish: ClaimWish): Promise<Date | undefined> {
  const [row] = await tenant.query<{ expiresAt: Date }>(sql`
    INSERT INTO ticketwire.idempotency_keys AS k
      (tenant_id, api_key_id, idempotency_key, request_hash, created_at, expires_at)
    VALUES (${place.tenantId}, ${place.apiKeyId}, ${place.idempotencyKey}, ${wish.requestHash}, ${wish.now}, ${wish.expiresAt})
    ON CONFLICT (tenant_id, api_key_id, idempotency_key) DO UPDATE SET
      request_hash = excluded.request_hash,
      created_at = excluded.created_at,
      expires_at = CASE WHEN k.expires_at <= excluded.created_at THEN excluded.expires_at ELSE k.expires_at END,
      response_status = NULL, response_headers = NULL, response_body = NULL
    WHERE k.expires_at <= excluded.created_at
      OR (k.response_status IS NULL AND k.request_hash = excluded.request_hash AND k.created_at <= ${wish.leftBehindBefore})
    RETURNING expires_at AS "expiresAt"`);
  return row?.expiresAt;
}

interface KeptRow {
  readonly requestHash: Buffer;
  readonly status: number | null;
  readonly headers: Readonly<Record<string, string>> | null;
  readonly sealedBody: Buffer | null;
}

async function readKept(tenant: Queryable, place: IdempotencyPlace): Promise<KeptRow | undefined> {
  const [row] = await tenant.query<KeptRow>(sql`
    SELECT request_hash AS "requestHash", response_status AS status, response_headers AS headers, response_body AS "sealedBody"
    FROM ticketwire.idempotency_keys
    WHERE tenant_id = ${place.tenantId} AND api_key_id = ${place.apiKeyId} AND idempotency_key = ${place.idempotencyKey}`);
  return row;
}

/** Claims the key for a call, or says what stands in the way. */
export async function claimIdempotencyKey(tenant: Queryable, place: IdempotencyPlace, wish: ClaimWish): Promise<Claim> {
  const expiresAt = await insertClaim(tenant, place, wish);
  if (expiresAt) return { kind: "mine", expiresAt };
  const kept = await readKept(tenant, place);
  // Gone between the two statements: it expired and was cleaned up.
  if (kept === undefined) return { kind: "running" };
  if (!kept.requestHash.equals(wish.requestHash)) return { kind: "other_request" };
  if (kept.status === null || kept.sealedBody === null) return { kind: "running" };
  return {
    kind: "answered",
    answer: { status: kept.status, headers: kept.headers ?? {}, sealedBody: kept.sealedBody },
  };
}

// Guarded by the moment of the claim: a call that was taken for dead and taken over writes nothing.
export async function storeAnswer(
  tenant: Queryable,
  place: IdempotencyPlace,
  done: { readonly claimedAt: Date; readonly answer: StoredAnswer },
): Promise<void> {
  const { status, headers, sealedBody } = done.answer;
  await tenant.query(sql`
    UPDATE ticketwire.idempotency_keys
    SET response_status = ${status}, response_headers = ${JSON.stringify(headers)}, response_body = ${sealedBody}
    WHERE tenant_id = ${place.tenantId} AND api_key_id = ${place.apiKeyId} AND idempotency_key = ${place.idempotencyKey}
      AND created_at = ${done.claimedAt}`);
}

// The row stays, and with it the id that the call creates under: the work may have been done before the fault.
export async function abandonClaim(tenant: Queryable, place: IdempotencyPlace, claimedAt: Date): Promise<void> {
  await tenant.query(sql`
    UPDATE ticketwire.idempotency_keys SET created_at = '-infinity'
    WHERE tenant_id = ${place.tenantId} AND api_key_id = ${place.apiKeyId} AND idempotency_key = ${place.idempotencyKey}
      AND created_at = ${claimedAt} AND response_status IS NULL`);
}

/** Rows deleted by one statement. */
const CLEANUP_ROWS = 1_000;

async function dropSome(engine: Queryable, now: Date): Promise<number> {
  const rows = await engine.query(sql`
    DELETE FROM ticketwire.idempotency_keys AS k USING (
      SELECT tenant_id, api_key_id, idempotency_key FROM ticketwire.idempotency_keys
      WHERE expires_at <= ${now} ORDER BY expires_at LIMIT ${CLEANUP_ROWS} FOR UPDATE SKIP LOCKED) AS old
    WHERE k.tenant_id = old.tenant_id AND k.api_key_id = old.api_key_id AND k.idempotency_key = old.idempotency_key
    RETURNING 1 AS dropped`);
  return rows.length;
}

/** Deletes keys that have expired, some at a time; returns how many. Spans tenants, as clean-up does. */
export async function dropExpiredIdempotencyKeys(engine: Queryable, now: Date): Promise<number> {
  for (let total = 0; ;) {
    const dropped = await dropSome(engine, now);
    total += dropped;
    if (dropped < CLEANUP_ROWS) return total;
  }
}
