// What a handler throws when it refuses: a code of the contract, a sentence, and where the fault lies.
import { ERROR_STATUS, type ErrorCode, type ErrorDetail } from "@ticketwire/contract";

/** A refusal that the caller is told about. Anything else that is thrown is answered 500 without a word of what it was. */
export class ApiError extends Error {
  readonly code: ErrorCode;
  readonly status: number;
  readonly details: unknown;
  readonly headers: Readonly<Record<string, string>>;

  constructor(code: ErrorCode, message: string, extras: ApiErrorExtras = {}) {
    super(message, extras.cause === undefined ? undefined : { cause: extras.cause });
    this.name = "ApiError";
    this.code = code;
    this.status = ERROR_STATUS[code];
    this.details = extras.details;
    this.headers = extras.headers ?? {};
  }
}

export interface ApiErrorExtras {
  readonly details?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  readonly cause?: unknown;
}

/** Builds a refusal; `throw apiError("NOT_FOUND", "No ticket has the id …")`. */
export function apiError(code: ErrorCode, message: string, details?: unknown): ApiError {
  return new ApiError(code, message, { details });
}

/** A VALIDATION_ERROR with its findings; the message names the first. */
export function validationError(details: readonly ErrorDetail[]): ApiError {
  const first = details[0];
  const more = details.length > 1 ? ` (and ${details.length - 1} more)` : "";
  return apiError("VALIDATION_ERROR", first ? `${first.path}: ${first.message}${more}` : "Validation failed", details);
}

/** One finding about one field: `throw invalid("status_id", "belongs to another board", "wrong_board")`. */
export function invalid(path: string, message: string, code: string): ApiError {
  return validationError([{ path, message, code }]);
}

/** 404 for a thing of this kind; the same for one that never was and one of another tenant. */
export function notFound(kind: string, id: string): ApiError {
  return apiError("NOT_FOUND", `No ${kind} has the id ${id}.`);
}
