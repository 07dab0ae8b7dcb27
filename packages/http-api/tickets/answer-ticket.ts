// From an outcome of the ticket stage to an answer. The entity tag of a ticket begins with its version, which a write
// compares; the rest covers the names it shows, which may change without a new version.
import { createHash } from "node:crypto";
import type { TicketPayload } from "@ticketwire/contract";
import type { ChangeOutcome, CreateOutcome } from "@ticketwire/engine/ticket/outcome";
import type { Actor } from "@ticketwire/engine/ticket/stage";
import { apiError, notFound, validationError } from "../fault/api-error.ts";
import { type Answer, created, ok } from "../route/answer.ts";
import type { Call } from "../route/call.ts";

/** Whom a call writes for. */
export function actorOf({ principal }: Pick<Call, "principal">): Actor {
  return { tenantId: principal.tenantId, userId: principal.userId };
}

/** Which ticket of the caller's tenant a call is about. */
export function keyOf(call: Pick<Call<{ ticket_id: string }>, "principal" | "params">): {
  readonly tenantId: Actor["tenantId"];
  readonly ticketId: string;
} {
  return { tenantId: call.principal.tenantId, ticketId: call.params.ticket_id.toLowerCase() };
}

/** The entity tag of a ticket's record. */
export function etagOf(ticket: TicketPayload): string {
  const hash = createHash("sha256").update(JSON.stringify(ticket)).digest("base64url");
  return `"${ticket.version}-${hash.slice(0, 11)}"`;
}

const OUR_TAG = /^"(\d{1,9})-[\w-]{11}"$/;

/** The versions that `If-Match` names; undefined: any. A tag that is weak or not ours names none (RFC 9110, 13.1.1). */
export function readIfMatch(ifMatch: string | undefined): readonly number[] | undefined {
  if (ifMatch === undefined || ifMatch.trim() === "*") return undefined;
  return ifMatch.split(",").flatMap((tag) => {
    const version = OUR_TAG.exec(tag.trim())?.[1];
    return version === undefined ? [] : [Number(version)];
  });
}

/** 201 with the ticket, or what was wrong. */
export function answerCreated(outcome: CreateOutcome): Answer {
  if (outcome.kind === "refused") throw validationError(outcome.findings);
  return created(outcome.ticket, { etag: etagOf(outcome.ticket) });
}

/** 200 with the ticket as it is now, or why not. */
export function answerChanged(outcome: ChangeOutcome, ticketId: string): Answer {
  switch (outcome.kind) {
    case "changed":
    case "unchanged":
      return ok(outcome.ticket, { etag: etagOf(outcome.ticket) });
    case "not_found":
      throw notFound("ticket", ticketId);
    case "refused":
      throw validationError(outcome.findings);
    case "stale":
      throw apiError(
        "PRECONDITION_FAILED",
        `The ticket has changed since: it is at version ${outcome.version}. Read it again.`,
        {
          version: outcome.version,
        },
      );
    default:
      return outcome satisfies never;
  }
}
