// Comments of a ticket.
import { addComment } from "@ticketwire/engine/ticket/add-comment";
import { type CommentRecord, readComments } from "@ticketwire/engine/ticket/read-comments";
import { notFound, validationError } from "../fault/api-error.ts";
import { PAGE_QUERY, pageOf, readPage } from "../page/paging.ts";
import { created, list } from "../route/answer.ts";
import { createdOne, listOf, route } from "../route/route.ts";
import { named, nullable, oneOf, record, Timestamp, Type, Uuid } from "../route/schema.ts";
import { actorOf, keyOf } from "./answer-ticket.ts";
import { NewComment, splitBody } from "./ticket-body.ts";
import { TICKET_PATH } from "./ticket-routes.ts";

const Comment = named(
  "Comment",
  record({
    comment_id: Uuid,
    ticket_id: Uuid,
    comment_text: Type.String(),
    is_internal: Type.Boolean(),
    is_resolution: Type.Boolean(),
    author_id: nullable(Uuid),
    author: nullable(Type.String()),
    author_type: nullable(oneOf(["internal", "client"])),
    created_at: Timestamp,
  }),
);

const Position = Type.Tuple([Timestamp, Uuid]);

export const listCommentsRoute = route({
  method: "GET",
  path: "/tickets/{ticket_id}/comments",
  operationId: "listTicketComments",
  summary: "List a ticket's comments",
  scope: "tickets:read",
  params: TICKET_PATH,
  query: record({ ...PAGE_QUERY, order: Type.Optional(oneOf(["asc", "desc"], { description: "Default `asc`." })) }),
  success: listOf("Comments, oldest first unless `order` is `desc`.", Comment),
  handle: async (call) => {
    const page = readPage(call.query, Position);
    const after = page.after === null ? null : { created_at: page.after[0], comment_id: page.after[1] };
    const isNewestFirst = call.query.order === "desc";
    const found = await readComments(call.context.tickets, keyOf(call), { ...page, after, isNewestFirst });
    if (found === undefined) throw notFound("ticket", call.params.ticket_id);
    const positionOf = (row: CommentRecord): [string, string] => [row.created_at, row.comment_id];
    return list(pageOf(page, { ...found, positionOf, present: (row) => row }));
  },
});

export const addCommentRoute = route({
  method: "POST",
  path: "/tickets/{ticket_id}/comments",
  operationId: "addTicketComment",
  summary: "Comment on a ticket",
  description: "Moves the ticket's `version` and `updated_at`. The only event is `ticket.comment.added`.",
  scope: "tickets:write",
  params: TICKET_PATH,
  body: NewComment,
  examples: { internal: { comment_text: "Ordered a new toner.", is_internal: true } },
  success: createdOne("The comment.", Comment),
  handle: async (call) => {
    const { ticketId } = keyOf(call);
    const { suppression } = splitBody(call.body);
    const { comment_text: text, is_internal: isInternal = false, is_resolution: isResolution = false } = call.body;
    const request = { ticketId, text, isInternal, isResolution, suppression, commentId: call.newId };
    const outcome = await addComment(call.context.tickets, actorOf(call), request);
    if (outcome.kind === "not_found") throw notFound("ticket", ticketId);
    if (outcome.kind === "refused") throw validationError(outcome.findings);
    return created(outcome.comment);
  },
});
