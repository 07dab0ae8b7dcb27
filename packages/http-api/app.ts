// The way of a call, on one page: authenticate, limit, read the body, check it, handle, answer.
// In: what the routes work with. Out: the app as a value; it never listens by itself (`app.inject` in tests).
import { API_HEADERS, LIMITS } from "@ticketwire/contract";
import fastify, { type FastifyBaseLogger, type FastifyInstance } from "fastify";
import { authenticate, requireScope } from "./auth/authenticate.ts";
import { openKeyDirectory } from "./auth/key-directory.ts";
import type { AppContext } from "./context.ts";
import { apiError } from "./fault/api-error.ts";
import { replyWithError } from "./fault/error-reply.ts";
import { RESOURCES } from "./resources.ts";
import type { Principal } from "./route/call.ts";
import { parseJsonBody } from "./route/json-body.ts";
import { BASE_PATH, mountRoute } from "./route/mount.ts";
import { parseQuery } from "./route/query.ts";
import type { Resource } from "./route/route.ts";

declare module "fastify" {
  interface FastifyRequest {
    /** Whom the call's key speaks for; null on pages that need none. */
    principal: Principal | null;
  }
}

export interface AppOptions extends AppContext {
  /** A pino logger; default: none. */
  readonly log?: FastifyBaseLogger;
  /** Default: all of them. Tests give their own. */
  readonly resources?: readonly Resource[];
}

/** Builds the app. `await app.ready()` before the first call, `await app.close()` after the last. */
export function createApp(options: AppOptions): FastifyInstance {
  const app = fastify({
    ...(options.log ? { loggerInstance: options.log } : { logger: false }),
    bodyLimit: LIMITS.requestBodyBytes,
    requestIdHeader: API_HEADERS.requestId.toLowerCase(),
    routerOptions: { querystringParser: (text) => ({ raw: parseQuery(text) }) },
    frameworkErrors: (error, request, reply) => void replyWithError(error, request, reply),
  });
  const directory = openKeyDirectory(options);
  app.decorateRequest("principal", null);
  app.removeAllContentTypeParsers();
  app.addContentTypeParser<Buffer>(
    "application/json",
    { parseAs: "buffer" },
    async (_request: unknown, bytes: Buffer) => parseJsonBody(bytes),
  );
  app.setErrorHandler(replyWithError);
  app.setNotFoundHandler((request) => {
    throw apiError("NOT_FOUND", `Nothing is at ${request.method} ${request.url.split("?", 1)[0] ?? ""}.`);
  });
  app.addHook("onRequest", async (request) => {
    if (!request.url.startsWith(`${BASE_PATH}/`)) return;
    const record = await authenticate(request, directory);
    request.principal = record;
    requireScope(record, request.routeOptions.config.declared?.scope ?? null);
  });
  app.addHook("onReady", () => directory.start());
  app.addHook("onClose", async () => {
    await directory.flushUse().catch(() => undefined);
    await directory[Symbol.asyncDispose]();
  });
  for (const resource of options.resources ?? RESOURCES)
    for (const declared of resource.routes) mountRoute(app, declared, options);
  return app;
}
