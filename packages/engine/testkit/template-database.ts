// Databases for tests and benchmarks: one migrated template per server, schema and day, and a clone of it per test file,
// made in some 50 ms and dropped at the end. In: the URL of a role that may create databases. Out: a database of one's own.
import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import pg from "pg";
import { type Database, type DatabaseOptions, openDatabase } from "../db/database.ts";
import { migrate } from "../db/migrate.ts";
import { dayOf, maintainPartitions } from "../db/partitions.ts";

const MIGRATIONS = new URL("../db/migrations/", import.meta.url);

/** Lets one process at a time make the template; "tmpl" in ASCII. */
const TEMPLATE_LOCK = 0x746d706c;

/** A database of one's own. Disposing closes what `open` gave out and drops it. */
export interface TestDatabase extends AsyncDisposable {
  /** The pools, opened and closed with it. */
  readonly db: Database;
  /** For processes of their own, or plain clients. */
  readonly url: string;
  /** Pools of their own on the same database, as a second process would have. */
  open(options?: Partial<DatabaseOptions>): Database;
}

function urlOf(adminUrl: string, name: string): string {
  const url = new URL(adminUrl);
  url.pathname = `/${name}`;
  return url.href;
}

async function asAdmin<Result>(adminUrl: string, work: (admin: pg.Client) => Promise<Result>): Promise<Result> {
  const admin = new pg.Client({ connectionString: adminUrl, application_name: "ticketwire-testkit" });
  await admin.connect();
  try {
    return await work(admin);
  } finally {
    await admin.end();
  }
}

// Partitions stand for today and some days ahead, so the day is part of the name; so is the schema.
async function nameTemplate(now: Date): Promise<string> {
  const hash = createHash("sha256");
  const names = (await readdir(MIGRATIONS)).filter((name) => name.endsWith(".sql")).sort();
  for (const name of names) hash.update(name).update(await readFile(new URL(name, MIGRATIONS)));
  return `ticketwire_template_${dayOf(now).replaceAll("-", "")}_${hash.digest("hex").slice(0, 12)}`;
}

async function fillTemplate(url: string, now: Date): Promise<void> {
  const db = openDatabase({ url });
  try {
    await migrate(db);
    await maintainPartitions(db, { now, retentionDays: 30 });
  } finally {
    await db.close();
  }
}

// Renamed when it is complete: a template that can be seen is whole, whatever was killed before.
async function makeTemplate(adminUrl: string): Promise<string> {
  const now = new Date();
  const name = await nameTemplate(now);
  await asAdmin(adminUrl, async (admin) => {
    await admin.query("SELECT pg_advisory_lock($1)", [TEMPLATE_LOCK]);
    const { rowCount } = await admin.query("SELECT 1 FROM pg_database WHERE datname = $1", [name]);
    if (rowCount) return;
    await admin.query(`DROP DATABASE IF EXISTS ${name}_new WITH (FORCE)`);
    await admin.query(`CREATE DATABASE ${name}_new`);
    await fillTemplate(urlOf(adminUrl, `${name}_new`), now);
    await admin.query(`ALTER DATABASE ${name}_new RENAME TO ${name}`);
  });
  return name;
}

// Without FORCE the server sends an autovacuum away and waits for connections that are closing; with it, what a test left open
// is cut off, but not an autovacuum, which belongs to a superuser.
async function dropDatabase(admin: pg.Client, name: string): Promise<void> {
  try {
    await admin.query(`DROP DATABASE IF EXISTS ${name}`);
  } catch {
    await admin.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
  }
}

/** An empty database without a schema, as somebody has who begins. Dispose of it at the end. */
export async function makeEmptyDatabase(adminUrl: string): Promise<AsyncDisposable & { readonly url: string }> {
  const name = `ticketwire_test_${crypto.randomUUID().replaceAll("-", "")}`;
  await asAdmin(adminUrl, (admin) => admin.query(`CREATE DATABASE ${name}`));
  return {
    url: urlOf(adminUrl, name),
    [Symbol.asyncDispose]: () => asAdmin(adminUrl, (admin) => dropDatabase(admin, name)),
  };
}

const templates = new Map<string, Promise<string>>();

/** Makes a fresh, migrated, empty database on the server. Dispose it at the end. */
export async function cloneTemplate(adminUrl: string): Promise<TestDatabase> {
  let template = templates.get(adminUrl);
  if (template === undefined) templates.set(adminUrl, (template = makeTemplate(adminUrl)));
  const source = await template;
  const name = `ticketwire_test_${crypto.randomUUID().replaceAll("-", "")}`;
  await asAdmin(adminUrl, (admin) => admin.query(`CREATE DATABASE ${name} TEMPLATE ${source}`));
  const url = urlOf(adminUrl, name);
  const opened: Database[] = [];
  const open = (options: Partial<DatabaseOptions> = {}): Database => {
    const db = openDatabase({ ...options, url });
    opened.push(db);
    return db;
  };
  return {
    db: open(),
    url,
    open,
    async [Symbol.asyncDispose]() {
      await Promise.all(opened.map((db) => db.close()));
      await asAdmin(adminUrl, (admin) => dropDatabase(admin, name));
    },
  };
}
