// How a command gives up: a sentence that says what, with which value, and what to do, and the exit code that goes with it.
// In: whatever was thrown. Out: lines for people or one JSON line for programs.
import { CommanderError } from "commander";

/** Exit codes of every command. What 3 means is said by the command that uses it. */
export const EXIT = { ok: 0, failed: 1, wrongUse: 2, no: 3, interrupted: 130 } as const;

export interface FailureExtras {
  readonly exitCode?: number;
  /** A stable word for programs; the server's own for its refusals. */
  readonly code?: string;
  readonly details?: unknown;
  readonly cause?: unknown;
}

/** A failure that the person at the keyboard is told about. Anything else that is thrown is a fault of ours. */
export class Failure extends Error {
  readonly exitCode: number;
  readonly code: string;
  readonly details: unknown;

  constructor(message: string, extras: FailureExtras = {}) {
    super(message, extras.cause === undefined ? undefined : { cause: extras.cause });
    this.name = "Failure";
    this.exitCode = extras.exitCode ?? EXIT.failed;
    this.code = extras.code ?? (this.exitCode === EXIT.wrongUse ? "WRONG_USE" : "FAILED");
    this.details = extras.details;
  }
}

/** Wrong use: nothing was done. */
export function wrongUse(message: string): Failure {
  return new Failure(message, { exitCode: EXIT.wrongUse });
}

/** What any error becomes. */
export function toFailure(error: unknown): Failure {
  if (error instanceof Failure) return error;
  // Ctrl-C at a question.
  if (error instanceof Error && error.name === "ExitPromptError")
    return new Failure("stopped; nothing was done", { exitCode: EXIT.interrupted, code: "INTERRUPTED", cause: error });
  if (error instanceof CommanderError) return wrongUse(error.message.replace(/^error: /, ""));
  const text = error instanceof Error ? error.message : String(error);
  return new Failure(text, { code: "INTERNAL_ERROR", cause: error });
}
