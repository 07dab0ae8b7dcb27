// The embedded database as a person meets it: a first start, and every later one, whatever the folder looks like.
import { access, chown, mkdir, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { beforeEach, describe, expect, it } from "vitest";
import { startEmbeddedPostgres } from "./embedded-postgres.ts";
import { runCommand } from "./run-command.ts";
import { AS_NOBODY, nobodyCanRun, NOBODY, query, useDatabaseFolder } from "./testkit/database-folder.ts";
import { hasEnded, spawnDatabase, userOf } from "./testkit/spawn-database.ts";

const folder = useDatabaseFolder();
const log = { info: () => undefined, warn: () => undefined, error: () => undefined };

describe("a first start", () => {
  it("gives a UTF-8 database with C collation, trigram search and a role that is bound by row-level security", async () => {
    await using database = await folder.start();
    const [row] = await query(
      database.url,
      `select current_user as role, rolsuper, rolcreatedb, rolbypassrls, pg_encoding_to_char(encoding) as encoding,
              datcollate, pg_get_userbyid(datdba) as owner,
              (select count(*)::int from pg_extension where extname = 'pg_trgm') as trigram
         from pg_roles, pg_database where rolname = current_user and datname = current_database()`,
    );
    expect(row).toEqual({
      role: "ticketwire",
      rolsuper: false,
      rolcreatedb: false,
      rolbypassrls: false,
      encoding: "UTF8",
      datcollate: "C",
      owner: "ticketwire",
      trigram: 1,
    });
  });

  it("keeps every commit, ends forgotten transactions and listens on no network address", async () => {
    await using database = await folder.start();
    const names = ["fsync", "synchronous_commit", "full_page_writes", "jit", "listen_addresses", "max_connections"];
    const rows = await query<{ name: string; setting: string }>(
      database.url,
      `select name, setting from pg_settings where name in ('${names.join("','")}', 'idle_in_transaction_session_timeout')`,
    );
    expect(Object.fromEntries(rows.map((row) => [row.name, row.setting]))).toEqual({
      fsync: "on",
      synchronous_commit: "on",
      full_page_writes: "on",
      jit: "off",
      listen_addresses: "",
      max_connections: "200",
      idle_in_transaction_session_timeout: "60000",
    });
  });

  it("makes the folder closed to others and runs as an unprivileged user, also below a closed folder", async () => {
    await using database = await folder.start();
    const { mode } = await stat(join(folder.path, "postgres"));
    expect(mode & 0o777).toBe(0o700);
    const user = userOf(database.serverProcessId() ?? 0);
    expect(user).toBe(await folder.owner());
    expect(user).not.toBe(0);
  });

  it("begins anew after one that was cut off in the middle", async () => {
    await mkdir(join(folder.path, "postgres.unfinished"));
    await writeFile(join(folder.path, "postgres.unfinished", "PG_VERSION"), "18\n");
    await using database = await folder.start();
    expect(database.isNew).toBe(true);
    await expect(access(join(folder.path, "postgres.unfinished"))).rejects.toThrow("ENOENT");
  });

  it("reaches a socket whose path would be too long in the data folder", async () => {
    const deep = join(folder.path, "a-folder-with-a-rather-long-name", "and-another-one-below-it-that-is-longer-still");
    await using database = await startEmbeddedPostgres({ dataDir: deep, log });
    expect(await query(database.url, "select 1 as one")).toEqual([{ one: 1 }]);
  });

  it("is refused in one line when the folder can not be made", async () => {
    const file = join(folder.path, "a-file");
    await writeFile(file, "");
    await expect(startEmbeddedPostgres({ dataDir: join(file, "below"), log })).rejects.toThrow(
      /^the data folder .*a-file\/below can not be made: .*ENOTDIR.*; set TICKETWIRE_DATA_DIR/,
    );
  });

  it.runIf(nobodyCanRun)("works as an ordinary user", async () => {
    await chown(folder.path, NOBODY, NOBODY);
    const { child, url, serverPid } = await spawnDatabase(folder.path, AS_NOBODY);
    expect(userOf(serverPid)).toBe(NOBODY);
    child.kill("SIGTERM");
    await hasEnded(child);
    expect(url).toContain("ticketwire");
    expect(child.exitCode).toBe(0);
  });
});

describe("a later start", () => {
  beforeEach(folder.fill);

  it("finds the data at the same address", async () => {
    const first = await folder.start();
    await query(first.url, "create table kept (value text)");
    await query(first.url, "insert into kept values ('here')");
    await first.stop();
    await using second = await folder.start();
    expect(second.isNew).toBe(false);
    expect(second.url).toBe(first.url);
    expect(await query(second.url, "select value from kept")).toEqual([{ value: "here" }]);
  });

  it("takes over files that a backup brought back as root's", async () => {
    await runCommand({ file: "chown", args: ["-R", `${process.getuid?.() ?? 0}`, join(folder.path, "postgres")] });
    await using database = await folder.start();
    expect(await query(database.url, "select 1 as one")).toEqual([{ one: 1 }]);
  });

  it("refuses a database of another release, with the folder's name", async () => {
    await writeFile(join(folder.path, "postgres", "PG_VERSION"), "16\n");
    await expect(folder.start()).rejects.toThrow(/postgres is not a PostgreSQL 18 database that can be opened \(16\)/);
  });

  it("is not held up by a process file that names a living stranger", async () => {
    await folder.writeProcessFile(process.ppid);
    await using database = await folder.start();
    expect(await query(database.url, "select 1 as one")).toEqual([{ one: 1 }]);
  });

  it("is not held up by a process file that names nobody", async () => {
    await folder.writeProcessFile(4_194_303);
    await using database = await folder.start();
    expect(await query(database.url, "select 1 as one")).toEqual([{ one: 1 }]);
  });
});
