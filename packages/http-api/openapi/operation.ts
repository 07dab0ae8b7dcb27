// One route as an OpenAPI operation. In: a route value. Out: the operation object.
import { API_HEADERS } from "@ticketwire/contract";
import type { TSchema } from "typebox";
import { mayOmitBody } from "../route/mount.ts";
import type { Route } from "../route/route.ts";
import { referToErrors } from "./error-responses.ts";
import { describeName } from "./parameter-texts.ts";
import type { Json, SchemaBook } from "./schema-book.ts";

interface ObjectSchema {
  readonly properties?: Readonly<Record<string, TSchema>>;
  readonly required?: readonly string[];
}

function describeParameter(place: "path" | "query", name: string, schema: TSchema): Readonly<Record<string, Json>> {
  const { description = describeName(place, name) } = schema as { readonly description?: string };
  return { name, in: place, ...(description === undefined ? {} : { description }) };
}

function parametersOf(route: Route, book: SchemaBook): Json[] {
  const params = route.params as ObjectSchema;
  const query = route.query as ObjectSchema;
  const inPath = Object.entries(params.properties ?? {}).map(([name, schema]) => ({
    ...describeParameter("path", name, schema),
    required: true,
    schema: book.refer(schema),
  }));
  const inQuery = Object.entries(query.properties ?? {}).map(([name, schema]) => ({
    ...describeParameter("query", name, schema),
    required: query.required?.includes(name) ?? false,
    // Lists are written with commas; a JSON array and repeated names are understood too.
    ...((schema as { type?: unknown }).type === "array" ? { style: "form", explode: false } : {}),
    schema: book.refer(schema),
  }));
  return [...inPath, ...inQuery, ...headersOf(route)];
}

function headersOf(route: Route): Json[] {
  const names: string[] = [API_HEADERS.tenantId, API_HEADERS.requestId];
  if (route.method === "POST") names.push(API_HEADERS.idempotencyKey);
  if (route.conditional) names.push(route.method === "GET" ? "If-None-Match" : "If-Match");
  return names.map((name) => ({ $ref: `#/components/parameters/${name}` }));
}

function requestBodyOf(route: Route, book: SchemaBook): Readonly<Record<string, Json>> {
  const { properties = {} } = route.body as ObjectSchema;
  if (Object.keys(properties).length === 0) return {};
  const examples = Object.entries(route.examples ?? {}).map(([name, value]) => [name, { value: value as Json }]);
  const content = {
    schema: book.refer(route.body),
    ...(examples.length === 0 ? {} : { examples: Object.fromEntries(examples) as Json }),
  };
  return { requestBody: { required: !mayOmitBody(route), content: { "application/json": content } } };
}

const EVERY_ANSWER = ["X-Request-Id", "X-RateLimit-Limit", "X-RateLimit-Remaining"];

function headerRefs(names: readonly string[]): Json {
  return Object.fromEntries(names.map((name) => [name, { $ref: `#/components/headers/${name}` }]));
}

function successOf(route: Route, book: SchemaBook): Readonly<Record<string, Json>> {
  const { status, description, schema } = route.success;
  const isConditionalRead = route.conditional === true && route.method === "GET";
  const names = [...EVERY_ANSWER];
  if (route.conditional) names.push("ETag");
  if (route.method === "POST") names.push("Idempotency-Replayed");
  const content = schema === null ? {} : { content: { "application/json": { schema: book.refer(schema) } } };
  const answer = { description, headers: headerRefs(names), ...content };
  if (!isConditionalRead) return { [status]: answer };
  return { [status]: answer, "304": { description: "It is as `If-None-Match` has it.", headers: headerRefs(names) } };
}

/** Describes one route. */
export function describeOperation(route: Route, tag: string, book: SchemaBook): Json {
  const scope = route.scope === null ? "Any valid API key." : `Needs the scope \`${route.scope}\`.`;
  return {
    operationId: route.operationId,
    summary: route.summary,
    description: route.description === undefined ? scope : `${route.description}\n\n${scope}`,
    tags: [tag],
    security: [{ ApiKey: route.scope === null ? [] : [route.scope] }],
    parameters: parametersOf(route, book),
    ...requestBodyOf(route, book),
    responses: { ...successOf(route, book), ...referToErrors(route) },
  };
}
