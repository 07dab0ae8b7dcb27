// Runs a few lines of plain JavaScript against the bootstrap files in a process of its own, as they run in earnest:
// in a folder of the test's, on the Node that would run them. In: the lines. Out: what they printed.
import { spawn, type ChildProcess } from "node:child_process";
import { fileURLToPath } from "node:url";

export interface Run {
  readonly child: ChildProcess;
  readonly end: Promise<{ readonly code: number | null; readonly stdout: string; readonly stderr: string }>;
}

export interface RunSetting {
  readonly env?: NodeJS.ProcessEnv;
  /** A command to put in front. */
  readonly front?: readonly string[];
}

/** `file` names a bootstrap file; its exports are in scope of `lines` as `bootstrap`'s. */
export function runModule(file: string, lines: string, setting: RunSetting = {}): Run {
  const source = `import * as bootstrap from ${JSON.stringify(new URL(file, import.meta.url).href)};\n${lines}`;
  return runProgram(["--input-type=module", "-e", source], setting);
}

export function runProgram(programArgs: readonly string[], { env = {}, front = [] }: RunSetting = {}): Run {
  // Run by hand or under npm, the answer must be the same: what npm told us does not count.
  const { npm_execpath: _npm, npm_lifecycle_event: _task, ...inherited } = process.env;
  const [file = process.execPath, ...args] = [...front, process.execPath, ...programArgs];
  const child = spawn(file, args, { env: { ...inherited, ...env }, stdio: ["ignore", "pipe", "pipe"] });
  let stdout = "";
  let stderr = "";
  child.stdout.setEncoding("utf8").on("data", (chunk: string) => (stdout += chunk));
  child.stderr.setEncoding("utf8").on("data", (chunk: string) => (stderr += chunk));
  const end = new Promise<Awaited<Run["end"]>>((resolve) => {
    child.once("close", (code) => resolve({ code, stdout: stdout.trim(), stderr: stderr.trim() }));
  });
  return { child, end };
}

export const RUN_SCRIPT = fileURLToPath(new URL("../run.mjs", import.meta.url));
