// Statistics that keep up. A partition goes from empty to a hundred thousand rows within seconds, while autovacuum looks once a
// minute; a plan made while it was empty, when all indexes cost the same, is kept until the next ANALYZE. So tables that
// have grown much since their last one are analysed at once; that also makes sessions plan anew.
import type { Queryable } from "./database.ts";
import { fragment, sql } from "./sql.ts";

/** Changed rows below which a table is left alone. */
const FEWEST_CHANGES = 500;

/** One round: analyses the tables that changed by more than half since last time. Returns their names. */
export async function analyzeGrown(db: Queryable): Promise<readonly string[]> {
  const grown = await db.query<{ name: string }>(sql`
    SELECT format('%I.%I', schemaname, relname) AS name FROM pg_stat_user_tables
    WHERE schemaname = 'ticketwire' AND n_mod_since_analyze > greatest(${FEWEST_CHANGES}::bigint, n_live_tup / 2)
    ORDER BY n_mod_since_analyze DESC LIMIT 8`);
  // The names come from the catalogue, quoted there.
  for (const { name } of grown) await db.query(sql`ANALYZE ${fragment(name)}`);
  return grown.map(({ name }) => name);
}
