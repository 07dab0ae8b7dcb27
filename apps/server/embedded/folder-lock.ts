// One server per data folder. The lock belongs to an open file of this process, so the kernel frees it however the
// process ends: nothing is left behind by kill -9, and no process number is ever believed.
// In: a file path. Out: a lock to release, or a refusal that names the folder and the other process.
import { spawn } from "node:child_process";
import { closeSync, constants, ftruncateSync, openSync, readFileSync, writeSync } from "node:fs";
import { dirname } from "node:path";
import { EmbeddedPostgresError, textOf } from "./errors.ts";

export interface FolderLock {
  /** Idempotent. */
  release(): void;
}

/** The flags of open(2) on macOS that take the same lock in one call; Node has no names for them. */
const DARWIN_OPEN_LOCKED = 0x20 | 0x4;

/**
 * Takes the lock at once or refuses.
 * @throws EmbeddedPostgresError FOLDER_IN_USE when another live process holds it, FOLDER_UNUSABLE when it can not be tried
 */
export async function lockFolder(path: string): Promise<FolderLock> {
  const file = process.platform === "darwin" ? openLockedOnDarwin(path) : await openLocked(path);
  ftruncateSync(file, 0);
  writeSync(file, `${process.pid}\n`, 0);
  let isHeld = true;
  return {
    release() {
      if (isHeld) closeSync(file);
      isHeld = false;
    },
  };
}

function openLockedOnDarwin(path: string): number {
  try {
    return openSync(path, constants.O_RDWR | constants.O_CREAT | DARWIN_OPEN_LOCKED, 0o600);
  } catch (error) {
    throw (error as NodeJS.ErrnoException).code === "EAGAIN" ? refusal(path) : unusable(path, error);
  }
}

async function openLocked(path: string): Promise<number> {
  const file = openFile(path);
  try {
    const exitCode = await runFlock(file);
    if (exitCode === 0) return file;
    throw exitCode === 1 ? refusal(path) : new Error(`flock ended with code ${exitCode}`);
  } catch (error) {
    closeSync(file);
    throw error instanceof EmbeddedPostgresError ? error : unusable(path, error);
  }
}

function openFile(path: string): number {
  try {
    return openSync(path, constants.O_RDWR | constants.O_CREAT, 0o600);
  } catch (error) {
    throw unusable(path, error);
  }
}

/** flock(1) locks the open file it inherits as number 3; the lock stays with our copy of it after it has exited. */
function runFlock(file: number): Promise<number> {
  return new Promise((resolve, reject) => {
    const child = spawn("flock", ["-n", "-x", "3"], { stdio: ["ignore", "ignore", "ignore", file] });
    child.once("error", () => reject(new Error("the command flock (package util-linux) is needed for the lock")));
    child.once("exit", (code) => resolve(code ?? -1));
  });
}

function refusal(path: string): EmbeddedPostgresError {
  const holder = readFileSync(path, "utf8").trim();
  const who = holder === "" ? "another Ticketwire" : `another Ticketwire (process ${holder})`;
  return new EmbeddedPostgresError(
    "FOLDER_IN_USE",
    `the data folder ${dirname(path)} is in use by ${who}: stop that one first, or set TICKETWIRE_DATA_DIR to another folder`,
  );
}

function unusable(path: string, cause: unknown): EmbeddedPostgresError {
  return new EmbeddedPostgresError(
    "FOLDER_UNUSABLE",
    `the data folder ${dirname(path)} can not be used: ${textOf(cause)}`,
    { cause },
  );
}
