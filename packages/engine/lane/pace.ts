// How much of its concurrency a lane gets: a receiver that lets attempts run into their deadline holds a slot of the process
// for that long, so it gets fewer of them until it answers again. Answers of any status count as answers. Pure state.
import type { ErrorClass } from "@ticketwire/contract";

/** From so many deadlines in a row on the lane shares the process's small pool for receivers that do not answer. */
const SUSPECT_AFTER = 3;

export class Pace {
  #silences: number;

  /** A lane whose receiver was failing when it was taken starts carefully. */
  constructor(wasFailing: boolean) {
    this.#silences = wasFailing ? SUSPECT_AFTER : 0;
  }

  /** Its attempts count against the pool for receivers that do not answer. */
  get isSuspect(): boolean {
    return this.#silences >= SUSPECT_AFTER;
  }

  /** Attempts that may be under way at once: half for each deadline in a row, one at least. */
  widthOf(maxConcurrency: number): number {
    return Math.max(1, Math.floor(maxConcurrency / 2 ** Math.min(this.#silences, 16)));
  }

  /** An attempt ended. */
  ended(errorClass: ErrorClass | null): void {
    this.#silences = errorClass === "timeout" ? this.#silences + 1 : 0;
  }
}
