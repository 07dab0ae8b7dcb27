// What texts of a ticket may hold, whoever writes them: no U+0000, which PostgreSQL can not store, and no half of a
// surrogate pair, which is no Unicode and would come back as another character. In: the fields of a write. Out: findings.
import type { ErrorDetail } from "@ticketwire/contract";

/** Levels of nesting in `attributes`. */
const MOST_DEPTH = 32;

function checkText(text: string, path: string): ErrorDetail[] {
  if (text.includes("\0"))
    return [
      { path, message: "holds the character U+0000, which can not be stored; remove it", code: "forbidden_character" },
    ];
  if (!text.isWellFormed())
    return [
      { path, message: "holds half of a surrogate pair, which is no Unicode; remove it", code: "forbidden_character" },
    ];
  return [];
}

function checkMembers(value: object, path: string, depth: number): ErrorDetail[] {
  if (depth > MOST_DEPTH)
    return [{ path, message: `is nested deeper than ${MOST_DEPTH} levels; flatten it`, code: "too_deep" }];
  if (Array.isArray(value)) return value.flatMap((entry, index) => checkValue(entry, `${path}.${index}`, depth));
  return Object.entries(value).flatMap(([name, entry]) => {
    const own = path === "" ? name : `${path}.${name}`;
    const faults = checkText(name, path === "" ? "body" : path);
    return faults.length > 0 ? faults : checkValue(entry, own, depth);
  });
}

function checkValue(value: unknown, path: string, depth: number): ErrorDetail[] {
  if (typeof value === "string") return checkText(value, path);
  if (typeof value === "object" && value !== null) return checkMembers(value, path, depth + 1);
  return [];
}

/** Looks at every text below `fields`, names of members included. */
export function checkTexts(fields: object): readonly ErrorDetail[] {
  return checkMembers(fields, "", 0);
}
