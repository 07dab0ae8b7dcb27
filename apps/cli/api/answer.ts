// What the server says, in the shapes this program reads. The one place where an answer's JSON is taken for what it should be.
// In: a response. Out: its body, or a Failure with the server's own words.
import type { ErrorDetail } from "@ticketwire/contract";
import { Failure } from "../failure.ts";

export interface Pagination {
  readonly page: number;
  readonly limit: number;
  readonly total: number;
  readonly totalPages: number;
  readonly hasNext: boolean;
  readonly hasPrev: boolean;
  readonly next_cursor?: string | null;
}

export interface Answer<Data> {
  readonly data: Data;
  readonly meta?: Readonly<Record<string, unknown>>;
  readonly pagination?: Pagination;
  /** The answer as it came, byte for byte; for what must not go through a parser. */
  readonly text: string;
}

const NO_CONTENT = 204;

/** A refusal of the server. */
export class Refusal extends Failure {
  readonly status: number;
  readonly retryAfterMs: number | null;

  constructor(response: { readonly status: number; readonly headers: Headers }, fault: Fault) {
    super(describe(response, fault), { code: fault.code, details: fault.details });
    this.name = "Refusal";
    this.status = response.status;
    const seconds = Number(response.headers.get("retry-after") ?? Number.NaN);
    this.retryAfterMs = Number.isFinite(seconds) && seconds >= 0 ? seconds * 1000 : null;
  }
}

interface Fault {
  readonly code: string;
  readonly message: string;
  readonly details?: unknown;
}

/** Reads a whole answer. `undefined` for 204. */
export async function readAnswer<Data>(response: Response): Promise<Answer<Data>> {
  const text = await response.text();
  const body = parse(text);
  if (!response.ok) throw new Refusal(response, faultOf(response, body));
  if (response.status === NO_CONTENT) return { data: undefined as Data, text };
  if (!hasData(body))
    throw new Failure(`${response.url} answered ${response.status} without data: is that a Ticketwire server?`);
  return { ...(body as Answer<Data>), text };
}

function hasData(body: unknown): boolean {
  return (
    typeof body === "object" && body !== null && "data" in body && typeof body.data === "object" && body.data !== null
  );
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function faultOf(response: Response, body: unknown): Fault {
  const { error } = (typeof body === "object" && body !== null ? body : {}) as { readonly error?: Partial<Fault> };
  if (typeof error?.code === "string" && typeof error.message === "string") return error as Fault;
  const path = new URL(response.url).pathname;
  return { code: `HTTP_${response.status}`, message: `the server answered ${response.status} to ${path}` };
}

function describe(response: { readonly status: number; readonly headers: Headers }, fault: Fault): string {
  const { status, headers } = response;
  if (status === 401) return `${fault.message} Check the key: \`ticketwire login\` stores another one.`;
  if (status >= 500) return `${fault.message}${traceOf(headers)}`;
  const findings = Array.isArray(fault.details) ? (fault.details as readonly Partial<ErrorDetail>[]) : [];
  // The message names the first finding already.
  const more = findings.slice(1).flatMap(({ path, message }) => (message === undefined ? [] : [`${path}: ${message}`]));
  return [fault.message, ...more].join("; ");
}

/** What to look for in the server's log. */
function traceOf(headers: Headers): string {
  const id = headers.get("x-request-id");
  return id === null ? "" : ` (request ${id} in the server's log)`;
}
