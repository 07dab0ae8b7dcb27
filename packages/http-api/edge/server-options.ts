// The limits of the HTTP server itself: how long, how large and how many. In: nothing. Out: options for Fastify.
import { randomUUID } from "node:crypto";
import type { IncomingMessage } from "node:http";
import { API_HEADERS, LIMITS } from "@ticketwire/contract";
import { parseQuery } from "../route/query.ts";

export const EDGE_LIMITS = {
  /** A request must be there, body included, within this. */
  requestMs: 30_000,
  headersMs: 10_000,
  /** A connection on which nothing moves for this long is cut: longer than the longest poll or test delivery takes to answer. */
  stillMs: 120_000,
  /** How often slow requests are looked for. */
  checkMs: 2_000,
  headerBytes: 16 * 1024,
  urlLength: 8 * 1024,
  /** An id in a path; longer ones are answered 404. */
  pathPartLength: 200,
  connections: 10_000,
} as const;

// Visible ASCII without quotes or separators: safe to write into headers and logs as it came.
const REQUEST_ID = /^[\w.:=+/@-]{1,128}$/;

function nameRequest(request: IncomingMessage): string {
  const sent = request.headers[API_HEADERS.requestId.toLowerCase()];
  return typeof sent === "string" && REQUEST_ID.test(sent) ? sent : randomUUID();
}

/** Limits of time and size; whole numbers. */
export type EdgeLimits = Readonly<Record<keyof typeof EDGE_LIMITS, number>>;

function httpOptions(limits: EdgeLimits) {
  return {
    requestTimeout: limits.requestMs,
    connectionTimeout: limits.stillMs,
    http: {
      headersTimeout: limits.headersMs,
      connectionsCheckingInterval: limits.checkMs,
      maxHeaderSize: limits.headerBytes,
      // A request without one is refused like any other odd request, in our shape (odd-requests.ts).
      requireHostHeader: false,
    },
  };
}

const FIXED_OPTIONS = {
  bodyLimit: LIMITS.requestBodyBytes,
  // A draining server answers what still comes on open connections, and closes them.
  return503OnClosing: false,
  requestIdHeader: false,
  genReqId: nameRequest,
  routerOptions: {
    querystringParser: (text: string) => ({ raw: parseQuery(text) }),
    maxParamLength: EDGE_LIMITS.pathPartLength,
  },
} as const;

/** Options for `fastify()`. */
export function serverOptions(narrower: Partial<EdgeLimits> = {}) {
  return { ...FIXED_OPTIONS, ...httpOptions({ ...EDGE_LIMITS, ...narrower }) };
}
