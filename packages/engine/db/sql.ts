// SQL is SQL: a tagged template that becomes a named, prepared statement. Values are parameters, fragments are text.
// In: template and values. Out: text, values and a name that is the same for the same text.
import { createHash } from "node:crypto";

const fragmentMark: unique symbol = Symbol("fragment");

/** A piece of SQL text that carries no values; composed into statements by `sql`. */
export interface Fragment {
  readonly [fragmentMark]: true;
  readonly text: string;
}

/** One statement, ready for any client with `query(text, params)`. */
export interface Statement {
  readonly text: string;
  readonly values: readonly unknown[];
  /** Prepared once per connection under this name. */
  readonly name: string;
}

/** Marks text of our own as SQL. Never for anything that came from outside. */
export function fragment(text: string): Fragment {
  return { [fragmentMark]: true, text };
}

function isFragment(value: unknown): value is Fragment {
  return typeof value === "object" && value !== null && fragmentMark in value;
}

// The text and name of a template without fragments never change: built once per place in the source.
const built = new WeakMap<TemplateStringsArray, { readonly text: string; readonly name: string }>();

// Composed texts are few, but built at each call; hashing one costs more than building it.
const names = new Map<string, string>();
const MOST_NAMES = 1000;

function nameOf(text: string): string {
  const known = names.get(text);
  if (known !== undefined) return known;
  const name = createHash("sha1").update(text).digest("base64url");
  if (names.size < MOST_NAMES) names.set(text, name);
  return name;
}

/**
 * Builds a statement: `` sql`SELECT 1 FROM t WHERE id = ${id}` ``. A `Fragment` is put in as text, anything else
 * becomes `$n`. Fragments must be of few different texts, for each one is prepared and kept by the connection.
 */
export function sql(strings: TemplateStringsArray, ...parts: readonly unknown[]): Statement {
  const known = built.get(strings);
  if (known) return { ...known, values: parts };
  const values: unknown[] = [];
  let text = strings[0] ?? "";
  let fixed = true;
  parts.forEach((part, index) => {
    if (isFragment(part)) {
      fixed = false;
      text += part.text;
    } else {
      values.push(part);
      text += `$${values.length}`;
    }
    text += strings[index + 1] ?? "";
  });
  const statement = { text, name: nameOf(text) };
  if (fixed) built.set(strings, statement);
  return { ...statement, values };
}

/**
 * The same statement, planned anew each time and kept by no connection: for texts that come in many forms, such as lists
 * whose filters are put together by a caller.
 */
export function unprepared(statement: Statement): Statement {
  return { ...statement, name: "" };
}

/** For a statement too long to stand inside its function: text with `$n` of its own, named once. */
export function prepare(text: string): (values: readonly unknown[]) => Statement {
  const name = nameOf(text);
  return (values) => ({ text, name, values });
}
