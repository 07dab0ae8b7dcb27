// Lists the audit log, newest first; the id of an entry sorts by its time.
import type { TenantId } from "@ticketwire/contract";
import type { Queryable } from "../db/database.ts";
import { sql } from "../db/sql.ts";

export interface AuditRecord {
  readonly audit_id: string;
  readonly occurred_at: string;
  readonly actor_type: "user" | "process" | "installation";
  readonly actor_id: string | null;
  /** First and last name of a user who acted; null for others and for users that are gone. */
  readonly actor_name: string | null;
  readonly action: string;
  readonly subject_type: string;
  readonly subject_id: string | null;
  readonly details: Readonly<Record<string, unknown>>;
}

export interface AuditWish {
  readonly tenantId: TenantId;
  readonly subjectId: string | null;
  readonly actorId: string | null;
  readonly action: string | null;
  readonly from: Date | null;
  readonly to: Date | null;
  readonly limit: number;
  readonly offset: number;
  /** Id of the last one of the page before. */
  readonly after: string | null;
}

/** Up to `limit` and one more, and how many there are, counted up to 10000. */
export async function listAuditLog(
  tenant: Queryable,
  wish: AuditWish,
): Promise<{ readonly entries: readonly AuditRecord[]; readonly total: number }> {
  const { tenantId, subjectId, actorId, action, from, to } = wish;
  const rows = await tenant.query<Omit<AuditRecord, "occurred_at"> & { occurred_at: Date }>(sql`
    SELECT a.audit_id, a.occurred_at, a.actor_type, a.actor_id, u.first_name || ' ' || u.last_name AS actor_name, a.action,
      a.subject_type, a.subject_id, a.details
    FROM ticketwire.audit_log AS a
    LEFT JOIN ticketwire.users AS u ON u.tenant_id = a.tenant_id AND u.user_id = a.actor_id
    WHERE a.tenant_id = ${tenantId} AND (${subjectId}::uuid IS NULL OR a.subject_id = ${subjectId})
      AND (${actorId}::uuid IS NULL OR a.actor_id = ${actorId}) AND (${action}::text IS NULL OR a.action = ${action})
      AND (${from}::timestamptz IS NULL OR a.occurred_at >= ${from}) AND (${to}::timestamptz IS NULL OR a.occurred_at <= ${to})
      AND (${wish.after}::uuid IS NULL OR a.audit_id < ${wish.after})
    ORDER BY a.audit_id DESC LIMIT ${wish.limit + 1} OFFSET ${wish.offset}`);
  const [counted] = await tenant.query<{ total: number }>(sql`
    SELECT count(*) AS total FROM (SELECT FROM ticketwire.audit_log
      WHERE tenant_id = ${tenantId} AND (${subjectId}::uuid IS NULL OR subject_id = ${subjectId})
        AND (${actorId}::uuid IS NULL OR actor_id = ${actorId}) AND (${action}::text IS NULL OR action = ${action})
        AND (${from}::timestamptz IS NULL OR occurred_at >= ${from}) AND (${to}::timestamptz IS NULL OR occurred_at <= ${to})
      LIMIT 10000) AS counted`);
  const entries = rows.map((row) => ({ ...row, occurred_at: row.occurred_at.toISOString() }));
  return { entries, total: counted?.total ?? 0 };
}
