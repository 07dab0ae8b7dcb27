// The way of a call, on one page: name it, admit it, refuse what is odd, then the route: check, handle, answer.
// In: what the routes work with. Out: the app as a value; it never listens by itself (`app.inject` in tests).
import { openTicketStage } from "@ticketwire/engine/ticket/stage";
import { type FeedWaiters, openFeedWaiters } from "@ticketwire/engine/webhook/feed-waiters";
import fastify, { type FastifyBaseLogger, type FastifyInstance, LogController } from "fastify";
import { Registry } from "prom-client";
import { admit, type AdmissionParts, findKey, writeAddressLimit } from "./auth/admit.ts";
import { openKeyDirectory } from "./auth/key-directory.ts";
import type { AppContext, WebhookParts } from "./context.ts";
import type { DashboardBuild } from "./dashboard/build.ts";
import { mountDashboard } from "./dashboard/pages.ts";
import { requireOurPage } from "./dashboard/same-origin.ts";
import { openSessions, type Sessions } from "./dashboard/sessions.ts";
import { compileCallObserver } from "./edge/access-log.ts";
import { allowOrigins } from "./edge/allow-origins.ts";
import { compileAnswerHeaders } from "./edge/answer-headers.ts";
import { compileMethodFinder, refuseOddRequest, refuseUnknown } from "./edge/odd-requests.ts";
import { EDGE_LIMITS, type EdgeLimits, serverOptions } from "./edge/server-options.ts";
import { replyWithError } from "./fault/error-reply.ts";
import { openAddressLimiter } from "./limit/address-limiter.ts";
import { KeyLimiter } from "./limit/key-limiter.ts";
import { NarrowGate } from "./limit/narrow-gate.ts";
import { mountHealth, type ReadinessCheck } from "./pages/health.ts";
import { mountBins } from "./request-bins/catch-request.ts";
import { mountMetrics } from "./pages/metrics.ts";
import { mountOpenApi } from "./pages/open-api.ts";
import { mountReference } from "./pages/docs.ts";
import { buildOpenApi } from "./openapi/document.ts";
import { RESOURCES } from "./resources.ts";
import type { Principal } from "./route/call.ts";
import { BASE_PATH, mountRoute } from "./route/mount.ts";
import type { Resource, Route } from "./route/route.ts";

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

export interface AppOptions extends Omit<AppContext, "forgetKeys" | "tickets" | "webhooks" | "feed"> {
  /** Where webhooks may point to, and how a test reaches them. */
  readonly webhooks: Pick<WebhookParts, "policy" | "lookup" | "sender" | "defaultRetrySchedule" | "autoDisableAfterMs">;
  /** Called after each commit that wrote events of tickets; wakes fan-out. Default: nobody is woken. */
  readonly onTicketsCommitted?: () => void;
  /** Of the program, for the description. */
  readonly version: string;
  /** Origins whose pages may call the API from a browser; default: none. */
  readonly corsOrigins?: readonly string[];
  /** Addresses or networks of proxies whose `X-Forwarded-For` is believed; default: none. */
  readonly trustedProxies?: readonly string[];
  /** Narrower limits than EDGE_LIMITS; for tests. */
  readonly edge?: Partial<EdgeLimits>;
  /** A pino logger; default: none. */
  readonly log?: FastifyBaseLogger;
  /** Where the figures of calls are kept and `/metrics` reads; default: one of its own. */
  readonly registry?: Registry;
  /** What `/health/ready` looks at besides the database. */
  readonly checks?: Readonly<Record<string, ReadinessCheck>>;
  /** Default: all of them. Tests give their own. */
  readonly resources?: readonly Resource[];
  /** The dashboard's built page; default: no dashboard. */
  readonly dashboard?: DashboardBuild;
}

/** Keys from suspicious addresses that may wait to be looked up. */
const SUSPECTS_AT_ONCE = 64;

function openFastify(options: AppOptions): FastifyInstance {
  const app = fastify({
    ...serverOptions(options.edge),
    ...(options.trustedProxies ? { trustProxy: [...options.trustedProxies] } : {}),
    ...(options.log ? { loggerInstance: options.log } : { logger: false }),
    logController: new LogController({ disableRequestLogging: true, requestIdLogLabel: "request_id" }),
    // Broken URLs come here past all hooks.
    frameworkErrors: (error, request, reply) => {
      compileAnswerHeaders(options.baseUrl)(request, reply);
      void replyWithError(error, request, reply);
    },
  });
  app.server.maxConnections = EDGE_LIMITS.connections;
  // The route reads the bytes itself: what is wrong in them is refused like any other input, on an open connection.
  app.removeAllContentTypeParsers();
  app.addContentTypeParser<Buffer>("application/json", { parseAs: "buffer" }, (_request, bytes, done) =>
    done(null, bytes),
  );
  app.decorateRequest("principal", null);
  app.setErrorHandler(replyWithError);
  return app;
}

function openAdmission(app: FastifyInstance, options: AppOptions, sessions: Sessions): AdmissionParts {
  const { database, clock, rateLimit, baseUrl } = options;
  const parts: AdmissionParts = {
    directory: openKeyDirectory({ database, clock }),
    keyLimiter: new KeyLimiter(database),
    addressLimiter: openAddressLimiter(),
    suspects: new NarrowGate(SUSPECTS_AT_ONCE),
    rateLimit,
    async findSession(request) {
      const session = await sessions.find(request);
      if (session) requireOurPage(request, baseUrl);
      return session;
    },
  };
  app.decorate("maintain", async () => {
    await parts.directory.flushUse();
    await parts.keyLimiter.settle();
  });
  app.addHook("onReady", () => parts.directory.start());
  app.addHook("onClose", async () => {
    // The database may be gone already; what is lost then is a time of last use.
    await parts.directory.flushUse().catch(() => undefined);
    await parts.keyLimiter.settle(0).catch(() => undefined);
    await parts.directory[Symbol.asyncDispose]();
  });
  return parts;
}

/** The steps before any route, in this order. */
function addSteps(app: FastifyInstance, options: AppOptions, admission: AdmissionParts): void {
  const writeHeaders = compileAnswerHeaders(options.baseUrl);
  const findMethods = compileMethodFinder(BASE_PATH, routesOf(options));
  app.addHook("onRequest", async (request, reply) => {
    writeHeaders(request, reply);
    const isOurs = request.routeOptions.config.declared !== undefined || request.url.startsWith(`${BASE_PATH}/`);
    if (isOurs) await admit(admission, request, reply);
    else writeAddressLimit(admission, request, reply);
    refuseOddRequest(request);
    if (request.is404) throw refuseUnknown(request, findMethods);
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

/** Builds the app. `await app.ready()` before the first call, `await app.close()` after the last. */
export function createApp(options: AppOptions): FastifyInstance {
  const app = openFastify(options);
  const registry = options.registry ?? new Registry();
  const sessions = openSessions(options);
  const admission = openAdmission(app, options, sessions);
  const observe = compileCallObserver(registry);
  allowOrigins(app, options.corsOrigins ?? []);
  // Once CORS is in place, which answers what needs no key.
  app.after(() => addSteps(app, options, admission));
  app.addHook("onResponse", async (request, reply) => observe(request, reply));
  mountPages(app, options, registry);
  mountDashboardPages(app, options, { sessions, admission });
  const { database: db, baseUrl } = options;
  const context: AppContext = {
    ...options,
    tickets: openTicketStage({
      db,
      baseUrl,
      ...(options.onTicketsCommitted === undefined ? {} : { onCommitted: options.onTicketsCommitted }),
    }),
    webhooks: { ...options.webhooks, db, box: options.secretBox, version: options.version, baseUrl },
    feed: openFeed(app, options),
    forgetKeys: () => admission.directory.forget(),
  };
  for (const declared of routesOf(options)) mountRoute(app, declared, context);
  return app;
}
