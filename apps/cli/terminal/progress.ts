// A bar for work that takes its time; nothing where nobody watches. In: how much there is and how much is done. Out: a bar
// on standard error that goes away when it is disposed.
import { Presets, SingleBar } from "cli-progress";
import type { Terminal } from "./terminal.ts";

export interface Progress extends Disposable {
  set(done: number, total: number): void;
}

export function openProgress(terminal: Terminal, what: string): Progress {
  if (!terminal.isRemarked) return { set: () => undefined, [Symbol.dispose]: () => undefined };
  const format = `${what} {bar} {value}/{total}`;
  const options = { format, stream: terminal.streams.stderr, clearOnComplete: true, hideCursor: true };
  const bar = new SingleBar(options, Presets.shades_classic);
  let isStarted = false;
  return {
    set(done, total) {
      if (!isStarted) bar.start(total, done);
      isStarted = true;
      bar.setTotal(total);
      bar.update(done);
    },
    [Symbol.dispose]: () => {
      if (isStarted) bar.stop();
    },
  };
}
