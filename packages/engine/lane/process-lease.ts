// A process owns lanes as long as its lease runs: one row to renew, however many lanes. When the lease ran out (killed,
// stopped, cut off) others take its lanes under a new epoch, and what it still writes changes nothing.
import { randomUUID } from "node:crypto";
import type { Queryable } from "../db/database.ts";
import { sql } from "../db/sql.ts";

/** How long a lease runs after each renewal. Takeover after a kill takes this plus one poll at most. */
export const LEASE_MS = 6_000;
/** How often it is renewed. */
export const HEARTBEAT_MS = 1_500;

export interface ProcessIdentity {
  readonly processId: string;
  /** For people: host and pid. */
  readonly name: string;
  readonly role: string;
}

export function newProcessId(): string {
  return randomUUID();
}

/** Enters the process, or enters it again after its lease was lost. Its lanes of before are no longer its own. */
export async function enterProcess(db: Queryable, me: ProcessIdentity, now: Date): Promise<Date> {
  const until = new Date(now.getTime() + LEASE_MS);
  await db.query(sql`
    INSERT INTO ticketwire.processes (process_id, name, role, started_at, lease_until)
    VALUES (${me.processId}, ${me.name}, ${me.role}, ${now}, ${until})`);
  return until;
}

/**
 * Renews the lease. Null when it had run out: others may own the lanes already, so the process must drop them all and enter
 * anew under a new id.
 */
export async function renewLease(
  db: Queryable,
  renewal: {
    readonly processId: string;
    readonly now: Date;
    readonly leaderPid: number | null;
    /** Lanes in which more waits than may be under way (balance.ts). */
    readonly busyLanes: number;
  },
): Promise<Date | null> {
  const until = new Date(renewal.now.getTime() + LEASE_MS);
  const rows = await db.query(sql`
    UPDATE ticketwire.processes SET lease_until = ${until}, leader_pid = ${renewal.leaderPid}, busy_lanes = ${renewal.busyLanes}
    WHERE process_id = ${renewal.processId} AND lease_until > ${renewal.now} RETURNING 1`);
  return rows.length > 0 ? until : null;
}

/** Takes the process off the list; its lanes are free at once. */
export async function leaveProcess(db: Queryable, processId: string): Promise<void> {
  await db.query(sql`DELETE FROM ticketwire.processes WHERE process_id = ${processId}`);
}

/** Forgets processes whose lease ran out long ago. Lanes they own count as free either way. */
export async function forgetDeadProcesses(db: Queryable, now: Date): Promise<void> {
  const longAgo = new Date(now.getTime() - 3_600_000);
  await db.query(sql`DELETE FROM ticketwire.processes WHERE lease_until < ${longAgo}`);
}
