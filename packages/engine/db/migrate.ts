// Migrations: numbered, immutable `.sql` files, applied in order under one lock, each in its own transaction.
// In: a session of its own. Out: the files that were applied now.
import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import type pg from "pg";
import type { Database } from "./database.ts";
import { EngineError } from "./errors.ts";

const FOLDER = new URL("./migrations/", import.meta.url);

/** Any number that no other program is likely to use as an advisory lock; "tick" in ASCII. */
const MIGRATION_LOCK = 0x7469636b;

interface Migration {
  readonly name: string;
  readonly text: string;
  readonly hash: string;
}

async function readMigrations(): Promise<Migration[]> {
  const names = (await readdir(FOLDER)).filter((name) => /^\d{4}_[a-z_]+\.sql$/.test(name)).sort();
  return Promise.all(
    names.map(async (name) => {
      const text = await readFile(new URL(name, FOLDER), "utf8");
      return { name, text, hash: createHash("sha256").update(text).digest("hex") };
    }),
  );
}

async function readApplied(session: pg.Client): Promise<Map<string, string>> {
  await session.query(
    "CREATE TABLE IF NOT EXISTS ticketwire.migrations (name text PRIMARY KEY, hash text NOT NULL, applied_at timestamptz NOT NULL DEFAULT now())",
  );
  const { rows } = await session.query<{ name: string; hash: string }>("SELECT name, hash FROM ticketwire.migrations");
  return new Map(rows.map((row) => [row.name, row.hash]));
}

function refuseChanged(migrations: readonly Migration[], applied: ReadonlyMap<string, string>): void {
  for (const migration of migrations) {
    const hash = applied.get(migration.name);
    if (hash !== undefined && hash !== migration.hash)
      throw new EngineError(
        "migration_changed",
        `Migration ${migration.name} was applied with other contents. Applied migrations must not change; restore the file.`,
      );
  }
  const known = new Set(migrations.map((migration) => migration.name));
  const unknown = [...applied.keys()].filter((name) => !known.has(name));
  if (unknown.length > 0)
    throw new EngineError(
      "schema_newer",
      `The database was migrated by a newer version (${unknown.join(", ")}). Start that version, or a newer one.`,
    );
}

async function applyMigration(session: pg.Client, migration: Migration): Promise<void> {
  try {
    await session.query("BEGIN");
    await session.query(migration.text);
    await session.query("INSERT INTO ticketwire.migrations (name, hash) VALUES ($1, $2)", [
      migration.name,
      migration.hash,
    ]);
    await session.query("COMMIT");
  } catch (error) {
    await session.query("ROLLBACK").catch(() => undefined);
    throw new EngineError("migration_failed", `Migration ${migration.name} could not be applied: ${String(error)}`, {
      cause: error,
    });
  }
}

/** Brings the schema up to date. Safe to call from many processes at once: one works, the others wait. */
export async function migrate(db: Database): Promise<readonly string[]> {
  const migrations = await readMigrations();
  const session = await db.openSession();
  try {
    await session.query("SELECT pg_advisory_lock($1)", [MIGRATION_LOCK]);
    await session.query("CREATE SCHEMA IF NOT EXISTS ticketwire");
    const applied = await readApplied(session);
    refuseChanged(migrations, applied);
    const open = migrations.filter((migration) => !applied.has(migration.name));
    for (const migration of open) await applyMigration(session, migration);
    return open.map((migration) => migration.name);
  } finally {
    await session.end();
  }
}
