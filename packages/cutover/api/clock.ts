// Time as a parameter: what runs for weeks in production runs in milliseconds in a test.
import { setTimeout as delay } from "node:timers/promises";

export interface Clock {
  /** Milliseconds since 1970. */
  now(): number;
  /** Resolves after `ms`, or at once when the signal aborts; never rejects. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
}

export const systemClock: Clock = {
  now: () => Date.now(),
  async sleep(ms, signal) {
    // Timers overflow beyond 24.8 days and would fire at once.
    const capped = Math.min(Math.max(0, ms), 2_147_483_647);
    await delay(capped, undefined, signal ? { signal } : {}).catch(() => undefined);
  },
};
