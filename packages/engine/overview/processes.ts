// The processes of the installation: which live, how many lanes each owns, which one leads. Spans tenants: for operators only.
// In: nothing. Out: one row for each process whose lease runs or has run out within the hour.
import type { Queryable } from "../db/database.ts";
import { sql } from "../db/sql.ts";

export interface ProcessEntry {
  readonly process_id: string;
  readonly name: string;
  readonly role: string;
  readonly started_at: Date;
  readonly lease_until: Date;
  readonly is_leader: boolean;
  readonly is_alive: boolean;
  readonly lanes: number;
}

export async function listProcesses(engine: Queryable, now: Date): Promise<readonly ProcessEntry[]> {
  return engine.query<ProcessEntry>(sql`
    SELECT p.process_id, p.name, p.role, p.started_at, p.lease_until, p.lease_until > ${now} AS is_alive,
      p.leader_pid IS NOT NULL AND p.lease_until > ${now} AS is_leader,
      (SELECT count(*)::int FROM ticketwire.lanes AS l WHERE l.owner = p.process_id) AS lanes
    FROM ticketwire.processes AS p ORDER BY p.started_at`);
}
