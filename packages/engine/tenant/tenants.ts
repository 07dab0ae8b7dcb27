// Tenants: read, listed, renamed, given other defaults. In: the engine's connection for what spans tenants, a tenant's own for
// the rest. Out: records.
import type { TenantId } from "@ticketwire/contract";
import type { Queryable } from "../db/database.ts";
import { fragment, sql } from "../db/sql.ts";

export interface TenantRecord {
  readonly tenant_id: TenantId;
  readonly name: string;
  readonly default_board_id: string | null;
  readonly default_client_id: string | null;
  readonly default_priority_id: string | null;
  readonly created_at: Date;
}

const COLUMNS = fragment("tenant_id, name, default_board_id, default_client_id, default_priority_id, created_at");

/** One tenant. */
export async function readTenant(db: Queryable, tenantId: TenantId): Promise<TenantRecord | undefined> {
  const [row] = await db.query<TenantRecord>(
    sql`SELECT ${COLUMNS} FROM ticketwire.tenants WHERE tenant_id = ${tenantId}`,
  );
  return row;
}

export interface TenantSlice {
  readonly limit: number;
  readonly offset: number;
  readonly after: { readonly tenant_id: string } | null;
}

/** One page of all tenants that the connection may see, in the order they were made. */
export async function listTenants(
  db: Queryable,
  slice: TenantSlice,
): Promise<{ readonly rows: readonly TenantRecord[]; readonly total: number }> {
  const rows = await db.query<TenantRecord & { readonly total: number }>(sql`
    SELECT counted.total, page.*
    FROM (SELECT count(*) AS total FROM ticketwire.tenants) AS counted
    LEFT JOIN LATERAL (
      SELECT ${COLUMNS} FROM ticketwire.tenants
      WHERE tenant_id > coalesce(${slice.after?.tenant_id}::uuid, '00000000-0000-0000-0000-000000000000')
      ORDER BY tenant_id LIMIT ${slice.limit + 1} OFFSET ${slice.offset}
    ) AS page ON true
    ORDER BY page.tenant_id`);
  const tenants = rows.filter((row) => row.tenant_id !== null).map(({ total: _total, ...tenant }) => tenant);
  return { rows: tenants, total: rows[0]?.total ?? 0 };
}

export interface TenantChange {
  readonly name?: string;
  readonly default_board_id?: string;
  readonly default_client_id?: string;
  readonly default_priority_id?: string;
}

/** The defaults of a change that name no row of the tenant. */
export async function findUnknownDefaults(
  db: Queryable,
  tenantId: TenantId,
  change: TenantChange,
): Promise<readonly (keyof TenantChange)[]> {
  const rows = await db.query<{ readonly field: keyof TenantChange }>(sql`
    SELECT wanted.field
    FROM (VALUES ('default_board_id', ${change.default_board_id}::uuid), ('default_client_id', ${change.default_client_id}::uuid),
      ('default_priority_id', ${change.default_priority_id}::uuid)) AS wanted (field, id)
    LEFT JOIN ticketwire.boards AS b ON b.tenant_id = ${tenantId} AND b.board_id = wanted.id
    LEFT JOIN ticketwire.clients AS c ON c.tenant_id = ${tenantId} AND c.client_id = wanted.id
    LEFT JOIN ticketwire.priorities AS p ON p.tenant_id = ${tenantId} AND p.priority_id = wanted.id
    WHERE wanted.id IS NOT NULL AND CASE wanted.field WHEN 'default_board_id' THEN b.board_id
      WHEN 'default_client_id' THEN c.client_id ELSE p.priority_id END IS NULL`);
  return rows.map((row) => row.field);
}

/** Changes the given fields of a tenant; the others keep what they have. Rows that defaults name are never deleted. */
export async function updateTenant(
  db: Queryable,
  tenantId: TenantId,
  change: TenantChange,
): Promise<TenantRecord | undefined> {
  const [row] = await db.query<TenantRecord>(sql`
    UPDATE ticketwire.tenants SET name = coalesce(${change.name}, name),
      default_board_id = coalesce(${change.default_board_id}::uuid, default_board_id),
      default_client_id = coalesce(${change.default_client_id}::uuid, default_client_id),
      default_priority_id = coalesce(${change.default_priority_id}::uuid, default_priority_id)
    WHERE tenant_id = ${tenantId}
    RETURNING ${COLUMNS}`);
  return row;
}
