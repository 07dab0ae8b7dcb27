// Requests that the description allows, as values for `inject`. In: an operation, a maker of values, known ids. Out: requests.
import type { InjectOptions } from "fastify";
import type { Json } from "../openapi/schema-book.ts";
import type { Operation } from "./description.ts";
import { align, type Companions } from "./harvest.ts";
import type { RequestParts } from "./spoil.ts";
import type { SchemaNode, ValueMaker } from "./value-maker.ts";

// Lists in both forms: with commas where the words allow it, else as a JSON array.
function toWord(value: Json): string {
  if (!Array.isArray(value)) return String(value);
  const isPlain = value.length > 0 && value.every((item) => typeof item === "string" && /^[\w.-]+$/.test(item));
  return isPlain ? value.join(",") : JSON.stringify(value);
}

/** Puts the parts of a request together. */
export function toRequest(operation: Operation, parts: RequestParts): InjectOptions {
  const path = operation.path.replaceAll(/\{(\w+)\}/g, (_match, name: string) =>
    encodeURIComponent(String(parts.params[name])),
  );
  const query = new URLSearchParams(Object.entries(parts.query).map(([name, value]) => [name, toWord(value)]));
  const url = query.size === 0 ? path : `${path}?${query}`;
  const method = operation.method as "GET";
  return parts.body === undefined ? { method, url } : { method, url, payload: parts.body };
}

/** Parts of a request that the description allows, by chance, about things that exist. */
export function makeGood(operation: Operation, maker: ValueMaker, companions: Companions): RequestParts {
  const { params, query, body } = operation;
  const asRecord = (schema: SchemaNode) => maker.make(schema, "") as Readonly<Record<string, Json>>;
  const { cursor: _cursor, ...rest } = asRecord(query);
  return {
    params: align(asRecord(params), companions),
    query: rest,
    body: body === undefined ? undefined : asRecord(body),
  };
}
