// Making a status: on the tenant's default board unless another is named, behind those that are there. The first open status
// of a board becomes its default. In: a name and whether it closes. Out: the row.
import type { TenantId } from "@ticketwire/contract";
import type { Connection, Queryable } from "../../db/database.ts";
import { sql } from "../../db/sql.ts";
import { STATUSES, type StatusFields } from "./kinds.ts";
import { createReference, type ReferenceCreated, refused } from "./reference.ts";

export type StatusDraft = Pick<StatusFields, "name"> & Partial<StatusFields>;

interface Landing {
  readonly board_id: string | null;
  readonly order_number: number;
}

async function findLanding(db: Queryable, tenantId: TenantId, draft: StatusDraft): Promise<Landing | undefined> {
  const [row] = await db.query<Landing>(sql`
    SELECT place.board_id, coalesce(max(s.order_number), 0) + 1 AS order_number
    FROM (SELECT tenant_id, coalesce(${draft.board_id}::uuid, default_board_id) AS board_id
      FROM ticketwire.tenants WHERE tenant_id = ${tenantId}) AS place
    LEFT JOIN ticketwire.statuses AS s ON s.tenant_id = place.tenant_id AND s.board_id = place.board_id
    GROUP BY place.board_id`);
  return row;
}

// Under the board's row lock: of two first statuses one becomes the default.
async function fillDefault(db: Queryable, tenantId: TenantId, statusId: string): Promise<void> {
  await db.query(sql`
    WITH filled AS (
      UPDATE ticketwire.boards AS b SET default_status_id = s.status_id, updated_at = greatest(b.updated_at, s.created_at)
      FROM ticketwire.statuses AS s
      WHERE s.tenant_id = ${tenantId} AND s.status_id = ${statusId} AND NOT s.is_closed
        AND b.tenant_id = s.tenant_id AND b.board_id = s.board_id AND b.default_status_id IS NULL
      RETURNING b.tenant_id
    )
    UPDATE ticketwire.tenants AS n SET reference_version = n.reference_version + 1 FROM filled WHERE n.tenant_id = filled.tenant_id`);
}

/** Makes a status, and makes it its board's default when that has none and the status is open. */
export function createStatus(
  db: Connection,
  tenantId: TenantId,
  status: { readonly id: string; readonly draft: StatusDraft },
): Promise<ReferenceCreated<StatusFields>> {
  const { id, draft } = status;
  return db.transaction(async (tx) => {
    const landing = await findLanding(tx, tenantId, draft);
    if (landing === undefined || landing.board_id === null)
      return refused({ path: "board_id", message: "is required: the tenant has no default board", code: "required" });
    const { board_id, order_number } = landing;
    const fields: StatusFields = { is_closed: false, order_number, ...draft, board_id };
    const outcome = await createReference(tx, { kind: STATUSES, tenantId }, { id, fields });
    if (outcome.kind === "created") await fillDefault(tx, tenantId, id);
    return outcome;
  });
}
