// `ticketwire rekey`: a new master key for what is stored, on the server's own database. In: the flags and variables of
// `ticketwire serve`, which it reads itself. Out: its exit code.
import type { Command } from "commander";
import type { CommandHost } from "../leaf.ts";

export function addRekey(program: Command, host: CommandHost): void {
  const rekey = program
    .command("rekey [flags...]")
    .summary("seal stored secrets with a new master key")
    .description("Seals every stored secret with the current master key; takes the settings of `ticketwire serve`.")
    .helpOption(false)
    .allowUnknownOption()
    .passThroughOptions();
  rekey.action(async () => {
    // The server is large, and no other command needs it.
    const { main } = await import("@ticketwire/server/rekey/run");
    host.exitCode = await main(rekey.args, host.env);
  });
}
