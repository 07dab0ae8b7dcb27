// Runs commands in a folder of their own against a server in memory, and keeps what they print. In: arguments. Out: code and texts.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Command, CommanderError } from "commander";
import { systemClock } from "../api/clock.ts";
import { registerCutover } from "../commands/index.ts";
import { openJournal } from "../journal/journal.ts";
import { Desk } from "./desk.ts";
import { DESK_KEY, type DeskServer, openDeskServer } from "./desk-server.ts";
import { createWorld, type Fault, type Script } from "./world.ts";

export interface Ran {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

export interface CommandBench extends AsyncDisposable {
  readonly folder: string;
  readonly journal: string;
  readonly desk: Desk;
  readonly server: DeskServer;
  readonly env: Record<string, string>;
  run(...args: readonly string[]): Promise<Ran>;
  /** Fills the journal with an observation of so many changes, of which the third has the fault. */
  writeWorld(changes: number, fault?: Fault): void;
}

export async function openCommandBench(): Promise<CommandBench> {
  const folder = mkdtempSync(join(tmpdir(), "cutover-commands-"));
  const journal = join(folder, "c.journal");
  const desk = new Desk({ clock: systemClock });
  const server = await openDeskServer(desk);
  const env: Record<string, string> = { TICKETWIRE_URL: server.url, TICKETWIRE_API_KEY: DESK_KEY };
  return {
    folder,
    journal,
    desk,
    server,
    env,
    run: (...args) => runCommand(env, args),
    writeWorld(changes, fault = "none") {
      const writes = Array.from({ length: changes }, (_, index) => ({
        kind: "title" as const,
        pollsBefore: 1,
        fault: index === 2 ? fault : ("none" as const),
      }));
      const script: Script = { writes, pollsAfter: 2, failures: new Map([[1, 429]]) };
      using target = openJournal(journal);
      target.append(...createWorld({ scripts: [script] }).entries);
    },
    async [Symbol.asyncDispose]() {
      await server[Symbol.asyncDispose]();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function runCommand(env: Record<string, string>, args: readonly string[]): Promise<Ran> {
  const ran = { code: -1, out: "", err: "" };
  const program = new Command("ticketwire");
  registerCutover(program, {
    env,
    stdout: { write: (text) => void (ran.out += text) },
    stderr: { write: (text) => void (ran.err += text) },
    onExit: (code) => void (ran.code = code),
  });
  quiet(program, ran);
  try {
    await program.parseAsync(["cutover", ...args], { from: "user" });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    ran.code = error.exitCode === 0 ? 0 : 2;
  }
  return ran;
}

function quiet(command: Command, ran: { out: string; err: string }): void {
  command.exitOverride();
  command.configureOutput({ writeErr: (text) => void (ran.err += text), writeOut: (text) => void (ran.out += text) });
  for (const below of command.commands) quiet(below, ran);
}
