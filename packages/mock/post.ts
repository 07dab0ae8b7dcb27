// One POST to a receiver. In: where, a signed request. Out: its answer, or why there was none; never throws for what a
// receiver does. Redirects are not followed, as the server follows none.
import type { SignedRequest } from "./sign-request.ts";

/** At most this much of an answer is kept, as the server keeps it. */
const KEEP_BYTES = 8 * 1024;
const TIMEOUT_MS = 10_000;

export type Reply =
  | {
      readonly kind: "answer";
      readonly status: number;
      readonly headers: Readonly<Record<string, string>>;
      readonly body: string;
      readonly durationMs: number;
    }
  | { readonly kind: "no_answer"; readonly reason: string; readonly durationMs: number };

export interface PostOptions {
  readonly url: string;
  /** Longest wait for the whole answer. Default 10 s, as the server's. */
  readonly timeoutMs?: number;
  /** Instead of the global one. */
  readonly fetch?: typeof fetch;
}

export async function postRequest(request: SignedRequest, options: PostOptions): Promise<Reply> {
  const startedAt = performance.now();
  const since = (): number => Math.round(performance.now() - startedAt);
  try {
    const response = await (options.fetch ?? fetch)(options.url, {
      method: request.method,
      headers: request.headers,
      body: request.body,
      redirect: "manual",
      signal: AbortSignal.timeout(options.timeoutMs ?? TIMEOUT_MS),
    });
    const bytes = new Uint8Array(await response.arrayBuffer()).subarray(0, KEEP_BYTES);
    const body = new TextDecoder().decode(bytes);
    const headers = Object.fromEntries(response.headers);
    return { kind: "answer", status: response.status, headers, body, durationMs: since() };
  } catch (error) {
    return { kind: "no_answer", reason: describe(error), durationMs: since() };
  }
}

/** Whether a sender would count the event as delivered. */
export function isDelivered(reply: Reply): boolean {
  return reply.kind === "answer" && reply.status >= 200 && reply.status < 300;
}

function describe(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (error.name === "TimeoutError") return "no answer in time";
  const cause = error.cause as (Error & { readonly code?: string }) | undefined;
  if (cause?.code === "ECONNREFUSED") return "connection refused";
  return cause === undefined ? error.message : cause.message || (cause.code ?? error.message);
}
