// The embedded database: a real PostgreSQL server in the data folder, started with us, kept running, ended with us.
// In: a data folder. Out: a connection address that stays the same over restarts, and the way to stop it.
// lock the folder → find the programs → make or open the files → end what an earlier run left → run and watch.
import { mkdir } from "node:fs/promises";
import { join, resolve } from "node:path";
import { locateBinaries, type PostgresBinaries } from "./binaries.ts";
import { openCluster, ROLE, type Cluster } from "./cluster.ts";
import { EmbeddedPostgresError, textOf } from "./errors.ts";
import { lockFolder, type FolderLock } from "./folder-lock.ts";
import type { EmbeddedLog } from "./postmaster.ts";
import { serverArguments, type Purpose } from "./settings.ts";
import { prepareSocketFolder } from "./socket-folder.ts";
import { keepRunning } from "./supervisor.ts";

export interface EmbeddedPostgresRequest {
  readonly dataDir: string;
  readonly log: EmbeddedLog;
  /** `tests`: not durable, and the role may create databases. Decided when the files are made. Default `production`. */
  readonly purpose?: Purpose;
}

export interface EmbeddedPostgres extends AsyncDisposable {
  /** For any PostgreSQL client; the role owns its database and is no superuser. */
  readonly url: string;
  /** Whether this start made the database. */
  readonly isNew: boolean;
  /** The server process now running; null while it is being started again. */
  serverProcessId(): number | null;
  /** Ends sessions, writes a checkpoint, leaves no process behind. Idempotent. */
  stop(): Promise<void>;
}

/**
 * Starts the embedded PostgreSQL of a data folder. Must be called on the main thread: the tie that ends the server
 * with us hangs on the thread that started it.
 * @throws EmbeddedPostgresError with a one-line message: folder in use, no way to run it, a failed start
 */
export async function startEmbeddedPostgres(request: EmbeddedPostgresRequest): Promise<EmbeddedPostgres> {
  const dataDir = resolve(request.dataDir);
  await makeDataFolder(dataDir);
  const lock = await lockFolder(join(dataDir, "postgres.lock"));
  try {
    return await startLocked(request, dataDir, lock);
  } catch (error) {
    lock.release();
    throw error;
  }
}

async function startLocked(
  request: EmbeddedPostgresRequest,
  dataDir: string,
  lock: FolderLock,
): Promise<EmbeddedPostgres> {
  const { log, purpose = "production" } = request;
  const binaries = await locateBinaries(join(dataDir, "postgres-lib"));
  const cluster = await openCluster({ dataDir, binaries, purpose });
  const socket = await prepareSocketFolder(cluster);
  const server = await keepRunning({
    folder: cluster.folder,
    socketFolder: socket.folder,
    log,
    postmaster: postmasterOf(cluster, binaries, { socketFolder: socket.folder, purpose, log }),
  });
  log.info(`the embedded PostgreSQL in ${cluster.folder} runs ${cluster.runAs.name} (process ${server.processId()})`);
  let stopped: Promise<void> | null = null;
  const stop = () =>
    (stopped ??= server
      .stop()
      .then(socket.remove)
      .finally(() => lock.release()));
  return {
    url: `postgres://${ROLE}@localhost:5432/${ROLE}?host=${encodeURIComponent(socket.folder)}`,
    isNew: cluster.isNew,
    serverProcessId: server.processId,
    stop,
    [Symbol.asyncDispose]: stop,
  };
}

interface ServerPlace {
  readonly socketFolder: string;
  readonly purpose: Purpose;
  readonly log: EmbeddedLog;
}

function postmasterOf(cluster: Cluster, binaries: PostgresBinaries, place: ServerPlace) {
  const { folder, runAs, env } = cluster;
  const command = runAs.command(binaries.postgres, serverArguments(folder, place.socketFolder, place.purpose));
  return { command, env, log: place.log, endsWithUs: runAs.endsWithUs };
}

async function makeDataFolder(dataDir: string): Promise<void> {
  await mkdir(dataDir, { recursive: true }).catch((cause: unknown) => {
    throw new EmbeddedPostgresError(
      "FOLDER_UNUSABLE",
      `the data folder ${dataDir} can not be made: ${textOf(cause)}; set TICKETWIRE_DATA_DIR to a folder that can`,
      { cause },
    );
  });
}
