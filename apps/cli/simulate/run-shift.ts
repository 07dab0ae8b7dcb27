// A shift at the help desk: so many changes a second for so long, a few at once. A change that the server refuses is counted,
// not repeated. In: a desk, a pace. Out: how many changes of each kind were made.
import type { EventType } from "@ticketwire/contract";
import { pause } from "../interrupt.ts";
import type { HelpDesk } from "./help-desk.ts";

export interface ShiftWish {
  readonly perSecond: number;
  readonly forMs: number;
  readonly signal: AbortSignal;
  readonly onProgress: (done: number) => void;
  readonly onFailure: (error: unknown) => void;
}

export interface ShiftTally {
  readonly changes: Partial<Record<EventType, number>>;
  readonly done: number;
  readonly failed: number;
  /** Changes that came too late to keep the pace. */
  readonly left_out: number;
  readonly seconds: number;
}

const MOST_AT_ONCE = 16;

export async function runShift(desk: HelpDesk, wish: ShiftWish): Promise<ShiftTally> {
  const changes: Partial<Record<EventType, number>> = {};
  const running = new Set<Promise<void>>();
  let [done, failed, leftOut] = [0, 0, 0];
  const changeOne = async (): Promise<void> => {
    try {
      const type = await desk.work();
      changes[type] = (changes[type] ?? 0) + 1;
      done += 1;
      wish.onProgress(done);
    } catch (error) {
      failed += 1;
      wish.onFailure(error);
    }
  };
  const startedAt = performance.now();
  const planned = Math.max(1, Math.round((wish.perSecond * wish.forMs) / 1000));
  for (let turn = 0; turn < planned && !wish.signal.aborted; turn += 1) {
    const dueMs = (turn * 1000) / wish.perSecond - (performance.now() - startedAt);
    if (dueMs > 1) await pause(dueMs, wish.signal);
    if (running.size >= MOST_AT_ONCE) await Promise.race(running);
    // Once the time is over, what is behind is left out: a slow server must not make the shift longer.
    if (performance.now() - startedAt > wish.forMs + 1000 / wish.perSecond) {
      leftOut = planned - turn;
      break;
    }
    const work = changeOne().finally(() => running.delete(work));
    running.add(work);
  }
  await Promise.all(running);
  const seconds = Math.round(performance.now() - startedAt) / 1000;
  return { changes, done, failed, left_out: leftOut, seconds };
}
