// Faults of the cutover kit: wrong use, an unreadable journal, a server that refuses. What is expected while observing
// (a 429, a timeout, a bad signature) is no fault: it becomes an entry of the journal.

/** What went wrong, as a word that stays the same over versions. */
export type CutoverErrorCode =
  | "bad_option"
  | "journal_unreadable"
  | "journal_busy"
  | "sqlite_missing"
  | "server_refused"
  | "server_unavailable"
  | "server_malformed"
  | "receiver_failed"
  | "port_unavailable"
  | "delivery_refused"
  | "scan_failed"
  | "stopped";

/** Base class of everything the kit throws: check `error.code`, not the message. */
export class CutoverError extends Error {
  readonly code: CutoverErrorCode;
  /** The HTTP status that led to it, where one did. */
  readonly status: number | null;

  constructor(
    code: CutoverErrorCode,
    message: string,
    options?: { readonly cause?: unknown; readonly status?: number },
  ) {
    super(message, options);
    this.name = "CutoverError";
    this.code = code;
    this.status = options?.status ?? null;
  }
}

/** Wrong use: names the option, what is wrong with its value, and what is meant. */
export function badOption(name: string, problem: string): CutoverError {
  return new CutoverError("bad_option", `${name} ${problem}`);
}
