// Adds an example to every body of the description that brings none of its own, once all schemas are known.
import type { Json } from "./schema-book.ts";
import { Sampler } from "./sample.ts";

type JsonObject = { readonly [name: string]: Json };

function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

const JSON_TYPE = "application/json";

/** The document with examples. */
export function addExamples(document: JsonObject, schemas: Readonly<Record<string, Json>>): JsonObject {
  const sampler = new Sampler((ref) => schemas[ref.slice(ref.lastIndexOf("/") + 1)] ?? null);
  const walk = (name: string, value: Json): Json => {
    if (Array.isArray(value)) return value.map((inner) => walk("", inner as Json));
    if (!isObject(value)) return value;
    const schema = value["schema"];
    const hasOwn = value["example"] !== undefined || value["examples"] !== undefined;
    if (schema !== undefined && name === JSON_TYPE && !hasOwn) return { ...value, example: sampler.sample(schema) };
    return Object.fromEntries(Object.entries(value).map(([inner, item]) => [inner, walk(inner, item)]));
  };
  return walk("", document) as JsonObject;
}
