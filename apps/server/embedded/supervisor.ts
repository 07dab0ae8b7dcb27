// Keeps one PostgreSQL server running in its folder until it is told to stop: a crash is noticed at once and the
// server is started again at the same address; callers see failed connections meanwhile and come back.
// In: how to start it. Out: a running server, and the way to stop it.
import { setTimeout as sleep } from "node:timers/promises";
import { EmbeddedPostgresError, textOf } from "./errors.ts";
import { endLeftover } from "./leftover.ts";
import { startPostmaster, type EmbeddedLog, type Postmaster, type PostmasterRequest } from "./postmaster.ts";

export interface Watch {
  readonly folder: string;
  readonly socketFolder: string;
  readonly postmaster: PostmasterRequest;
  readonly log: EmbeddedLog;
}

export interface RunningServer {
  processId(): number | null;
  /** Idempotent; also ends a start that is under way. */
  stop(): Promise<void>;
}

/** Locks of a killed server are held until its last session is gone, about two seconds. */
const LOCKED = /lock file|shared memory block|in use/;
const LOCK_PATIENCE_MS = 10_000;
const LOCK_RETRY_MS = 100;
const LONGEST_PAUSE_MS = 5_000;

/** Starts the server and goes on watching it. Rejects when the first start fails. */
export async function keepRunning(watch: Watch): Promise<RunningServer> {
  const stopping = new AbortController();
  let current: Postmaster | null = await startOnce(watch, stopping.signal);
  const watching = watchOver();

  async function watchOver(): Promise<void> {
    while (current !== null) {
      const how = await current.ended;
      current = null;
      if (stopping.signal.aborted) return;
      watch.log.error(`the embedded PostgreSQL ended unexpectedly (${how}); starting it again`);
      current = await startAgain(watch, stopping.signal);
    }
  }

  return {
    processId: () => current?.pid ?? null,
    async stop() {
      stopping.abort();
      await current?.end();
      await watching;
    },
  };
}

/** Tries until it runs or we are told to stop, with growing pauses: a full disk may have room again. */
async function startAgain(watch: Watch, stopping: AbortSignal): Promise<Postmaster | null> {
  for (let pauseMs = 100; !stopping.aborted; pauseMs = Math.min(pauseMs * 2, LONGEST_PAUSE_MS)) {
    try {
      const postmaster = await startOnce(watch, stopping);
      watch.log.info(`the embedded PostgreSQL runs again (process ${postmaster.pid})`);
      return postmaster;
    } catch (error) {
      if (stopping.aborted) break;
      watch.log.error(`the embedded PostgreSQL could not be started again: ${textOf(error)}`);
      await sleep(pauseMs, undefined, { signal: stopping }).catch(() => undefined);
    }
  }
  return null;
}

async function startOnce(watch: Watch, stopping: AbortSignal): Promise<Postmaster> {
  const startedAt = performance.now();
  for (;;) {
    const orphans = await endLeftover(watch.folder, watch.socketFolder);
    if (orphans > 0) watch.log.warn(`ended a PostgreSQL server that an earlier run left in ${watch.folder}`);
    const postmaster = startPostmaster(watch.postmaster);
    const end = () => void postmaster.end();
    if (stopping.aborted) end();
    stopping.addEventListener("abort", end);
    try {
      await postmaster.ready;
      return postmaster;
    } catch (error) {
      const isLocked = LOCKED.test(textOf(error)) && performance.now() - startedAt < LOCK_PATIENCE_MS;
      if (!isLocked || stopping.aborted) throw startFailed(watch.folder, error);
      await sleep(LOCK_RETRY_MS);
    } finally {
      stopping.removeEventListener("abort", end);
    }
  }
}

function startFailed(folder: string, cause: unknown): EmbeddedPostgresError {
  return new EmbeddedPostgresError(
    "START_FAILED",
    `the embedded PostgreSQL in ${folder} did not start: ${textOf(cause)}`,
    { cause },
  );
}
