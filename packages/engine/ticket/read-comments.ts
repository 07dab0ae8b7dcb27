// The comments of a ticket by time. In: a ticket and which page. Out: records; undefined when there is no such ticket.
import type { CommentAuthorType } from "@ticketwire/contract";
import { fragment, sql } from "../db/sql.ts";
import { type Page, pageOf, type PageRow, type PageSlice, walkOf } from "./page.ts";
import type { CommentedVersion } from "./rules/decide-comment.ts";
import type { TicketStage } from "./stage.ts";
import type { TicketKey } from "./until-written.ts";

export interface CommentRecord {
  readonly comment_id: string;
  readonly ticket_id: string;
  readonly comment_text: string;
  readonly is_internal: boolean;
  readonly is_resolution: boolean;
  readonly author_id: string | null;
  readonly author: string | null;
  readonly author_type: CommentAuthorType;
  readonly created_at: string;
}

/** Where a page of comments ended. */
export interface CommentPosition {
  readonly created_at: string;
  readonly comment_id: string;
}

type CommentRow = Omit<CommentRecord, "ticket_id" | "created_at"> & { readonly created_at: Date };

export interface CommentFrame {
  readonly userId: string | null;
  readonly isResolution: boolean;
}

/** The record of a comment that was just written. */
export function describeComment({ comment, ticket }: CommentedVersion, frame: CommentFrame): CommentRecord {
  return {
    comment_id: comment.comment_id,
    ticket_id: ticket.ticket_id,
    comment_text: comment.text,
    is_internal: comment.is_internal,
    is_resolution: frame.isResolution,
    author_id: frame.userId,
    author: comment.author,
    author_type: comment.author_type,
    created_at: comment.timestamp,
  };
}

const COLUMNS = fragment(`
  m.comment_id, m.comment_text, m.is_internal, m.is_resolution, m.author_id, m.author_type, m.created_at,
  btrim(w.first_name || ' ' || w.last_name) AS author
  FROM ticketwire.comments AS m
  LEFT JOIN ticketwire.users AS w ON w.tenant_id = m.tenant_id AND w.user_id = m.author_id`);

function decodeComment(row: CommentRow, ticketId: string): CommentRecord {
  return {
    comment_id: row.comment_id,
    ticket_id: ticketId,
    comment_text: row.comment_text,
    is_internal: row.is_internal,
    is_resolution: row.is_resolution,
    author_id: row.author_id,
    author: row.author,
    author_type: row.author_type,
    created_at: row.created_at.toISOString(),
  };
}

/** One comment; undefined when the ticket has none of this id. */
export async function readComment(
  stage: TicketStage,
  key: TicketKey & { readonly commentId: string },
): Promise<CommentRecord | undefined> {
  const { tenantId, ticketId, commentId } = key;
  const [row] = await stage.db.forTenant(tenantId).query<CommentRow>(sql`
    SELECT ${COLUMNS} WHERE m.tenant_id = ${tenantId} AND m.ticket_id = ${ticketId} AND m.comment_id = ${commentId}`);
  return row === undefined ? undefined : decodeComment(row, ticketId);
}

/** One page of a ticket's comments, oldest first unless it is asked for otherwise. Undefined: there is no such ticket. */
export async function readComments(
  stage: TicketStage,
  key: TicketKey,
  slice: PageSlice<CommentPosition> & { readonly isNewestFirst?: boolean },
): Promise<Page<CommentRecord> | undefined> {
  const { after, limit, offset, isNewestFirst } = slice;
  const { direction, beyond, start } = walkOf(isNewestFirst);
  const from = after ?? { created_at: start.time, comment_id: start.id };
  const { tenantId, ticketId } = key;
  const rows = await stage.db.forTenant(tenantId).query<PageRow<CommentRow>>(sql`
    SELECT counted.total, page.*
    FROM ticketwire.tickets AS t
    CROSS JOIN LATERAL (
      SELECT count(*) AS total FROM ticketwire.comments WHERE tenant_id = t.tenant_id AND ticket_id = t.ticket_id
    ) AS counted
    LEFT JOIN LATERAL (
      SELECT ${COLUMNS} WHERE m.tenant_id = t.tenant_id AND m.ticket_id = t.ticket_id
        AND (m.created_at, m.comment_id) ${beyond} (${from.created_at}::timestamptz, ${from.comment_id}::uuid)
      ORDER BY m.created_at ${direction}, m.comment_id ${direction} LIMIT ${limit + 1} OFFSET ${offset}
    ) AS page ON true
    WHERE t.tenant_id = ${tenantId} AND t.ticket_id = ${ticketId}
    ORDER BY page.created_at ${direction}, page.comment_id ${direction}`);
  if (rows.length === 0) return undefined;
  return pageOf(rows, "comment_id", (row) => decodeComment(row, ticketId));
}
