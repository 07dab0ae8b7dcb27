// Who fans out: one leader in the cluster, the holder of a session lock. The others ask for it twice a second and have it
// soon after the holder's connection ends. Fan-out is correct without it (the waiting mark decides); one leader makes it cheap.
import type pg from "pg";
import type { Database, Queryable } from "../db/database.ts";
import { sql } from "../db/sql.ts";

/** "lead" in ASCII. */
const LEADER_LOCK = 0x6c656164;
const RETRY_MS = 500;

export interface Leadership extends AsyncDisposable {
  isLeader(): boolean;
  /** The backend that holds the lock, null when this process does not lead. */
  leaderPid(): number | null;
}

export interface LeadershipOptions {
  readonly db: Database;
  /** Called each time leadership is gained. */
  readonly onGained: () => void;
}

/** A pause that can be cut short. */
class Pause {
  #end = (): void => undefined;

  start(ms: number): Promise<void> {
    return new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, ms);
      this.#end = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }

  end(): void {
    this.#end();
  }
}

/**
 * Asks for the lock until it is taken, or `isWanted` says no. Asked again and again: a statement that waits in line would keep
 * its snapshot, and with it every dead row of the database since. Returns the backend that holds the lock.
 */
async function takeLock(client: pg.Client, pause: Pause, isWanted: () => boolean): Promise<number | null> {
  while (isWanted()) {
    const { rows } = await client.query<{ pid: number; taken: boolean }>(
      "SELECT pg_try_advisory_lock($1) AS taken, pg_backend_pid() AS pid",
      [LEADER_LOCK],
    );
    if (rows[0]?.taken) return rows[0].pid;
    await pause.start(RETRY_MS);
  }
  return null;
}

/** Stands for leader until disposed. */
export function standForLeader({ db, onGained }: LeadershipOptions): Leadership {
  let session: pg.Client | undefined;
  let timer: NodeJS.Timeout | undefined;
  const pause = new Pause();
  let isLeader = false;
  let backendPid: number | null = null;
  let isClosed = false;

  function lost(): void {
    isLeader = false;
    session = undefined;
    if (!isClosed) timer = setTimeout(() => void stand(), RETRY_MS);
  }

  async function stand(): Promise<void> {
    let client: pg.Client;
    try {
      client = await db.openSession();
    } catch {
      return lost();
    }
    if (isClosed) return client.end();
    session = client;
    client.once("end", () => {
      if (session === client) lost();
    });
    try {
      backendPid = await takeLock(client, pause, () => !isClosed && session === client);
      if (isClosed || session !== client || backendPid === null) return;
      isLeader = true;
      onGained();
    } catch {
      await client.end().catch(() => undefined);
    }
  }

  const started = stand();
  return {
    isLeader: () => isLeader,
    leaderPid: () => (isLeader ? backendPid : null),
    async [Symbol.asyncDispose]() {
      isClosed = true;
      isLeader = false;
      clearTimeout(timer);
      pause.end();
      const client = session;
      session = undefined;
      await client?.end().catch(() => undefined);
      await started.catch(() => undefined);
    },
  };
}

/**
 * Ends the session of a leader whose process no longer renews its lease (stopped or cut off, not dead), so that another
 * takes over. A leader that merely lost its lease for a moment stands again.
 */
export async function endStaleLeader(db: Queryable, now: Date): Promise<void> {
  await db.query(sql`
    SELECT pg_terminate_backend(l.pid) FROM pg_locks AS l
    WHERE l.locktype = 'advisory' AND l.granted AND l.classid = 0 AND l.objid = ${LEADER_LOCK}::bigint::oid AND l.objsubid = 1
      AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database())
      AND EXISTS (SELECT 1 FROM ticketwire.processes AS p WHERE p.leader_pid = l.pid AND p.lease_until < ${now})
      AND NOT EXISTS (SELECT 1 FROM ticketwire.processes AS p WHERE p.leader_pid = l.pid AND p.lease_until >= ${now})`);
}
