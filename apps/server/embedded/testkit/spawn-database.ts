// Starts database-process.ts and looks at what it leaves behind. In: a data folder. Out: the address, the process
// numbers, the end.
import { spawn, type ChildProcess } from "node:child_process";
import { readdirSync, readFileSync, readlinkSync, realpathSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";

export const DATABASE_PROCESS = fileURLToPath(new URL("database-process.ts", import.meta.url));

export interface SpawnedDatabase {
  readonly child: ChildProcess;
  readonly url: string;
  readonly serverPid: number;
}

export interface EndedProcess {
  readonly code: number | null;
  readonly stderr: string;
}

/** Starts it behind an optional front command, and waits until the database is ready. */
export async function spawnDatabase(dataDir: string, front: readonly string[] = []): Promise<SpawnedDatabase> {
  const { child, end } = spawnProcess(dataDir, front);
  const line = new Promise<string>((resolve) => {
    child.stdout?.setEncoding("utf8").once("data", resolve);
  });
  const refused = end.then(({ stderr }): string => {
    throw new Error(`the database process ended: ${stderr}`);
  });
  const { url, serverPid } = JSON.parse(await Promise.race([line, refused])) as { url: string; serverPid: number };
  return { child, url, serverPid };
}

/** Starts it where it is expected to end by itself. */
export function spawnToItsEnd(dataDir: string, front: readonly string[] = []): Promise<EndedProcess> {
  return spawnProcess(dataDir, front).end;
}

function spawnProcess(dataDir: string, front: readonly string[]) {
  const [file = process.execPath, ...args] = [...front, process.execPath, DATABASE_PROCESS, dataDir];
  const child = spawn(file, args, { stdio: ["ignore", "pipe", "pipe"] });
  let stderr = "";
  child.stderr.setEncoding("utf8").on("data", (chunk: string) => (stderr += chunk));
  const end = new Promise<EndedProcess>((resolve) => {
    child.once("exit", (code) => resolve({ code, stderr: stderr.trim() }));
  });
  return { child, end };
}

/** Every process that works inside the database folder. */
export function postgresProcessesIn(dataDir: string): readonly number[] {
  const place = join(realpathSync(dataDir), "postgres");
  const pids = readdirSync("/proc").filter((name) => /^\d+$/.test(name));
  return pids.filter((pid) => workingFolder(pid) === place).map(Number);
}

function workingFolder(pid: string): string | null {
  try {
    return readlinkSync(`/proc/${pid}/cwd`);
  } catch {
    return null;
  }
}

/** The user a process runs as. */
export function userOf(pid: number): number {
  return Number(/^Uid:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1]);
}

/** Looks again until it holds; the test's own time limit ends a wait that never does. */
export async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await holds())) await sleep(10);
}

export function hasEnded(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve();
  return new Promise((resolve) => void child.once("exit", () => resolve()));
}
