// How each refusal is described: one response per status, with the codes it may carry and an example of each.
import { ERROR_STATUS, type ErrorCode } from "@ticketwire/contract";
import { titleOf } from "../fault/error-reply.ts";
import { mayOmitBody } from "../route/mount.ts";
import type { Route } from "../route/route.ts";
import { named, record, Type } from "../route/schema.ts";
import type { Json, SchemaBook } from "./schema-book.ts";

const SENTENCES: Readonly<Record<ErrorCode, string>> = {
  VALIDATION_ERROR: "A field, parameter or header is not as it must be; `details` names each.",
  BAD_REQUEST: "The request can not be read.",
  UNAUTHORIZED: "The API key is missing, unknown, expired or revoked.",
  FORBIDDEN: "The API key may not do this, or `X-Tenant-ID` names another tenant.",
  NOT_FOUND: "There is no such thing in the tenant of the API key.",
  METHOD_NOT_ALLOWED: "The path has other methods; `Allow` names them.",
  REQUEST_TIMEOUT: "The request did not arrive in time.",
  CONFLICT: "It does not fit how things stand, or the first call with this `Idempotency-Key` is still running.",
  PRECONDITION_FAILED: "It has changed since `If-Match` was read.",
  PAYLOAD_TOO_LARGE: "The body is larger than 256 KiB.",
  URI_TOO_LONG: "The URL is longer than 8192 characters.",
  UNSUPPORTED_MEDIA_TYPE: "The body is not `application/json` in UTF-8 without encoding.",
  IDEMPOTENCY_MISMATCH: "The `Idempotency-Key` was used for another request.",
  RATE_LIMITED: "Too many calls; `Retry-After` says how many seconds to wait.",
  HEADERS_TOO_LARGE: "The headers are larger than 16 KiB.",
  INTERNAL_ERROR: "Something went wrong here; the log has it under the `X-Request-Id`.",
  UNAVAILABLE: "The database can not be reached; `Retry-After` says when to try again.",
};

const DETAILS: Readonly<Partial<Record<ErrorCode, Json>>> = {
  VALIDATION_ERROR: [{ path: "title", message: "is required", code: "required" }],
  RATE_LIMITED: { retry_after_ms: 1500, remaining: 0 },
};

const CODES = Object.keys(ERROR_STATUS) as ErrorCode[];

const ErrorFinding = named(
  "ErrorFinding",
  record({
    path: Type.String({ description: "The field, parameter or header; inner ones with dots: `inner.0.name`." }),
    message: Type.String(),
    code: Type.String({ description: "A stable word for what is wrong, such as `required` or `unknown_field`." }),
  }),
);

const Details = Type.Union([Type.Array(ErrorFinding), Type.Record(Type.String(), Type.Unknown())], {
  description: "With VALIDATION_ERROR the list of findings, else an object that depends on the code.",
});

const CodeWord = Type.Unsafe<ErrorCode>({ type: "string", enum: CODES });

/** The body of every refusal. */
export const ErrorBody = named(
  "Error",
  record({ error: record({ code: CodeWord, message: Type.String(), details: Type.Optional(Details) }) }),
);

/** The same for those who accept `application/problem+json` (RFC 9457). */
export const ProblemBody = named(
  "Problem",
  record({
    type: Type.String(),
    title: Type.String(),
    status: Type.Integer(),
    detail: Type.String(),
    instance: Type.String(),
    code: CodeWord,
    request_id: Type.String(),
    details: Type.Optional(Details),
  }),
);

/** All codes that a route may answer with. */
export function errorCodesOf(route: Route): readonly ErrorCode[] {
  const codes = new Set<ErrorCode>(["VALIDATION_ERROR", "BAD_REQUEST", "UNAUTHORIZED", "FORBIDDEN"]);
  if (route.path.includes("{")) codes.add("NOT_FOUND");
  if (route.method === "POST") codes.add("CONFLICT").add("IDEMPOTENCY_MISMATCH");
  if (route.method !== "GET" && route.conditional) codes.add("PRECONDITION_FAILED");
  if (!mayOmitBody(route) || route.method !== "GET") codes.add("PAYLOAD_TOO_LARGE").add("UNSUPPORTED_MEDIA_TYPE");
  for (const code of route.errors ?? []) codes.add(code);
  codes.add("REQUEST_TIMEOUT").add("URI_TOO_LONG").add("HEADERS_TOO_LARGE");
  codes.add("RATE_LIMITED").add("INTERNAL_ERROR").add("UNAVAILABLE");
  return [...codes];
}

function nameOf(status: number): string {
  const code = CODES.find((candidate) => ERROR_STATUS[candidate] === status && candidate !== "VALIDATION_ERROR") ?? "";
  return code.toLowerCase().replaceAll(/(?:^|_)([a-z])/g, (_match, letter: string) => letter.toUpperCase());
}

/** Both forms of a refusal, as examples. */
function examplesOf(code: ErrorCode): { readonly error: Json; readonly problem: Json } {
  const message = SENTENCES[code].replaceAll("`", "");
  const details = DETAILS[code] === undefined ? {} : { details: DETAILS[code] };
  const problem = {
    type: "about:blank",
    title: titleOf(code),
    status: ERROR_STATUS[code],
    detail: message,
    instance: "/api/v1/tickets",
    code,
    request_id: "6f0c2b1e-5a53-4c0e-9d3b-2a3f8b0f7a11",
    ...details,
  };
  return {
    error: { summary: code, value: { error: { code, message, ...details } } },
    problem: { summary: code, value: problem },
  };
}

/** What every code means, as a list in Markdown. */
export function listErrorCodes(): string {
  return CODES.map((code) => `- **${code}** (${ERROR_STATUS[code]}): ${SENTENCES[code]}`).join("\n");
}

function describe(status: number, book: SchemaBook): Json {
  const codes = CODES.filter((code) => ERROR_STATUS[code] === status);
  const examples = codes.map((code) => [code, examplesOf(code)] as const);
  const isLimited = status === ERROR_STATUS.RATE_LIMITED;
  const mayWait = isLimited || status === ERROR_STATUS.UNAVAILABLE;
  return {
    description: codes.map((code) => `**${code}**: ${SENTENCES[code]}`).join("\n\n"),
    headers: {
      "X-Request-Id": { $ref: "#/components/headers/X-Request-Id" },
      "X-RateLimit-Limit": { $ref: "#/components/headers/X-RateLimit-Limit" },
      "X-RateLimit-Remaining": { $ref: "#/components/headers/X-RateLimit-Remaining" },
      ...(mayWait ? { "Retry-After": { $ref: "#/components/headers/Retry-After" } } : {}),
      ...(isLimited ? { "X-RateLimit-Reset": { $ref: "#/components/headers/X-RateLimit-Reset" } } : {}),
    },
    content: {
      "application/json": {
        schema: book.refer(ErrorBody),
        examples: Object.fromEntries(examples.map(([code, { error }]) => [code, error])),
      },
      "application/problem+json": {
        schema: book.refer(ProblemBody),
        examples: Object.fromEntries(examples.map(([code, { problem }]) => [code, problem])),
      },
    },
  };
}

/** The `responses` of an operation for its refusals, by status. */
export function referToErrors(route: Route): Readonly<Record<string, Json>> {
  const statuses = [...new Set(errorCodesOf(route).map((code) => ERROR_STATUS[code]))].sort((a, b) => a - b);
  return Object.fromEntries(
    statuses.map((status) => [String(status), { $ref: `#/components/responses/${nameOf(status)}` }]),
  );
}

/** `components.responses` for the refusals that these routes use. */
export function describeErrors(routes: readonly Route[], book: SchemaBook): Readonly<Record<string, Json>> {
  const statuses = new Set(routes.flatMap(errorCodesOf).map((code) => ERROR_STATUS[code]));
  const ordered = [...statuses].sort((a, b) => a - b);
  return Object.fromEntries(ordered.map((status) => [nameOf(status), describe(status, book)]));
}
