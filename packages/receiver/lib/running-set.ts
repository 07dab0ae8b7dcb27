// Everything under way in this process, so that a shutdown can wait for it.

export interface RunningSet {
  track<Result>(work: Promise<Result>): Promise<Result>;
  /** Resolves when nothing is under way, including what was added while it waited. */
  drain(): Promise<void>;
}

export function createRunningSet(): RunningSet {
  const running = new Set<Promise<unknown>>();
  return {
    track(work) {
      const forget = (): void => void running.delete(work);
      running.add(work);
      work.then(forget, forget);
      return work;
    },
    async drain() {
      while (running.size > 0) await Promise.allSettled(running);
    },
  };
}
