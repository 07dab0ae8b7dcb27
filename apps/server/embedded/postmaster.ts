// One run of the PostgreSQL server process: started, heard until it is ready, heard when it ends.
// In: a command line. Out: a promise of readiness, a promise of the end, and the way to end it in order.
import { spawn, type ChildProcess } from "node:child_process";
import { createInterface } from "node:readline";
import { EmbeddedPostgresError } from "./errors.ts";
import type { CommandLine } from "./run-command.ts";

/** Where the embedded database tells what happens; a pino logger fits. */
export interface EmbeddedLog {
  info(line: string): void;
  warn(line: string): void;
  error(line: string): void;
}

export interface PostmasterRequest {
  readonly command: CommandLine;
  readonly env: NodeJS.ProcessEnv;
  readonly log: EmbeddedLog;
  /** Whether the kernel ends it when we die; when not, a watching shell does. */
  readonly endsWithUs: boolean;
}

export interface Postmaster {
  readonly pid: number;
  /** Settles when it accepts connections; rejects with what it said last when it ends before. */
  readonly ready: Promise<void>;
  /** Settles when the process is gone; never rejects. */
  readonly ended: Promise<string>;
  /** Fast shutdown, then immediate, then by force. Idempotent. */
  end(): Promise<void>;
}

const IMMEDIATE_AFTER_MS = 15_000;
const FORCE_AFTER_MS = 20_000;

/** What sessions are told while the server starts or ends. */
const EXPECTED = /^the database system is |due to administrator command$/;
const WORTH_TELLING = /automatic recovery in progress|was terminated by signal|reinitializing/;

export function startPostmaster(request: PostmasterRequest): Postmaster {
  const { file, args, ...identity } = request.command;
  // A session of its own: Ctrl-C in the terminal must reach us first, so that work is drained before the database ends.
  const child = spawn(file, args, {
    ...identity,
    cwd: "/",
    env: request.env,
    detached: true,
    stdio: ["ignore", "ignore", "pipe"],
  });
  const voice = listen(child, request.log);
  const ended = hear(child, "exit");
  // Its last words come after its end; its sessions can keep the pipe open longer than it lives itself.
  const silent = hear(child, "close");
  const ready = Promise.race([
    voice.ready,
    silent.then((how) => {
      throw new EmbeddedPostgresError("START_FAILED", voice.lastFatal() ?? `PostgreSQL ended with ${how}`);
    }),
  ]);
  ready.catch(() => undefined);
  if (!request.endsWithUs) watchOver(child, ended);
  return { pid: child.pid ?? 0, ready, ended, end: () => endInOrder(child, ended) };
}

function hear(child: ChildProcess, event: "exit" | "close"): Promise<string> {
  return new Promise((resolve) => {
    child.once("error", (error) => resolve(error.message));
    child.once(event, (code, signal) => resolve(signal === null ? `exit code ${code}` : `signal ${signal}`));
  });
}

interface Voice {
  readonly ready: Promise<void>;
  lastFatal(): string | null;
}

function listen(child: ChildProcess, log: EmbeddedLog): Voice {
  let lastFatal: string | null = null;
  const ready = new Promise<void>((resolve) => {
    if (child.stderr === null) return;
    createInterface({ input: child.stderr }).on("line", (line) => {
      const [, severity = "", text = line] = /^([A-Z]+):\s+(.*)$/.exec(line) ?? [];
      const isFatal = severity === "FATAL" || severity === "PANIC";
      if (isFatal) lastFatal = text;
      if (isFatal ? !EXPECTED.test(text) : WORTH_TELLING.test(text)) log.warn(`PostgreSQL: ${text}`);
      if (severity === "LOG" && text.includes("ready to accept connections")) resolve();
    });
  });
  return { ready, lastFatal: () => lastFatal };
}

/** For systems without setpriv: a shell that hears our end as the end of its input, and a plain line as "all is well". */
function watchOver(child: ChildProcess, ended: Promise<string>): void {
  if (child.pid === undefined) return;
  const script = 'read -r _ || kill -INT "$0"';
  const watcher = spawn("/bin/sh", ["-c", script, String(child.pid)], {
    detached: true,
    stdio: ["pipe", "ignore", "ignore"],
  });
  watcher.on("error", () => undefined);
  watcher.stdin.on("error", () => undefined);
  watcher.unref();
  void ended.then(() => watcher.stdin.end("ended\n"));
}

async function endInOrder(child: ChildProcess, ended: Promise<string>): Promise<void> {
  child.kill("SIGINT");
  const immediate = setTimeout(() => child.kill("SIGQUIT"), IMMEDIATE_AFTER_MS);
  const force = setTimeout(() => child.kill("SIGKILL"), FORCE_AFTER_MS);
  await ended;
  clearTimeout(immediate);
  clearTimeout(force);
}
