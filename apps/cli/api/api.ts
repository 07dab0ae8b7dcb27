// Calls to the server, the only way to it. In: method, path, query, body. Out: the answer's data. Every POST carries an
// idempotency key, so that a call whose answer was lost is sent again without being done twice; a full rate limit and a
// server that is briefly away are waited for.
import { randomUUID } from "node:crypto";
import { setTimeout as wait } from "node:timers/promises";
import { API_HEADERS } from "@ticketwire/contract";
import { Failure } from "../failure.ts";
import type { Connection } from "../profile/connection.ts";
import { type Answer, readAnswer, Refusal } from "./answer.ts";
import type { PathFor } from "./paths.ts";

export type Query = Readonly<Record<string, string | number | boolean | readonly string[] | undefined>>;

export interface CallOptions {
  readonly query?: Query;
  readonly body?: object;
  readonly signal?: AbortSignal;
  /** Longest wait for the answer. Default 30 s. */
  readonly timeoutMs?: number;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface ApiOptions {
  readonly connection: Connection;
  readonly version: string;
  /** Told when a call has to wait. */
  readonly onWait?: (why: string) => void;
}

type Method = "GET" | "POST" | "PUT" | "DELETE";

const TIMEOUT_MS = 30_000;
const TRIES = 6;
const LONGEST_WAIT_MS = 60_000;

export class Api {
  readonly url: string;
  /** Calls that are left at once, from the last answer; null before one and where there is no limit. */
  remaining: number | null = null;
  readonly #options: ApiOptions;

  constructor(options: ApiOptions) {
    this.#options = options;
    this.url = options.connection.url;
  }

  async get<Data>(path: PathFor<"get">, query: Query = {}, options: CallOptions = {}): Promise<Data> {
    return (await this.ask<Data>("GET", path, { ...options, query })).data;
  }

  async post<Data>(path: PathFor<"post">, body: object = {}, options: CallOptions = {}): Promise<Data> {
    return (await this.ask<Data>("POST", path, { ...options, body })).data;
  }

  async put<Data>(path: PathFor<"put">, body: object): Promise<Data> {
    return (await this.ask<Data>("PUT", path, { body })).data;
  }

  async delete(path: PathFor<"delete">): Promise<void> {
    await this.ask<undefined>("DELETE", path, {});
  }

  /** The whole answer, with `meta` and `pagination`. */
  async ask<Data>(method: Method, path: string, options: CallOptions): Promise<Answer<Data>> {
    const idempotency = method === "POST" ? { [API_HEADERS.idempotencyKey]: randomUUID() } : {};
    const headers = { ...idempotency, ...options.headers };
    for (let tried = 1; ; tried += 1) {
      try {
        return await readAnswer<Data>(await this.#send(method, path, { ...options, headers }));
      } catch (error) {
        const pauseMs = tried < TRIES ? pauseAfter(error, tried) : null;
        if (pauseMs === null) throw error;
        this.#options.onWait?.(`${(error as Error).message}; trying again in ${Math.ceil(pauseMs / 1000)} s`);
        await wait(pauseMs, undefined, options.signal === undefined ? {} : { signal: options.signal });
      }
    }
  }

  async #send(method: Method, path: string, options: CallOptions): Promise<Response> {
    const { connection, version } = this.#options;
    const timeout = AbortSignal.timeout(options.timeoutMs ?? TIMEOUT_MS);
    const response = await reach(`${connection.url}${path}${toQuery(options.query)}`, {
      method,
      // The key must not follow a redirect to another host.
      redirect: "error",
      signal: options.signal === undefined ? timeout : AbortSignal.any([options.signal, timeout]),
      headers: {
        accept: "application/json",
        "user-agent": `ticketwire-cli/${version}`,
        ...(connection.apiKey === null ? {} : { [API_HEADERS.apiKey]: connection.apiKey }),
        ...(options.body === undefined ? {} : { "content-type": "application/json" }),
        ...options.headers,
      },
      ...(options.body === undefined ? {} : { body: JSON.stringify(options.body) }),
    });
    const remaining = response.headers.get(API_HEADERS.rateRemaining);
    this.remaining = remaining === null || !/^\d+$/.test(remaining) ? null : Number(remaining);
    return response;
  }
}

/** Lists in a query are written with commas. */
function toQuery(query: Query = {}): string {
  const given = Object.entries(query).flatMap(([name, value]) => (value === undefined ? [] : [[name, String(value)]]));
  return given.length === 0 ? "" : `?${new URLSearchParams(given).toString()}`;
}

/** A server that could not be reached: refused, unknown name, no answer in time. */
export class Unreachable extends Failure {}

async function reach(url: string, init: RequestInit): Promise<Response> {
  try {
    return await fetch(url, init);
  } catch (error) {
    const { signal } = init;
    if (signal?.aborted && (signal.reason as Error | undefined)?.name !== "TimeoutError") throw error;
    const { origin } = new URL(url);
    throw new Unreachable(`can not reach ${origin}: ${reasonOf(error)}`, { code: "UNREACHABLE", cause: error });
  }
}

/** Why a connection failed, in words. */
export function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (error.name === "TimeoutError") return "no answer in time";
  const inner = error.cause;
  const code = (inner as NodeJS.ErrnoException | undefined)?.code ?? (error as NodeJS.ErrnoException).code;
  if (code === "ECONNREFUSED") return "connection refused; is it running there? `ticketwire serve` starts one here";
  if (code === "ENOTFOUND" || code === "EAI_AGAIN") return "the name is not known";
  if (code === "ECONNRESET" || code === "UND_ERR_SOCKET") return "the connection was cut";
  return inner instanceof Error ? inner.message : error.message;
}

/** How long to wait before the same call again; null when that would not help. Pure. */
function pauseAfter(error: unknown, tried: number): number | null {
  if (error instanceof Refusal && (error.status === 429 || error.status === 503))
    return Math.min(error.retryAfterMs ?? 1000, LONGEST_WAIT_MS);
  const code = (error instanceof Unreachable ? (error.cause as Error).cause : null) as NodeJS.ErrnoException | null;
  // A refused connection is told at once; one that was cut in the middle is tried again, the idempotency key makes it safe.
  const isCut = code?.code === "ECONNRESET" || code?.code === "UND_ERR_SOCKET";
  return isCut && tried <= 2 ? 250 * tried : null;
}
