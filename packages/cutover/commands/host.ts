// What the commands need of the process around them, so that a CLI can lend its own: where to write, which server, how to end.
import type { Command } from "commander";
import { CutoverError } from "../errors.ts";

export interface Connection {
  readonly url: string;
  readonly apiKey: string;
}

export interface CommandOutput {
  write(text: string): unknown;
  readonly isTTY?: boolean;
}

/** All of it can be left out: then the process itself is used, with TICKETWIRE_URL and TICKETWIRE_API_KEY. */
export interface CutoverHost {
  readonly env?: Readonly<Record<string, string | undefined>>;
  readonly stdout?: CommandOutput;
  readonly stderr?: CommandOutput;
  /** Server and key, for a CLI with profiles. Default: from the environment. */
  readonly connect?: () => Connection;
  /** Told the exit code of a command. Default: sets `process.exitCode`. */
  readonly onExit?: (code: number) => void;
}

export type Host = Required<CutoverHost>;

const DEFAULT_URL = "http://127.0.0.1:4400";

export function fillHost({
  env = process.env,
  stdout = process.stdout,
  stderr = process.stderr,
  connect,
  onExit,
}: CutoverHost): Host {
  return {
    env,
    stdout,
    stderr,
    connect: connect ?? (() => connectionFrom(env)),
    onExit: onExit ?? ((code) => void (process.exitCode = code)),
  };
}

function connectionFrom(env: Readonly<Record<string, string | undefined>>): Connection {
  const apiKey = env["TICKETWIRE_API_KEY"];
  if (!apiKey) throw new CutoverError("bad_option", "TICKETWIRE_API_KEY is not set: it holds the API key to poll with");
  return { url: env["TICKETWIRE_URL"] || DEFAULT_URL, apiKey };
}

/** Exit codes besides those of a verdict. */
const EXIT = { failed: 1, wrongUse: 2, interrupted: 130 } as const;

/** Gives a command its action: what it resolves to is the exit code, what it throws becomes one line and a code. */
export function act<Options>(
  command: Command,
  host: Host,
  run: (options: Options, args: readonly string[]) => Promise<number>,
): void {
  command.action(async () => {
    try {
      host.onExit(await run(command.opts() as Options, command.args));
    } catch (error) {
      if (!(error instanceof CutoverError)) throw error;
      const isJson = (command.opts() as { readonly json?: boolean }).json === true;
      const { code, message } = error;
      host.stderr.write(isJson ? `${JSON.stringify({ error: { code, message } })}\n` : `ticketwire: ${message}\n`);
      host.onExit(code === "bad_option" ? EXIT.wrongUse : code === "stopped" ? EXIT.interrupted : EXIT.failed);
    }
  });
}

export interface Interrupt extends Disposable {
  readonly signal: AbortSignal;
}

const SIGNALS = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

/** The first Ctrl-C asks to end in order, the second ends at once; the journal is whole either way. */
export function catchInterrupt(): Interrupt {
  const controller = new AbortController();
  const stop = (): void => {
    if (controller.signal.aborted) process.exit(EXIT.interrupted);
    controller.abort();
  };
  for (const name of SIGNALS) process.on(name, stop);
  return {
    signal: controller.signal,
    [Symbol.dispose]: () => {
      for (const name of SIGNALS) process.off(name, stop);
    },
  };
}

/** A line on a terminal that is written over; nothing where nobody watches. */
export function createStatusLine({ stderr }: Host, everyMs = 200) {
  let shownAt = 0;
  let width = 0;
  return {
    show(text: string): void {
      const now = performance.now();
      if (stderr.isTTY !== true || now - shownAt < everyMs) return;
      shownAt = now;
      stderr.write(`\r${text.padEnd(width)}`);
      width = text.length;
    },
    clear(): void {
      if (width > 0) stderr.write(`\r${" ".repeat(width)}\r`);
      width = 0;
    },
  };
}
