// What an earlier server may have left running in the data folder. We hold the folder's lock, so whatever PostgreSQL
// process still works there is an orphan: it is ended, and waited for.
// In: the database folder. Out: nothing of that kind is left, or an error that names the process.
import { readdir, readFile, readlink, realpath, rm } from "node:fs/promises";
import { basename, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { EmbeddedPostgresError } from "./errors.ts";
import { runCommand } from "./run-command.ts";
import { SOCKET_NAME } from "./socket-folder.ts";

/** A killed server holds its locks for about two seconds; an orderly one may write a checkpoint first. */
const GIVE_UP_AFTER_MS = 10_000;
const INSIST_AFTER_MS = 5_000;
const LOOK_EVERY_MS = 20;

/**
 * Ends orphans of the database in `folder`, and removes the files by which PostgreSQL would believe in them.
 * @returns how many processes were found
 * @throws EmbeddedPostgresError LEFTOVER_ALIVE when one outlives ten seconds
 */
export async function endLeftover(folder: string, socketFolder: string): Promise<number> {
  const postmaster = await readPostmasterId(folder);
  const found = await listPostgresProcesses(folder, postmaster);
  await endProcesses(folder, postmaster, found);
  await forget(socketFolder, [SOCKET_NAME, `${SOCKET_NAME}.lock`]);
  // A number that lives but is no server of this folder is somebody else's by now, or that of one whose parent has not
  // yet noticed its end; PostgreSQL would refuse to start. A dead one it looks into itself, sessions included.
  if (postmaster !== null && isAlive(postmaster)) await forget(folder, ["postmaster.pid"]);
  return found.length;
}

async function forget(folder: string, names: readonly string[]): Promise<void> {
  await Promise.all(names.map((name) => rm(join(folder, name), { force: true })));
}

async function endProcesses(folder: string, postmaster: number | null, found: readonly number[]): Promise<void> {
  let remaining = found;
  const startedAt = performance.now();
  let isInsisting = false;
  // Sessions without their postmaster do not know a fast shutdown.
  if (postmaster !== null && found.includes(postmaster)) send("SIGINT", [postmaster]);
  else send("SIGQUIT", found);
  while (remaining.length > 0) {
    await sleep(LOOK_EVERY_MS);
    const passedMs = performance.now() - startedAt;
    if (passedMs > GIVE_UP_AFTER_MS) throw stillAlive(folder, remaining);
    if (passedMs > INSIST_AFTER_MS && !isInsisting) {
      isInsisting = true;
      send("SIGQUIT", remaining);
    }
    remaining = await listPostgresProcesses(folder, postmaster);
  }
}

function send(signal: NodeJS.Signals, pids: readonly number[]): void {
  for (const pid of pids) {
    try {
      process.kill(pid, signal);
    } catch {
      // Gone meanwhile, or not ours to end: the next look tells which.
    }
  }
}

function stillAlive(folder: string, pids: readonly number[]): EmbeddedPostgresError {
  return new EmbeddedPostgresError(
    "LEFTOVER_ALIVE",
    `PostgreSQL process ${pids.join(", ")} of an earlier run still works in ${folder} and did not end within 10 s: end it by hand, then start again`,
  );
}

async function readPostmasterId(folder: string): Promise<number | null> {
  const text = await readFile(join(folder, "postmaster.pid"), "utf8").catch(() => "");
  const pid = Number.parseInt(text, 10);
  return Number.isInteger(pid) && pid > 1 ? pid : null;
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

/** Processes of this database: PostgreSQL works inside its data folder, which a process number alone can not show. */
async function listPostgresProcesses(folder: string, postmaster: number | null): Promise<readonly number[]> {
  if (process.platform !== "linux") return listByCommandLine(folder, postmaster);
  const place = await realpath(folder);
  const pids = (await readdir("/proc")).filter((name) => /^\d+$/.test(name));
  const isOurs = await Promise.all(pids.map((pid) => worksIn(pid, place)));
  return pids.filter((_, index) => isOurs[index]).map(Number);
}

async function worksIn(pid: string, place: string): Promise<boolean> {
  const target = await readlink(`/proc/${pid}/cwd`).catch(() => null);
  if (target !== place) return false;
  const program = await readlink(`/proc/${pid}/exe`).catch(() => "");
  return basename(program.replace(/ \(deleted\)$/, "")) === "postgres";
}

async function listByCommandLine(folder: string, postmaster: number | null): Promise<readonly number[]> {
  if (postmaster === null) return [];
  const { code, stdout } = await runCommand({ file: "ps", args: ["-p", String(postmaster), "-o", "command="] });
  return code === 0 && stdout.includes("postgres") && stdout.includes(`-D ${folder}`) ? [postmaster] : [];
}
