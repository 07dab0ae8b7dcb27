// A route is a value: what it takes, what it answers and what it does. The same value validates, serves, documents and is
// tested against. In: a declaration by a resource. Out: `Route`, which mount.ts puts into Fastify and openapi/ describes.
import type { ApiScope, ErrorCode } from "@ticketwire/contract";
import { type Static, type TSchema, Type } from "typebox";
import type { Answer } from "./answer.ts";
import type { Call } from "./call.ts";
import { named, nullable, record } from "./schema.ts";

export type Method = "GET" | "POST" | "PUT" | "DELETE";

/** One successful answer of a route: the schema of its whole body, or null when there is none. */
export interface Success {
  readonly status: number;
  readonly description: string;
  readonly schema: TSchema | null;
}

interface RouteHead {
  readonly method: Method;
  /** Below `/api/v1`, parameters in braces: `/tickets/{ticket_id}`. */
  readonly path: string;
  /** Verb and noun, unique: `createTicket`. Generated clients use it. */
  readonly operationId: string;
  /** One line. */
  readonly summary: string;
  /** Markdown; what the summary does not say. */
  readonly description?: string;
  /** What the key must be allowed; null: any valid key. `admin` includes all. */
  readonly scope: ApiScope | null;
  readonly success: Success;
  /** Codes beyond those that every route has (400, 401, 403, 413, 415, 429, 500, 503; 404 with a path parameter; 409, 422 of POST). */
  readonly errors?: readonly ErrorCode[];
  /** Request bodies by name, for the reference; they must be valid. */
  readonly examples?: Readonly<Record<string, unknown>>;
  /** A GET that answers with an `ETag`, and so with 304; a write that looks at `If-Match`. Others refuse `If-Match`. */
  readonly conditional?: boolean;
  /** False on a POST whose body may be left out. Default: a body is required when `body` names a required field. */
  readonly bodyRequired?: boolean;
}

export interface RouteSpec<Params extends TSchema, Query extends TSchema, Body extends TSchema> extends RouteHead {
  readonly params?: Params;
  readonly query?: Query;
  readonly body?: Body;
  handle(call: Call<Static<Params>, Static<Query>, Static<Body>>): Answer | Promise<Answer>;
}

/** A route whose exact types are known to its handler only. */
export interface Route extends RouteHead {
  readonly params: TSchema;
  readonly query: TSchema;
  /** Without fields on routes that take none. */
  readonly body: TSchema;
  handle(call: Call): Answer | Promise<Answer>;
}

/** Routes of one folder. */
export interface Resource {
  /** The heading of the reference. */
  readonly name: string;
  readonly description: string;
  readonly routes: readonly Route[];
}

const NOTHING = record({});

/**
 * Declares a route.
 * @example
 * export const readTicket = route({
 *   method: "GET", path: "/tickets/{ticket_id}", operationId: "readTicket", summary: "Read a ticket",
 *   scope: "tickets:read", params: record({ ticket_id: Uuid }), success: one("The ticket.", Ticket),
 *   handle: async (call) => ok(await readTicketRecord(call.tenant, call.params.ticket_id)),
 * });
 */
export function route<
  Params extends TSchema = typeof NOTHING,
  Query extends TSchema = typeof NOTHING,
  Body extends TSchema = typeof NOTHING,
>(spec: RouteSpec<Params, Query, Body>): Route {
  return {
    ...spec,
    params: spec.params ?? NOTHING,
    query: spec.query ?? NOTHING,
    body: spec.body ?? NOTHING,
    handle: spec.handle as Route["handle"],
  };
}

/** `{data, meta?}` with one record. */
export function one(description: string, data: TSchema, meta?: TSchema): Success {
  return { status: 200, description, schema: record(meta === undefined ? { data } : { data, meta }) };
}

/** 201 with `{data}`. */
export function createdOne(description: string, data: TSchema): Success {
  return { status: 201, description, schema: record({ data }) };
}

/** 202 with `{data}`. */
export function acceptedOne(description: string, data: TSchema): Success {
  return { status: 202, description, schema: record({ data }) };
}

/** 204. */
export function nothing(description: string): Success {
  return { status: 204, description, schema: null };
}

const Pagination = named(
  "Pagination",
  record({
    page: Type.Integer({ minimum: 1 }),
    limit: Type.Integer({ minimum: 1 }),
    total: Type.Integer({ minimum: 0 }),
    totalPages: Type.Integer({ minimum: 0 }),
    hasNext: Type.Boolean(),
    hasPrev: Type.Boolean(),
    next_cursor: nullable(Type.String()),
  }),
);

/** `{data: [...], pagination, next_cursor, meta?}`; the cursor stands beside the pagination and in it. */
export function listOf(description: string, row: TSchema, meta?: TSchema): Success {
  const body = { data: Type.Array(row), pagination: Pagination, next_cursor: nullable(Type.String()) };
  return { status: 200, description, schema: record(meta === undefined ? body : { ...body, meta }) };
}
