// The public API over fetch, as any other program would call it, with the session cookie instead of a key.
// In: a path below /api/v1, what to send. Out: the parsed answer, or an ApiRefusal with the server's own words.
import type { ErrorCode, ErrorDetail } from "@ticketwire/contract/errors";
import { noteAnswer, noteSilence } from "./reachability.ts";
import { noteEnded } from "./session-state.ts";

const BASE = "/api/v1";

export type QueryValue = string | number | boolean | null | undefined | readonly string[];
export type Query = Readonly<Record<string, QueryValue>>;

export interface Pagination {
  readonly page: number;
  readonly limit: number;
  readonly total: number;
  readonly totalPages: number;
  readonly hasNext: boolean;
  readonly hasPrev: boolean;
  readonly next_cursor: string | null;
}

export interface One<Data, Meta = unknown> {
  readonly data: Data;
  readonly meta?: Meta;
}

export interface Page<Row> {
  readonly data: readonly Row[];
  readonly pagination: Pagination;
}

/** What the server refused, or that it could not be reached (`status` 0). */
export class ApiRefusal extends Error {
  readonly status: number;
  readonly code: ErrorCode | "UNREACHABLE";
  readonly details: unknown;
  readonly requestId: string | null;

  constructor(refusal: Pick<ApiRefusal, "status" | "code" | "message" | "details" | "requestId">) {
    super(refusal.message);
    this.name = "ApiRefusal";
    this.status = refusal.status;
    this.code = refusal.code;
    this.details = refusal.details;
    this.requestId = refusal.requestId;
  }
}

/** The findings of a VALIDATION_ERROR by path, and by the field that the path lies in; empty for any other failure. */
export function findingsOf(error: unknown): Readonly<Record<string, string>> {
  if (!(error instanceof ApiRefusal) || !Array.isArray(error.details)) return {};
  const details = error.details as ErrorDetail[];
  const ofFields = details.map(({ path, message }) => [path.split(".", 1)[0] ?? path, message] as const);
  return Object.fromEntries([...ofFields, ...details.map(({ path, message }) => [path, message] as const)]);
}

/** A failure in one sentence. */
export function sentenceOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

function toSearch(query: Query = {}): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value === undefined || value === null || value === "") continue;
    if (Array.isArray(value)) {
      if (value.length > 0) search.set(name, JSON.stringify(value));
    } else search.set(name, String(value));
  }
  const text = search.toString();
  return text === "" ? "" : `?${text}`;
}

export interface CallOptions {
  readonly method?: "GET" | "POST" | "PUT" | "DELETE";
  readonly query?: Query;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  readonly signal?: AbortSignal;
}

async function send(path: string, options: CallOptions): Promise<Response> {
  const { method = "GET", body, headers, signal } = options;
  try {
    const response = await fetch(BASE + path + toSearch(options.query), {
      method,
      credentials: "same-origin",
      headers: {
        "X-Requested-With": "dashboard",
        ...(body === undefined ? {} : { "Content-Type": "application/json" }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      ...(signal ? { signal } : {}),
    });
    noteAnswer();
    return response;
  } catch (cause) {
    if (cause instanceof DOMException && cause.name === "AbortError") throw cause;
    noteSilence();
    const message = "The server can not be reached. It may be restarting; this page tries again by itself.";
    throw new ApiRefusal({ status: 0, code: "UNREACHABLE", message, details: undefined, requestId: null });
  }
}

interface ErrorBody {
  readonly error?: { readonly code?: ErrorCode; readonly message?: string; readonly details?: unknown };
}

async function toRefusal(response: Response): Promise<ApiRefusal> {
  const { error } = (await response.json().catch(() => ({}))) as ErrorBody;
  return new ApiRefusal({
    status: response.status,
    code: error?.code ?? "INTERNAL_ERROR",
    message: error?.message ?? `The server answered ${response.status}.`,
    details: error?.details,
    requestId: response.headers.get("X-Request-Id"),
  });
}

/** Calls the API. A refusal tells what was wrong; that the session has ended is told to the page, too. */
export async function call<Answer>(path: string, options: CallOptions = {}): Promise<Answer> {
  return (await callTagged<Answer>(path, options)).answer;
}

/** An answer with its `ETag`. */
export interface Tagged<Answer> {
  readonly answer: Answer;
  readonly tag: string | null;
}

/** As `call`, for what is written only over the version it was read at. */
export async function callTagged<Answer>(path: string, options: CallOptions = {}): Promise<Tagged<Answer>> {
  const response = await send(path, options);
  if (response.status === 401) noteEnded();
  if (!response.ok) throw await toRefusal(response);
  const answer = (response.status === 204 ? undefined : await response.json()) as Answer;
  return { answer, tag: response.headers.get("ETag") };
}

/** Signs in again, without leaving the page. Throws an `ApiRefusal` when the key does not hold. */
export async function signIn(key: string): Promise<void> {
  const response = await fetch("/msp/session", {
    method: "POST",
    headers: { "Content-Type": "application/json", "X-Requested-With": "dashboard" },
    body: JSON.stringify({ api_key: key }),
  });
  if (!response.ok) throw await toRefusal(response);
}

async function endSession(): Promise<void> {
  await fetch("/msp/session", { method: "DELETE", headers: { "X-Requested-With": "dashboard" } });
}

/** Signs out and shows the sign-in page. */
export async function signOut(): Promise<void> {
  await endSession();
  location.assign("/msp");
}

/** Signs out and asks for another key, which then opens this page. */
export async function changeKey(): Promise<void> {
  await endSession();
  location.reload();
}
