// The key that encrypts what is secret at rest: given by the operator, else a file in the data folder, else generated
// there. In: the configuration. Out: 32 bytes. Two processes that start at once in an empty folder end with one key.
import { randomBytes } from "node:crypto";
import { chmod, link, mkdir, open, readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { parseMasterKey, REFUSED } from "./parsers.ts";
import type { ServerConfig } from "./server-config.ts";

type MasterKeyErrorCode = "MASTER_KEY_UNREADABLE" | "MASTER_KEY_NOT_WRITABLE";

class MasterKeyError extends Error {
  override readonly name = "MasterKeyError";
  readonly code: MasterKeyErrorCode;

  constructor(code: MasterKeyErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}

export interface LoadedMasterKey {
  readonly bytes: Uint8Array;
  /** Whether this start generated it: a server that finds sealed secrets beside a new key has lost the old one. */
  readonly isNew: boolean;
}

/**
 * Gets the master key, making the file (mode 0600) when neither variable nor file is there.
 * @throws MasterKeyError with a one-line message; a file that can not be used is never replaced
 */
export async function loadMasterKey(config: Pick<ServerConfig, "dataDir" | "masterKey">): Promise<LoadedMasterKey> {
  if (config.masterKey !== null) return { bytes: config.masterKey, isNew: false };
  const path = join(config.dataDir, "master.key");
  const existing = await readKey(path);
  if (existing !== null) return { bytes: existing, isNew: false };
  const isNew = await makeKey(config.dataDir, path);
  const bytes = await readKey(path);
  if (bytes === null) throw unreadable(path, "it vanished while it was made");
  return { bytes, isNew };
}

/** Takes back a key that this start made and that turned out to be of no use: the old one belongs in its place. */
export async function discardMasterKey(config: Pick<ServerConfig, "dataDir">): Promise<void> {
  await rm(join(config.dataDir, "master.key"), { force: true });
}

async function readKey(path: string): Promise<Uint8Array | null> {
  try {
    const key = parseMasterKey((await readFile(path, "utf8")).trim());
    if (key === REFUSED) throw unreadable(path, "it does not hold 32 bytes in base64 or hexadecimal digits");
    // A copy from a backup may have come back readable for others; where it can not be changed, it can be read.
    await chmod(path, 0o600).catch(() => undefined);
    return key;
  } catch (error) {
    if (error instanceof MasterKeyError) throw error;
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return null;
    throw unreadable(path, (error as Error).message, error);
  }
}

/** Written beside its place and linked there: whoever links first wins, and nobody ever reads half a key. */
async function makeKey(dataDir: string, path: string): Promise<boolean> {
  const draft = `${path}.${process.pid}.${randomBytes(4).toString("hex")}`;
  try {
    await mkdir(dataDir, { recursive: true });
    await writeDurably(draft, `${randomBytes(32).toString("base64url")}\n`);
    await link(draft, path);
    await syncFolder(dataDir);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST") return false;
    throw new MasterKeyError(
      "MASTER_KEY_NOT_WRITABLE",
      `the master key can not be kept in ${dataDir}: ${(error as Error).message}; set TICKETWIRE_MASTER_KEY, or TICKETWIRE_DATA_DIR to a folder that can be written`,
      { cause: error },
    );
  } finally {
    await rm(draft, { force: true }).catch(() => undefined);
  }
}

async function writeDurably(path: string, text: string): Promise<void> {
  const file = await open(path, "wx", 0o600);
  try {
    await file.writeFile(text);
    await file.sync();
  } finally {
    await file.close();
  }
}

async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, "r");
  await handle.sync().finally(() => handle.close());
}

function unreadable(path: string, why: string, cause?: unknown): MasterKeyError {
  return new MasterKeyError(
    "MASTER_KEY_UNREADABLE",
    `the master key in ${path} can not be used: ${why}; bring it back from a backup, or set TICKETWIRE_MASTER_KEY`,
    { cause },
  );
}
