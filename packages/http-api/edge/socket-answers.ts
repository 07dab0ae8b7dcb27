// Answers to what never becomes a request: broken HTTP, headers without end, a body that does not come, CONNECT. They are
// written to the socket by hand, with the headers of every other answer, and the connection is closed.
// In: a socket and what is wrong. Out: an answer in our shape.
import { randomUUID } from "node:crypto";
import { STATUS_CODES } from "node:http";
import type { Socket } from "node:net";
import { API_HEADERS, ERROR_STATUS, type ErrorCode } from "@ticketwire/contract";
import { KNOWN_METHODS } from "./odd-requests.ts";

const BROKEN = ["BAD_REQUEST", "This is not a valid HTTP request."] as const;

const CLIENT_FAULTS: Readonly<Record<string, readonly [ErrorCode, string]>> = {
  ERR_HTTP_REQUEST_TIMEOUT: ["REQUEST_TIMEOUT", "The request did not arrive in time."],
  HPE_HEADER_OVERFLOW: ["HEADERS_TOO_LARGE", "The headers are larger than 16 KiB."],
};

/** The headers of an answer to this address, beside those that say what the body is. */
export type SocketHeaders = (address: string) => Readonly<Record<string, string>>;

/** Writes one answer to a socket, and closes it. */
export type SocketAnswer = (socket: Socket, code: ErrorCode, message: string) => void;

/** Makes the writer. */
export function compileSocketAnswer(headersOf: SocketHeaders): SocketAnswer {
  return (socket, code, message) => {
    const body = JSON.stringify({ error: { code, message } });
    const headers = {
      ...headersOf(socket.remoteAddress ?? ""),
      [API_HEADERS.requestId]: randomUUID(),
      "Content-Type": "application/json; charset=utf-8",
      "Content-Length": Buffer.byteLength(body),
      Connection: "close",
      ...(code === "METHOD_NOT_ALLOWED" ? { Allow: [...KNOWN_METHODS].join(", ") } : {}),
    };
    const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
    const status = ERROR_STATUS[code];
    if (socket.writable)
      socket.write(`HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ""}\r\n${lines.join("")}\r\n${body}`);
    socket.destroy();
  };
}

/** Makes the handler of what node's parser refuses. */
export function compileClientErrorHandler(answer: SocketAnswer): (error: Error, socket: Socket) => void {
  return (error: NodeJS.ErrnoException, socket) => {
    if (error.code !== "ECONNRESET" && !socket.destroyed)
      answer(socket, ...(CLIENT_FAULTS[error.code ?? ""] ?? BROKEN));
  };
}
