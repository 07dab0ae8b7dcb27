// The faults of the embedded database that end a start. Each message is one line that says what is wrong, with which
// folder or process, and what to do; the server prints it and exits with code 1.

export type EmbeddedPostgresErrorCode =
  | "PLATFORM_UNSUPPORTED"
  | "BINARIES_MISSING"
  | "FOLDER_IN_USE"
  | "FOLDER_UNUSABLE"
  | "NO_WAY_TO_RUN"
  | "INITDB_FAILED"
  | "LEFTOVER_ALIVE"
  | "START_FAILED";

export class EmbeddedPostgresError extends Error {
  override readonly name = "EmbeddedPostgresError";
  readonly code: EmbeddedPostgresErrorCode;

  constructor(code: EmbeddedPostgresErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}

/** The text of anything thrown, for use inside a one-line message. */
export function textOf(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).replaceAll(/\s+/g, " ").trim();
}
