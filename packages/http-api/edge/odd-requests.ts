// Requests that no route is asked about: too long, encoded, with a body where none belongs, or for nothing that is here.
import type { FastifyInstance, FastifyRequest } from "fastify";
import { ApiError, apiError } from "../fault/api-error.ts";
import { EDGE_LIMITS } from "./server-options.ts";

const KNOWN_METHODS: ReadonlySet<string> = new Set(["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"]);

function pathOf(request: FastifyRequest): string {
  return request.url.split("?", 1)[0] ?? "";
}

function refuseOddHeaders({ headers, raw }: FastifyRequest): void {
  if (headers.host === undefined && raw.httpVersion !== "1.0")
    throw apiError("BAD_REQUEST", "The Host header is missing; HTTP/1.1 needs it.");
  if (headers.expect !== undefined && headers.expect.toLowerCase() !== "100-continue")
    throw apiError("BAD_REQUEST", `Expect: ${headers.expect} is not possible here; leave it out.`);
}

/** Refuses a request for how it is sent. */
export function refuseOddRequest(request: FastifyRequest): void {
  const { headers } = request;
  refuseOddHeaders(request);
  if (request.url.length > EDGE_LIMITS.urlLength)
    throw apiError("URI_TOO_LONG", `The URL is longer than ${EDGE_LIMITS.urlLength} characters.`);
  const encoding = headers["content-encoding"];
  if (encoding !== undefined && encoding !== "identity")
    throw apiError("UNSUPPORTED_MEDIA_TYPE", `Send the body without Content-Encoding; got ${encoding}.`);
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
