// A database of its own for a test file: a copy of one migrated template, so that it costs a file copy and no migration.
// In: the test run's server (`inject("databaseUrl")`). Out: an open Database on an empty, migrated schema.
import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import pg from "pg";
import { inject } from "vitest";
import { openDatabase, type Database } from "../db/database.ts";
import { migrate } from "../db/migrate.ts";
import { maintainPartitions } from "../db/partitions.ts";

export interface TestDatabase extends AsyncDisposable {
  readonly db: Database;
  readonly url: string;
}

/** Makes one test file build the template while the others wait; "tmpl" in ASCII. */
const TEMPLATE_LOCK = 0x746d706c;
const MIGRATIONS = new URL("../db/migrations/", import.meta.url);

function urlOf(name: string): string {
  const url = new URL(inject("databaseUrl"));
  url.pathname = `/${name}`;
  return url.href;
}

async function withServer<Result>(work: (client: pg.Client) => Promise<Result>): Promise<Result> {
  const client = new pg.Client({ connectionString: inject("databaseUrl") });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

async function nameTemplate(): Promise<string> {
  const hash = createHash("sha256").update(new Date().toISOString().slice(0, 10));
  for (const name of (await readdir(MIGRATIONS)).sort()) hash.update(await readFile(new URL(name, MIGRATIONS)));
  return `ticketwire_template_${hash.digest("hex").slice(0, 12)}`;
}

async function buildTemplate(client: pg.Client, name: string): Promise<void> {
  const { rowCount } = await client.query("SELECT FROM pg_database WHERE datname = $1", [name]);
  if (rowCount) return;
  // Built under another name, so that one that failed half-way is never taken for the template.
  await client.query(`DROP DATABASE IF EXISTS ${name}_new`);
  await client.query(`CREATE DATABASE ${name}_new`);
  const db = openDatabase({ url: urlOf(`${name}_new`) });
  await migrate(db);
  await maintainPartitions(db, { now: new Date(), retentionDays: 30 });
  await db.close();
  await client.query(`ALTER DATABASE ${name}_new RENAME TO ${name}`);
}

/** Opens a fresh database; dispose of it in `afterAll`. Each call gives another one. */
export async function openTestDatabase(): Promise<TestDatabase> {
  const template = await nameTemplate();
  const name = `ticketwire_test_${process.pid}_${Math.random().toString(36).slice(2, 10)}`;
  await withServer(async (client) => {
    await client.query("SELECT pg_advisory_lock($1)", [TEMPLATE_LOCK]);
    await buildTemplate(client, template);
    await client.query(`CREATE DATABASE ${name} TEMPLATE ${template}`);
  });
  const url = urlOf(name);
  const db = openDatabase({ url });
  return {
    db,
    url,
    async [Symbol.asyncDispose]() {
      await db.close();
      await withServer((client) => client.query(`DROP DATABASE ${name} WITH (FORCE)`));
    },
  };
}
