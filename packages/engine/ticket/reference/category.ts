// Making a category, or a subcategory below one. Two levels: a subcategory has none below it. In: a name and, maybe, what it
// lies below. Out: the row.
import type { ErrorDetail, TenantId } from "@ticketwire/contract";
import type { Queryable } from "../../db/database.ts";
import { CATEGORIES, type CategoryFields, type ReferenceRow } from "./kinds.ts";
import { createReference, type ReferenceCreated, refused, unknownReference } from "./reference.ts";
import { selectReference } from "./statements.ts";

export type CategoryDraft = Pick<CategoryFields, "category_name"> & Partial<CategoryFields>;

function checkParent(draft: CategoryDraft, parent: ReferenceRow<CategoryFields>): ErrorDetail[] {
  const path = "parent_category_id";
  if (parent.parent_category_id !== null)
    return [{ path, message: `is a subcategory itself, below ${parent.parent_category_id}`, code: "wrong_level" }];
  if (parent.board_id === null || draft.board_id === undefined || draft.board_id === parent.board_id) return [];
  return [{ path: "board_id", message: `must be that of its category: ${parent.board_id}`, code: "wrong_board" }];
}

/** Makes a category. A subcategory is on the board of its category; without a board it fits every board. */
export async function createCategory(
  db: Queryable,
  tenantId: TenantId,
  category: { readonly id: string; readonly draft: CategoryDraft },
): Promise<ReferenceCreated<CategoryFields>> {
  const { id, draft } = category;
  const place = { kind: CATEGORIES, tenantId };
  const parentId = draft.parent_category_id ?? null;
  // A category keeps its place, so what is read here holds.
  const parent = parentId === null ? undefined : await selectReference(db, place, parentId);
  if (parentId !== null && parent === undefined) return refused(unknownReference("parent_category_id", parentId));
  const findings = parent === undefined ? [] : checkParent(draft, parent);
  if (findings.length > 0) return refused(...findings);
  const fields = { parent_category_id: parentId, board_id: parent?.board_id ?? null, ...draft };
  return createReference(db, place, { id, fields });
}
