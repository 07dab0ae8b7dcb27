// Puts a route value into Fastify: read and check the input, call the handler once, write its answer.
// In: a route and what handlers work with. Out: nothing; the app serves it.
import type { ErrorDetail } from "@ticketwire/contract";
import { API_HEADERS } from "@ticketwire/contract";
import { uuidOf } from "@ticketwire/engine/db/uuid";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import type { AppContext } from "../context.ts";
import { apiError, validationError } from "../fault/api-error.ts";
import { readIdempotencyKey, runOnce } from "../idempotency/run-once.ts";
import type { Answer } from "./answer.ts";
import type { Call, Principal } from "./call.ts";
import { readJsonBody } from "./json-body.ts";
import { compileQueryReader, type RawQuery } from "./query.ts";
import type { Route } from "./route.ts";
import { compileFindings } from "./validate.ts";

declare module "fastify" {
  interface FastifyContextConfig {
    /** The route as it was declared; absent on pages at the root. */
    readonly declared?: Route;
  }
}

/** Below it stand all routes that need a key. */
export const BASE_PATH = "/api/v1";

const JSON_TYPE = "application/json; charset=utf-8";
const IDEMPOTENCY_HEADER = API_HEADERS.idempotencyKey.toLowerCase();

const BODY_MISSING: ErrorDetail = { path: "body", message: "is required; send a JSON object", code: "required" };

interface Input {
  readonly params: unknown;
  readonly query: unknown;
  readonly body: unknown;
}

function requireUtf8(contentType: string | undefined): void {
  const charset = /;\s*charset\s*=\s*"?([^";\s]+)/i.exec(contentType ?? "")?.[1];
  if (charset !== undefined && !/^utf-?8$/i.test(charset))
    throw apiError("UNSUPPORTED_MEDIA_TYPE", `Send the body in UTF-8, not in ${charset}.`);
}

/** True when the route's body may be left out. */
export function mayOmitBody(route: Route): boolean {
  const { required } = (route.body ?? {}) as { readonly required?: readonly string[] };
  return route.bodyRequired === undefined ? (required ?? []).length === 0 : !route.bodyRequired;
}

function compileBodyReader(route: Route): (request: FastifyRequest, findings: ErrorDetail[]) => unknown {
  const find = compileFindings(route.body);
  const omitted = mayOmitBody(route) ? {} : undefined;
  return (request, findings) => {
    requireUtf8(request.headers["content-type"]);
    const body = readJsonBody(request.body as Buffer | undefined) ?? omitted;
    if (body === undefined) findings.push(BODY_MISSING);
    else findings.push(...find(body));
    return body;
  };
}

/** Makes the reader of a route's input; it throws one VALIDATION_ERROR with everything that is wrong. */
function compileReader(route: Route): (request: FastifyRequest) => Input {
  const findInParams = compileFindings(route.params);
  const readQuery = compileQueryReader(route.query);
  const findInQuery = compileFindings(route.query);
  const readBody = compileBodyReader(route);
  return (request) => {
    if (request.headers["if-match"] !== undefined && !route.conditional)
      throw apiError("BAD_REQUEST", "If-Match is not possible here; leave it out.");
    // `/tickets/` names no ticket: there is nothing there, rather than an id of bad form.
    if (Object.values(request.params as object).includes(""))
      throw apiError("NOT_FOUND", "The id in the path is missing.");
    const { raw } = request.query as { readonly raw: RawQuery | null };
    if (raw === null) throw apiError("BAD_REQUEST", "The query string holds an escape that is not UTF-8.");
    const findings: ErrorDetail[] = [...findInParams(request.params)];
    const query = readQuery(raw, findings);
    findings.push(...findInQuery(query));
    const body = readBody(request, findings);
    if (findings.length > 0) throw validationError(findings);
    return { params: request.params, query, body };
  };
}

function principalOf(request: FastifyRequest): Principal {
  if (request.principal === null) throw new Error(`${request.url} was reached without authentication`);
  return request.principal;
}

// Until the answer is out: node tells of a caller who hung up by closing the response before it is finished.
function hangUpSignal(reply: FastifyReply): AbortSignal {
  const controller = new AbortController();
  reply.raw.once("close", () => {
    if (!reply.raw.writableFinished) controller.abort();
  });
  return controller.signal;
}

/** Makes what turns a request and its input into a finished answer. */
function compileRunner(route: Route, context: AppContext) {
  return (request: FastifyRequest, reply: FastifyReply, input: Input): Promise<Answer> => {
    const principal = principalOf(request);
    const now = context.clock.now();
    const base = { ...input, context, principal, tenant: context.database.forTenant(principal.tenantId), now };
    const run = async (newId: string): Promise<Answer> => {
      const call: Call = {
        ...base,
        newId,
        requestId: request.id,
        ifMatch: request.headers["if-match"],
        get signal() {
          return hangUpSignal(reply);
        },
      };
      return route.handle(call);
    };
    const idempotencyKey =
      route.method === "POST" ? readIdempotencyKey(request.headers[IDEMPOTENCY_HEADER]) : undefined;
    if (idempotencyKey === undefined) return run(uuidOf(now.getTime()));
    return runOnce(base, { method: request.method, url: request.url, body: input.body, idempotencyKey }, run);
  };
}

// RFC 9110, 13.1.2: compared weakly.
function isUnchanged(request: FastifyRequest, etag: string): boolean {
  const wanted = request.headers["if-none-match"];
  if (wanted === undefined) return false;
  return wanted === "*" || wanted.split(",").some((tag) => tag.trim().replace(/^W\//, "") === etag.replace(/^W\//, ""));
}

function write(request: FastifyRequest, reply: FastifyReply, answer: Answer): FastifyReply {
  if (answer.headers) void reply.headers(answer.headers);
  const etag = answer.headers?.["etag"];
  if (etag !== undefined && answer.status === 200) {
    // May be kept by the caller who asks each time whether it still holds.
    void reply.header("cache-control", "private, no-cache");
    if (request.method !== "PUT" && isUnchanged(request, etag)) return reply.code(304).send();
  }
  void reply.code(answer.status);
  const json = answer.json ?? (answer.body === undefined ? undefined : JSON.stringify(answer.body));
  return json === undefined ? reply.send() : reply.type(JSON_TYPE).send(json);
}

/** Adds the route to the app, below the base path. */
export function mountRoute(app: FastifyInstance, route: Route, context: AppContext): void {
  const read = compileReader(route);
  const run = compileRunner(route, context);
  app.route({
    method: route.method,
    url: BASE_PATH + route.path.replaceAll("{", ":").replaceAll("}", ""),
    config: { declared: route },
    handler: async (request, reply) => write(request, reply, await run(request, reply, read(request))),
  });
}
