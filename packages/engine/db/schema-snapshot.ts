// The schema as text, read from the catalogue of a migrated database: what a reviewer sees change, and what a test compares.
// Partitions of single days are left out. In: a migrated database. Out: one line per thing, sorted.
import type { Queryable } from "./database.ts";
import { sql } from "./sql.ts";

/** Tables, columns, keys, indexes, policies and functions of the schema `ticketwire`. */
export async function describeSchema(db: Queryable): Promise<string> {
  const rows = await db.query<{ line: string }>(sql`
    WITH tables AS (
      SELECT c.oid, c.relname, c.relkind, c.reloptions, pg_get_partkeydef(c.oid) AS partition_key,
        c.relrowsecurity AND c.relforcerowsecurity AS has_policy
      FROM pg_class AS c
      WHERE c.relnamespace = 'ticketwire'::regnamespace AND c.relkind IN ('r', 'p') AND c.relname !~ '_[0-9]{8}$'
    )
    SELECT format('table %s%s%s%s', relname, coalesce(' partition by ' || partition_key, ''),
      CASE WHEN has_policy THEN ' row-level security' ELSE '' END,
      coalesce(' with (' || array_to_string(reloptions, ', ') || ')', '')) AS line
    FROM tables
    UNION ALL
    SELECT format('table %s column %s %s%s%s', t.relname, a.attname, format_type(a.atttypid, a.atttypmod),
      CASE WHEN a.attnotnull THEN ' not null' ELSE '' END, coalesce(' default ' || pg_get_expr(d.adbin, d.adrelid), ''))
    FROM tables AS t JOIN pg_attribute AS a ON a.attrelid = t.oid AND a.attnum > 0 AND NOT a.attisdropped
    LEFT JOIN pg_attrdef AS d ON d.adrelid = t.oid AND d.adnum = a.attnum
    UNION ALL
    SELECT format('table %s constraint %s %s', t.relname, c.conname, pg_get_constraintdef(c.oid))
    FROM tables AS t JOIN pg_constraint AS c ON c.conrelid = t.oid AND c.contype <> 'n'
    UNION ALL
    SELECT format('table %s index %s', t.relname, pg_get_indexdef(i.indexrelid))
    FROM tables AS t JOIN pg_index AS i ON i.indrelid = t.oid
    UNION ALL
    SELECT format('table %s policy %s using %s', tablename, policyname, qual) FROM pg_policies WHERE schemaname = 'ticketwire'
    UNION ALL
    SELECT format('function %s(%s) returns %s %s', p.proname, pg_get_function_arguments(p.oid),
      pg_get_function_result(p.oid), md5(p.prosrc))
    FROM pg_proc AS p WHERE p.pronamespace = 'ticketwire'::regnamespace
      -- Those of extensions are not ours, and where they lie depends on the server.
      AND NOT EXISTS (SELECT FROM pg_depend AS d WHERE d.classid = 'pg_proc'::regclass AND d.objid = p.oid AND d.deptype = 'e')`);
  return `${rows
    .map((row) => row.line)
    .sort()
    .join("\n")}\n`;
}
