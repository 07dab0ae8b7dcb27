// Commenting on a ticket: read, decide, write. In: the text and who sees it. Out: the comment with its event committed.
import { type ErrorDetail, LIMITS } from "@ticketwire/contract";
import type { Queryable } from "../db/database.ts";
import { constraintOf } from "../db/errors.ts";
import { sql } from "../db/sql.ts";
import { uuidOf } from "../db/uuid.ts";
import type { Suppression } from "./fields.ts";
import { insertComment } from "./insert-comment.ts";
import type { NotFound, Refused } from "./outcome.ts";
import { type CommentRecord, describeComment, readComment } from "./read-comments.ts";
import { checkTexts } from "./check-texts.ts";
import { decideComment } from "./rules/decide-comment.ts";
import { nextMoment } from "./rules/moment.ts";
import type { Actor, TicketStage } from "./stage.ts";
import { decodeTicket, NAME_COLUMNS, NAME_JOINS, type NameRow, TICKET_COLUMNS, type TicketRow } from "./ticket-row.ts";
import { type TicketKey, untilWritten } from "./until-written.ts";

export interface CommentRequest {
  readonly ticketId: string;
  /** 1 to 5000 characters. */
  readonly text: string;
  /** Default false: the client may see it. */
  readonly isInternal?: boolean;
  /** Default false. Marks the comment as the solution; it closes nothing. */
  readonly isResolution?: boolean;
  readonly suppression?: Suppression;
  /** The id to create under; default: a new one. Adding again under the same id answers the comment that is there. */
  readonly commentId?: string;
}

export type CommentOutcome = { readonly kind: "added"; readonly comment: CommentRecord } | NotFound | Refused;

type ReadRow = TicketRow & NameRow & { readonly author_name: string | null; readonly now_ms: number };

/** The ticket with its names, the author's name, and the clock. Takes no lock. */
async function readForComment(db: Queryable, actor: Actor, ticketId: string): Promise<ReadRow | undefined> {
  const { tenantId, userId } = actor;
  const [row] = await db.query<ReadRow>(sql`
    SELECT ${TICKET_COLUMNS}, ${NAME_COLUMNS}, btrim(w.first_name || ' ' || w.last_name) AS author_name,
      extract(epoch FROM clock_timestamp())::float8 * 1000 AS now_ms
    FROM ticketwire.tickets AS t ${NAME_JOINS}
    LEFT JOIN ticketwire.users AS w ON w.tenant_id = t.tenant_id AND w.user_id = ${userId}
    WHERE t.tenant_id = ${tenantId} AND t.ticket_id = ${ticketId}`);
  return row;
}

function checkText(text: string): readonly ErrorDetail[] {
  const length = text.length > LIMITS.commentLength ? [...text].length : text.length;
  if (length > 0 && length <= LIMITS.commentLength) return checkTexts({ comment_text: text });
  const message = `must have 1 to ${LIMITS.commentLength} characters`;
  return [{ path: "comment_text", message, code: "bad_length" }];
}

// One round: undefined when another write came first.
async function writeComment(
  stage: TicketStage,
  actor: Actor,
  { db, request }: { readonly db: Queryable; readonly request: CommentRequest },
): Promise<CommentOutcome | undefined> {
  const { ticketId, text, isInternal = false, isResolution = false, suppression = {} } = request;
  const row = await readForComment(db, actor, ticketId);
  if (row === undefined) return { kind: "not_found" };
  const current = decodeTicket(row, stage.baseUrl);
  const momentMs = nextMoment(row.now_ms, current.updated_at);
  const commentId = request.commentId ?? uuidOf(momentMs);
  const author = row.author_name === null ? null : { name: row.author_name };
  const next = decideComment({ current, commentId, text, isInternal, author, momentMs, suppression });
  const isWritten = await insertComment(db, { ...actor, isResolution, next });
  return isWritten
    ? { kind: "added", comment: describeComment(next, { userId: actor.userId, isResolution }) }
    : undefined;
}

// A call that died after its commit is run again under the same id: the comment is there already.
async function readAdded(
  stage: TicketStage,
  key: TicketKey & { commentId?: string },
  error: unknown,
): Promise<CommentOutcome> {
  const { commentId } = key;
  if (commentId === undefined || constraintOf(error) !== "comments_pkey") throw error;
  const comment = await readComment(stage, { ...key, commentId });
  if (comment === undefined) throw error;
  return { kind: "added", comment };
}

/** Adds a comment. The ticket moves to its next version; the only event is `ticket.comment.added`. */
export async function addComment(stage: TicketStage, actor: Actor, request: CommentRequest): Promise<CommentOutcome> {
  const findings = checkText(request.text);
  if (findings.length > 0) return { kind: "refused", findings };
  const key = { ...request, tenantId: actor.tenantId };
  const outcome = await untilWritten(stage, key, (db) => writeComment(stage, actor, { db, request })).catch(
    (error: unknown) => readAdded(stage, key, error),
  );
  if (outcome.kind === "added") stage.onCommitted();
  return outcome;
}
