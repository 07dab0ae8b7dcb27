// Schemas compiled once, at start, by Ajv. In: a schema and a value from outside. Out: findings, none when it is valid.
import type { ErrorDetail } from "@ticketwire/contract";
import { Ajv, type ErrorObject } from "ajv";
import type { TSchema } from "typebox";
import { FORMATS } from "./schema.ts";

/** Findings told at most; a body of thousands of faults is not answered with thousands of lines. */
const MOST_FINDINGS = 20;

const ajv = new Ajv({
  allErrors: true,
  strict: true,
  strictTypes: false,
  allowUnionTypes: true,
  // Values reach messages through this: what was sent, not only what was wanted.
  verbose: true,
  formats: FORMATS,
  // Annotations that only documentation reads.
  keywords: ["example"],
  useDefaults: false,
  coerceTypes: false,
  removeAdditional: false,
});

/** Compiles a schema to a yes or no. */
export function compileCheck(schema: TSchema): (value: unknown) => boolean {
  return ajv.compile(schema);
}

/** Compiles a schema to a function that lists what is wrong with a value. */
export function compileFindings(schema: TSchema): (value: unknown) => readonly ErrorDetail[] {
  const validate = ajv.compile(schema);
  return (value) => (validate(value) ? [] : toFindings(validate.errors ?? []));
}

function decodePointer(pointer: string): string {
  return pointer
    .split("/")
    .slice(1)
    .map((part) => part.replaceAll("~1", "/").replaceAll("~0", "~"))
    .join(".");
}

function join(path: string, field: string): string {
  return path === "" ? field : `${path}.${field}`;
}

function quote(value: unknown): string {
  const json = JSON.stringify(value) ?? String(value);
  return json.length > 80 ? `${json.slice(0, 77)}…` : json;
}

function nameType(type: unknown): string {
  const names = (Array.isArray(type) ? type : [type]).map((name) => (name === "null" ? "null" : `a ${String(name)}`));
  return names
    .join(" or ")
    .replace("a integer", "an integer")
    .replace("a array", "an array")
    .replace("a object", "an object");
}

const FORMAT_NAMES: Readonly<Record<string, string>> = {
  uuid: "a UUID",
  "date-time": "an ISO 8601 time with a zone, such as 2026-01-31T08:00:00.000Z",
  email: "an email address",
  uri: "a URL",
};

interface Finding {
  readonly message: string;
  readonly code: string;
}

type Params = Readonly<Record<string, unknown>>;

// Every keyword that our schemas use; what is not here falls back to Ajv's own sentence.
const SENTENCES: Readonly<Record<string, (params: Params, data: unknown) => Finding>> = {
  type: ({ type }, data) => ({ message: `must be ${nameType(type)}, got ${quote(data)}`, code: "wrong_type" }),
  format: ({ format }, data) => ({
    message: `must be ${FORMAT_NAMES[String(format)] ?? String(format)}, got ${quote(data)}`,
    code: "bad_format",
  }),
  enum: ({ allowedValues }, data) => ({
    message: `must be one of ${(allowedValues as unknown[]).join(", ")}; got ${quote(data)}`,
    code: "not_allowed",
  }),
  const: ({ allowedValue }, data) => ({
    message: `must be ${quote(allowedValue)}, got ${quote(data)}`,
    code: "not_allowed",
  }),
  minLength: ({ limit }) => ({
    message: limit === 1 ? "must not be empty" : `must have at least ${String(limit)} characters`,
    code: "too_short",
  }),
  maxLength: ({ limit }) => ({ message: `must have at most ${String(limit)} characters`, code: "too_long" }),
  minItems: ({ limit }) => ({ message: `must have at least ${String(limit)} entries`, code: "too_few" }),
  maxItems: ({ limit }) => ({ message: `must have at most ${String(limit)} entries`, code: "too_many" }),
  maxProperties: ({ limit }) => ({ message: `must have at most ${String(limit)} fields`, code: "too_many" }),
  minProperties: ({ limit }) => ({ message: `must have at least ${String(limit)} fields`, code: "too_few" }),
  uniqueItems: ({ i, j }) => ({ message: `entries ${String(j)} and ${String(i)} are equal`, code: "duplicate" }),
  minimum: ({ limit }, data) => ({
    message: `must be at least ${String(limit)}, got ${quote(data)}`,
    code: "too_small",
  }),
  maximum: ({ limit }, data) => ({ message: `must be at most ${String(limit)}, got ${quote(data)}`, code: "too_big" }),
  pattern: ({ pattern }, data) => ({
    message: `must match ${String(pattern)}, got ${quote(data)}`,
    code: "bad_format",
  }),
};

function toFinding(error: ErrorObject): ErrorDetail {
  const path = decodePointer(error.instancePath);
  const params: Params = error.params;
  if (error.keyword === "required")
    return { path: join(path, String(params["missingProperty"])), message: "is required", code: "required" };
  if (error.keyword === "additionalProperties")
    return {
      path: join(path, String(params["additionalProperty"])),
      message: "is not known here",
      code: "unknown_field",
    };
  const told = SENTENCES[error.keyword]?.(params, error.data);
  return {
    path: path === "" ? "body" : path,
    message: told?.message ?? error.message ?? "is not valid",
    code: told?.code ?? "invalid",
  };
}

// A failed anyOf reports each branch and then itself; branches are enough when one of them got further than the type.
function toFindings(errors: readonly ErrorObject[]): readonly ErrorDetail[] {
  const specific = errors.filter((error) => error.keyword !== "anyOf" || errors.length === 1);
  const findings = new Map<string, ErrorDetail>();
  for (const error of specific) {
    const finding = toFinding(error);
    findings.set(`${finding.path} ${finding.message}`, finding);
    if (findings.size === MOST_FINDINGS) break;
  }
  return [...findings.values()];
}
