// A store in one PostgreSQL table, for any number of receivers. Takes any client or pool with `query(text, params)`:
// pg, a wrapped postgres.js, Kysely, Drizzle, Prisma. Each operation is one statement, atomic by itself, and the time is
// the database's, so that receivers whose clocks differ agree on who holds a lease.
import { checkTableName } from "../lib/table-name.ts";
import type { Claim, Clock, Lease, ReceiverStore, Swap } from "./store.ts";

/** The part of a PostgreSQL client that is used: rows come as an array, or as `rows` of the result. */
export interface PostgresClient {
  query(text: string, params: (string | number | null)[]): Promise<unknown>;
}

export interface PostgresStoreOptions {
  /** Default `ticketwire_receiver`; a schema may stand before it. */
  readonly table?: string;
  /** Only for tests: the time in milliseconds since 1970 instead of the database's. */
  readonly clock?: Clock;
}

export interface PostgresStore extends ReceiverStore {
  /** Creates the table and its index if they are absent; safe when several processes start at once. */
  setup(): Promise<void>;
  /** Deletes what has expired; it also happens by itself every few hundred events. Returns how many rows went. */
  purge(): Promise<number>;
}

const PURGE_EVERY = 500;
const PURGE_ROWS = 1000;

/**
 * @example
 * const store = createPostgresStore(new pg.Pool({ connectionString }));
 * await store.setup();
 */
export function createPostgresStore(client: PostgresClient, options: PostgresStoreOptions = {}): PostgresStore {
  const { clock } = options;
  const sql = statementsFor(checkTableName(options.table ?? "ticketwire_receiver"));
  let completions = 0;

  async function rows<Row>(text: string, params: (string | number | null)[]): Promise<readonly Row[]> {
    const result = await client.query(text, params);
    return (Array.isArray(result) ? result : (result as { readonly rows: readonly Row[] }).rows) as readonly Row[];
  }
  const changed = async (text: string, params: (string | number | null)[]): Promise<boolean> =>
    (await rows(text, params)).length > 0;
  const now = (): number | null => clock?.() ?? null;

  async function claim({ key, token, leaseMs }: Lease): Promise<Claim> {
    if (await changed(sql.claim, [key, token, leaseMs, now()])) return { kind: "claimed" };
    const [row] = await rows<{ readonly is_done: boolean; readonly left_ms: number }>(sql.find, [key, now()]);
    // No row means that it was released in between: it can be claimed at once.
    if (row === undefined) return { kind: "busy", retryAfterMs: 0 };
    return row.is_done ? { kind: "done" } : { kind: "busy", retryAfterMs: Math.max(0, Math.ceil(row.left_ms)) };
  }

  const purge = async (): Promise<number> => (await rows(sql.purge, [PURGE_ROWS, now()])).length;
  return {
    claim,
    extend: ({ key, token, leaseMs }) => changed(sql.extend, [key, token, leaseMs, now()]),
    async complete({ key, token, keepMs }) {
      completions += 1;
      if (completions % PURGE_EVERY === 0) await purge();
      return changed(sql.complete, [key, token, keepMs, now()]);
    },
    release: async ({ key, token }) => void (await client.query(sql.release, [key, token])),
    async read(key) {
      const [row] = await rows<{ readonly value: string | null }>(sql.read, [key, now()]);
      return row?.value ?? null;
    },
    swap({ key, expected, next, keepMs }: Swap) {
      if (expected === null) return changed(sql.insert, [key, next, keepMs, now()]);
      return changed(sql.update, [key, next, keepMs, now(), expected]);
    },
    setup: async () => void (await client.query(sql.setup, [])),
    purge,
  };
}

// A claim that waits for another one's row lock sees that one's result, since ON CONFLICT looks at the committed row.
function statementsFor(table: string) {
  const at = (position: number): string => `coalesce(to_timestamp($${position}::float8 / 1000), clock_timestamp())`;
  const ends = `${at(4)} + $3::float8 * interval '1 millisecond'`;
  return {
    // One row a key: a lease has a token, "done" has neither token nor value, a value has a value.
    setup: `DO $$ BEGIN
        PERFORM pg_advisory_xact_lock(hashtext('${table}'));
        CREATE TABLE IF NOT EXISTS ${table} (
          key text PRIMARY KEY, token text, value text, ends_at timestamptz
        ) WITH (fillfactor = 80);
        CREATE INDEX IF NOT EXISTS ${table.split(".").at(-1)}_ends_at ON ${table} (ends_at) WHERE ends_at IS NOT NULL;
      END $$`,
    claim: `INSERT INTO ${table} AS held (key, token, ends_at) VALUES ($1, $2, ${ends})
      ON CONFLICT (key) DO UPDATE SET token = excluded.token, value = NULL, ends_at = excluded.ends_at
      WHERE held.ends_at <= ${at(4)} OR held.token = $2 RETURNING 1`,
    find: `SELECT token IS NULL AS is_done, extract(epoch FROM ends_at - ${at(2)})::float8 * 1000 AS left_ms
      FROM ${table} WHERE key = $1`,
    extend: `UPDATE ${table} SET ends_at = ${ends} WHERE key = $1 AND token = $2 RETURNING 1`,
    complete: `INSERT INTO ${table} AS held (key, ends_at) VALUES ($1, ${ends})
      ON CONFLICT (key) DO UPDATE SET token = NULL, value = NULL, ends_at = excluded.ends_at
      WHERE held.token = $2 OR held.ends_at <= ${at(4)} RETURNING 1`,
    release: `DELETE FROM ${table} WHERE key = $1 AND token = $2`,
    read: `SELECT value FROM ${table} WHERE key = $1 AND (ends_at IS NULL OR ends_at > ${at(2)})`,
    insert: `INSERT INTO ${table} AS held (key, value, ends_at) VALUES ($1, $2, ${ends})
      ON CONFLICT (key) DO UPDATE SET value = excluded.value, token = NULL, ends_at = excluded.ends_at
      WHERE held.ends_at <= ${at(4)} RETURNING 1`,
    update: `UPDATE ${table} SET value = $2, ends_at = ${ends}
      WHERE key = $1 AND value = $5 AND (ends_at IS NULL OR ends_at > ${at(4)}) RETURNING 1`,
    purge: `DELETE FROM ${table} WHERE key IN (
      SELECT key FROM ${table} WHERE ends_at <= ${at(2)} LIMIT $1 FOR UPDATE SKIP LOCKED) RETURNING 1`,
  };
}
