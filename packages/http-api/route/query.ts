// Query strings: texts become the types that the schema names, strictly; nothing is guessed.
// In: the raw query string. Out: an object for the validator; what does not convert is left as text, which it then refuses.
import type { ErrorDetail } from "@ticketwire/contract";
import type { TSchema } from "typebox";

/** A query string taken apart: every value of every name, in order. Null when its percent-encoding is broken. */
export type RawQuery = ReadonlyMap<string, readonly string[]>;

function decode(part: string): string {
  return decodeURIComponent(part.replaceAll("+", " "));
}

/** Takes a query string apart; null when an escape is no UTF-8. */
export function parseQuery(text: string): RawQuery | null {
  if (text === "") return NONE;
  const values = new Map<string, string[]>();
  try {
    for (const part of text.split("&")) {
      if (part === "") continue;
      const at = part.indexOf("=");
      const name = decode(at === -1 ? part : part.slice(0, at));
      const value = at === -1 ? "" : decode(part.slice(at + 1));
      const known = values.get(name);
      if (known) known.push(value);
      else values.set(name, [value]);
    }
    return values;
  } catch {
    return null;
  }
}

interface PlainSchema {
  readonly type?: unknown;
  readonly items?: PlainSchema;
  readonly properties?: Readonly<Record<string, PlainSchema>>;
}

const UNKNOWN = "is not a query parameter here";
const NONE: RawQuery = new Map();

const INTEGER = /^-?\d{1,15}$/;
const NUMBER = /^-?\d{1,15}(\.\d{1,15})?$/;

function toScalar(text: string, type: unknown): unknown {
  if (type === "integer") return INTEGER.test(text) ? Number(text) : text;
  if (type === "number") return NUMBER.test(text) ? Number(text) : text;
  if (type === "boolean") return text === "true" ? true : text === "false" ? false : text;
  return text;
}

// Lists come as a JSON array, comma-separated, or by repeating the name.
function toList(texts: readonly string[], items: PlainSchema | undefined): unknown {
  const [only] = texts;
  if (texts.length === 1 && only !== undefined && only.trimStart().startsWith("[")) {
    try {
      return JSON.parse(only) as unknown;
    } catch {
      return only;
    }
  }
  const words = texts.flatMap((text) => text.split(",")).map((word) => word.trim());
  return words.filter((word) => word !== "").map((word) => toScalar(word, items?.type));
}

type Query = Record<string, unknown>;

/** Makes the reader of one route's query; what is wrong with names and repetitions is added to the findings. */
export function compileQueryReader(schema: TSchema): (raw: RawQuery, findings: ErrorDetail[]) => Query {
  const known = new Map(Object.entries((schema as PlainSchema).properties ?? {}));
  return (raw, findings) => {
    const query: Query = {};
    for (const [name, texts] of raw) {
      const field = known.get(name);
      if (field === undefined) findings.push({ path: name, message: UNKNOWN, code: "unknown_parameter" });
      else if (field.type === "array") query[name] = toList(texts, field.items);
      else if (texts.length > 1) findings.push({ path: name, message: "is given more than once", code: "duplicate" });
      else query[name] = toScalar(texts[0] ?? "", field.type);
      if (texts.some((text) => text.includes("\0")))
        findings.push({ path: name, message: "holds the character U+0000", code: "forbidden_character" });
    }
    return query;
  };
}
