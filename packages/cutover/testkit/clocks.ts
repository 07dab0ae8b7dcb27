// Clocks for tests. One moves only when somebody sleeps or tells it to; one runs a thousand times faster than the wall's.
import { setImmediate as turn, setTimeout as delay } from "node:timers/promises";
import type { Clock } from "../api/clock.ts";

export interface SteppingClock extends Clock {
  advance(ms: number): void;
  /** What was slept so far, one number each. */
  readonly slept: readonly number[];
}

/** Sleeping moves the clock on at once: right for one actor at a time. */
export function createSteppingClock(start: number): SteppingClock {
  let now = start;
  const slept: number[] = [];
  return {
    now: () => now,
    advance: (ms) => void (now += ms),
    slept,
    async sleep(ms, signal) {
      if (ms <= 0 || signal?.aborted) return;
      slept.push(ms);
      now += ms;
      await turn();
    },
  };
}

/** Everything as on the wall, `factor` times faster: right for several actors at once. */
export function createFastClock(start: number, factor: number): Clock {
  const origin = performance.now();
  return {
    now: () => Math.floor(start + (performance.now() - origin) * factor),
    async sleep(ms, signal) {
      if (ms > 0) await delay(ms / factor, undefined, signal ? { signal } : {}).catch(() => undefined);
    },
  };
}
