// The limits of the HTTP server itself: how long, how large and how many. In: nothing. Out: options for Fastify.
import { randomUUID } from "node:crypto";
import type { IncomingMessage } from "node:http";
import type { Socket } from "node:net";
import { API_HEADERS, ERROR_STATUS, type ErrorCode, LIMITS } from "@ticketwire/contract";
import { STATUS_CODES } from "node:http";
import { parseQuery } from "../route/query.ts";

export const EDGE_LIMITS = {
  /** A request must be there, body included, within this. */
  requestMs: 30_000,
  headersMs: 10_000,
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

const CLIENT_FAULTS: Readonly<Record<string, readonly [ErrorCode, string]>> = {
  ERR_HTTP_REQUEST_TIMEOUT: ["REQUEST_TIMEOUT", "The request did not arrive in time."],
  HPE_HEADER_OVERFLOW: ["HEADERS_TOO_LARGE", "The headers are larger than 16 KiB."],
};

// What node's parser refuses never becomes a request: the answer is written to the socket, and the socket is closed.
function answerClientError(error: NodeJS.ErrnoException, socket: Socket): void {
  if (error.code === "ECONNRESET" || socket.destroyed) return;
  const [code, message] =
    CLIENT_FAULTS[error.code ?? ""] ?? (["BAD_REQUEST", "This is not a valid HTTP request."] as const);
  const status = ERROR_STATUS[code];
  const body = JSON.stringify({ error: { code, message } });
  if (socket.writable)
    socket.write(
      `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ""}\r\nContent-Type: application/json; charset=utf-8\r\n` +
        `Content-Length: ${Buffer.byteLength(body)}\r\nX-Content-Type-Options: nosniff\r\nConnection: close\r\n\r\n${body}`,
    );
  socket.destroy(error);
}

/** Limits of time and size; whole numbers. */
export type EdgeLimits = Readonly<Record<keyof typeof EDGE_LIMITS, number>>;

function httpOptions(limits: EdgeLimits) {
  return {
    requestTimeout: limits.requestMs,
    http: {
      headersTimeout: limits.headersMs,
      connectionsCheckingInterval: limits.checkMs,
      maxHeaderSize: limits.headerBytes,
    },
  };
}

const FIXED_OPTIONS = {
  bodyLimit: LIMITS.requestBodyBytes,
  // A draining server answers what still comes on open connections, and closes them.
  return503OnClosing: false,
  requestIdHeader: false,
  genReqId: nameRequest,
  clientErrorHandler: answerClientError,
  routerOptions: {
    querystringParser: (text: string) => ({ raw: parseQuery(text) }),
    maxParamLength: EDGE_LIMITS.pathPartLength,
  },
} as const;

/** Options for `fastify()`. */
export function serverOptions(narrower: Partial<EdgeLimits> = {}) {
  return { ...FIXED_OPTIONS, ...httpOptions({ ...EDGE_LIMITS, ...narrower }) };
}
