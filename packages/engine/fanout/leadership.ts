// Who fans out: one leader in the cluster, the holder of a session lock. PostgreSQL gives it to the next in line the moment
// the holder's connection ends. Fan-out is correct without it (the waiting mark decides); one leader makes it cheap.
import type pg from "pg";
import type { Database } from "../db/database.ts";

/** "lead" in ASCII. */
const LEADER_LOCK = 0x6c656164;
const RETRY_MS = 500;

export interface Leadership extends AsyncDisposable {
  isLeader(): boolean;
}

export interface LeadershipOptions {
  readonly db: Database;
  /** Called each time leadership is gained. */
  readonly onGained: () => void;
}

/** Stands in line until disposed. */
export function standForLeader({ db, onGained }: LeadershipOptions): Leadership {
  let session: pg.Client | undefined;
  let timer: NodeJS.Timeout | undefined;
  let isLeader = false;
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
      // Waits in line, however long.
      await client.query("SELECT pg_advisory_lock($1)", [LEADER_LOCK]);
      if (isClosed || session !== client) return;
      isLeader = true;
      onGained();
    } catch {
      await client.end().catch(() => undefined);
    }
  }

  const started = stand();
  return {
    isLeader: () => isLeader,
    async [Symbol.asyncDispose]() {
      isClosed = true;
      isLeader = false;
      clearTimeout(timer);
      const client = session;
      session = undefined;
      // Ending the connection also ends a wait in line.
      await client?.end().catch(() => undefined);
      await started.catch(() => undefined);
    },
  };
}

/** Ends the session of a leader whose process no longer renews its lease (stopped, not dead): the next in line takes over. */
export const END_STALE_LEADER = `
  SELECT pg_terminate_backend(l.pid) FROM pg_locks AS l
  WHERE l.locktype = 'advisory' AND l.granted AND l.classid = 0 AND l.objid = ${LEADER_LOCK} AND l.objsubid = 1
    AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database())
    AND EXISTS (SELECT 1 FROM ticketwire.processes AS p WHERE p.leader_pid = l.pid AND p.lease_until < clock_timestamp())`;
