// A data folder per test, and the certainty that no process of it outlives the test. In: nothing. Out: the folder, what
// was logged, and the usual steps with it.
import { chown, mkdtemp, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { afterAll, afterEach, beforeAll, beforeEach, expect } from "vitest";
import { startEmbeddedPostgres, type EmbeddedPostgres } from "../embedded-postgres.ts";
import { runCommand } from "../run-command.ts";
import { DATABASE_PROCESS, postgresProcessesIn } from "./spawn-database.ts";

export interface DatabaseFolder {
  /** Made by the system with mode 0700: PostgreSQL's own user may not pass through it. */
  readonly path: string;
  readonly lines: string[];
  start(): Promise<EmbeddedPostgres>;
  /** Puts a database in it that ran before, without the second that making one takes. */
  fill(): Promise<void>;
  owner(): Promise<number>;
  /** The file by which PostgreSQL remembers its own process. */
  writeProcessFile(pid: number): Promise<void>;
}

export const isRoot = process.getuid?.() === 0;
export const NOBODY = 65_534;
export const AS_NOBODY = ["setpriv", `--reuid=${NOBODY}`, `--regid=${NOBODY}`, "--clear-groups", "--"];
const probe = { file: "setpriv", args: [...AS_NOBODY.slice(1), "test", "-r", DATABASE_PROCESS] };
/** Whether an ordinary user can be tried: we can become one, and it can read this checkout. */
export const nobodyCanRun = isRoot && (await runCommand(probe)).code === 0;

/** Registers the hooks of a test file and gives back what always stands for the current test's folder. */
export function useDatabaseFolder(): DatabaseFolder {
  const lines: string[] = [];
  const note = (line: string): void => void lines.push(line);
  const log = { info: note, warn: note, error: note };
  let path = "";
  let madeOnce = "";
  beforeAll(async () => {
    madeOnce = await mkdtemp(join(tmpdir(), "ticketwire-embedded-"));
    await (await startEmbeddedPostgres({ dataDir: madeOnce, log })).stop();
  });
  afterAll(() => rm(madeOnce, { recursive: true, force: true }));
  beforeEach(async () => {
    lines.length = 0;
    path = await mkdtemp(join(tmpdir(), "ticketwire-embedded-"));
  });
  afterEach(async () => {
    expect(postgresProcessesIn(path)).toEqual([]);
    await rm(path, { recursive: true, force: true });
  });
  const owner = async () => (await stat(join(path, "postgres"))).uid;
  return {
    get path() {
      return path;
    },
    lines,
    start: () => startEmbeddedPostgres({ dataDir: path, log }),
    fill: async () => void (await runCommand({ file: "cp", args: ["-a", join(madeOnce, "postgres"), path] })),
    owner,
    writeProcessFile: async (pid) => writeProcessFile(join(path, "postgres"), pid, await owner()),
  };
}

async function writeProcessFile(folder: string, pid: number, owner: number): Promise<void> {
  const lock = `${pid}\n${folder}\n1\n5432\n${folder}\n\n1 1\nready\n`;
  for (const name of ["postmaster.pid", ".s.PGSQL.5432.lock"]) {
    await writeFile(join(folder, name), lock, { mode: 0o600 });
    await chown(join(folder, name), owner, owner);
  }
}

export async function query<Row extends pg.QueryResultRow>(url: string, text: string): Promise<Row[]> {
  const client = new pg.Client({ connectionString: url });
  client.on("error", () => undefined);
  await client.connect();
  try {
    return (await client.query<Row>(text)).rows;
  } finally {
    await client.end();
  }
}
