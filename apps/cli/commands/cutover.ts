// `ticketwire cutover …`: the commands of the cutover kit with our server, key and exit code. They are large and rarely run, so
// they are loaded only when they are asked for. In: the arguments. Out: the commands, or a line in the help.
import type { Command } from "commander";
import type { CommandHost } from "../leaf.ts";
import { findConnection, requireKey } from "../profile/connection.ts";

/** Words with which all commands have to be known. */
const NEEDED_FOR = new Set(["cutover", "complete", "completion"]);

export async function addCutover(program: Command, host: CommandHost, args: readonly string[]): Promise<void> {
  if (!args.some((word) => NEEDED_FOR.has(word))) {
    program.command("cutover").description("Leave polling with proof.");
    return;
  }
  const { registerCutover } = await import("@ticketwire/cutover/commands");
  registerCutover(program, {
    env: host.env,
    stdout: host.terminal.streams.stdout,
    stderr: host.terminal.streams.stderr,
    connect: () => {
      const connection = findConnection({}, host.env);
      return { url: connection.url, apiKey: requireKey(connection) };
    },
    onExit: (code) => {
      host.exitCode = code;
    },
  });
}
