// How the rounds that move many rows keep PostgreSQL on the right path. A prepared statement keeps the plan that was made when
// its partition was still empty, and for an empty table every index is as good as any: 1,000 deliveries then took 40 s instead
// of 20 ms. Rounds are rare, so they plan anew each time.
import type { Queryable } from "../db/database.ts";
import { sql, type Statement } from "../db/sql.ts";

/** The statement without its name: planned each time, by the sizes of the moment. */
export function planNow(statement: Statement): Statement {
  return { ...statement, name: "" };
}

/**
 * For the rest of the transaction rows are taken by their keys. The planner counts every partition of a partitioned table
 * though one is read, and would rather read a tenant's whole history into a hash.
 */
export async function planByKeys(tx: Queryable): Promise<void> {
  await tx.query(sql`SELECT set_config('enable_hashjoin', 'off', true), set_config('enable_mergejoin', 'off', true)`);
}
