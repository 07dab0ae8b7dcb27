// A store in one SQLite file: durable, for one machine, for any number of processes on it. Works on a DatabaseSync of
// `node:sqlite` (Node.js 22.5 and later) or a Database of better-sqlite3. Each operation is one statement, so it is
// atomic without a transaction.
import { ReceiverError } from "../errors.ts";
import { checkTableName } from "../lib/table-name.ts";
import type { Claim, Clock, ReceiverStore } from "./store.ts";

type Parameter = string | number | null;

interface Statement {
  get(...parameters: Parameter[]): unknown;
  run(...parameters: Parameter[]): { readonly changes: number | bigint };
}

/** The part of `node:sqlite` and better-sqlite3 that is used. */
export interface SqliteDatabase {
  exec(sql: string): unknown;
  prepare(sql: string): Statement;
}

export interface SqliteStoreOptions {
  /** Default `ticketwire_receiver`. */
  readonly table?: string;
  readonly clock?: Clock;
}

export interface SqliteStore extends ReceiverStore {
  /** Deletes what has expired; it also happens by itself every few hundred events. Returns how many rows went. */
  purge(): Promise<number>;
}

const PURGE_EVERY = 500;
const PURGE_ROWS = 1000;

/**
 * Opens a file with `node:sqlite` in the mode that suits several processes (write-ahead log, waiting up to 5 s).
 *
 * @throws ReceiverError `sqlite_missing` where the runtime has no `node:sqlite`.
 * @example const store = createSqliteStore(await openSqlite("receiver.db"));
 */
export async function openSqlite(path: string): Promise<SqliteDatabase & { close(): void }> {
  // The name is put together, so that bundlers for other runtimes do not look for it.
  const name = ["node", "sqlite"].join(":");
  const sqlite = await import(name).catch((cause: unknown) => {
    const message =
      "this runtime has no node:sqlite (Node.js 22.5 brings it): pass a better-sqlite3 database to createSqliteStore";
    throw new ReceiverError("sqlite_missing", message, { cause });
  });
  const database = new sqlite.DatabaseSync(path) as SqliteDatabase & { close(): void };
  database.exec("PRAGMA busy_timeout = 5000; PRAGMA journal_mode = WAL");
  return database;
}

export function createSqliteStore(database: SqliteDatabase, options: SqliteStoreOptions = {}): SqliteStore {
  const { clock = Date.now } = options;
  const sql = statementsFor(database, checkTableName(options.table ?? "ticketwire_receiver"));
  let completions = 0;

  const purge = (): number => Number(sql.purge.run(clock(), PURGE_ROWS).changes);
  function claim({
    key,
    token,
    leaseMs,
  }: {
    readonly key: string;
    readonly token: string;
    readonly leaseMs: number;
  }): Claim {
    const now = clock();
    if (sql.claim.get(key, token, now + leaseMs, now, token) !== undefined) return { kind: "claimed" };
    const row = sql.find.get(key) as { readonly token: string | null; readonly ends_at: number } | undefined;
    if (row?.token === null) return { kind: "done" };
    return { kind: "busy", retryAfterMs: Math.max(0, (row?.ends_at ?? now) - now) };
  }

  return {
    claim: async (lease) => claim(lease),
    extend: async ({ key, token, leaseMs }) => sql.extend.run(clock() + leaseMs, key, token).changes > 0,
    async complete({ key, token, keepMs }) {
      completions += 1;
      if (completions % PURGE_EVERY === 0) purge();
      const now = clock();
      return sql.complete.get(key, now + keepMs, token, now) !== undefined;
    },
    release: async ({ key, token }) => void sql.release.run(key, token),
    async read(key) {
      const row = sql.read.get(key, clock()) as { readonly value: string } | undefined;
      return row?.value ?? null;
    },
    async swap({ key, expected, next, keepMs }) {
      const now = clock();
      const endsAt = keepMs === null ? null : now + keepMs;
      if (expected === null) return sql.insert.get(key, next, endsAt, now) !== undefined;
      return sql.update.run(next, endsAt, key, expected, now).changes > 0;
    },
    purge: async () => purge(),
  };
}

// One row a key: a lease has a token, "done" has neither token nor value, a value has a value.
function statementsFor(database: SqliteDatabase, table: string) {
  database.exec(`CREATE TABLE IF NOT EXISTS ${table} (
    key TEXT PRIMARY KEY, token TEXT, value TEXT, ends_at INTEGER
  ) WITHOUT ROWID`);
  database.exec(
    `CREATE INDEX IF NOT EXISTS ${table.replaceAll(".", "_")}_ends_at ON ${table} (ends_at) WHERE ends_at IS NOT NULL`,
  );
  return {
    claim: database.prepare(`INSERT INTO ${table} AS held (key, token, ends_at) VALUES (?, ?, ?)
      ON CONFLICT (key) DO UPDATE SET token = excluded.token, value = NULL, ends_at = excluded.ends_at
      WHERE held.ends_at <= ? OR held.token = ? RETURNING key`),
    find: database.prepare(`SELECT token, ends_at FROM ${table} WHERE key = ?`),
    extend: database.prepare(`UPDATE ${table} SET ends_at = ? WHERE key = ? AND token = ?`),
    complete: database.prepare(`INSERT INTO ${table} AS held (key, ends_at) VALUES (?, ?)
      ON CONFLICT (key) DO UPDATE SET token = NULL, value = NULL, ends_at = excluded.ends_at
      WHERE held.token = ? OR held.ends_at <= ? RETURNING key`),
    release: database.prepare(`DELETE FROM ${table} WHERE key = ? AND token = ?`),
    read: database.prepare(`SELECT value FROM ${table} WHERE key = ? AND (ends_at IS NULL OR ends_at > ?)`),
    insert: database.prepare(`INSERT INTO ${table} AS held (key, value, ends_at) VALUES (?, ?, ?)
      ON CONFLICT (key) DO UPDATE SET value = excluded.value, token = NULL, ends_at = excluded.ends_at
      WHERE held.ends_at <= ? RETURNING key`),
    update: database.prepare(`UPDATE ${table} SET value = ?, ends_at = ?
      WHERE key = ? AND value = ? AND (ends_at IS NULL OR ends_at > ?)`),
    purge: database.prepare(`DELETE FROM ${table} WHERE key IN (SELECT key FROM ${table} WHERE ends_at <= ? LIMIT ?)`),
  };
}
