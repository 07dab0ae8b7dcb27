// `ticketwire serve`: the server in this process. In: its own flags, which it reads itself. Out: its exit code.
import type { Command } from "commander";
import type { CommandHost } from "../leaf.ts";

export function addServe(program: Command, host: CommandHost): void {
  const serve = program
    .command("serve [flags...]")
    .summary("run the server")
    .description("Runs the server until it is stopped; `ticketwire serve --help` lists its settings.")
    .helpOption(false)
    .allowUnknownOption()
    .passThroughOptions();
  serve.action(async () => {
    // The server is large, and no other command needs it.
    const { main } = await import("@ticketwire/server/serve");
    host.exitCode = await main(serve.args, host.env);
  });
}
