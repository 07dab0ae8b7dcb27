// How a command is declared: a name, a sentence, examples, and an action that gets a session. Shared options are added here,
// so that they stand after the command like its own. In: a parent command. Out: a commander command.
import type { Command } from "commander";
import { type Host, Session, type SharedOptions } from "./session.ts";

export interface LeafText {
  /** Name and arguments: `show <webhook>`. */
  readonly name: string;
  readonly summary: string;
  /** Lines that can be typed. */
  readonly examples?: readonly string[];
  /** What is worth knowing beyond the summary; exit codes beyond 0, 1 and 2. */
  readonly notes?: string;
}

/** A leaf without a server: only `--json`. */
export function addPlainLeaf(parent: Command, text: LeafText): Command {
  const leaf = parent.command(text.name).summary(text.summary).description(sentenceOf(text));
  leaf.option("--json", "print JSON");
  if (text.notes !== undefined) leaf.addHelpText("after", `\n${text.notes}`);
  const examples = text.examples ?? [];
  if (examples.length > 0)
    leaf.addHelpText("after", `\nExamples:\n${examples.map((line) => `  $ ${line}`).join("\n")}`);
  return leaf;
}

/** A leaf that speaks with a server. */
export function addLeaf(parent: Command, text: LeafText): Command {
  return addPlainLeaf(parent, text)
    .option("--url <url>", "the server (TICKETWIRE_URL; default: of the profile, else http://127.0.0.1:4400)")
    .option("--profile <name>", "a profile of `ticketwire login` (TICKETWIRE_PROFILE)");
}

/** One line: shells show it beside a completion. */
function sentenceOf({ summary }: LeafText): string {
  return `${summary.charAt(0).toUpperCase()}${summary.slice(1)}.`;
}

/** What an action is given: arguments in their order, options of its own. */
export type Action<Options> = (
  session: Session,
  options: Options,
  args: readonly string[],
) => Promise<number | void> | number | void;

/** Gives a leaf its action. The exit code it resolves to is kept on the host. */
export function runLeaf<Options extends object>(leaf: Command, host: CommandHost, action: Action<Options>): void {
  leaf.action(async () => {
    const options = leaf.opts<Options & SharedOptions>();
    const code = await action(new Session(host, options), options, leaf.args);
    if (typeof code === "number") host.exitCode = code;
  });
}

/** The process's host with the exit code that a command leaves. */
export interface CommandHost extends Host {
  exitCode: number;
}
