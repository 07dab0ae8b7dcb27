// Making and changing a reference row of any kind. Changing one makes no event: tickets show the new name from then on,
// payloads that were frozen before keep the old one. In: fields of the right types. Out: the row, or what is wrong.
import type { ErrorDetail } from "@ticketwire/contract";
import type { Queryable } from "../../db/database.ts";
import { constraintOf } from "../../db/errors.ts";
import type { NotFound, Refused } from "../outcome.ts";
import { checkTexts } from "../check-texts.ts";
import type { ReferenceKind, ReferenceRow } from "./kinds.ts";
import { insertReference, type ReferencePlace, selectReference, updateReference } from "./statements.ts";

export type ReferenceCreated<Fields extends object> =
  { readonly kind: "created"; readonly row: ReferenceRow<Fields> } | Refused;

export type ReferenceChanged<Fields extends object> =
  { readonly kind: "changed"; readonly row: ReferenceRow<Fields> } | NotFound | Refused;

/** What is wrong, as an outcome. */
export function refused(...findings: readonly ErrorDetail[]): Refused {
  return { kind: "refused", findings };
}

/** A field that names a row which is not there. */
export function unknownReference(path: string, value: unknown): ErrorDetail {
  return { path, message: `names nothing in this tenant: ${String(value)}`, code: "unknown_reference" };
}

function toRefusal<Fields extends object>(
  kind: ReferenceKind<Fields>,
  fields: Partial<Fields>,
  error: unknown,
): Refused {
  const field = kind.links[constraintOf(error) ?? ""];
  if (field === undefined) throw error;
  return refused(unknownReference(field, fields[field]));
}

/** Makes a row. Making it again under the same id answers the row that is there. */
export async function createReference<Fields extends object>(
  db: Queryable,
  place: ReferencePlace<Fields>,
  row: { readonly id: string; readonly fields: Fields },
): Promise<ReferenceCreated<Fields>> {
  const { kind } = place;
  const findings = checkTexts(row.fields);
  if (findings.length > 0) return refused(...findings);
  try {
    const made = await insertReference(db, place, row);
    if (made !== undefined) return { kind: "created", row: made };
  } catch (error) {
    return toRefusal(kind, row.fields, error);
  }
  const there = await selectReference(db, place, row.id);
  return there === undefined
    ? refused({ path: kind.id, message: `${row.id} is taken`, code: "conflict" })
    : { kind: "created", row: there };
}

function checkFixed<Fields extends object>(
  kind: ReferenceKind<Fields>,
  row: ReferenceRow<Fields>,
  change: Partial<Fields>,
): ErrorDetail[] {
  return kind.fixed.flatMap((name) => {
    if (change[name] === undefined || change[name] === row[name]) return [];
    const message =
      `is ${JSON.stringify(row[name])} and stays so, because tickets that use this ${kind.noun} would change without an event; ` +
      `make another ${kind.noun}`;
    return [{ path: name, message, code: "fixed" }];
  });
}

/** Changes the given fields of a row; the others keep what they have. */
export async function changeReference<Fields extends object>(
  db: Queryable,
  place: ReferencePlace<Fields>,
  row: { readonly id: string; readonly change: Partial<Fields> },
): Promise<ReferenceChanged<Fields>> {
  const { kind } = place;
  const { id, change } = row;
  const findings = checkTexts(change);
  if (findings.length > 0) return refused(...findings);
  if (kind.fixed.some((name) => change[name] !== undefined)) {
    const present = await selectReference(db, place, id);
    const fixed = present === undefined ? [] : checkFixed(kind, present, change);
    if (fixed.length > 0) return refused(...fixed);
  }
  try {
    const changed = await updateReference(db, place, row);
    return changed === undefined ? { kind: "not_found" } : { kind: "changed", row: changed };
  } catch (error) {
    return toRefusal(kind, change, error);
  }
}
