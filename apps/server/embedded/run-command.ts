// Runs one short command to its end and gives back what it printed. Outcomes are values: a command that fails or is
// not there at all is a result with a code, never an exception.
import { spawn } from "node:child_process";

export interface CommandLine {
  readonly file: string;
  readonly args: readonly string[];
  /** Only where no program could be put in front to change the user. */
  readonly uid?: number;
  readonly gid?: number;
}

export interface CommandResult {
  /** The exit code; 127 when the command is not there, 128 when a signal ended it. */
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

export interface CommandSetting {
  readonly env?: NodeJS.ProcessEnv;
  readonly cwd?: string;
  readonly input?: string;
}

export function runCommand(command: CommandLine, setting: CommandSetting = {}): Promise<CommandResult> {
  return new Promise((resolve) => {
    const { file, args, ...identity } = command;
    const { input = "", ...place } = setting;
    const child = spawn(file, args, { ...place, ...identity, stdio: ["pipe", "pipe", "pipe"] });
    let stdout = "";
    let stderr = "";
    child.stdout.setEncoding("utf8").on("data", (chunk: string) => (stdout += chunk));
    child.stderr.setEncoding("utf8").on("data", (chunk: string) => (stderr += chunk));
    child.stdin.on("error", () => undefined).end(input);
    child.once("error", (error) => resolve({ code: 127, stdout, stderr: error.message }));
    child.once("close", (code) => resolve({ code: code ?? 128, stdout, stderr }));
  });
}
