// The four statements of reference rows, for every kind. Names of tables and columns come from kinds.ts, values are
// parameters: fields travel as one JSON record that PostgreSQL reads by the table's own types.
import type { TenantId } from "@ticketwire/contract";
import type { Queryable } from "../../db/database.ts";
import { type Fragment, fragment, sql } from "../../db/sql.ts";
import { containing } from "../search-words.ts";
import { type Page, pageOf, type PageRow, type PageSlice } from "../page.ts";
import type { ReferenceKind, ReferenceRow } from "./kinds.ts";

/** Where in the database, and of which kind. */
export interface ReferencePlace<Fields extends object> {
  readonly kind: ReferenceKind<Fields>;
  readonly tenantId: TenantId;
}

const NOW = fragment("date_trunc('milliseconds', clock_timestamp())");

function tableOf(kind: ReferenceKind<never>): Fragment {
  return fragment(`ticketwire.${kind.table}`);
}

function columnsOf(kind: ReferenceKind<never>, alias: string): Fragment {
  const names = [kind.id, ...kind.columns, "created_at", "updated_at"];
  return fragment(names.map((name) => `${alias}.${name}`).join(", "));
}

/** Inserts a row, unless its id is there already: then undefined. Foreign keys refuse what does not exist. */
export async function insertReference<Fields extends object>(
  db: Queryable,
  { kind, tenantId }: ReferencePlace<Fields>,
  row: { readonly id: string; readonly fields: Fields },
): Promise<ReferenceRow<Fields> | undefined> {
  const table = tableOf(kind);
  const columns = fragment(kind.columns.join(", "));
  const record = JSON.stringify({ [kind.id]: row.id, ...row.fields });
  const [inserted] = await db.query<ReferenceRow<Fields>>(sql`
    INSERT INTO ${table} AS t (tenant_id, ${fragment(kind.id)}, ${columns}, created_at, updated_at)
    SELECT ${tenantId}, ${fragment(`n.${kind.id}`)}, ${fragment(kind.columns.map((name) => `n.${name}`).join(", "))}, moment, moment
    FROM json_populate_record(NULL::${table}, ${record}::json) AS n, LATERAL (SELECT ${NOW} AS moment) AS clock
    ON CONFLICT (tenant_id, ${fragment(kind.id)}) DO NOTHING
    RETURNING ${columnsOf(kind, "t")}`);
  return inserted;
}

/**
 * Changes the fields that are given; the others keep what they have. Rows kept in memory end with it, by the tenant's
 * reference_version. Undefined: the tenant has no such row.
 */
export async function updateReference<Fields extends object>(
  db: Queryable,
  { kind, tenantId }: ReferencePlace<Fields>,
  row: { readonly id: string; readonly change: Partial<Fields> },
): Promise<ReferenceRow<Fields> | undefined> {
  const table = tableOf(kind);
  const own = kind.columns.filter((name) => !kind.fixed.includes(name));
  const [updated] = await db.query<ReferenceRow<Fields>>(sql`
    WITH changed AS (
      UPDATE ${table} AS t SET (${fragment(own.join(", "))}, updated_at) = (
        SELECT ${fragment(own.map((name) => `n.${name}`).join(", "))}, greatest(${NOW}, t.updated_at)
        FROM json_populate_record(t, ${JSON.stringify(row.change)}::json) AS n)
      WHERE t.tenant_id = ${tenantId} AND ${fragment(`t.${kind.id}`)} = ${row.id}
      RETURNING t.tenant_id AS of_tenant, ${columnsOf(kind, "t")}
    ), told AS (
      UPDATE ticketwire.tenants AS n SET reference_version = n.reference_version + 1
      FROM changed WHERE n.tenant_id = changed.of_tenant
    )
    SELECT ${columnsOf(kind, "changed")} FROM changed`);
  return updated;
}

/** One row. Undefined: the tenant has no such row. */
export async function selectReference<Fields extends object>(
  db: Queryable,
  { kind, tenantId }: ReferencePlace<Fields>,
  id: string,
): Promise<ReferenceRow<Fields> | undefined> {
  const [row] = await db.query<ReferenceRow<Fields>>(sql`
    SELECT ${columnsOf(kind, "t")} FROM ${tableOf(kind)} AS t
    WHERE t.tenant_id = ${tenantId} AND ${fragment(`t.${kind.id}`)} = ${id}`);
  return row;
}

/** Where a page of a list ended. */
export interface ReferencePosition {
  readonly id: string;
}

export interface ReferenceQuestion<Fields extends object> extends PageSlice<ReferencePosition> {
  readonly filters: Partial<Fields>;
  /** Rows that contain this text, whatever its case. */
  readonly search?: string;
}

function conditionsOf<Fields extends object>(
  kind: ReferenceKind<Fields>,
  { filters, search }: ReferenceQuestion<Fields>,
): Fragment {
  const wanted = kind.filters.filter((name) => filters[name] !== undefined);
  const parts = wanted.map((name) =>
    kind.openFilters.includes(name) ? `(t.${name} = f.${name} OR t.${name} IS NULL)` : `t.${name} = f.${name}`,
  );
  if (search !== undefined)
    parts.push(`ticketwire.fold(concat_ws(' ', ${kind.words.map((name) => `t.${name}`).join(", ")})) LIKE q.pattern`);
  return fragment(["", ...parts].join(" AND "));
}

/** One page of rows in the order they were made. Ids carry that order and never change, so no page misses or repeats one. */
export async function listReferences<Fields extends object>(
  db: Queryable,
  { kind, tenantId }: ReferencePlace<Fields>,
  question: ReferenceQuestion<Fields>,
): Promise<Page<ReferenceRow<Fields>>> {
  const id = fragment(`t.${kind.id}`);
  const table = tableOf(kind);
  const from = fragment(
    `FROM ${table.text} AS t, f, q WHERE t.tenant_id = q.tenant_id${conditionsOf(kind, question).text}`,
  );
  const rows = await db.query<PageRow<ReferenceRow<Fields>>>(sql`
    WITH f AS (SELECT * FROM json_populate_record(NULL::${table}, ${JSON.stringify(question.filters)}::json)),
      q AS (SELECT ${tenantId}::uuid AS tenant_id, ticketwire.fold(${containing(question.search ?? "")}) AS pattern)
    SELECT counted.total, page.*
    FROM (SELECT count(*) AS total ${from}) AS counted
    LEFT JOIN LATERAL (
      SELECT ${columnsOf(kind, "t")} ${from}
        AND ${id} > coalesce(${question.after?.id}::uuid, '00000000-0000-0000-0000-000000000000')
      ORDER BY ${id} LIMIT ${question.limit + 1} OFFSET ${question.offset}
    ) AS page ON true
    ORDER BY ${fragment(`page.${kind.id}`)}`);
  return pageOf<ReferenceRow<Fields>, ReferenceRow<Fields>>(rows, kind.id, (row) => row);
}
