// Cursors: where a list went on, as an opaque text. They carry the position of the last row (the values it was sorted by),
// so rows that come or go meanwhile are neither skipped nor repeated, and a mark of the question they belong to.
import { createHash } from "node:crypto";
import { type Static, type TSchema } from "typebox";
import { invalid } from "../fault/api-error.ts";
import { compileCheck } from "../route/validate.ts";

const VERSION = 1;

/** Fields of a query that a cursor does not depend on. */
const FREE_FIELDS: ReadonlySet<string> = new Set(["cursor", "limit", "page", "fields"]);

/** A short mark of filters and order, equal for the same question. */
export function markOf(query: Readonly<Record<string, unknown>>): string {
  const entries = Object.entries(query).filter(([name, value]) => !FREE_FIELDS.has(name) && value !== undefined);
  entries.sort(([a], [b]) => (a < b ? -1 : 1));
  return createHash("sha256").update(JSON.stringify(entries)).digest("base64url").slice(0, 8);
}

/** What a cursor says: the page that it opens and the position of the last row before. */
export interface Cursor<Position> {
  readonly page: number;
  readonly position: Position;
}

export function encodeCursor(mark: string, cursor: Cursor<unknown>): string {
  return Buffer.from(JSON.stringify([VERSION, mark, cursor.page, cursor.position])).toString("base64url");
}

function parse(text: string): unknown {
  try {
    return JSON.parse(Buffer.from(text, "base64url").toString("utf8"));
  } catch {
    return undefined;
  }
}

const checks = new WeakMap<TSchema, (value: unknown) => boolean>();

/** Reads a cursor back; refuses one of another question, or one that was made up. */
export function decodeCursor<Schema extends TSchema>(
  text: string,
  expected: { readonly mark: string; readonly position: Schema },
): Cursor<Static<Schema>> {
  const parts = parse(text);
  const [version, mark, page, position] = Array.isArray(parts) ? (parts as unknown[]) : [];
  let check = checks.get(expected.position);
  if (check === undefined) checks.set(expected.position, (check = compileCheck(expected.position)));
  if (version !== VERSION || typeof page !== "number" || !Number.isSafeInteger(page) || page < 2 || !check(position))
    throw invalid("cursor", "is not a next_cursor of this list; begin again without it", "bad_cursor");
  if (mark !== expected.mark)
    throw invalid("cursor", "belongs to other filters or another order; repeat them, or begin again", "other_question");
  return { page, position: position as Static<Schema> };
}
