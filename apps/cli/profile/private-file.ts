// Files that only their owner may read: written whole or not at all, mode 0600 in a folder of mode 0700. A file that others
// can read is closed again when it is read. In: a path. Out: text.
import { randomBytes } from "node:crypto";
import { chmodSync, mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { Failure } from "../failure.ts";

const OWNER_ONLY = 0o600;
const OTHERS = 0o077;

/** Null when there is no such file. */
export function readPrivateFile(path: string): string | null {
  try {
    if (process.platform !== "win32" && (statSync(path).mode & OTHERS) !== 0) chmodSync(path, OWNER_ONLY);
    return readFileSync(path, "utf8");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return null;
    throw unusable("read", path, error);
  }
}

export function writePrivateFile(path: string, text: string): void {
  makePrivateFolder(dirname(path));
  const unfinished = `${path}.${process.pid}.${randomBytes(4).toString("hex")}`;
  try {
    writeFileSync(unfinished, text, { mode: OWNER_ONLY, flag: "wx" });
    renameSync(unfinished, path);
  } catch (error) {
    rmSync(unfinished, { force: true });
    throw unusable("write", path, error);
  }
}

export function makePrivateFolder(path: string): void {
  try {
    mkdirSync(path, { recursive: true, mode: 0o700 });
  } catch (error) {
    throw unusable("make", path, error);
  }
}

function unusable(verb: string, path: string, cause: unknown): Failure {
  const { code, message } = cause as NodeJS.ErrnoException;
  const advice = "set TICKETWIRE_CONFIG_DIR to a folder that is yours";
  return new Failure(`can not ${verb} ${path} (${code ?? message}): ${advice}`, { cause });
}
