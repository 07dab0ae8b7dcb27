// The `ticketwire` command: reads the arguments, runs one command, ends with its exit code.
// 0 done, 1 failed, 2 wrong use, 3 what the command says it means, 130 interrupted.
import { EXIT } from "./failure.ts";
import { runCommand } from "./run-command.ts";

// `ticketwire … | head` ends the reader first: then we are done, too.
process.stdout.on("error", (error: NodeJS.ErrnoException) =>
  process.exit(error.code === "EPIPE" ? EXIT.ok : EXIT.failed),
);

process.exit(await runCommand(process.argv.slice(2), process.env));
