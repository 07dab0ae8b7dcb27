// Where the socket of the embedded server lies: in the database folder itself, which only PostgreSQL's user and root
// can enter. The system takes no more than about a hundred bytes for a socket's path, so a deeply nested data folder
// gets a folder of the same kind in the system's temporary folder instead.
import { chown, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Cluster } from "./cluster.ts";

export interface SocketFolder {
  readonly folder: string;
  /** Removes what was made for this run only. */
  remove(): Promise<void>;
}

export const SOCKET_NAME = ".s.PGSQL.5432";
/** sun_path of macOS; Linux has 108. */
const LONGEST_SOCKET_PATH = 103;

export async function prepareSocketFolder(cluster: Cluster): Promise<SocketFolder> {
  if (Buffer.byteLength(join(cluster.folder, SOCKET_NAME)) <= LONGEST_SOCKET_PATH) {
    return { folder: cluster.folder, remove: () => Promise.resolve() };
  }
  const folder = await mkdtemp(join(tmpdir(), "ticketwire-"));
  const { owner } = cluster.runAs;
  if (owner !== null) await chown(folder, owner.uid, owner.gid);
  return { folder, remove: () => rm(folder, { recursive: true, force: true }) };
}
