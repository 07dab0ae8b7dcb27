// node:http, also inside anything that hands on its request and response (Next.js pages, Connect, NestJS).
// In: a receiver. Out: a request listener that reads the raw bytes itself, or takes them where a parser kept them.
import type { IncomingMessage, ServerResponse } from "node:http";
import type { Answer } from "../receive/handling.ts";
import { answerProblem } from "../receive/handling.ts";
import type { Receiver } from "../receive/receiver.ts";
import { answerMethod, bodyAlreadyParsed, createBodyCollector } from "./answers.ts";

export interface NodeHandlerOptions {
  /** Answer 404 for any other path. Default: every path is this webhook's. */
  readonly path?: string;
}

/** A request, and what frameworks may have put on it. */
export type NodeRequest = IncomingMessage & { readonly body?: unknown; readonly rawBody?: unknown };

export type NodeHandler = (request: NodeRequest, response: ServerResponse) => Promise<void>;

const ADVICE =
  "let the receiver see the request first, or keep the bytes as request.rawBody (a Buffer) when you parse them";

/** @example createServer(toNodeHandler(receiver, { path: "/webhooks/ticketwire" })).listen(3000); */
export function toNodeHandler(receiver: Receiver, { path }: NodeHandlerOptions = {}): NodeHandler {
  return async (request, response) => {
    if (path !== undefined && request.url?.split("?", 1)[0] !== path) {
      return writeAnswer(
        response,
        answerProblem({ status: 404, code: "not_found", message: `webhooks go to ${path}` }),
      );
    }
    return serve({ receiver, request, response, advice: ADVICE });
  };
}

export interface NodeExchange {
  readonly receiver: Receiver;
  readonly request: NodeRequest;
  readonly response: ServerResponse;
  readonly advice: string;
}

/** One request through the receiver; never rejects. */
export async function serve({ receiver, request, response, advice }: NodeExchange): Promise<void> {
  if (request.method !== "POST") return writeAnswer(response, answerMethod(String(request.method)));
  try {
    const rawBody = await findBody(request, { maxBytes: receiver.maxBodyBytes, advice });
    const answer =
      rawBody === null ? receiver.tooLarge() : await receiver.handle({ rawBody, headers: request.headers });
    writeAnswer(response, answer);
  } catch (error) {
    // A sender that hung up in the middle of its body is nobody's fault here, and hears no answer.
    if (!request.complete && request.destroyed) return;
    writeAnswer(response, receiver.fault(error));
  }
}

/** Null when the body is longer than allowed. */
async function findBody(
  request: NodeRequest,
  { maxBytes, advice }: { readonly maxBytes: number; readonly advice: string },
): Promise<Uint8Array | string | null> {
  for (const kept of [request.rawBody, request.body]) {
    if (kept instanceof Uint8Array || typeof kept === "string") return kept;
  }
  if (request.readableDidRead || request.readableEnded) throw bodyAlreadyParsed(advice);
  if (Number(request.headers["content-length"] ?? 0) > maxBytes) return null;
  const collector = createBodyCollector(maxBytes);
  // Not destroyed when the loop is left: the connection is still needed for the answer.
  for await (const chunk of request.iterator({ destroyOnReturn: false }) as AsyncIterable<Uint8Array>) {
    if (!collector.add(chunk)) return null;
  }
  return collector.join();
}

function writeAnswer(response: ServerResponse, { status, headers, body }: Answer): void {
  if (response.headersSent || response.destroyed) return;
  // HTTP/2 has no such header and refuses it.
  const { connection, ...rest } = headers;
  const isOldHttp = response.req.httpVersionMajor < 2;
  response.writeHead(status, isOldHttp && connection !== undefined ? headers : rest).end(body);
}
