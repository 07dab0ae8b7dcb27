// The `ticketwire` command as its own process, with a profile folder of its own; also in a pseudo-terminal, made by `script`
// of util-linux. In: arguments. Out: what it printed and its exit code; or a running process that can be typed to.
import { type ChildProcess, spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** As the binary does: a test starts the command often. */
const COMPILED = new URL("../../.cache/compile", import.meta.url).pathname;
const ENTRY = new URL("../../apps/cli/main.ts", import.meta.url).pathname;

export interface CliRun {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface CliInput {
  readonly stdin?: string;
  readonly env?: Readonly<Record<string, string>>;
}

export interface RunningCli {
  readonly pid: number;
  /** Resolves when the output so far holds this; rejects when the command ends without it. */
  shows(text: string | RegExp): Promise<string>;
  type(keys: string): void;
  kill(signal?: NodeJS.Signals): void;
  readonly end: Promise<CliRun>;
}

export interface Cli {
  readonly folder: string;
  run(args: readonly string[], input?: CliInput): Promise<CliRun>;
  /** The JSON of a command that has to succeed. */
  json<Result>(args: readonly string[]): Promise<Result>;
  start(args: readonly string[], input?: CliInput): RunningCli;
  /** In a terminal: keys can be typed, colours and questions come. */
  startInTerminal(args: readonly string[], input?: CliInput): RunningCli;
  remove(): Promise<void>;
}

/** A user of the command: own profile folder, a server and a key from the environment unless they are empty. */
export async function openCli(server: { readonly url: string; readonly apiKey: string }): Promise<Cli> {
  const folder = await mkdtemp(join(tmpdir(), "ticketwire-cli-"));
  const env = { TICKETWIRE_URL: server.url, TICKETWIRE_API_KEY: server.apiKey, TICKETWIRE_CONFIG_DIR: folder };
  const start = (command: readonly string[], input: CliInput = {}): RunningCli =>
    follow(spawnIn(command, { ...env, ...input.env }, folder), input.stdin);
  const run = (args: readonly string[], input: CliInput = {}): Promise<CliRun> =>
    start([process.execPath, ENTRY, ...args], { stdin: "", ...input }).end;
  return {
    folder,
    run,
    async json<Result>(args: readonly string[]): Promise<Result> {
      const { code, stdout, stderr } = await run([...args, "--json"]);
      if (code !== 0) throw new Error(`ticketwire ${args.join(" ")} ended with ${code}: ${stderr}`);
      return JSON.parse(stdout) as Result;
    },
    start: (args, input) => start([process.execPath, ENTRY, ...args], input),
    startInTerminal(args, input) {
      const line = [process.execPath, ENTRY, ...args].map((word) => `'${word.replaceAll("'", `'\\''`)}'`).join(" ");
      return start(["script", "--quiet", "--return", "--flush", "--command", line, "/dev/null"], input);
    },
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}

function spawnIn(command: readonly string[], env: Readonly<Record<string, string>>, cwd: string): ChildProcess {
  const [file = "", ...args] = command;
  const { NO_COLOR: _plain, FORCE_COLOR: _forced, ...inherited } = process.env;
  return spawn(file, args, {
    cwd,
    env: { ...inherited, TERM: "xterm", NODE_COMPILE_CACHE: COMPILED, ...env },
    stdio: "pipe",
  });
}

function follow(child: ChildProcess, stdin: string | undefined): RunningCli {
  let [stdout, stderr] = ["", ""];
  const watchers = new Set<() => void>();
  const note = (): void => watchers.forEach((watch) => watch());
  child.stdout?.setEncoding("utf8").on("data", (chunk: string) => {
    stdout += chunk;
    note();
  });
  child.stderr?.setEncoding("utf8").on("data", (chunk: string) => {
    stderr += chunk;
    note();
  });
  const end = new Promise<CliRun>((resolve) => {
    child.once("close", (code) => resolve({ code, stdout, stderr }));
  });
  if (stdin !== undefined) child.stdin?.end(stdin);
  const shows = (wanted: string | RegExp): Promise<string> =>
    new Promise((resolve, reject) => {
      const watch = (): void => {
        const isThere = typeof wanted === "string" ? stdout.includes(wanted) : wanted.test(stdout);
        if (!isThere) return;
        watchers.delete(watch);
        resolve(stdout);
      };
      watchers.add(watch);
      void end.then(() => reject(new Error(`it ended without showing ${String(wanted)}:\n${stdout}\n${stderr}`)));
      watch();
    });
  return {
    pid: child.pid ?? 0,
    shows,
    type: (keys) => void child.stdin?.write(keys),
    kill: (signal = "SIGTERM") => void child.kill(signal),
    end,
  };
}
