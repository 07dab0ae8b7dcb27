// A way through for one at a time, with a short queue: work that strangers can cause in any number takes one place at most.
// In: work. Out: its result, or undefined when the queue is full.

export class NarrowGate {
  readonly #most: number;
  #waiting = 0;
  #last: Promise<unknown> = Promise.resolve();

  /** @param most Works waiting or under way at once. */
  constructor(most: number) {
    this.#most = most;
  }

  /** Runs the work after those before it. */
  async run<Result>(work: () => Promise<Result>): Promise<Result | undefined> {
    if (this.#waiting >= this.#most) return undefined;
    this.#waiting++;
    const turn = this.#last.then(work);
    this.#last = turn.catch(() => undefined);
    try {
      return await turn;
    } finally {
      this.#waiting--;
    }
  }
}
