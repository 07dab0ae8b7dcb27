// This process as a member of the cluster: enters, renews its lease, and enters anew under another id when the lease ran out
// while it was stopped or cut off. In: heartbeats. Out: the id and the moment until which it may own lanes.
import type { DatabaseClock } from "../db/clock.ts";
import type { Database } from "../db/database.ts";
import { enterProcess, forgetDeadProcesses, leaveProcess, newProcessId, renewLease } from "./process-lease.ts";

export interface MembershipOptions {
  readonly db: Database;
  readonly clock: DatabaseClock;
  /** For people: host and pid. */
  readonly name: string;
  readonly role: string;
  /** The backend of the leader lock when this process leads, else null. */
  readonly leaderPid: () => number | null;
  readonly busyLanes: () => number;
  readonly onLease: (processId: string, until: Date) => void;
}

export class Membership {
  readonly #options: MembershipOptions;
  #processId: string | null = null;

  constructor(options: MembershipOptions) {
    this.#options = options;
  }

  get processId(): string {
    return this.#processId ?? "";
  }

  /** One heartbeat: renews the lease, or enters when there is none. */
  async beat(): Promise<void> {
    const { db, clock, leaderPid, busyLanes, onLease } = this.#options;
    await clock.sync();
    const now = clock.now();
    if (this.#processId !== null) {
      const renewal = { processId: this.#processId, now, leaderPid: leaderPid(), busyLanes: busyLanes() };
      const until = await renewLease(db.engine, renewal);
      if (until !== null) return onLease(this.#processId, until);
    }
    const { name, role } = this.#options;
    const processId = newProcessId();
    const until = await enterProcess(db.engine, { processId, name, role }, now);
    this.#processId = processId;
    await forgetDeadProcesses(db.engine, now);
    onLease(processId, until);
  }

  /** Takes the process off the list. */
  async leave(): Promise<void> {
    if (this.#processId === null) return;
    await leaveProcess(this.#options.db.engine, this.#processId);
    this.#processId = null;
  }
}
