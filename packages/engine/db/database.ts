// The way to PostgreSQL: two pools over one server. One serves the engine's own statements, which may span tenants; the
// other is bound, connection by connection, to one tenant at a time, so that row-level security stands behind each statement.
import { isUuid, type TenantId } from "@ticketwire/contract";
import pg from "pg";
import { EngineError } from "./errors.ts";
import { NarrowPool } from "./narrow-pool.ts";
import type { Statement } from "./sql.ts";

/** Something that runs statements: a pool, or the one connection of a transaction. */
export interface Queryable {
  query<Row extends object>(statement: Statement): Promise<Row[]>;
}

export interface Connection extends Queryable {
  /** Runs `work` in one transaction; commits when it resolves, rolls back when it throws. No HTTP inside. */
  transaction<Result>(work: (tx: Transaction) => Promise<Result>): Promise<Result>;
}

/** An open transaction. `client` is the plain client, for calls that take any `query(text, params)`. */
export interface Transaction extends Queryable {
  readonly client: { query(text: string, params?: unknown[]): Promise<{ rows: unknown[] }> };
}

export interface Database {
  /** Statements of the engine itself; the only ones that may span tenants. */
  readonly engine: Connection;
  /** Statements bound to one tenant, with row-level security behind them. */
  forTenant(tenantId: TenantId): Connection;
  /** A connection of its own, outside the pools, for LISTEN and session locks. The caller ends it. */
  openSession(): Promise<pg.Client>;
  close(): Promise<void>;
}

export interface DatabaseOptions {
  readonly url: string;
  /** Connections for the engine's statements; default 8. */
  readonly engineConnections?: number;
  /** Connections for tenant-bound statements; default 16. */
  readonly tenantConnections?: number;
  /** What a statement may take, milliseconds; default 30 000. */
  readonly statementTimeoutMs?: number;
  /** Told of errors on idle connections, which reach no caller; default: ignored. */
  readonly onIdleError?: (error: Error) => void;
  /** The server takes no more connections: told with how many a pool goes on. Default: ignored. */
  readonly onNarrowed?: (connections: number) => void;
}

const INT8 = 20;
const DATE = 1082;

// bigint columns are counters and sequences far below 2^53; a date is a day, not a moment in the local zone.
const types: pg.CustomTypesConfig = {
  getTypeParser: ((oid: number, format?: "text" | "binary") => {
    if (oid === INT8) return Number;
    if (oid === DATE) return (value: string) => value;
    return format === "binary" ? pg.types.getTypeParser(oid, "binary") : pg.types.getTypeParser(oid, "text");
  }) as typeof pg.types.getTypeParser,
};

/** Every connection sets these: plans of partitioned tables are dear to make, and a forgotten transaction stops clean-up. */
const SESSION_SETTINGS = [
  "SET plan_cache_mode = force_generic_plan",
  "SET jit = off",
  // A process that is stopped in the middle of a transaction holds its locks no longer than a take-over may take.
  "SET idle_in_transaction_session_timeout = '10s'",
  "SET timezone = 'UTC'",
].join("; ");

/**
 * The engine's tables go from empty to a million rows and back within minutes, faster than statistics follow. Its statements
 * are written for their indexes, so the planner is told not to choose otherwise. What waits for a lock for long gives way and
 * is tried again, in smaller parts, so that one locked row does not hold up everything.
 */
const ENGINE_SETTINGS = `${SESSION_SETTINGS}; SET enable_seqscan = off; SET enable_bitmapscan = off; SET lock_timeout = '3s'`;

const ENGINE_SCOPE = "*";

/** How long a session may take to be set up, milliseconds; its own statements have no limit. */
const SESSION_TIMEOUT_MS = 5_000;

/** Connections of a pool that stay open however long they idle. */
const KEPT_CONNECTIONS = 2;

// Which tenant a pooled connection is bound to. A connection stays bound until another tenant needs it.
const bound = new WeakMap<pg.ClientBase, string>();

async function bind(client: pg.ClientBase, scope: string): Promise<void> {
  if (bound.get(client) === scope) return;
  bound.delete(client);
  await client.query("SELECT set_config('ticketwire.tenant', $1, false)", [scope]);
  bound.set(client, scope);
}

async function run<Row extends object>(client: pg.ClientBase, statement: Statement): Promise<Row[]> {
  const result = await client.query<Row>({ ...statement, values: [...statement.values] });
  return result.rows;
}

async function inTransaction<Result>(
  client: pg.ClientBase,
  work: (tx: Transaction) => Promise<Result>,
): Promise<Result> {
  await client.query("BEGIN");
  try {
    const result = await work({ query: (statement) => run(client, statement), client });
    await client.query("COMMIT");
    return result;
  } catch (error) {
    await client.query("ROLLBACK").catch(() => undefined);
    throw error;
  }
}

function connectionOf(pool: NarrowPool, scope: string): Connection {
  async function lend<Result>(work: (client: pg.PoolClient) => Promise<Result>): Promise<Result> {
    const client = await pool.connect();
    let broken: unknown;
    try {
      await bind(client, scope);
      return await work(client);
    } catch (error) {
      broken = error;
      throw error;
    } finally {
      // A connection that failed below SQL is thrown away; one that only carried a bad statement is good.
      const fatal = broken instanceof Error && !("severity" in broken && broken.severity === "ERROR");
      client.release(fatal);
    }
  }
  return {
    query: (statement) => lend((client) => run(client, statement)),
    transaction: (work) => lend((client) => inTransaction(client, work)),
  };
}

/**
 * A connection may break between two statements of a transaction, when nobody waits for it; an error event that nobody hears
 * ends the process. The next statement on it fails, and the pool throws it away.
 */
class HeardClient extends pg.Client {
  constructor(config?: string | pg.ClientConfig) {
    super(config);
    this.on("error", () => undefined);
  }
}

/** Opens the pools. Nothing is dialled until the first statement. */
export function openDatabase(options: DatabaseOptions): Database {
  const statementTimeoutMs = options.statementTimeoutMs ?? 30_000;
  const common = {
    connectionString: options.url,
    types,
    connectionTimeoutMillis: 5_000,
    idleTimeoutMillis: 60_000,
    // What a process has it keeps: it must not find all taken after a quiet minute.
    min: KEPT_CONNECTIONS,
    statement_timeout: statementTimeoutMs,
    // For a server that vanished without a word: the statement's own limit never comes back from there.
    query_timeout: statementTimeoutMs + 5_000,
    application_name: "ticketwire",
    // Routers and firewalls forget connections that are silent for minutes, and tell neither side.
    keepAlive: true,
    keepAliveInitialDelayMillis: 10_000,
  };
  let closing: Promise<void> | undefined;
  const pools: pg.Pool[] = [];
  const openPool = (max: number, settings: string): NarrowPool => {
    const pool = new pg.Pool({
      ...common,
      Client: HeardClient,
      max,
      onConnect: async (client) => void (await client.query(settings)),
    });
    // While closing, a server that goes away first is as planned.
    pool.on("error", (error) => (closing === undefined ? options.onIdleError?.(error) : undefined));
    pools.push(pool);
    return new NarrowPool(pool, (connections) => options.onNarrowed?.(connections));
  };
  const enginePool = openPool(options.engineConnections ?? 8, ENGINE_SETTINGS);
  const tenantPool = openPool(options.tenantConnections ?? 16, SESSION_SETTINGS);
  return {
    engine: connectionOf(enginePool, ENGINE_SCOPE),
    forTenant(tenantId) {
      if (!isUuid(tenantId))
        throw new EngineError("bad_tenant", `A tenant id is a UUID; got ${JSON.stringify(tenantId)}.`);
      return connectionOf(tenantPool, tenantId);
    },
    async openSession() {
      const client = new pg.Client({ ...common, statement_timeout: 0, query_timeout: 0 });
      client.on("error", () => undefined);
      await client.connect();
      const setUp = { text: SESSION_SETTINGS, query_timeout: SESSION_TIMEOUT_MS };
      await client.query(setUp);
      await bind(client, ENGINE_SCOPE);
      return client;
    },
    close: () => (closing ??= Promise.all(pools.map((pool) => pool.end())).then(() => undefined)),
  };
}
