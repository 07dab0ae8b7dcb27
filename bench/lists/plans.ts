// Which statement of a call took longest, and its plan. In: a database. Out: the same one, watched.
import type { TenantId } from "@ticketwire/contract";
import type { Database, Queryable } from "@ticketwire/engine/db/database";
import type { Statement } from "@ticketwire/engine/db/sql";

interface Watched {
  readonly statement: Statement;
  readonly tenantId: TenantId;
  readonly tookMs: number;
}

export interface StatementWatch {
  /** Runs everything as the database that is watched does. */
  readonly database: Database;
  /** Forgets what was seen. */
  reset(): void;
  /** Runs the slowest statement since then once more and tells how it went; planned by its values, as the API plans lists of tickets. */
  explainSlowest(): Promise<readonly string[]>;
}

/** Watches the statements that are bound to a tenant. */
export function watchStatements(database: Database): StatementWatch {
  let slowest: Watched | null = null;
  const watch = (tenantId: TenantId): Queryable["query"] => {
    const connection = database.forTenant(tenantId);
    return async <Row extends object>(statement: Statement): Promise<Row[]> => {
      const startedAt = performance.now();
      const rows = await connection.query<Row>(statement);
      const tookMs = performance.now() - startedAt;
      if (slowest === null || tookMs > slowest.tookMs) slowest = { statement, tenantId, tookMs };
      return rows;
    };
  };
  return {
    database: {
      ...database,
      forTenant: (tenantId) => ({ ...database.forTenant(tenantId), query: watch(tenantId) }),
    },
    reset: () => (slowest = null),
    async explainSlowest() {
      if (slowest === null) return [];
      const { statement, tenantId, tookMs } = slowest;
      const text = `EXPLAIN (ANALYZE, BUFFERS) ${statement.text}`;
      const lines = await database
        .forTenant(tenantId)
        .query<{ "QUERY PLAN": string }>({ text, values: statement.values, name: "" });
      const head = `slowest statement, ${Math.round(tookMs)} ms: ${statement.text.trim().replaceAll(/\s+/g, " ").slice(0, 300)}`;
      return [head, ...lines.map((line) => line["QUERY PLAN"])];
    },
  };
}
