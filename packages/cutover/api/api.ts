// The client of a server that speaks the contract: one request, and what came of it as a value. It never retries by itself;
// whoever asks decides, because a poller counts a 429 as a cost and a reconcile waits it out.
// In: server, key, path. Out: an Answer with both clocks' times.
import { API_HEADERS } from "@ticketwire/contract";
import { badOption, CutoverError } from "../errors.ts";
import { isRecord } from "../compare/fields.ts";
import { type Clock, systemClock } from "./clock.ts";

export interface ApiOptions {
  /** The server's address, with or without `/api/v1`. */
  readonly url: string;
  readonly apiKey: string;
  /** Per request, until the whole answer is read. Default 30,000. */
  readonly timeoutMs?: number;
  readonly clock?: Clock;
  readonly fetch?: typeof fetch;
}

interface Timed {
  readonly sentAt: number;
  readonly at: number;
}

/** What came of a request. */
export type Answer =
  | (Timed & {
      readonly kind: "ok";
      readonly status: number;
      readonly body: unknown;
      readonly etag: string | null;
      readonly date: number | null;
    })
  | (Timed & { readonly kind: "unchanged"; readonly status: 304; readonly date: number | null })
  | (Timed & {
      readonly kind: "refused";
      readonly status: number;
      readonly date: number | null;
      /** How long the server asks to wait; null when it does not say. */
      readonly retryAfterMs: number | null;
      readonly message: string;
    })
  | (Timed & { readonly kind: "silent"; readonly failure: "timeout" | "network"; readonly message: string });

export interface RequestOptions {
  readonly method?: "GET" | "POST";
  readonly etag?: string | null;
  readonly body?: unknown;
  readonly timeoutMs?: number;
  readonly signal?: AbortSignal;
}

export interface Api {
  readonly baseUrl: string;
  readonly clock: Clock;
  /** `path` begins below `/api/v1`, for example `/tickets`. Never rejects for what a server or a network does. */
  request(path: string, options?: RequestOptions): Promise<Answer>;
}

/** @throws CutoverError `bad_option` for an address or a key that can not be. */
export function createApi(options: ApiOptions): Api {
  const baseUrl = checkUrl(options.url);
  const apiKey = checkKey(options.apiKey);
  const { timeoutMs = 30_000, clock = systemClock, fetch: send = fetch } = options;
  return {
    baseUrl,
    clock,
    async request(path, request = {}) {
      const { method = "GET", etag, body, signal } = request;
      const headers: Record<string, string> = { [API_HEADERS.apiKey]: apiKey, accept: "application/json" };
      if (etag) headers["if-none-match"] = etag;
      if (body !== undefined) headers["content-type"] = "application/json";
      const deadline = AbortSignal.timeout(request.timeoutMs ?? timeoutMs);
      const either = signal ? AbortSignal.any([signal, deadline]) : deadline;
      const content = body === undefined ? {} : { body: JSON.stringify(body) };
      const sentAt = clock.now();
      try {
        const response = await send(`${baseUrl}${path}`, {
          method,
          headers,
          redirect: "manual",
          signal: either,
          ...content,
        });
        const at = clock.now();
        return await readAnswer(response, { sentAt, at });
      } catch (error) {
        const failure = deadline.aborted ? "timeout" : "network";
        return { kind: "silent", sentAt, at: clock.now(), failure, message: describeFault(error) };
      }
    },
  };
}

async function readAnswer(response: Response, times: Timed): Promise<Answer> {
  const { status, headers } = response;
  const date = readDate(headers.get("date"));
  const text = await response.text();
  if (status === 304) return { kind: "unchanged", status, date, ...times };
  const body = parse(text);
  if (response.ok && body !== undefined) return { kind: "ok", status, body, etag: headers.get("etag"), date, ...times };
  const retryAfterMs = readRetryAfter(headers.get("retry-after"), times.at);
  const message = response.ok ? notJson(status) : messageOf(body, status);
  return { kind: "refused", status: response.ok ? 502 : status, date, retryAfterMs, message, ...times };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

/** A login page, a proxy's error page. Taken for what it is worth: a failure of the server's side. */
function notJson(status: number): string {
  return `its answer ${status} is no JSON, which counts as 502; is TICKETWIRE_URL a ticket API?`;
}

function messageOf(body: unknown, status: number): string {
  const error = isRecord(body) ? body["error"] : undefined;
  const message = isRecord(error) ? error["message"] : isRecord(body) ? body["detail"] : undefined;
  return typeof message === "string" ? message : `status ${status}`;
}

/** Milliseconds since 1970 of a `Date` header; null when there is none or it is no date. */
export function readDate(header: string | null): number | null {
  const ms = header === null ? Number.NaN : Date.parse(header);
  return Number.isNaN(ms) ? null : ms;
}

/** `Retry-After` in either form, as milliseconds from `now`; null when there is none. */
export function readRetryAfter(header: string | null, now: number): number | null {
  if (header === null) return null;
  if (/^\d+$/.test(header.trim())) return Number(header) * 1000;
  const ms = Date.parse(header);
  return Number.isNaN(ms) ? null : Math.max(0, ms - now);
}

/** Why a request did not get an answer: `fetch` hides it in the cause. */
export function describeFault(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const cause = error.cause instanceof Error ? error.cause.message : null;
  return cause === null || cause === "" ? error.message : `${error.message}: ${cause}`;
}

function checkUrl(url: string): string {
  let parsed: URL;
  try {
    parsed = new URL(url);
  } catch {
    throw badOption(
      "TICKETWIRE_URL",
      `must be an address like http://127.0.0.1:4400, not ${JSON.stringify(url ?? null)}`,
    );
  }
  if (parsed.protocol !== "http:" && parsed.protocol !== "https:")
    throw badOption("TICKETWIRE_URL", `must begin with http:// or https://, not ${parsed.protocol}`);
  if (parsed.username || parsed.password)
    throw badOption("TICKETWIRE_URL", "must hold no user or password; the API key goes into TICKETWIRE_API_KEY");
  const path = parsed.pathname.replace(/\/+$/, "");
  return `${parsed.origin}${path.endsWith("/api/v1") ? path : `${path}/api/v1`}`;
}

function checkKey(apiKey: string): string {
  if (typeof apiKey === "string" && /^[\x21-\x7e]+$/.test(apiKey)) return apiKey;
  throw badOption("TICKETWIRE_API_KEY", "must be an API key: visible ASCII characters without spaces");
}

/** The error for an answer that leaves no way on: a wrong key, a missing scope, an id that is not there. */
export function refusedBy(answer: Exclude<Answer, { kind: "ok" | "unchanged" }>, what: string): CutoverError {
  if (answer.kind === "silent")
    return new CutoverError("server_unavailable", `${what}: the server did not answer (${answer.message})`);
  const advice: Readonly<Record<number, string>> = {
    401: "; check TICKETWIRE_API_KEY",
    403: "; the key lacks the scope for it",
    404: "; check the id and the address",
  };
  const { status, message } = answer;
  const code = status >= 500 || status === 429 ? "server_unavailable" : "server_refused";
  return new CutoverError(code, `${what}: the server answered ${status} (${message})${advice[status] ?? ""}`, {
    status,
  });
}
