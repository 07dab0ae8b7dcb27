// Requests that no route is asked about: too long, encoded, with a body where none belongs, or for nothing that is here.
import type { FastifyRequest } from "fastify";
import { ApiError, apiError } from "../fault/api-error.ts";
import type { Route } from "../route/route.ts";
import { EDGE_LIMITS } from "./server-options.ts";

/** Refuses a request for how it is sent. */
export function refuseOddRequest(request: FastifyRequest): void {
  const { headers } = request;
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

// Paths are ours: letters, hyphens and slashes need no escape.
function patternOf(path: string): RegExp {
  const parts = path.split("/").map((part) => (part.startsWith("{") ? "[^/]+" : part));
  return new RegExp(`^${parts.join("/")}$`);
}

/** Makes the finder over all routes below a base path. */
export function compileMethodFinder(basePath: string, routes: readonly Route[]): MethodFinder {
  const patterns = routes.map((route) => ({ pattern: patternOf(basePath + route.path), method: route.method }));
  return (path) => {
    const methods = new Set<string>();
    for (const { pattern, method } of patterns) if (pattern.test(path)) methods.add(method);
    if (methods.has("GET")) methods.add("HEAD");
    return [...methods].sort();
  };
}

/** What a request is answered with that no route took: 405 where another method would do, else 404. */
export function refuseUnknown(request: FastifyRequest, findMethods: MethodFinder): ApiError {
  const path = request.url.split("?", 1)[0] ?? "";
  const methods = findMethods(path);
  if (methods.length === 0) return apiError("NOT_FOUND", `There is nothing at ${path}.`);
  const allow = methods.join(", ");
  return new ApiError("METHOD_NOT_ALLOWED", `${request.method} is not possible here; possible: ${allow}.`, {
    details: { allowed: methods },
    headers: { allow },
  });
}
