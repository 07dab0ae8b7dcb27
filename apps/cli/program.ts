// All commands in the order in which help shows them. In: the host. Out: a commander program that is not parsed yet.
import { Command } from "commander";
import { addCompletions } from "./commands/completion.ts";
import { addCutover } from "./commands/cutover.ts";
import { addRekey } from "./commands/rekey.ts";
import { addKeys, addTenants, addUsers } from "./access/commands.ts";
import { addDeliveries } from "./deliveries/commands.ts";
import { addDoctor } from "./doctor/commands.ts";
import { addInspect } from "./inspect/commands.ts";
import { addMock } from "./mock/commands.ts";
import { addSimulate } from "./simulate/commands.ts";
import { addVerify } from "./verify/commands.ts";
import { addRecover } from "./webhooks/recover-command.ts";
import { addServe } from "./commands/serve.ts";
import type { CommandHost } from "./leaf.ts";
import { VERSION } from "./version.ts";
import { addWebhooks } from "./webhooks/commands.ts";
import { addEvents, addListen } from "./listen/commands.ts";
import { addTickets } from "./tickets/commands.ts";
import { addTrigger } from "./tickets/trigger-command.ts";
import { addLogin } from "./profile/commands.ts";

const SPOKEN = {
  outputError: (text: string, write: (text: string) => void) => write(text.replace(/^error: /, "ticketwire: ")),
};
const SILENT = { outputError: () => undefined, writeErr: () => undefined };

const FOOT = `
Exit codes: 0 done, 1 failed, 2 wrong use, 3 as the command says, 130 interrupted.
Environment: TICKETWIRE_URL, TICKETWIRE_API_KEY, TICKETWIRE_PROFILE, NO_COLOR.`;

/** With `--json` a program reads along: it gets one line of JSON instead of sentences, also for a wrong command line. */
export function isForPrograms(args: readonly string[]): boolean {
  return args.includes("--json");
}

/** `args` tell which commands have to be loaded whole. */
export async function createProgram(host: CommandHost, args: readonly string[]): Promise<Command> {
  const program = new Command("ticketwire")
    .description("Tickets that tell: run a server, look after webhooks, develop receivers, leave polling.")
    .version(VERSION)
    .enablePositionalOptions()
    .showSuggestionAfterError()
    .showHelpAfterError("(add --help for what there is)")
    .exitOverride()
    .configureOutput(isForPrograms(args) ? SILENT : SPOKEN)
    .addHelpText("after", FOOT);
  for (const add of COMMANDS) add(program, host);
  await addCutover(program, host, args);
  addCompletions(program, host);
  return program;
}

const COMMANDS: readonly ((program: Command, host: CommandHost) => void)[] = [
  addServe,
  addRekey,
  addLogin,
  addDoctor,
  addWebhooks,
  addDeliveries,
  addRecover,
  addEvents,
  addTickets,
  addTenants,
  addUsers,
  addKeys,
  addListen,
  addTrigger,
  addSimulate,
  addMock,
  addInspect,
  addVerify,
];
