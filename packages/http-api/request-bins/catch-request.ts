// The other side of a request bin: an address outside the API that takes whatever is sent to it, without a key.
// In: any request to /bins/{token}. Out: it is kept, and answered as the bin was told to.
import { setTimeout as wait } from "node:timers/promises";
import { insertBinRequest } from "@ticketwire/engine/request-bin/bin-requests";
import { BIN_LIMITS, findBin } from "@ticketwire/engine/request-bin/request-bins";
import { uuidOf } from "@ticketwire/engine/db/uuid";
import type { Clock } from "@ticketwire/engine/db/clock";
import type { Database } from "@ticketwire/engine/db/database";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { apiError } from "../fault/api-error.ts";

/** Where bins are reached, below the root. */
export const BIN_PATH = "/bins";

const TOKEN = /^[\w-]{22}$/;

const METHODS = ["GET", "POST", "PUT", "PATCH", "DELETE"] as const;

/** Never kept: what opens the sender's own doors. */
const PRIVATE_HEADERS: ReadonlySet<string> = new Set(["authorization", "cookie", "proxy-authorization", "x-api-key"]);

export interface CatchParts {
  readonly database: Database;
  readonly clock: Clock;
}

type BinRequest = FastifyRequest<{ Params: { token: string } }>;

function headersOf(request: FastifyRequest): Record<string, string> {
  const headers = Object.entries(request.headers).map(([name, value]) => [
    name,
    PRIVATE_HEADERS.has(name) ? "•••" : String(value),
  ]);
  return Object.fromEntries(headers) as Record<string, string>;
}

/** Text without U+0000, which the database does not take. */
function keepable(text: string): string {
  return text.replaceAll("\0", "\uFFFD");
}

async function answer(parts: CatchParts, request: BinRequest, reply: FastifyReply): Promise<FastifyReply> {
  const { database, clock } = parts;
  const { token } = request.params;
  const bin = TOKEN.test(token) ? await findBin(database.engine, token) : undefined;
  if (bin === undefined)
    throw apiError("NOT_FOUND", "There is no request bin at this address; it may have been deleted.");
  const bytes = (request.body as Buffer | undefined) ?? Buffer.alloc(0);
  const now = clock.now();
  await insertBinRequest(database.engine, bin, {
    request_id: uuidOf(now.getTime()),
    received_at: now,
    method: request.method,
    path: keepable(request.url),
    headers: headersOf(request),
    body: keepable(bytes.subarray(0, BIN_LIMITS.bodyBytes).toString("utf8")),
    is_truncated: bytes.length > BIN_LIMITS.bodyBytes,
    response_status: bin.response_status,
  });
  if (bin.response_delay_ms > 0) await wait(bin.response_delay_ms, undefined, { ref: false });
  return reply.code(bin.response_status).type("text/plain; charset=utf-8").send(bin.response_body);
}

/** Adds the address of all bins, in an app of its own that takes bodies of any type. */
export function mountBins(app: FastifyInstance, parts: CatchParts): void {
  void app.register(async (scope) => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser<Buffer>("*", { parseAs: "buffer" }, (_request, bytes, done) => done(null, bytes));
    scope.route<{ Params: { token: string } }>({
      method: [...METHODS],
      url: `${BIN_PATH}/:token`,
      handler: (request, reply) => answer(parts, request, reply),
    });
  });
}
