// Ctrl-C and SIGTERM for commands that run until they are stopped: the first asks to end in order, the second ends at once.
// In: nothing. Out: a signal that is aborted; disposing it gives the signals back.
import { EXIT } from "./failure.ts";

export interface Interrupt extends Disposable {
  readonly signal: AbortSignal;
  /** As if Ctrl-C was pressed; a terminal in raw mode has to say so itself. */
  stop(): void;
}

const SIGNALS = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

export function catchInterrupt(): Interrupt {
  const controller = new AbortController();
  const stop = (): void => {
    if (controller.signal.aborted) process.exit(EXIT.interrupted);
    controller.abort();
  };
  for (const name of SIGNALS) process.on(name, stop);
  return {
    signal: controller.signal,
    stop,
    [Symbol.dispose]: () => {
      for (const name of SIGNALS) process.off(name, stop);
    },
  };
}

/** Waits, and is back early when asked to stop. */
export function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) return resolve();
    const done = (): void => {
      clearTimeout(timer);
      signal.removeEventListener("abort", done);
      resolve();
    };
    const timer = setTimeout(done, ms);
    signal.addEventListener("abort", done, { once: true });
  });
}
