// What a handler returns: a status, the body in its envelope, and headers. Pure values; mount.ts writes them.
import type { ListPage } from "../page/paging.ts";

/** A finished answer. `body` is put into JSON; `json` is JSON already and is written as it is. */
export interface Answer {
  readonly status: number;
  readonly body?: unknown;
  readonly json?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface AnswerExtras {
  /** Goes beside `data`. */
  readonly meta?: unknown;
  /** An entity tag with its quotes; a GET whose `If-None-Match` names it is answered 304. */
  readonly etag?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

function envelope(status: number, data: unknown, extras: AnswerExtras): Answer {
  const body = extras.meta === undefined ? { data } : { data, meta: extras.meta };
  const headers = extras.etag === undefined ? extras.headers : { ...extras.headers, etag: extras.etag };
  return headers === undefined ? { status, body } : { status, body, headers };
}

/** 200 with `{data, meta?}`. */
export function ok(data: unknown, extras: AnswerExtras = {}): Answer {
  return envelope(200, data, extras);
}

/** 201 with `{data, meta?}`. */
export function created(data: unknown, extras: AnswerExtras = {}): Answer {
  return envelope(201, data, extras);
}

/** 202 with `{data, meta?}`: the work goes on after the answer. */
export function accepted(data: unknown, extras: AnswerExtras = {}): Answer {
  return envelope(202, data, extras);
}

/** 204 without a body. */
export function noContent(): Answer {
  return { status: 204 };
}

/** 200 with `{data, pagination, meta?}`; the page comes from `pageOf`. */
export function list(page: ListPage, extras: AnswerExtras = {}): Answer {
  const { rows, pagination } = page;
  const { next_cursor } = pagination;
  const body = { data: rows, pagination, next_cursor, ...(extras.meta === undefined ? {} : { meta: extras.meta }) };
  return extras.headers === undefined ? { status: 200, body } : { status: 200, body, headers: extras.headers };
}

/** 200 with `{"data": …}` around a text that is JSON already, as PostgreSQL built it: nothing is parsed or built again. */
export function okJson(dataJson: string, extras: { readonly etag?: string } = {}): Answer {
  const answer = { status: 200, json: `{"data":${dataJson}}` };
  return extras.etag === undefined ? answer : { ...answer, headers: { etag: extras.etag } };
}
