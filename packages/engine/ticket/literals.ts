// Values as SQL text, for statements whose plan must know them. Each kind of value has one function that makes the literal, and
// refuses what is not of that kind. In: a value. Out: text that stands for it in SQL.
import { isUuid } from "@ticketwire/contract";
import { EngineError } from "../db/errors.ts";

/** A UUID as SQL text. Anything else is a fault of ours: callers have checked. */
export function uuidLiteral(id: string): string {
  if (!isUuid(id)) throw new EngineError("bad_filter", `A filter by id needs a UUID; got ${JSON.stringify(id)}.`);
  return `'${id}'::uuid`;
}

/** A moment as SQL text. */
export function momentLiteral(moment: Date): string {
  const year = moment.getUTCFullYear();
  if (!(year >= 1 && year <= 9999))
    throw new EngineError("bad_filter", `A filter by time needs a moment between the years 1 and 9999.`);
  return `'${moment.toISOString()}'::timestamptz`;
}

/** A text as SQL text. Both ways of reading a quoted text agree on this one, whatever the server's setting for backslashes. */
export function textLiteral(text: string): string {
  if (text.includes("\0")) throw new EngineError("bad_filter", "A filter by text must not hold U+0000.");
  return `E'${text.replaceAll("\\", "\\\\").replaceAll("'", "''")}'`;
}
