// One run of the command: arguments to a program, failures to one line and an exit code. In: arguments and environment.
// Out: the exit code. Results go to standard output, everything else to standard error.
import { CommanderError } from "commander";
import { EXIT, toFailure } from "./failure.ts";
import type { CommandHost } from "./leaf.ts";
import { createProgram } from "./program.ts";
import { Terminal } from "./terminal/terminal.ts";

export async function runCommand(args: readonly string[], env: NodeJS.ProcessEnv): Promise<number> {
  endWithReader();
  const host: CommandHost = { terminal: new Terminal(process, env), env, exitCode: EXIT.ok };
  try {
    const program = await createProgram(host, args);
    await program.parseAsync(args, { from: "user" });
    return host.exitCode;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.ok : EXIT.wrongUse;
    return complain(host, args, error);
  }
}

function complain({ terminal, env }: CommandHost, args: readonly string[], error: unknown): number {
  const failure = toFailure(error);
  const { code, message, details } = failure;
  if (args.includes("--json")) process.stderr.write(`${JSON.stringify({ error: { code, message, details } })}\n`);
  else terminal.warn(message);
  if (code === "INTERNAL_ERROR" && env["TICKETWIRE_DEBUG"]) console.error(failure.cause);
  return failure.exitCode;
}

/** `ticketwire … | head` ends the reader first: then we are done, too. */
function endWithReader(): void {
  process.stdout.on("error", (error: NodeJS.ErrnoException) =>
    process.exit(error.code === "EPIPE" ? EXIT.ok : EXIT.failed),
  );
}
