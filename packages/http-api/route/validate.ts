// Schemas compiled once, at start, by Ajv. In: a schema and a value from outside. Out: findings, none when it is valid.
import type { ErrorDetail } from "@ticketwire/contract";
import { Ajv, type ErrorObject } from "ajv";
import type { TSchema } from "typebox";
import { FORMATS, NOT_BLANK } from "./schema.ts";

/** Findings told at most; a body of thousands of faults is not answered with thousands of lines. */
const MOST_FINDINGS = 20;

/** Errors of Ajv looked at; merging them takes the square of it. */
const MOST_ERRORS = 200;

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
  pattern: ({ pattern }, data) =>
    pattern === NOT_BLANK
      ? { message: "must hold more than white space", code: "too_short" }
      : { message: `must match ${String(pattern)}, got ${quote(data)}`, code: "bad_format" },
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

const SHALLOW: ReadonlySet<string> = new Set(["type", "const", "enum"]);

function describeWanted(error: ErrorObject): string {
  const params: Params = error.params;
  if (error.keyword === "const") return quote(params["allowedValue"]);
  return error.keyword === "enum" ? (params["allowedValues"] as unknown[]).join(", ") : nameType(params["type"]);
}

// A failed choice reports every branch. Where a branch got further than the kind of value, its findings are what helps; else
// one sentence names all that would do.
function mergeChoices(errors: readonly ErrorObject[]): readonly (ErrorObject | ErrorDetail)[] {
  const choice = errors.find((error) => error.keyword === "anyOf");
  if (choice === undefined) return errors;
  const isOfChoice = (error: ErrorObject): boolean =>
    error.schemaPath.startsWith(`${choice.schemaPath}/`) &&
    `${error.instancePath}/`.startsWith(`${choice.instancePath}/`);
  const branches = errors.filter(isOfChoice);
  const others = errors.filter((error) => error !== choice && !isOfChoice(error));
  const isShallow = (error: ErrorObject): boolean =>
    SHALLOW.has(error.keyword) && error.instancePath === choice.instancePath;
  const deep = branches.filter((error) => !isShallow(error));
  if (deep.length > 0) return mergeChoices([...others, ...deep]);
  const wanted = branches.map(describeWanted).join(" or ");
  const path = decodePointer(choice.instancePath);
  return [
    ...mergeChoices(others),
    { path, message: `must be ${wanted}, got ${quote(choice.data)}`, code: "wrong_type" },
  ];
}

function toFindings(errors: readonly ErrorObject[]): readonly ErrorDetail[] {
  const findings = new Map<string, ErrorDetail>();
  for (const error of mergeChoices(errors.slice(0, MOST_ERRORS))) {
    const finding = "keyword" in error ? toFinding(error) : error;
    findings.set(`${finding.path} ${finding.message}`, finding);
    if (findings.size === MOST_FINDINGS) break;
  }
  return [...findings.values()];
}
