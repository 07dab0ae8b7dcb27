// Headers that every answer carries, whatever becomes of the call.
import { API_HEADERS } from "@ticketwire/contract";
import type { FastifyReply, FastifyRequest } from "fastify";

/** An API answer is no page: nothing in it may run, be framed, be guessed at or be kept. */
const SAFE_HEADERS = {
  "cache-control": "no-store",
  "content-security-policy": "default-src 'none'; frame-ancestors 'none'",
  "referrer-policy": "no-referrer",
  "x-content-type-options": "nosniff",
  "x-frame-options": "DENY",
} as const;

/** The headers that are the same on every answer; `baseUrl` says whether browsers may be told to insist on TLS. */
export function fixedHeaders(baseUrl: string): Readonly<Record<string, string>> {
  return baseUrl.startsWith("https:")
    ? { ...SAFE_HEADERS, "strict-transport-security": "max-age=31536000" }
    : SAFE_HEADERS;
}

/** Writes the headers of one answer. */
export type AnswerHeaders = (request: FastifyRequest, reply: FastifyReply) => void;

/** Makes the writer. */
export function compileAnswerHeaders(baseUrl: string): AnswerHeaders {
  const fixed = fixedHeaders(baseUrl);
  return (request, reply) => {
    void reply.headers(fixed).header(API_HEADERS.requestId, request.id);
  };
}
