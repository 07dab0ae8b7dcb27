// What is known about an expression that comes from a ticket request: the answer, its body, a record, or a list. Pure.
// Clients differ in how far they unwrap, so a name decides: `data`, `json` and the like lead inwards, a ticket's field is read.
import { TICKET_FIELDS } from "@ticketwire/contract";

export type Shape = "response" | "body" | "record" | "list";

export interface Value {
  readonly shape: Shape;
  /** What the innermost thing is. */
  readonly target: "ticket" | "list" | "comments";
  /** What a list holds; records unless it is a list of answers. */
  readonly element: Shape;
  /** The requests it may come from, by number. */
  readonly origins: ReadonlySet<number>;
}

/** What reading a property of a value means. */
export type Reading =
  | { readonly kind: "inner"; readonly value: Value }
  | { readonly kind: "field"; readonly field: string }
  | { readonly kind: "nothing" };

const NOTHING: Reading = { kind: "nothing" };
const INWARDS: ReadonlySet<string> = new Set(["data", "body", "result", "value", "payload"]);
/** Members of answers and of envelopes that are no ticket's fields. */
const AROUND: ReadonlySet<string> = new Set([
  "ok",
  "status",
  "statusText",
  "headers",
  "config",
  "request",
  "type",
  "redirected",
  "bodyUsed",
  "url",
  "pagination",
  "meta",
  "error",
  "errors",
  "next_cursor",
  "links",
  "total",
  "length",
  "constructor",
  "toString",
  "statusCode",
]);
const FIELDS: ReadonlySet<string> = new Set(TICKET_FIELDS);

export function readProperty(value: Value, name: string): Reading {
  if (METHODS.has(name)) return NOTHING;
  switch (value.shape) {
    case "response":
      if (INWARDS.has(name)) return inner({ ...value, shape: "body" });
      return FIELDS.has(name) && !AROUND.has(name) ? field(name) : NOTHING;
    case "body":
      return readBody(value, name);
    case "record":
      return name === "data" ? inner(value) : field(name);
    case "list":
      return name === "data" ? inner(value) : NOTHING;
    default:
      return value.shape satisfies never;
  }
}

function readBody(value: Value, name: string): Reading {
  const isList = value.target !== "ticket";
  if (INWARDS.has(name)) return inner({ ...value, shape: isList ? "list" : "record" });
  const isAround = AROUND.has(name) && !FIELDS.has(name);
  return isList || isAround ? NOTHING : field(name);
}

const METHODS: ReadonlySet<string> = new Set(["then", "catch", "finally", "toString", "hasOwnProperty", "constructor"]);

function inner(value: Value): Reading {
  return { kind: "inner", value };
}

function field(name: string): Reading {
  return { kind: "field", field: name };
}

/** One of what a list holds; a body or record that is walked through was a list after all. */
export function elementOf(value: Value): Value {
  return { ...value, shape: value.shape === "list" ? value.element : "record" };
}

const PICKS_ONE: ReadonlySet<string> = new Set(["find", "findLast", "at", "pop", "shift"]);
const KEEPS_MANY: ReadonlySet<string> = new Set([
  "filter",
  "slice",
  "sort",
  "toSorted",
  "reverse",
  "toReversed",
  "concat",
]);
const OPENS: ReadonlySet<string> = new Set(["json", "text", "clone", "buffer", "arrayBuffer"]);
export const WALKS: ReadonlySet<string> = new Set([
  "forEach",
  "map",
  "filter",
  "find",
  "findLast",
  "some",
  "every",
  "flatMap",
  "sort",
  "toSorted",
  "findIndex",
]);

/** What a method of a value gives; null when nothing is known. */
export function callMethod(value: Value, name: string): Value | null {
  if (OPENS.has(name)) return { ...value, shape: name === "clone" ? value.shape : "body" };
  if (name === "catch" || name === "finally") return value;
  if (PICKS_ONE.has(name)) return elementOf(value);
  return KEEPS_MANY.has(name) ? { ...value, shape: "list" } : null;
}

export function mergeValues(left: Value | null, right: Value | null): Value | null {
  if (left === null || right === null) return left ?? right;
  return { ...left, origins: new Set([...left.origins, ...right.origins]) };
}
