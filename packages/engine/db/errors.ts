// The base of everything the engine throws, and how it recognises a database that is away.
// Expected outcomes are values; these are faults.

/** Every fault of the engine: a stable `code`, a message that says what, with which value, and what to do. */
export class EngineError extends Error {
  readonly code: string;

  constructor(code: string, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = "EngineError";
    this.code = code;
  }
}

// SQLSTATE classes and codes of a server that is gone, going or not yet up, and node's socket errors.
const AWAY_STATES = new Set(["57P01", "57P02", "57P03", "53300", "25006", "08000", "08001", "08003", "08004", "08006"]);
const AWAY_ERRNOS = new Set([
  "ECONNREFUSED",
  "ECONNRESET",
  "EPIPE",
  "ENOENT",
  "ETIMEDOUT",
  "ENOTFOUND",
  "EAI_AGAIN",
  "EHOSTUNREACH",
]);
const AWAY_MESSAGES =
  /connection terminated|connection ended|client has encountered a connection error|timeout exceeded when trying to connect|not queryable|server closed the connection|query read timeout/i;

function codeOf(error: unknown): string | undefined {
  return typeof error === "object" && error !== null && "code" in error && typeof error.code === "string"
    ? error.code
    : undefined;
}

/** True when the statement failed because there is no database to talk to: try again, nothing is wrong with the statement. */
export function isDatabaseAway(error: unknown): boolean {
  if (error instanceof AggregateError) return error.errors.some(isDatabaseAway);
  const code = codeOf(error);
  if (code !== undefined && (AWAY_STATES.has(code) || AWAY_ERRNOS.has(code))) return true;
  return error instanceof Error && AWAY_MESSAGES.test(error.message);
}

/** The SQLSTATE of a database error, or undefined. */
export function sqlStateOf(error: unknown): string | undefined {
  const code = codeOf(error);
  return code !== undefined && /^[0-9A-Z]{5}$/.test(code) ? code : undefined;
}

/** The name of the constraint that a database error names, or undefined. */
export function constraintOf(error: unknown): string | undefined {
  return typeof error === "object" && error !== null && "constraint" in error && typeof error.constraint === "string"
    ? error.constraint
    : undefined;
}
