// What a request bin caught. In: a request as it came. Out: the last ones, newest first.
import type { Queryable } from "../db/database.ts";
import { sql } from "../db/sql.ts";
import { BIN_LIMITS, type BinKey } from "./request-bins.ts";

export interface CaughtRequest {
  readonly request_id: string;
  readonly received_at: Date;
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** True when the body was longer than is kept. */
  readonly is_truncated: boolean;
  readonly response_status: number;
}

/** Keeps a request and drops what is too old to be kept. One statement, so that a bin never grows beyond its limit for long. */
export async function insertBinRequest(engine: Queryable, key: BinKey, caught: CaughtRequest): Promise<void> {
  await engine.query(sql`
    WITH counted AS (
      UPDATE ticketwire.request_bins SET total_requests = total_requests + 1
      WHERE tenant_id = ${key.tenantId} AND bin_id = ${key.binId} RETURNING 1
    ), dropped AS (
      DELETE FROM ticketwire.bin_requests
      WHERE tenant_id = ${key.tenantId} AND bin_id = ${key.binId} AND request_id <= (
        SELECT request_id FROM ticketwire.bin_requests WHERE tenant_id = ${key.tenantId} AND bin_id = ${key.binId}
        ORDER BY request_id DESC OFFSET ${BIN_LIMITS.requestsKept - 1} LIMIT 1)
    )
    INSERT INTO ticketwire.bin_requests (tenant_id, bin_id, request_id, received_at, method, path, headers, body,
      is_truncated, response_status)
    SELECT ${key.tenantId}, ${key.binId}, ${caught.request_id}, ${caught.received_at}, ${caught.method}, ${caught.path},
      ${JSON.stringify(caught.headers)}::jsonb, ${caught.body}, ${caught.is_truncated}, ${caught.response_status}::int
    FROM counted`);
}

export interface BinSlice {
  readonly limit: number;
  readonly offset: number;
  readonly before: string | null;
}

/** One page of what a bin keeps, newest first: up to `limit + 1`, and how many there are. */
export async function listBinRequests(
  tenant: Queryable,
  key: BinKey,
  slice: BinSlice,
): Promise<{ readonly rows: readonly CaughtRequest[]; readonly total: number }> {
  const rows = await tenant.query<CaughtRequest & { readonly total: number }>(sql`
    SELECT counted.total, page.*
    FROM (
      SELECT count(*)::int AS total FROM ticketwire.bin_requests
      WHERE tenant_id = ${key.tenantId} AND bin_id = ${key.binId}
    ) AS counted
    LEFT JOIN LATERAL (
      SELECT request_id, received_at, method, path, headers, body, is_truncated, response_status
      FROM ticketwire.bin_requests
      WHERE tenant_id = ${key.tenantId} AND bin_id = ${key.binId}
        AND request_id < coalesce(${slice.before}::uuid, 'ffffffff-ffff-ffff-ffff-ffffffffffff')
      ORDER BY request_id DESC LIMIT ${slice.limit + 1} OFFSET ${slice.offset}
    ) AS page ON true
    ORDER BY page.request_id DESC`);
  const found = rows.filter((row) => row.request_id !== null).map(({ total: _total, ...row }) => row);
  return { rows: found, total: rows[0]?.total ?? 0 };
}

/** Empties a bin; returns how many requests went. */
export async function deleteBinRequests(tenant: Queryable, key: BinKey): Promise<number> {
  const rows = await tenant.query(sql`
    DELETE FROM ticketwire.bin_requests WHERE tenant_id = ${key.tenantId} AND bin_id = ${key.binId} RETURNING 1 AS gone`);
  return rows.length;
}
