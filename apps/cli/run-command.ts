// One run of the command: arguments to a program, failures to one line and an exit code. In: arguments and environment.
// Out: the exit code. Results go to standard output, everything else to standard error.
import { CommanderError, InvalidArgumentError } from "commander";
import { EXIT, toFailure } from "./failure.ts";
import type { CommandHost } from "./leaf.ts";
import { createProgram, isForPrograms } from "./program.ts";
import { Terminal } from "./terminal/terminal.ts";

export async function runCommand(args: readonly string[], env: NodeJS.ProcessEnv): Promise<number> {
  const host: CommandHost = { terminal: new Terminal(process, env), env, exitCode: EXIT.ok };
  try {
    const program = await createProgram(host, args);
    await program.parseAsync(args, { from: "user" });
    return host.exitCode;
  } catch (error) {
    if (error instanceof CommanderError && error.exitCode === 0) return EXIT.ok;
    if (isTold(error) && !isForPrograms(args)) return EXIT.wrongUse;
    return complain(host, args, error);
  }
}

/** Commander tells a person what is wrong with a command line, but not what an action found wrong with a value. */
function isTold(error: unknown): boolean {
  return error instanceof CommanderError && !(error instanceof InvalidArgumentError);
}

function complain({ terminal, env }: CommandHost, args: readonly string[], error: unknown): number {
  const failure = toFailure(error);
  const { code, message, details } = failure;
  if (isForPrograms(args)) process.stderr.write(`${JSON.stringify({ error: { code, message, details } })}\n`);
  else terminal.warn(message);
  if (code === "INTERNAL_ERROR" && env["TICKETWIRE_DEBUG"]) console.error(failure.cause);
  return failure.exitCode;
}
