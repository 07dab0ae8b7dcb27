// What is told of each call when it is over: one log line and one observation. Never a header, a body or a query string,
// for any of them may hold a secret.
import type { FastifyReply, FastifyRequest } from "fastify";
import { Histogram, type Registry } from "prom-client";

/** Seconds; the first bounds are what a ticket write takes, the last what a long poll may. */
const BUCKETS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];

const NO_ROUTE = "none";

// The pattern of the route, never the path: paths are without number.
function routeOf(request: FastifyRequest): string {
  return request.routeOptions.url ?? NO_ROUTE;
}

/** Makes the observer of finished calls. */
export function compileCallObserver(registry: Registry): (request: FastifyRequest, reply: FastifyReply) => void {
  const seconds = new Histogram({
    name: "ticketwire_http_request_seconds",
    help: "Time from the first byte of a call to the last byte of its answer.",
    labelNames: ["method", "route", "status"],
    buckets: BUCKETS,
    registers: [registry],
  });
  return (request, reply) => {
    const route = routeOf(request);
    const ms = reply.elapsedTime;
    seconds.observe({ method: request.method, route, status: reply.statusCode }, ms / 1000);
    const { principal } = request;
    const who = principal === null ? {} : { api_key_id: principal.apiKeyId, tenant_id: principal.tenantId };
    const fields = { method: request.method, route, status: reply.statusCode, ms: Math.round(ms * 100) / 100, ...who };
    if (reply.statusCode >= 500) request.log.warn(fields, "call");
    else request.log.info(fields, "call");
  };
}
