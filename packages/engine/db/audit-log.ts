// The audit log: who changed what, written in the transaction of the change, so that none is without its entry.
import type { TenantId } from "@ticketwire/contract";
import type { Queryable } from "./database.ts";
import { sql } from "./sql.ts";
import { uuidOf } from "./uuid.ts";

/** Who acted: a user by API key, a process of the engine by itself, or the operator of the installation. */
export type Actor =
  | { readonly type: "user"; readonly id: string }
  | { readonly type: "process"; readonly id: string | null }
  | { readonly type: "installation"; readonly id: null };

export interface AuditEntry {
  readonly tenantId: TenantId;
  readonly actor: Actor;
  /** Thing and verb in the past: `webhook.updated`. */
  readonly action: string;
  readonly subjectType: string;
  readonly subjectId: string;
  /** Never a secret. */
  readonly details?: Readonly<Record<string, unknown>>;
  readonly now: Date;
  /** Given where the entry also says that a call has run already; default: a new one. */
  readonly auditId?: string;
}

/** Adds an entry; nothing changes one, and only age removes it. */
export async function insertAuditEntry(tx: Queryable, entry: AuditEntry): Promise<void> {
  await tx.query(sql`
    INSERT INTO ticketwire.audit_log (tenant_id, audit_id, occurred_at, actor_type, actor_id, action, subject_type,
      subject_id, details)
    VALUES (${entry.tenantId}, ${entry.auditId ?? uuidOf(entry.now.getTime())}, ${entry.now}, ${entry.actor.type}, ${entry.actor.id},
      ${entry.action}, ${entry.subjectType}, ${entry.subjectId}, ${JSON.stringify(entry.details ?? {})}::jsonb)`);
}
