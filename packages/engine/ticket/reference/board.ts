// Changing a board: its name, and which of its statuses tickets begin with. In: the change. Out: the row.
import type { TenantId } from "@ticketwire/contract";
import type { Queryable } from "../../db/database.ts";
import { type BoardFields, BOARDS, STATUSES } from "./kinds.ts";
import { changeReference, type ReferenceChanged, refused, unknownReference } from "./reference.ts";
import { selectReference } from "./statements.ts";

/** Changes a board. Its default status is one of its own; a status never leaves its board, so what is read here holds. */
export async function changeBoard(
  db: Queryable,
  tenantId: TenantId,
  board: { readonly id: string; readonly change: Partial<BoardFields> },
): Promise<ReferenceChanged<BoardFields>> {
  const path = "default_status_id";
  const statusId = board.change.default_status_id;
  if (statusId === null)
    return refused({ path, message: "can not be cleared: tickets need a status to begin with", code: "required" });
  if (statusId !== undefined) {
    const status = await selectReference(db, { kind: STATUSES, tenantId }, statusId);
    if (status === undefined) return refused(unknownReference(path, statusId));
    if (status.board_id !== board.id.toLowerCase())
      return refused({ path, message: `is a status of board ${status.board_id}`, code: "wrong_board" });
  }
  return changeReference(db, { kind: BOARDS, tenantId }, board);
}
