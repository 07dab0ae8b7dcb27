// Request bins: addresses that take any request, keep the last ones, and answer as they were told. For looking at what is
// really sent before a receiver exists. In: a tenant, or the token of an address. Out: bins and what they caught.
import { randomBytes } from "node:crypto";
import type { TenantId } from "@ticketwire/contract";
import type { Queryable } from "../db/database.ts";
import { fragment, sql } from "../db/sql.ts";

export const BIN_LIMITS = {
  binsPerTenant: 50,
  /** Requests kept of each bin; older ones go. */
  requestsKept: 200,
  bodyBytes: 64 * 1024,
  delayMs: 60_000,
} as const;

export interface BinRecord {
  readonly bin_id: string;
  readonly token: string;
  readonly name: string;
  readonly response_status: number;
  readonly response_body: string;
  readonly response_delay_ms: number;
  readonly total_requests: number;
  readonly created_at: Date;
}

export interface BinKey {
  readonly tenantId: TenantId;
  readonly binId: string;
}

export type BinAnswer = Pick<BinRecord, "response_status" | "response_body" | "response_delay_ms">;

const COLUMNS = fragment(
  "bin_id, token, name, response_status, response_body, response_delay_ms, total_requests, created_at",
);

/** Makes a bin under a new random address; undefined when the tenant has as many as it may. */
export async function insertBin(
  tenant: Queryable,
  key: BinKey,
  bin: BinAnswer & { readonly name: string; readonly now: Date },
): Promise<BinRecord | undefined> {
  const token = randomBytes(16).toString("base64url");
  const [row] = await tenant.query<BinRecord>(sql`
    INSERT INTO ticketwire.request_bins (tenant_id, bin_id, token, name, response_status, response_body,
      response_delay_ms, created_at)
    SELECT ${key.tenantId}, ${key.binId}, ${token}, ${bin.name}, ${bin.response_status}, ${bin.response_body},
      ${bin.response_delay_ms}, ${bin.now}
    WHERE (SELECT count(*) FROM ticketwire.request_bins WHERE tenant_id = ${key.tenantId}) < ${BIN_LIMITS.binsPerTenant}
    RETURNING ${COLUMNS}`);
  return row;
}

/** All bins of a tenant, newest first. */
export async function listBins(tenant: Queryable, tenantId: TenantId): Promise<readonly BinRecord[]> {
  return tenant.query<BinRecord>(sql`
    SELECT ${COLUMNS} FROM ticketwire.request_bins WHERE tenant_id = ${tenantId} ORDER BY bin_id DESC`);
}

export async function readBin(tenant: Queryable, key: BinKey): Promise<BinRecord | undefined> {
  const [row] = await tenant.query<BinRecord>(sql`
    SELECT ${COLUMNS} FROM ticketwire.request_bins WHERE tenant_id = ${key.tenantId} AND bin_id = ${key.binId}`);
  return row;
}

export type BinChange = Partial<BinAnswer & { readonly name: string }>;

/** Changes what is given; undefined when there is no such bin. */
export async function updateBin(tenant: Queryable, key: BinKey, change: BinChange): Promise<BinRecord | undefined> {
  const [row] = await tenant.query<BinRecord>(sql`
    UPDATE ticketwire.request_bins SET name = coalesce(${change.name}, name),
      response_status = coalesce(${change.response_status}::int, response_status),
      response_body = coalesce(${change.response_body}, response_body),
      response_delay_ms = coalesce(${change.response_delay_ms}::int, response_delay_ms)
    WHERE tenant_id = ${key.tenantId} AND bin_id = ${key.binId} RETURNING ${COLUMNS}`);
  return row;
}

/** Deletes a bin with all it caught; false when there is none. */
export async function deleteBin(tenant: Queryable, key: BinKey): Promise<boolean> {
  const rows = await tenant.query(sql`
    DELETE FROM ticketwire.request_bins WHERE tenant_id = ${key.tenantId} AND bin_id = ${key.binId} RETURNING 1 AS gone`);
  return rows.length > 0;
}

/** The bin behind an address. Asked before any tenant is known; the token is random and long. */
export async function findBin(engine: Queryable, token: string): Promise<(BinAnswer & BinKey) | undefined> {
  const [row] = await engine.query<BinAnswer & BinKey>(sql`
    SELECT tenant_id AS "tenantId", bin_id AS "binId", response_status, response_body, response_delay_ms
    FROM ticketwire.request_bins WHERE token = ${token}`);
  return row;
}
