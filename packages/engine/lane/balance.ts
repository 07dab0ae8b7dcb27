// Who should have which part of a backlog: a process that joins one that another process has all lanes of gets its share. In: how
// many busy lanes this process has, and the others. Out: how many to give away. A lane is busy when more waits in memory than it
// may have under way; lanes that keep up stay where they are, for moving one costs it a moment and its warm connections.
import type { Clock } from "../db/clock.ts";
import type { Queryable } from "../db/database.ts";
import { sql } from "../db/sql.ts";
import type { Lane } from "./lane.ts";

/** A difference of fewer busy lanes is left as it is. */
const LEAST_DIFFERENCE = 4;
/** After lanes were given away, until the others' counts show it; milliseconds. The giver does not take them back meanwhile. */
export const SETTLING_MS = 6_000;

export function isBusy(lane: Lane): boolean {
  return !lane.isStopped && !lane.isLeaving && lane.queued >= lane.settings.maxConcurrency;
}

/** How many of `mine` busy lanes to give away to processes that have `others`. */
export function shareToGive(mine: number, others: readonly number[]): number {
  if (others.length === 0 || mine - Math.min(...others) < LEAST_DIFFERENCE) return 0;
  const fair = Math.ceil((mine + others.reduce((sum, count) => sum + count, 0)) / (others.length + 1));
  const wanting = others.reduce((sum, count) => sum + Math.max(0, fair - count), 0);
  return Math.max(0, Math.min(mine - fair, wanting));
}

async function readOthers(db: Queryable, processId: string, now: Date): Promise<readonly number[]> {
  const rows = await db.query<{ busy_lanes: number }>(sql`
    SELECT busy_lanes FROM ticketwire.processes WHERE process_id <> ${processId} AND lease_until > ${now}`);
  return rows.map((row) => row.busy_lanes);
}

export interface BalanceQuestion {
  readonly db: Queryable;
  readonly clock: Clock;
  readonly processId: string;
  readonly lanes: Iterable<Lane>;
}

/** One process's part in it. */
export class Balance {
  #wasBusy = 0;
  #restsUntil = 0;

  /** The lanes to give away now. Only what was busy at the round before too counts: a burst passes by itself. */
  async pick({ db, clock, processId, lanes }: BalanceQuestion): Promise<readonly Lane[]> {
    const busy = [...lanes].filter(isBusy);
    const steady = Math.min(busy.length, this.#wasBusy);
    this.#wasBusy = busy.length;
    const now = clock.now();
    if (steady < LEAST_DIFFERENCE || now.getTime() < this.#restsUntil) return [];
    const count = shareToGive(steady, await readOthers(db, processId, now));
    if (count === 0) return [];
    this.#restsUntil = now.getTime() + SETTLING_MS;
    this.#wasBusy = 0;
    return byOrigin(busy).slice(0, count);
  }
}

/** Lanes of one origin stand together, so that they go to the same process. */
function byOrigin(lanes: readonly Lane[]): readonly Lane[] {
  return lanes.toSorted((a, b) => (a.settings.origin < b.settings.origin ? -1 : 1));
}
