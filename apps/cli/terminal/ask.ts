// Questions to the person at the keyboard. Nothing typed as a secret is shown, not even as stars that tell its length.
// In: a question. Out: the answer; without a terminal a refusal that says what to give instead.
import confirmPrompt from "@inquirer/confirm";
import inputPrompt from "@inquirer/input";
import passwordPrompt from "@inquirer/password";
import { wrongUse } from "../failure.ts";
import type { Terminal } from "./terminal.ts";

export interface Question {
  readonly message: string;
  /** What to do where nobody can be asked: "give --yes". */
  readonly otherwise: string;
}

function contextOf(terminal: Terminal, question: Question): { readonly output: NodeJS.WriteStream } {
  if (!terminal.isInteractive) throw wrongUse(`this is not a terminal, so nobody can be asked: ${question.otherwise}`);
  return { output: terminal.streams.stderr };
}

export async function askYesNo(terminal: Terminal, question: Question): Promise<boolean> {
  return confirmPrompt({ message: question.message, default: false }, contextOf(terminal, question));
}

export async function askSecret(terminal: Terminal, question: Question): Promise<string> {
  return (await passwordPrompt({ message: question.message }, contextOf(terminal, question))).trim();
}

export async function askText(terminal: Terminal, question: Question): Promise<string> {
  return inputPrompt({ message: question.message, required: true }, contextOf(terminal, question));
}

/** All of standard input, for `--body-file -` and secrets from a pipe. */
export async function readStandardInput(terminal: Terminal): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of terminal.streams.stdin) chunks.push(Buffer.from(chunk as Uint8Array));
  return Buffer.concat(chunks);
}
