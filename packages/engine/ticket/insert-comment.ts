// The write of a comment: the ticket's version and time, the comment, history and event in one statement.
// Compare-and-set as in update-ticket.ts.
import type { TenantId } from "@ticketwire/contract";
import type { Queryable } from "../db/database.ts";
import { sql } from "../db/sql.ts";
import type { CommentedVersion } from "./rules/decide-comment.ts";

export interface NewCommentRow {
  readonly tenantId: TenantId;
  readonly userId: string | null;
  readonly isResolution: boolean;
  readonly next: CommentedVersion;
}

/** Writes a comment. False: another write came first, or the moment is no longer fresh; read again. */
export async function insertComment(db: Queryable, row: NewCommentRow): Promise<boolean> {
  const { tenantId, userId, isResolution, next } = row;
  const { ticket, comment, history, events } = next;
  const published = await db.query(sql`
    WITH written AS (
      UPDATE ticketwire.tickets SET updated_at = ${ticket.updated_at}, version = version + 1
      WHERE tenant_id = ${tenantId} AND ticket_id = ${ticket.ticket_id} AND version = ${ticket.version - 1}
        AND clock_timestamp() < ${ticket.updated_at}::timestamptz + interval '15 seconds'
      RETURNING tenant_id, ticket_id, updated_at, version
    ), commented AS (
      INSERT INTO ticketwire.comments (tenant_id, ticket_id, comment_id, comment_text, is_internal, is_resolution, author_id,
        author_type, created_at)
      SELECT tenant_id, ticket_id, ${comment.comment_id}::uuid, ${comment.text}, ${comment.is_internal}::boolean,
        ${isResolution}::boolean, ${userId}::uuid, ${comment.author_type}, updated_at FROM written
    ), remembered AS (
      INSERT INTO ticketwire.ticket_history (tenant_id, ticket_id, version, changed_at, changed_by, changes)
      SELECT tenant_id, ticket_id, version, updated_at, ${userId}::uuid, ${JSON.stringify(history)} FROM written
    )
    SELECT told.event_id FROM written CROSS JOIN LATERAL ticketwire.publish(tenant_id, ${events.map((event) => event.type)}::text[],
      ${events.map(() => ticket.ticket_id)}::uuid[], ${events.map((event) => event.data)}::text[], updated_at, false) AS told`);
  return published.length > 0;
}
