// The files of the database: made once, complete or not at all. A first start builds them beside their place and moves
// them there in one step, so that a folder named `postgres` is always a whole database with role and extension.
// In: the data folder. Out: where the files are and how PostgreSQL programs run on them.
import { chmod, mkdir, open, readFile, rename, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import type { PostgresBinaries } from "./binaries.ts";
import { EmbeddedPostgresError, textOf } from "./errors.ts";
import { listWaysToRun, type RunAs, type UserId } from "./run-as.ts";
import { runCommand, type CommandResult } from "./run-command.ts";
import type { Purpose } from "./settings.ts";

export interface Cluster {
  readonly folder: string;
  readonly runAs: RunAs;
  readonly env: NodeJS.ProcessEnv;
  readonly isNew: boolean;
}

export interface ClusterRequest {
  readonly dataDir: string;
  readonly binaries: PostgresBinaries;
  readonly purpose: Purpose;
}

interface ProgramSetting {
  readonly args: readonly string[];
  readonly input?: string;
}

const MAJOR_VERSION = "18";
export const ROLE = "ticketwire";

/** Opens the database files of a data folder, making them on the first start. The caller holds the folder's lock. */
export async function openCluster(request: ClusterRequest): Promise<Cluster> {
  const folder = join(request.dataDir, "postgres");
  const dataOwner = await ownerOf(folder);
  if (dataOwner === null) return createCluster(request, folder);
  await requireMajorVersion(folder);
  const runAs = await chooseWay(await listWaysToRun(dataOwner), folder, request.binaries);
  return { folder, runAs, env: environment(request.binaries), isNew: false };
}

async function createCluster(request: ClusterRequest, folder: string): Promise<Cluster> {
  const { binaries, purpose } = request;
  const unfinished = `${folder}.unfinished`;
  await rm(unfinished, { recursive: true, force: true });
  await mkdir(unfinished, { mode: 0o700 });
  await chmod(unfinished, 0o700);
  const runAs = await chooseWay(await listWaysToRun(null), unfinished, binaries);
  const cluster = { folder: unfinished, runAs, env: environment(binaries), isNew: true };
  await initialise(cluster, binaries);
  await createRoleAndDatabase(cluster, binaries, purpose);
  if (purpose === "production") requireSuccess("initdb -S", await run(cluster, binaries.initdb, { args: ["-S"] }));
  await rename(unfinished, folder);
  await syncFolder(request.dataDir);
  return { ...cluster, folder };
}

/** `trust` is for a socket in a folder that only PostgreSQL's own user and root can enter (docs/decisions/0003). */
async function initialise(cluster: Cluster, binaries: PostgresBinaries): Promise<void> {
  const shape = ["--username=postgres", "--auth=trust", "--encoding=UTF8", "--locale=C"];
  const args = [...shape, "--no-sync", "--no-instructions"];
  const result = await run(cluster, binaries.initdb, { args });
  requireSuccess("initdb", result);
}

/** In single-user mode, which needs no connection. Every database made later has the extension through template1. */
async function createRoleAndDatabase(cluster: Cluster, binaries: PostgresBinaries, purpose: Purpose): Promise<void> {
  const statements = [
    ...(binaries.hasTrigram ? ["CREATE EXTENSION pg_trgm"] : []),
    `CREATE ROLE ${ROLE} LOGIN NOSUPERUSER NOBYPASSRLS ${purpose === "tests" ? "CREATEDB" : "NOCREATEDB"}`,
    `CREATE DATABASE ${ROLE} OWNER ${ROLE}`,
  ];
  const args = ["--single", "-c", "log_checkpoints=off", "-c", "fsync=off", "template1"];
  const result = await run(cluster, binaries.postgres, { args, input: `${statements.join("\n")}\n` });
  // Single-user mode goes on after a failed statement and still exits with 0.
  requireSuccess("postgres --single", /\b(ERROR|FATAL):/.test(result.stderr) ? { ...result, code: 1 } : result);
}

/** Runs a program on the cluster's own folder, which it reads from PGDATA. */
function run(cluster: Cluster, program: string, setting: ProgramSetting): Promise<CommandResult> {
  const { args, input = "" } = setting;
  const env = { ...cluster.env, PGDATA: cluster.folder };
  return runCommand(cluster.runAs.command(program, args), { env, cwd: "/", input });
}

function requireSuccess(step: string, result: CommandResult): void {
  if (result.code === 0) return;
  const said = result.stderr.trim().split("\n").slice(-3).join(" ") || `exit code ${result.code}`;
  throw new EmbeddedPostgresError(
    "INITDB_FAILED",
    `making the embedded database failed in ${step}: ${textOf(said)}; set TICKETWIRE_DATABASE_URL to use a server of your own`,
  );
}

/** Only what PostgreSQL needs: our own environment holds secrets, and its user is another one. */
function environment(binaries: PostgresBinaries): NodeJS.ProcessEnv {
  const { PATH = "/usr/bin:/bin" } = process.env;
  const base = { PATH, LC_ALL: "C", TZ: "UTC" };
  const path = binaries.libraryPath;
  return path === null ? base : { ...base, LD_LIBRARY_PATH: path, DYLD_LIBRARY_PATH: path };
}

/** Tries the ways in order: give the folder to the user, then see whether programs and folder can be reached so. */
async function chooseWay(ways: readonly RunAs[], folder: string, binaries: PostgresBinaries): Promise<RunAs> {
  const failures = new Set<string>();
  for (const way of ways) {
    const failure = (await giveTo(way.owner, folder)) ?? (await tryWay(way, folder, binaries));
    if (failure === null) return way;
    failures.add(failure);
  }
  throw new EmbeddedPostgresError(
    "NO_WAY_TO_RUN",
    `the embedded PostgreSQL can not be run (${[...failures].join("; ") || "not as root, and no other user was found"}): ` +
      "start Ticketwire as an ordinary user in a folder of its own, or set TICKETWIRE_DATABASE_URL",
  );
}

async function tryWay(way: RunAs, folder: string, binaries: PostgresBinaries): Promise<string | null> {
  const script = 'test -d "$0" && test -x "$1" && exec "$1" --version';
  const command = way.command("/bin/sh", ["-c", script, folder, binaries.postgres]);
  const result = await runCommand(command, { env: environment(binaries), cwd: "/" });
  return result.code === 0 ? null : textOf(result.stderr || `no access to ${folder} or ${binaries.postgres}`);
}

async function giveTo(owner: UserId | null, folder: string): Promise<string | null> {
  if (owner === null || (await ownerOf(folder))?.uid === owner.uid) return null;
  const result = await runCommand({ file: "chown", args: ["-R", "-h", `${owner.uid}:${owner.gid}`, folder] });
  return result.code === 0 ? null : textOf(result.stderr);
}

async function ownerOf(folder: string): Promise<UserId | null> {
  try {
    const { uid, gid } = await stat(folder);
    return { uid, gid };
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return null;
    throw new EmbeddedPostgresError("FOLDER_UNUSABLE", `${folder} can not be read: ${textOf(error)}`, { cause: error });
  }
}

async function requireMajorVersion(folder: string): Promise<void> {
  const version = await readFile(join(folder, "PG_VERSION"), "utf8").then(
    (text) => text.trim(),
    (error: unknown) => textOf(error),
  );
  if (version === MAJOR_VERSION) return;
  throw new EmbeddedPostgresError(
    "FOLDER_UNUSABLE",
    `${folder} is not a PostgreSQL ${MAJOR_VERSION} database that can be opened (${version}): start it with the user and release that made it, or set TICKETWIRE_DATA_DIR to another folder`,
  );
}

async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, "r");
  await handle.sync().finally(() => handle.close());
}
