// The OpenAPI 3.1 description, put together from the very route values that validate and serve. Pure: no app, no database.
// In: resources, version, address. Out: the document.
import { API_HEADERS, LIMITS } from "@ticketwire/contract";
import { BASE_PATH } from "../route/mount.ts";
import type { Resource } from "../route/route.ts";
import { addExamples } from "./examples.ts";
import { describeErrors, listErrorCodes } from "./error-responses.ts";
import { describeOperation } from "./operation.ts";
import { describePages } from "./page-operations.ts";
import { type Json, SchemaBook } from "./schema-book.ts";
import { describeWebhooks } from "./webhooks-section.ts";

export interface DocumentOptions {
  readonly resources: readonly Resource[];
  readonly version: string;
  /** Where the API is reached. */
  readonly baseUrl: string;
}

/** An OpenAPI 3.1 document, as far as we read it ourselves. */
export interface OpenApiDocument {
  readonly [name: string]: Json;
}

const INTRODUCTION = `Tickets that push every change as a signed webhook.

- Send an API key in \`X-API-Key\` with every call below \`${BASE_PATH}\`. Things of other tenants are answered 404.
- Answers are \`{"data": …}\`; lists add \`pagination\`. Go through a list with \`pagination.next_cursor\`: rows that come or go
  meanwhile are neither skipped nor repeated.
- Refusals are \`{"error": {"code", "message", "details"?}}\`, or RFC 9457 with \`Accept: application/problem+json\`. Unknown fields and
  parameters are refused by name.
- Every POST takes an \`Idempotency-Key\`: for ${LIMITS.idempotencyHours} hours the same call is given the same answer and happens once.
- Times are ISO 8601 with milliseconds and \`Z\`; ids are UUIDs.

The codes of refusals, which stay the same:

${listErrorCodes()}`;

const HEADERS: Json = {
  "X-Request-Id": {
    description: "The id of the call: the caller's own when it sent one, else a new one. It is in our log.",
    schema: { type: "string" },
  },
  "X-RateLimit-Limit": { description: "Calls that may come at once.", schema: { type: "integer" } },
  "X-RateLimit-Remaining": { description: "Calls left now.", schema: { type: "integer" } },
  "X-RateLimit-Reset": { description: "When the next call may come.", schema: { type: "string", format: "date-time" } },
  "Retry-After": { description: "Whole seconds to wait.", schema: { type: "integer", minimum: 0 } },
  "Idempotency-Replayed": {
    description: "`true` when this answer is the one that was kept under the `Idempotency-Key`.",
    schema: { type: "string", enum: ["true"] },
  },
  ETag: { description: "Names this state of the record.", schema: { type: "string" } },
};

function headerParameter(name: string, description: string, schema: Json): Json {
  return { name, in: "header", required: false, description, schema };
}

const PARAMETERS: Json = {
  [API_HEADERS.tenantId]: headerParameter(API_HEADERS.tenantId, "Must be the tenant of the API key, when it is sent.", {
    type: "string",
    format: "uuid",
  }),
  [API_HEADERS.requestId]: headerParameter(API_HEADERS.requestId, "Your own id for this call.", {
    type: "string",
    maxLength: 128,
  }),
  [API_HEADERS.idempotencyKey]: headerParameter(
    API_HEADERS.idempotencyKey,
    "1 to 255 visible ASCII characters; the same call under the same key happens once.",
    { type: "string", minLength: 1, maxLength: 255 },
  ),
  "If-None-Match": headerParameter("If-None-Match", "An `ETag`: answered 304 when it still holds.", { type: "string" }),
  "If-Match": headerParameter("If-Match", "An `ETag`: answered 412 when it no longer holds.", { type: "string" }),
};

type Paths = Record<string, Record<string, Json>>;

function describePaths(resources: readonly Resource[], book: SchemaBook): Paths {
  const paths: Paths = {};
  for (const resource of resources)
    for (const route of resource.routes) {
      const path = (paths[BASE_PATH + route.path] ??= {});
      path[route.method.toLowerCase()] = describeOperation(route, resource.name, book);
    }
  return paths;
}

/** Builds the description. */
export function buildOpenApi({ resources, version, baseUrl }: DocumentOptions): OpenApiDocument {
  const book = new SchemaBook();
  const paths = { ...describePaths(resources, book), ...describePages(book) };
  const webhooks = describeWebhooks(book);
  const responses = describeErrors(
    resources.flatMap((resource) => resource.routes),
    book,
  );
  const schemas = book.list();
  const document = {
    openapi: "3.1.0",
    info: {
      title: "Ticketwire",
      version,
      description: INTRODUCTION,
      license: { name: "Apache-2.0", identifier: "Apache-2.0" },
    },
    servers: [{ url: baseUrl }],
    tags: [
      ...resources.map(({ name, description }) => ({ name, description })),
      { name: "Events", description: "What a webhook receives." },
      { name: "Operations", description: "Pages for operators, without a key." },
    ],
    paths,
    webhooks,
    components: {
      securitySchemes: {
        ApiKey: { type: "apiKey", in: "header", name: API_HEADERS.apiKey, description: "Made by `POST /api-keys`." },
      },
      headers: HEADERS,
      parameters: PARAMETERS,
      responses,
      schemas,
    },
  };
  return addExamples(document, schemas);
}
