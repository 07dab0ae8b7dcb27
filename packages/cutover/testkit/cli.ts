// The commands as a process of their own, for tests that send signals. In: arguments. Out: an exit code.
import { Command } from "commander";
import { registerCutover } from "../commands/index.ts";

const program = new Command("ticketwire");
registerCutover(program);
await program.parseAsync();
