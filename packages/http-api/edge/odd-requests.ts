// Requests that no route is asked about: too long, encoded, with a body where none belongs, or for nothing that is here.
import type { IncomingMessage } from "node:http";
import { LIMITS } from "@ticketwire/contract";
import type { FastifyInstance, FastifyRequest } from "fastify";
import { ApiError, apiError } from "../fault/api-error.ts";
import { EDGE_LIMITS } from "./server-options.ts";

/** Methods that some route may have. */
export const KNOWN_METHODS: ReadonlySet<string> = new Set(["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"]);

const HTTP_VERSIONS: ReadonlySet<string> = new Set(["1.0", "1.1"]);

function pathOf(request: FastifyRequest): string {
  return request.url.split("?", 1)[0] ?? "";
}

/** Headers that say what a request is: given twice, one reader would take the first and another the last. */
const ONCE: ReadonlySet<string> = new Set(["host", "content-type", "idempotency-key", "x-api-key"]);

// Node keeps the first of some headers that come twice and joins others; what came is in the raw list only.
function refuseTwice({ rawHeaders }: IncomingMessage): void {
  const seen = new Set<string>();
  for (let at = 0; at < rawHeaders.length; at += 2) {
    const name = rawHeaders[at]?.toLowerCase() ?? "";
    if (!ONCE.has(name)) continue;
    if (seen.has(name))
      throw apiError("BAD_REQUEST", `The header ${rawHeaders[at] ?? ""} is given twice; send it once.`);
    seen.add(name);
  }
}

function refuseOddFraming({ headers, raw, url, method }: FastifyRequest): void {
  if (!HTTP_VERSIONS.has(raw.httpVersion))
    throw apiError("BAD_REQUEST", `This server speaks HTTP/1.1, not HTTP/${raw.httpVersion}.`);
  if (!/^(?:\/|https?:\/\/)/i.test(url) && method !== "OPTIONS")
    throw apiError("BAD_REQUEST", `The path must begin with a slash, got ${url}.`);
  const coding = headers["transfer-encoding"];
  if (coding !== undefined && coding.toLowerCase() !== "chunked")
    throw apiError(
      "BAD_REQUEST",
      `Transfer-Encoding: ${coding} is not possible here; send chunked or a Content-Length.`,
    );
}

function refuseOddHeaders({ headers, raw }: FastifyRequest): void {
  if (headers.host === undefined && raw.httpVersion !== "1.0")
    throw apiError("BAD_REQUEST", "The Host header is missing; HTTP/1.1 needs it.");
  if (headers.expect !== undefined && headers.expect.toLowerCase() !== "100-continue")
    throw apiError("BAD_REQUEST", `Expect: ${headers.expect} is not possible here; leave it out.`);
  refuseTwice(raw);
}

/** Refuses a request for how it is sent. */
export function refuseOddRequest(request: FastifyRequest): void {
  const { headers } = request;
  refuseOddFraming(request);
  refuseOddHeaders(request);
  if (request.url.length > EDGE_LIMITS.urlLength)
    throw apiError("URI_TOO_LONG", `The URL is longer than ${EDGE_LIMITS.urlLength} characters.`);
  const encoding = headers["content-encoding"];
  if (encoding !== undefined && encoding !== "identity")
    throw apiError("UNSUPPORTED_MEDIA_TYPE", `Send the body without Content-Encoding; got ${encoding}.`);
  if (Number(headers["content-length"] ?? 0) > LIMITS.requestBodyBytes)
    throw apiError("PAYLOAD_TOO_LARGE", `The body is larger than ${LIMITS.requestBodyBytes / 1024} KiB.`);
  const hasBody = (headers["content-length"] ?? "0") !== "0" || headers["transfer-encoding"] !== undefined;
  if (hasBody && (request.method === "GET" || request.method === "HEAD"))
    throw apiError("BAD_REQUEST", `A ${request.method} takes no body.`);
}

/** Says which methods a path has. */
export type MethodFinder = (path: string) => readonly string[];

// `/tickets/:ticket_id` and `/msp/*`; what else stands in our paths needs no escape.
function patternOf(url: string): RegExp {
  const parts = url.split("/").map((part) => (part.startsWith(":") ? "[^/]+" : part === "*" ? ".*" : part));
  return new RegExp(`^${parts.join("/")}$`);
}

/** Makes the finder over all routes that are added to the app from now on. */
export function watchMethods(app: FastifyInstance): MethodFinder {
  const patterns: { readonly pattern: RegExp; readonly methods: readonly string[] }[] = [];
  app.addHook("onRoute", ({ url, method }) => {
    // OPTIONS is CORS's, for every path: it says nothing about what is there.
    const methods = [method].flat().filter((name) => name !== "OPTIONS");
    if (methods.length > 0) patterns.push({ pattern: patternOf(url), methods });
  });
  return (path) => {
    const methods = patterns.flatMap((route) => (route.pattern.test(path) ? route.methods : []));
    return [...new Set(methods)].sort();
  };
}

function methodNotAllowed(method: string, methods: readonly string[]): ApiError {
  const allow = methods.join(", ");
  return new ApiError("METHOD_NOT_ALLOWED", `${method} is not possible here; possible: ${allow}.`, {
    details: { allowed: methods },
    headers: { allow },
  });
}

/** Refuses a method that no route of ours has, wherever it is asked for: before anybody is asked who they are. */
export function refuseOddMethod(request: FastifyRequest, findMethods: MethodFinder): void {
  if (KNOWN_METHODS.has(request.method)) return;
  const methods = findMethods(pathOf(request));
  throw methodNotAllowed(request.method, methods.length === 0 ? [...KNOWN_METHODS] : methods);
}

/** What a request is answered with that no route took: 405 where another method would do, else 404. */
export function refuseUnknown(request: FastifyRequest, findMethods: MethodFinder): ApiError {
  const path = pathOf(request);
  const methods = findMethods(path);
  return methods.length === 0
    ? apiError("NOT_FOUND", `There is nothing at ${path}.`)
    : methodNotAllowed(request.method, methods);
}
