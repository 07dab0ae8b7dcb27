// Every fault on its way out: to the contract's error shape, or RFC 9457 when the caller asks for it. Never a stack trace.
// In: whatever was thrown. Out: the answer; what is no refusal is logged.
import type { ErrorCode } from "@ticketwire/contract";
import { isDatabaseAway, sqlStateOf } from "@ticketwire/engine/db/errors";
import type { FastifyError, FastifyReply, FastifyRequest } from "fastify";
import { ApiError, apiError } from "./api-error.ts";

const PROBLEM_JSON = "application/problem+json";

/** Seconds after which a caller should come back when the database is away. */
const AWAY_RETRY_SECONDS = 2;

// What Fastify itself refuses, in our words.
const FRAMEWORK_FAULTS: Readonly<Record<string, readonly [ErrorCode, string]>> = {
  FST_ERR_CTP_BODY_TOO_LARGE: ["PAYLOAD_TOO_LARGE", "The body is larger than 256 KiB."],
  FST_ERR_CTP_INVALID_MEDIA_TYPE: ["UNSUPPORTED_MEDIA_TYPE", "Send the body as application/json in UTF-8."],
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: ["BAD_REQUEST", "The body is not as long as Content-Length says."],
  FST_ERR_CTP_EMPTY_JSON_BODY: ["BAD_REQUEST", "The body is empty; send a JSON object."],
  FST_ERR_BAD_URL: ["BAD_REQUEST", "The path is not a valid URL: an escape in it is broken."],
  FST_ERR_MAX_PARAM_LENGTH: ["NOT_FOUND", "No resource has so long a path."],
};

function isFastifyError(error: unknown): error is FastifyError {
  return error instanceof Error && "code" in error && typeof error.code === "string" && error.code.startsWith("FST_");
}

function unavailable(message: string, cause: unknown): ApiError {
  return new ApiError("UNAVAILABLE", message, { headers: { "retry-after": String(AWAY_RETRY_SECONDS) }, cause });
}

// Statements that gave way to others or took too long, and servers without room: the same call may succeed later.
const BUSY_STATES: ReadonlySet<string> = new Set(["40001", "40P01", "55P03", "57014"]);
const NO_ROOM_CLASS = "53";

function isDatabaseBusy(error: unknown): boolean {
  const state = sqlStateOf(error) ?? "";
  return BUSY_STATES.has(state) || state.startsWith(NO_ROOM_CLASS);
}

/** The refusal that stands for anything thrown. */
export function toApiError(error: unknown): ApiError {
  if (error instanceof ApiError) return error;
  if (isDatabaseAway(error)) return unavailable("The database can not be reached; try again shortly.", error);
  if (isDatabaseBusy(error)) return unavailable("The database is too busy for this call; try again shortly.", error);
  const known = isFastifyError(error) ? FRAMEWORK_FAULTS[error.code] : undefined;
  if (known) return apiError(...known);
  return new ApiError(
    "INTERNAL_ERROR",
    "Something went wrong here. It is in the log under this request's X-Request-Id.",
    {
      cause: error,
    },
  );
}

// Named, and not refused by a weight of zero.
const ACCEPTS_PROBLEM = /(?:^|,)\s*application\/problem\+json\s*(?![^,]*;\s*q=0(?:\.0*)?\s*(?:[,;]|$))(?:[,;]|$)/i;

function wantsProblem(request: FastifyRequest): boolean {
  return ACCEPTS_PROBLEM.test(request.headers.accept ?? "");
}

/** The title of a code in a problem document: `Not found`. */
export function titleOf(code: ErrorCode): string {
  return code.charAt(0) + code.slice(1).toLowerCase().replaceAll("_", " ");
}

function problemOf(error: ApiError, request: FastifyRequest): object {
  const { code, status, message, details } = error;
  return {
    type: "about:blank",
    title: titleOf(code),
    status,
    detail: message,
    instance: request.url.split("?", 1)[0],
    code,
    request_id: request.id,
    ...(details === undefined ? {} : { details }),
  };
}

// Who hangs up in the middle of a body is no fault of ours. Nobody reads the answer, and no hook runs after it.
function isHungUp(thrown: unknown, { raw }: FastifyRequest): boolean {
  return raw.readableAborted && thrown instanceof Error && "code" in thrown && thrown.code === "ECONNRESET";
}

/** Writes the answer to a fault. */
export function replyWithError(thrown: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const isBroken = isHungUp(thrown, request);
  const error = isBroken ? apiError("BAD_REQUEST", "The connection ended before the body did.") : toApiError(thrown);
  if (isBroken) request.log.info("the caller hung up before the body was there");
  if (error.status >= 500) request.log.error({ err: error.cause ?? error }, "request failed");
  void reply.code(error.status).headers(error.headers);
  // As bytes: to a text Fastify would add a charset, which this media type does not have.
  if (wantsProblem(request))
    return reply.type(PROBLEM_JSON).send(Buffer.from(JSON.stringify(problemOf(error, request))));
  const { code, message, details } = error;
  return reply.type("application/json; charset=utf-8").send(JSON.stringify({ error: { code, message, details } }));
}
