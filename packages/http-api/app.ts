// The way of a call, on one page: name it, admit it, refuse what is odd, then the route: check, handle, answer.
// In: what the routes work with. Out: the app as a value; it never listens by itself (`app.inject` in tests).
import { openTicketStage } from "@ticketwire/engine/ticket/stage";
import { type FeedWaiters, openFeedWaiters } from "@ticketwire/engine/webhook/feed-waiters";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import type { AppOptions } from "./app-options.ts";
import { Registry } from "prom-client";
import { addressLimitHeaders, admit, type AdmissionParts, findKey, writeAddressLimit } from "./auth/admit.ts";
import type { AppContext } from "./context.ts";
import { mountDashboard } from "./dashboard/pages.ts";
import { openSessions, type Sessions } from "./dashboard/sessions.ts";
import { keepAdmission, openAdmission } from "./auth/open-admission.ts";
import { compileCallObserver } from "./edge/access-log.ts";
import { allowOrigins } from "./edge/allow-origins.ts";
import { compileAnswerHeaders, fixedHeaders } from "./edge/answer-headers.ts";
import { type Continues, watchContinues } from "./edge/expect-continue.ts";
import { openFastify } from "./edge/open-fastify.ts";
import {
  type MethodFinder,
  refuseOddMethod,
  refuseOddRequest,
  refuseUnknown,
  watchMethods,
} from "./edge/odd-requests.ts";
import { mountHealth } from "./pages/health.ts";
import { mountBins } from "./request-bins/catch-request.ts";
import { mountMetrics } from "./pages/metrics.ts";
import { mountOpenApi } from "./pages/open-api.ts";
import { mountReference } from "./pages/docs.ts";
import { buildOpenApi } from "./openapi/document.ts";
import { RESOURCES } from "./resources.ts";
import type { Principal } from "./route/call.ts";
import { BASE_PATH, mountRoute } from "./route/mount.ts";
import type { Route } from "./route/route.ts";

declare module "fastify" {
  interface FastifyRequest {
    /** Whom the call's key speaks for; null on pages that need none. */
    principal: Principal | null;
  }
  interface FastifyInstance {
    /** One round of upkeep: times of last use are written, idle slices of rate limits go back. The server calls it each second. */
    maintain(): Promise<void>;
  }
}

interface StepParts {
  readonly admission: AdmissionParts;
  readonly findMethods: MethodFinder;
  readonly continues: Continues;
}

/** The steps before any route, in this order. */
function addSteps(app: FastifyInstance, { admission, findMethods, continues }: StepParts): void {
  app.addHook("onRequest", async (request, reply) => {
    refuseOddMethod(request, findMethods);
    const isOurs = request.routeOptions.config.declared !== undefined || request.url.startsWith(`${BASE_PATH}/`);
    if (isOurs) await admit(admission, request, reply);
    refuseOddRequest(request);
    if (request.is404) throw refuseUnknown(request, findMethods);
    continues.release(request, reply);
  });
}

function routesOf(options: AppOptions): readonly Route[] {
  return (options.resources ?? RESOURCES).flatMap((resource) => resource.routes);
}

function mountPages(app: FastifyInstance, options: AppOptions, registry: Registry): void {
  const { resources = RESOURCES, version, baseUrl } = options;
  mountHealth(app, options);
  mountMetrics(app, registry);
  mountBins(app, options);
  const document = buildOpenApi({ resources, version, baseUrl });
  mountOpenApi(app, document);
  mountReference(app, document);
}

function mountDashboardPages(
  app: FastifyInstance,
  options: AppOptions,
  parts: { sessions: Sessions; admission: AdmissionParts },
) {
  const { dashboard, baseUrl } = options;
  const { sessions, admission } = parts;
  if (dashboard === undefined) return;
  mountDashboard(app, {
    build: dashboard,
    baseUrl,
    sessions,
    findKey: (key, request, reply) => findKey(admission, { request, reply }, key),
  });
}

// Waiting callers are answered before the server stops listening, so that a stop never waits for a long poll.
function openFeed(app: FastifyInstance, options: AppOptions): FeedWaiters {
  const feed = openFeedWaiters({
    db: options.database,
    onError: (error) => app.log.warn({ err: error }, "the feed's waiting callers could not be looked after"),
  });
  app.addHook("preClose", () => feed[Symbol.asyncDispose]());
  return feed;
}

function contextOf(app: FastifyInstance, options: AppOptions, { directory }: AdmissionParts): AppContext {
  const { database: db, baseUrl, version, secretBox: box, onTicketsCommitted: onCommitted } = options;
  return {
    ...options,
    tickets: openTicketStage({ db, baseUrl, ...(onCommitted === undefined ? {} : { onCommitted }) }),
    webhooks: { ...options.webhooks, db, box, version, baseUrl },
    feed: openFeed(app, options),
    forgetKeys: () => directory.forget(),
  };
}

/** Builds the app. `await app.ready()` before the first call, `await app.close()` after the last. */
export function createApp(options: AppOptions): FastifyInstance {
  const registry = options.registry ?? new Registry();
  const sessions = openSessions(options);
  const admission = openAdmission(options, sessions);
  const writeHeaders = compileAnswerHeaders(options.baseUrl);
  const prepare = (request: FastifyRequest, reply: FastifyReply): void => {
    writeHeaders(request, reply);
    writeAddressLimit(admission, request, reply);
  };
  const app = openFastify(options, {
    prepare,
    socketHeaders: (address) => ({ ...fixedHeaders(options.baseUrl), ...addressLimitHeaders(admission, address) }),
  });
  const findMethods = watchMethods(app);
  const continues = watchContinues(app);
  keepAdmission(app, admission);
  const observe = compileCallObserver(registry);
  // Before everything that may answer: no answer is without them.
  app.addHook("onRequest", async (request, reply) => {
    prepare(request, reply);
    continues.hold(request, reply);
  });
  allowOrigins(app, options.corsOrigins ?? []);
  // Once CORS is in place, which answers what needs no key.
  app.after(() => addSteps(app, { admission, findMethods, continues }));
  app.addHook("onResponse", async (request, reply) => observe(request, reply));
  mountPages(app, options, registry);
  mountDashboardPages(app, options, { sessions, admission });
  const context = contextOf(app, options, admission);
  for (const declared of routesOf(options)) mountRoute(app, declared, context);
  return app;
}
