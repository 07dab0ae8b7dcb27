// The options of `webhooks create` and `webhooks update`, and the body they make. Every field of the API can be set: the usual
// ones by a flag, any by `--data`. In: parsed options. Out: a body; the server checks it.
import { readFileSync } from "node:fs";
import { FILTER_OPERATORS, ORDERINGS } from "@ticketwire/contract";
import { type Command, InvalidArgumentError, Option } from "commander";
import { wrongUse } from "../failure.ts";
import { collect, parseDuration, parseEventTypes, parseList, parseWhole } from "../terminal/parse-values.ts";

export interface BodyOptions {
  readonly name?: string;
  readonly target?: string;
  readonly events?: readonly string[];
  readonly description?: string;
  readonly header?: readonly string[];
  readonly verifySsl?: boolean;
  readonly entity?: readonly string[];
  readonly onlyTag?: readonly string[];
  readonly when?: readonly string[];
  readonly fields?: readonly string[];
  readonly rateLimit?: RateLimit;
  readonly maxConcurrency?: number;
  readonly timeout?: number;
  readonly ordering?: string;
  readonly retrySchedule?: readonly number[];
  readonly tag?: readonly string[];
  readonly data?: string;
}

interface RateLimit {
  readonly requests_per_minute: number;
  readonly burst_limit: number;
}

const MOST = 1_000_000;

export function addBodyOptions(leaf: Command): Command {
  return leaf
    .option("--events <types>", 'comma-separated event types, or "all"', parseEventTypes)
    .option("--description <text>", "what it is for")
    .option("--header <name: value>", "a header of your own for every delivery (repeatable)", collect)
    .option("--no-verify-ssl", "do not check the receiver's certificate")
    .option("--entity <ticket-id>", "only these tickets (repeatable)", collect)
    .option("--only-tag <tag>", "only tickets with one of these tags (repeatable)", collect)
    .option("--when <condition>", '"<field> <operator> <value>", all have to hold (repeatable)', collect)
    .option("--fields <names>", "only these fields of the ticket, comma-separated", parseList)
    .option("--rate-limit <n/m[:burst]>", "at most so many a minute: 60/m, 60/m:10", parseRateLimit)
    .option("--max-concurrency <n>", "at most so many at once", parseWhole(1, MOST))
    .option("--timeout <duration>", "longest wait for an answer: 10s", parseDuration)
    .addOption(
      new Option("--ordering <kind>", "ticket: the events of one ticket in their order").choices([...ORDERINGS]),
    )
    .option("--retry-schedule <seconds>", "waits after failed attempts: 60,300,1800", parseSeconds)
    .option("--tag <tag>", "a tag of the webhook itself (repeatable)", collect)
    .option("--data <json|@file>", "any other fields of the API as JSON; flags win");
}

/** The fields that were given, and no others. */
export function readBody(options: BodyOptions): Record<string, unknown> {
  const filter = readFilter(options);
  const fields = {
    name: options.name,
    url: options.target,
    description: options.description,
    event_types: options.events,
    // Commander sets the positive of a `--no-` flag by itself.
    verify_ssl: options.verifySsl === false ? false : undefined,
    custom_headers: options.header === undefined ? undefined : readHeaders(options.header),
    event_filter: filter,
    payload_fields: options.fields === undefined ? undefined : { ticket: options.fields },
    rate_limit: options.rateLimit,
    max_concurrency: options.maxConcurrency,
    timeout_ms: options.timeout,
    ordering: options.ordering,
    retry_schedule: options.retrySchedule,
    tags: options.tag,
  };
  const given = Object.entries(fields).filter(([, value]) => value !== undefined);
  return { ...readData(options.data), ...Object.fromEntries(given) };
}

function parseRateLimit(text: string): RateLimit {
  const [, minute, burst] = /^(\d{1,6})\/m(?::(\d{1,6}))?$/.exec(text) ?? [];
  if (minute === undefined)
    throw new InvalidArgumentError(`"${text}" is no rate limit: write it like 60/m or 60/m:10.`);
  return { requests_per_minute: Number(minute), burst_limit: Number(burst ?? minute) };
}

function parseSeconds(text: string): readonly number[] {
  return parseList(text).map(parseWhole(1, MOST));
}

function readHeaders(lines: readonly string[]): Readonly<Record<string, string>> {
  return Object.fromEntries(
    lines.map((line) => {
      const at = line.indexOf(":");
      // Not shown: what stands there may be a secret.
      if (at < 1) throw wrongUse('--header needs "Name: value"');
      return [line.slice(0, at).trim(), line.slice(at + 1).trim()];
    }),
  );
}

function readFilter({ entity, onlyTag, when }: BodyOptions): object | undefined {
  if (entity === undefined && onlyTag === undefined && when === undefined) return undefined;
  return {
    ...(entity === undefined ? {} : { entity_ids: entity }),
    ...(onlyTag === undefined ? {} : { tags: onlyTag }),
    ...(when === undefined ? {} : { conditions: when.map(readCondition) }),
  };
}

const LIST_OPERATORS = new Set(["in", "not_in"]);

function readCondition(text: string): object {
  const [, field, operator, value] = /^(\S+)\s+(\S+)\s+(.+)$/.exec(text.trim()) ?? [];
  if (field === undefined || operator === undefined || value === undefined || !isOperator(operator))
    throw wrongUse(`--when "${text}": write "<field> <operator> <value>" with one of ${FILTER_OPERATORS.join(", ")}`);
  return {
    field,
    operator,
    value: LIST_OPERATORS.has(operator) ? value.split(",").map(readScalar) : readScalar(value),
  };
}

function isOperator(word: string): boolean {
  return (FILTER_OPERATORS as readonly string[]).includes(word);
}

/** `true`, `5` and `"5"` as JSON says; anything else is text. */
function readScalar(text: string): unknown {
  const trimmed = text.trim();
  return /^(true|false|null|-?\d+(\.\d+)?|".*")$/.test(trimmed) ? JSON.parse(trimmed) : trimmed;
}

/** JSON from the flag or, with `@`, from a file. */
export function readData(text: string | undefined): Record<string, unknown> {
  if (text === undefined) return {};
  const source = text.startsWith("@") ? readDataFile(text.slice(1)) : text;
  try {
    const value: unknown = JSON.parse(source);
    if (typeof value === "object" && value !== null && !Array.isArray(value)) return value as Record<string, unknown>;
  } catch (error) {
    throw wrongUse(`--data is no JSON: ${(error as Error).message}`);
  }
  throw wrongUse('--data must be a JSON object, like {"metadata": {"team": "ops"}}');
}

function readDataFile(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    throw wrongUse(`--data: can not read ${path}: ${(error as Error).message}`);
  }
}
