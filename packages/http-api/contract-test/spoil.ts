// Requests that must be refused: a good one with one thing wrong, for each thing that can be wrong. In: an operation and a good
// request for it. Out: bad requests, each with the finding that must name what is wrong.
import type { Json } from "../openapi/schema-book.ts";
import { type SchemaNode, typeOf } from "./value-maker.ts";

export interface RequestParts {
  readonly params: Readonly<Record<string, Json>>;
  readonly query: Readonly<Record<string, Json>>;
  readonly body: Readonly<Record<string, Json>> | undefined;
}

export interface Spoiled extends RequestParts {
  readonly what: string;
  /** The path that a finding must have. */
  readonly path: string;
}

const WRONG_TYPES: Readonly<Record<string, Json>> = {
  string: 5,
  integer: "five",
  number: "five",
  boolean: "yes",
  array: "list",
  object: 5,
};

// As a text: in a query string everything is one.
const WRONG_WORDS: Readonly<Record<string, string>> = { integer: "1.5", number: "x", boolean: "yes" };

type Resolve = (ref: string) => SchemaNode;

function follow(schema: SchemaNode, resolve: Resolve): SchemaNode {
  return schema.$ref === undefined ? schema : follow(resolve(schema.$ref), resolve);
}

/** Values that break one limit each; empty for a schema without any. */
function breakLimits(schema: SchemaNode): readonly (readonly [string, Json])[] {
  const broken: [string, Json][] = [];
  if (schema.format !== undefined) broken.push([`no ${schema.format}`, "nonsense"]);
  if (schema.enum !== undefined) broken.push(["no word of the list", "none-of-these"]);
  if (schema.minLength !== undefined && schema.minLength > 0)
    broken.push(["too short", "x".repeat(schema.minLength - 1)]);
  if (schema.maxLength !== undefined && schema.maxLength < 10_000)
    broken.push(["too long", "x".repeat(schema.maxLength + 1)]);
  if (schema.minimum !== undefined) broken.push(["too small", schema.minimum - 1]);
  if (schema.maximum !== undefined) broken.push(["too big", schema.maximum + 1]);
  if (schema.minItems !== undefined && schema.minItems > 0) broken.push(["too few", []]);
  return broken;
}

function spoilBody(schema: SchemaNode, good: RequestParts, resolve: Resolve): Spoiled[] {
  const body = good.body ?? {};
  const spoiled: Spoiled[] = [];
  const add = (what: string, path: string, fields: Readonly<Record<string, Json>>): void => {
    spoiled.push({ ...good, body: fields, what: `body: ${what}`, path });
  };
  add("unknown field", "surely_unknown", { ...body, surely_unknown: 1 });
  for (const name of schema.required ?? []) {
    const { [name]: _left, ...rest } = body;
    add(`${name} is missing`, name, rest);
  }
  for (const [name, raw] of Object.entries(schema.properties ?? {})) {
    const property = follow(raw, resolve);
    const wrong = WRONG_TYPES[typeOf(property) ?? ""];
    if (wrong !== undefined) add(`${name} has a wrong type`, name, { ...body, [name]: wrong });
    for (const [what, value] of breakLimits(property)) add(`${name}: ${what}`, name, { ...body, [name]: value });
    if (typeOf(property) === "string" && property.enum === undefined)
      add(`${name}: U+0000`, name, { ...body, [name]: "a\u0000b" });
  }
  return spoiled;
}

function spoilQuery(schema: SchemaNode, good: RequestParts, resolve: Resolve): Spoiled[] {
  const spoiled: Spoiled[] = [];
  const add = (what: string, path: string, value: Json): void => {
    spoiled.push({ ...good, query: { ...good.query, [path]: value }, what: `query: ${what}`, path });
  };
  add("unknown parameter", "surely_unknown", "1");
  for (const [name, raw] of Object.entries(schema.properties ?? {})) {
    const property = follow(raw, resolve);
    const wrong = WRONG_WORDS[typeOf(property) ?? ""];
    if (wrong !== undefined) add(`${name} has a wrong type`, name, wrong);
    if (typeOf(property) !== "array")
      for (const [what, value] of breakLimits(property)) add(`${name}: ${what}`, name, value);
  }
  return spoiled;
}

function spoilParams(good: RequestParts): Spoiled[] {
  return Object.keys(good.params).map((name) => ({
    ...good,
    params: { ...good.params, [name]: "not-an-id" },
    what: `path: ${name}`,
    path: name,
  }));
}

export interface OperationSchemas {
  readonly query: SchemaNode;
  readonly body: SchemaNode | undefined;
  readonly resolve: Resolve;
}

/** Every way in which a good request can be spoiled. */
export function spoil(schemas: OperationSchemas, good: RequestParts): readonly Spoiled[] {
  const { query, body, resolve } = schemas;
  const inBody = body === undefined ? [] : spoilBody(follow(body, resolve), good, resolve);
  return [...spoilParams(good), ...spoilQuery(query, good, resolve), ...inBody];
}
