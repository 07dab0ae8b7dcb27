// Commenting on a ticket: read, decide, write. In: the text and who sees it. Out: the comment with its event committed.
import { type ErrorDetail, LIMITS } from "@ticketwire/contract";
import type { Queryable } from "../db/database.ts";
import { constraintOf } from "../db/errors.ts";
import { uuidOf } from "../db/uuid.ts";
import type { Suppression } from "./fields.ts";
import { LOCK_WAIT_MS } from "./gather.ts";
import { insertComments } from "./insert-comment.ts";
import type { NotFound, Refused } from "./outcome.ts";
import { type CommentRecord, describeComment, readComment } from "./read-comments.ts";
import { readForWrite } from "./read-for-write.ts";
import { checkTexts } from "./check-texts.ts";
import { decideComment } from "./rules/decide-comment.ts";
import { describeTicket, isPresent } from "./rules/describe-ticket.ts";
import { nextMoment } from "./rules/moment.ts";
import type { Actor, TicketStage } from "./stage.ts";
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
  { tx, request }: { readonly tx: Queryable | null; readonly request: CommentRequest },
): Promise<CommentOutcome | undefined> {
  const { ticketId, text, isInternal = false, isResolution = false, suppression = {} } = request;
  const { tenantId, userId } = actor;
  const read = await readForWrite(stage, { tenantId, ticketId, change: {}, userId }, tx);
  if (read === undefined || !isPresent(read.found)) return { kind: "not_found" };
  const current = describeTicket(read.current, read.current, read.found);
  const momentMs = nextMoment(read.nowMs, current.updated_at);
  const commentId = request.commentId ?? uuidOf(momentMs);
  const next = decideComment({ current, commentId, text, isInternal, author: read.user, momentMs, suppression });
  const row = { userId, isResolution, next };
  const isWritten = tx
    ? (await insertComments(tx, { tenantId, lockMs: LOCK_WAIT_MS.aside }, [row]))[0]
    : await stage.comments.ask(tenantId, row);
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
  const outcome = await untilWritten(stage, key, (tx) => writeComment(stage, actor, { tx, request })).catch(
    (error: unknown) => readAdded(stage, key, error),
  );
  if (outcome.kind === "added") stage.onCommitted();
  return outcome;
}
