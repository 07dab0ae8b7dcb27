// A pool that makes do with fewer connections when the server has no more to give (SQLSTATE 53300), because other processes
// have the rest. In: a pool. Out: connections; whoever finds none free waits for one of those that are there.
import type pg from "pg";
import { sqlStateOf } from "./errors.ts";

const TOO_MANY_CONNECTIONS = "53300";

/** After this the pool tries again whether it may grow, milliseconds. */
const GROW_AFTER_MS = 30_000;

export class NarrowPool {
  readonly #pool: pg.Pool;
  readonly #most: number;
  readonly #onNarrowed: (connections: number) => void;
  #growsAt = 0;

  /** `onNarrowed` is told when the pool had to become narrower, with about how many connections it goes on. */
  constructor(pool: pg.Pool, onNarrowed: (connections: number) => void) {
    this.#pool = pool;
    this.#most = pool.options.max;
    this.#onNarrowed = onNarrowed;
  }

  /** A connection. Rejects when there is none at all, or none comes free in time. */
  async connect(): Promise<pg.PoolClient> {
    const pool = this.#pool;
    if (pool.options.max < this.#most && performance.now() > this.#growsAt) pool.options.max = this.#most;
    for (;;) {
      try {
        return await pool.connect();
      } catch (error) {
        if (sqlStateOf(error) !== TOO_MANY_CONNECTIONS || pool.totalCount === 0) throw error;
        this.#narrow();
      }
    }
  }

  // Those that are being dialled count, too: each that is refused narrows it further, down to what stands.
  #narrow(): void {
    const { options, totalCount } = this.#pool;
    options.max = Math.min(options.max, totalCount);
    const isNews = performance.now() > this.#growsAt;
    this.#growsAt = performance.now() + GROW_AFTER_MS;
    if (isNews) this.#onNarrowed(options.max);
  }
}
