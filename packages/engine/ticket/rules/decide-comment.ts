// What a comment does to its ticket: version and updated_at move, and one event tells of it. In: the ticket, the comment, its
// author and its moment. Out: the next version, its history and its event. Pure.
import type { CommentPayload, FieldChange, TicketPayload } from "@ticketwire/contract";
import type { Suppression } from "../fields.ts";
import { eventsOfComment, type NewEvent } from "./events.ts";
import { toIso } from "./moment.ts";

/** Who wrote it. `null` names nobody: a program without a user. */
export interface CommentAuthor {
  readonly name: string;
}

export interface CommentQuestion {
  readonly current: TicketPayload;
  readonly commentId: string;
  readonly text: string;
  readonly isInternal: boolean;
  readonly author: CommentAuthor | null;
  /** Behind the ticket's last change. */
  readonly momentMs: number;
  readonly suppression: Suppression;
}

export interface CommentedVersion {
  readonly ticket: TicketPayload;
  readonly comment: CommentPayload;
  readonly history: Readonly<Record<string, FieldChange>>;
  readonly events: readonly NewEvent[];
}

/** Decides what a comment writes. Keys belong to users, so an author that is known is internal. */
export function decideComment(question: CommentQuestion): CommentedVersion {
  const { current, commentId, author, suppression } = question;
  const moment = toIso(question.momentMs);
  const ticket = { ...current, updated_at: moment, version: current.version + 1 };
  const comment: CommentPayload = {
    comment_id: commentId,
    text: question.text,
    author: author?.name ?? null,
    author_type: author === null ? null : "internal",
    timestamp: moment,
    is_internal: question.isInternal,
  };
  const history = { comment_id: { previous: null, new: commentId } };
  return { ticket, comment, history, events: eventsOfComment(ticket, comment, suppression) };
}
