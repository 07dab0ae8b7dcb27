// Puts a route value into Fastify: read and check the input, call the handler, write its answer.
import { uuidV7 } from "./uuid.ts";
import type { ErrorDetail } from "@ticketwire/contract";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import type { AppContext } from "../context.ts";
import { apiError, validationError } from "../fault/api-error.ts";
import type { Answer } from "./answer.ts";
import type { Call } from "./call.ts";
import { compileQueryReader, type RawQuery } from "./query.ts";
import type { Route } from "./route.ts";
import { compileFindings } from "./validate.ts";

declare module "fastify" {
  interface FastifyContextConfig {
    /** The route as it was declared; absent on pages at the root. */
    readonly declared?: Route;
  }
}

export const BASE_PATH = "/api/v1";

const JSON_TYPE = "application/json; charset=utf-8";

interface Input {
  readonly params: unknown;
  readonly query: unknown;
  readonly body: unknown;
}

/** Makes the reader of a route's input; it throws one VALIDATION_ERROR with everything that is wrong. */
function compileReader(route: Route): (request: FastifyRequest) => Input {
  const findInParams = compileFindings(route.params);
  const readQuery = compileQueryReader(route.query);
  const findInQuery = compileFindings(route.query);
  const findInBody = route.body === null ? null : compileFindings(route.body);
  const mayBeEmpty =
    route.bodyRequired === false || (route.body as { required?: unknown } | null)?.required === undefined;
  return (request) => {
    const { raw } = request.query as { readonly raw: RawQuery | null };
    if (raw === null) throw apiError("BAD_REQUEST", "The query string holds a broken escape.");
    const { query, findings: inNames } = readQuery(raw);
    const body = request.body === undefined && mayBeEmpty ? {} : request.body;
    const inBody = findInBody === null ? [] : body === undefined ? [BODY_MISSING] : findInBody(body);
    const findings = [...findInParams(request.params), ...inNames, ...findInQuery(query), ...inBody];
    if (findings.length > 0) throw validationError(findings);
    return { params: request.params, query, body };
  };
}

const BODY_MISSING: ErrorDetail = { path: "body", message: "is required; send a JSON object", code: "required" };

function callOf(context: AppContext, request: FastifyRequest, input: Input): Call {
  const { principal } = request;
  if (principal === null) throw new Error(`${request.url} was reached without authentication`);
  const now = context.clock.now();
  return {
    ...input,
    context,
    principal,
    tenant: context.database.forTenant(principal.tenantId),
    now,
    requestId: request.id,
    ifMatch: request.headers["if-match"],
    newId: uuidV7(now),
    get signal() {
      return request.signal;
    },
  };
}

function isUnchanged(request: FastifyRequest, answer: Answer): boolean {
  const wanted = request.headers["if-none-match"];
  const etag = answer.headers?.["etag"];
  if (wanted === undefined || etag === undefined || answer.status !== 200) return false;
  return wanted === "*" || wanted.split(",").some((tag) => tag.trim().replace(/^W\//, "") === etag.replace(/^W\//, ""));
}

function write(request: FastifyRequest, reply: FastifyReply, answer: Answer): FastifyReply {
  if (answer.headers) void reply.headers(answer.headers);
  if (isUnchanged(request, answer)) return reply.code(304).send();
  void reply.code(answer.status);
  const json = answer.json ?? (answer.body === undefined ? undefined : JSON.stringify(answer.body));
  return json === undefined ? reply.send() : reply.type(JSON_TYPE).send(json);
}

/** Adds the route to the app, below the base path. */
export function mountRoute(app: FastifyInstance, route: Route, context: AppContext): void {
  const read = compileReader(route);
  app.route({
    method: route.method,
    url: BASE_PATH + route.path.replaceAll("{", ":").replaceAll("}", ""),
    config: { declared: route },
    handler: async (request, reply) => {
      const answer = await route.handle(callOf(context, request, read(request)));
      return write(request, reply, answer);
    },
  });
}
