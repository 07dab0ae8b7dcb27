// Fetch handlers: Cloudflare Workers, Deno, Bun, and whatever else gives a Request and takes a Response.
// In: a receiver, or on Workers a function that makes one from `env`, where secrets are only known per request.
import type { Receiver } from "../receive/receiver.ts";
import type { Answer } from "../receive/handling.ts";
import { answerMethod, bodyAlreadyParsed, createBodyCollector } from "./answers.ts";

/** What Workers pass as the third argument; others pass nothing. */
export interface FetchContext {
  waitUntil?(work: Promise<unknown>): void;
}

export type FetchHandler<Env> = (request: Request, env?: Env, context?: FetchContext) => Promise<Response>;

/**
 * @example
 * Deno.serve(toFetchHandler(receiver));
 * Bun.serve({ fetch: toFetchHandler(receiver) });
 * export default { fetch: toFetchHandler((env) => createReceiver({ secrets: env.TICKETWIRE_SECRET, store, on })) };
 */
export function toFetchHandler<Env = unknown>(source: Receiver | ((env: Env) => Receiver)): FetchHandler<Env> {
  const made = new WeakMap<object, Receiver>();
  function receiverFor(env: Env | undefined): Receiver {
    if (typeof source !== "function") return source;
    const key = typeof env === "object" && env !== null ? env : made;
    const receiver = made.get(key) ?? source(env as Env);
    made.set(key, receiver);
    return receiver;
  }
  return async (request, env, context) => {
    const receiver = receiverFor(env);
    const response = await answerRequest(receiver, request, FETCH_ADVICE);
    // With a queue in memory the work goes on after the answer; this keeps the isolate for it.
    context?.waitUntil?.(receiver.drain());
    return response;
  };
}

/** What to change when the request was read before. */
export const FETCH_ADVICE = "call the receiver before request.json() or request.text(), or give it request.clone()";

/** One request through the receiver; never rejects. */
export async function answerRequest(receiver: Receiver, request: Request, advice: string): Promise<Response> {
  if (request.method !== "POST") return toResponse(answerMethod(request.method));
  if (request.bodyUsed) return toResponse(receiver.fault(bodyAlreadyParsed(advice)));
  try {
    const rawBody = await readBody(request, receiver.maxBodyBytes);
    return toResponse(
      rawBody === null ? receiver.tooLarge() : await receiver.handle({ rawBody, headers: request.headers }),
    );
  } catch (error) {
    return toResponse(receiver.fault(error));
  }
}

/** Null when the body is longer than allowed. */
async function readBody(request: Request, maxBytes: number): Promise<Uint8Array | null> {
  if (Number(request.headers.get("content-length") ?? 0) > maxBytes) return null;
  const collector = createBodyCollector(maxBytes);
  const reader = request.body?.getReader();
  for (let piece = await reader?.read(); piece?.done === false; piece = await reader?.read()) {
    if (collector.add(piece.value)) continue;
    await reader?.cancel();
    return null;
  }
  return collector.join();
}

export function toResponse({ status, headers, body }: Answer): Response {
  // The platform owns the connection here, and some refuse to be told.
  const { connection: _, ...rest } = headers;
  return new Response(body, { status, headers: rest });
}
