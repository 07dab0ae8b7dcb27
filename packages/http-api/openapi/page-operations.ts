// The pages at the root, which need no key: described by hand, for they are no routes of the API.
import { record, Type } from "../route/schema.ts";
import type { Json, SchemaBook } from "./schema-book.ts";

const Alive = record({ status: Type.Literal("ok") });
const Readiness = record({
  status: Type.Unsafe<string>({ type: "string", enum: ["ok", "unavailable"] }),
  checks: Type.Record(Type.String(), Type.Unsafe<string>({ type: "string", enum: ["ok", "failed"] })),
});

interface Page {
  readonly path: string;
  readonly operationId: string;
  readonly summary: string;
  readonly responses: Readonly<Record<string, Json>>;
}

function answer(description: string, type: string, schema: Json): Json {
  return { description, content: { [type]: { schema } } };
}

function pages(book: SchemaBook): readonly Page[] {
  const readiness = book.refer(Readiness);
  return [
    {
      path: "/health/live",
      operationId: "readLiveness",
      summary: "Whether the process lives",
      responses: { "200": answer("It does.", "application/json", book.refer(Alive)) },
    },
    {
      path: "/health/ready",
      operationId: "readReadiness",
      summary: "Whether the process can serve",
      responses: {
        "200": answer("It can.", "application/json", readiness),
        "503": answer("It can not; `checks` says why.", "application/json", readiness),
      },
    },
    {
      path: "/metrics",
      operationId: "readMetrics",
      summary: "Figures for Prometheus",
      responses: { "200": answer("Prometheus text format.", "text/plain", { type: "string" }) },
    },
    {
      path: "/openapi.json",
      operationId: "readOpenApi",
      summary: "This description",
      responses: { "200": answer("OpenAPI 3.1.", "application/json", { type: "object" }) },
    },
    {
      path: "/docs",
      operationId: "readReference",
      summary: "This description, for people",
      responses: { "200": answer("A page.", "text/html", { type: "string" }) },
    },
  ];
}

const EVERY_PAGE = { "414": { $ref: "#/components/responses/UriTooLong" } };

/** The paths of the pages at the root. */
export function describePages(book: SchemaBook): Readonly<Record<string, Json>> {
  return Object.fromEntries(
    pages(book).map(({ path, ...operation }) => [
      path,
      {
        get: { ...operation, responses: { ...operation.responses, ...EVERY_PAGE }, tags: ["Operations"], security: [] },
      },
    ]),
  );
}
