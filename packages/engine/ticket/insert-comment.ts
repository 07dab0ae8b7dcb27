// The write of comments: the tickets' version and time, the comments, history and events in one statement.
// Compare-and-set as in update-ticket.ts.
import type { TenantId } from "@ticketwire/contract";
import type { Queryable } from "../db/database.ts";
import { sql } from "../db/sql.ts";
import { inLockOrder, landedOf, type WriteFrame } from "./lock-order.ts";
import type { CommentedVersion } from "./rules/decide-comment.ts";
import { AND_PUBLISH, TOLD_FROM, toEventRows } from "./write-events.ts";

export interface NewCommentRow {
  readonly userId: string | null;
  readonly isResolution: boolean;
  readonly next: CommentedVersion;
}

function toRow(tenantId: TenantId, { userId, isResolution, next }: NewCommentRow): object {
  const { ticket, comment, history } = next;
  return {
    tenant_id: tenantId,
    ticket_id: ticket.ticket_id,
    version_before: ticket.version - 1,
    updated_at: ticket.updated_at,
    comment_id: comment.comment_id,
    comment_text: comment.text,
    is_internal: comment.is_internal,
    is_resolution: isResolution,
    author_id: userId,
    author_type: comment.author_type,
    changes: history,
  };
}

/**
 * Writes comments on tickets of a tenant, at most one on each. False for one where another write came first, or whose moment is
 * no longer fresh: read again.
 */
export async function insertComments(
  db: Queryable,
  { tenantId, lockMs }: WriteFrame,
  comments: readonly NewCommentRow[],
): Promise<readonly boolean[]> {
  const writes = inLockOrder(comments);
  const rows = JSON.stringify(writes.map((write) => toRow(tenantId, write)));
  // How long it waits for a row is set within the statement, before the first row is looked for.
  const written = await db.query<{ ticket_id: string }>(sql`
    WITH given AS MATERIALIZED (
      SELECT g.* FROM set_config('lock_timeout', ${`${lockMs}ms`}, true), json_to_recordset(${rows}) AS g (tenant_id uuid, ticket_id uuid, version_before int, updated_at timestamptz,
        comment_id uuid, comment_text text, is_internal boolean, is_resolution boolean, author_id uuid, author_type text, changes json)
      WHERE g.tenant_id = ${tenantId}
    ), written AS (
      UPDATE ticketwire.tickets AS t SET updated_at = g.updated_at, version = t.version + 1
      FROM given AS g
      WHERE t.tenant_id = g.tenant_id AND t.ticket_id = g.ticket_id AND t.version = g.version_before
        AND clock_timestamp() < g.updated_at + interval '15 seconds'
      RETURNING t.tenant_id, t.ticket_id, t.version, t.updated_at AS moment, g.comment_id, g.comment_text, g.is_internal,
        g.is_resolution, g.author_id, g.author_type, g.changes
    ), commented AS (
      INSERT INTO ticketwire.comments (tenant_id, ticket_id, comment_id, comment_text, is_internal, is_resolution, author_id,
        author_type, created_at)
      SELECT tenant_id, ticket_id, comment_id, comment_text, is_internal, is_resolution, author_id, author_type, moment FROM written
    ), remembered AS (
      INSERT INTO ticketwire.ticket_history (tenant_id, ticket_id, version, changed_at, changed_by, changes)
      SELECT tenant_id, ticket_id, version, moment, author_id, changes FROM written
    )${TOLD_FROM}${toEventRows(writes.map(({ next }) => next))}${AND_PUBLISH}`);
  return landedOf(comments, writes, written);
}
