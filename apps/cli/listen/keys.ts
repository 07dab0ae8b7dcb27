// Keys while listening: resend, inspect, copy as curl, walk through what came. Only where a person sits at a terminal.
// In: what each key does. Out: a disposable that gives the terminal back.
import { emitKeypressEvents } from "node:readline";
import type { Terminal } from "../terminal/terminal.ts";

export interface KeyActions {
  readonly resend: () => void;
  readonly inspect: () => void;
  readonly copyAsCurl: () => void;
  readonly move: (step: 1 | -1) => void;
  readonly quit: () => void;
}

export const KEYS_LINE = "keys: ↑ ↓ choose · r resend · i inspect · c copy as curl · q quit";

interface Key {
  readonly name?: string;
  readonly ctrl?: boolean;
}

export function catchKeys(terminal: Terminal, actions: KeyActions): Disposable {
  const { stdin } = terminal.streams;
  const onKey = (_text: string | undefined, key: Key): void => {
    if (key.ctrl === true && key.name === "c") return actions.quit();
    act(actions, key.name ?? "");
  };
  emitKeypressEvents(stdin);
  stdin.setRawMode(true);
  stdin.on("keypress", onKey);
  stdin.resume();
  return {
    [Symbol.dispose]: () => {
      stdin.off("keypress", onKey);
      stdin.setRawMode(false);
      stdin.pause();
    },
  };
}

function act(actions: KeyActions, name: string): void {
  if (name === "r") actions.resend();
  else if (name === "i" || name === "return") actions.inspect();
  else if (name === "c") actions.copyAsCurl();
  else if (name === "up") actions.move(-1);
  else if (name === "down") actions.move(1);
  else if (name === "q") actions.quit();
}

/** Puts text on the clipboard of the terminal itself (OSC 52), which works over ssh, too. */
export function copyToClipboard(terminal: Terminal, text: string): void {
  terminal.streams.stdout.write(`\u001b]52;c;${Buffer.from(text).toString("base64")}\u0007`);
}
