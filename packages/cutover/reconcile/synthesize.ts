// From a ticket's record to the events that must have happened, where a server keeps none for us. Pure.
// What is known from before decides how much can be told: with a state, what changed since; without one, that it changed.
// In: the record, what was known, its comments. Out: events with ids that stay the same, marked `is_synthetic`.
import { type EventType } from "@ticketwire/contract";
import { isEqual, isStored } from "../compare/fields.ts";
import { typesOfCreation, typesOfStep } from "../compare/owed.ts";
import { storedChanges } from "../compare/step.ts";
import type { EventBody, TicketState } from "../journal/entry.ts";
import { uuidV5 } from "./uuid.ts";

export interface ChangedTicket {
  readonly record: TicketState;
  /** The last state known before; null when none is. */
  readonly previous: TicketState | null;
  /** Comments that are not known yet. */
  readonly comments: readonly TicketState[];
  /** Milliseconds since 1970: a ticket entered after that, of which nothing is known, was created meanwhile. */
  readonly since: number;
  readonly tenantId: string;
}

/** An envelope with all five keys, as a delivery has them. */
export type SyntheticEvent = Required<EventBody>;

export function synthesizeEvents(ticket: ChangedTicket): SyntheticEvent[] {
  const events = typesOf(ticket).map((type) => eventOf(ticket, type));
  return [...events, ...ticket.comments.map((comment) => commentEvent(ticket, comment))];
}

function typesOf({ record, previous, comments, since }: ChangedTicket): readonly EventType[] {
  if (previous === null) {
    const isNew = Date.parse(String(record["entered_at"])) >= since;
    return isNew ? typesOfCreation(record) : ["ticket.updated"];
  }
  const fields = storedChanges(previous, record, () => false);
  if (fields.size > 0) return typesOfStep({ fields, before: previous, after: record });
  // Nothing stored differs: comments, or a change that was taken back. Without comments only the latter is left.
  return comments.length > 0 ? [] : ["ticket.updated"];
}

function eventOf({ record, previous, tenantId }: ChangedTicket, type: EventType): SyntheticEvent {
  const extra = previous === null ? {} : extraOf(type, previous, record);
  return envelope({
    type,
    tenantId,
    name: nameOf(record, type),
    occurredAt: String(record["updated_at"]),
    data: { ...record, ...extra },
  });
}

function extraOf(type: EventType, previous: TicketState, record: TicketState): TicketState {
  if (type === "ticket.updated") return { changes: changesBetween(previous, record) };
  if (type !== "ticket.status_changed") return {};
  return { previous_status_id: previous["status_id"], previous_status_name: previous["status_name"] };
}

/** Net changes: of several writes in between, the first old and the last new value. */
function changesBetween(previous: TicketState, record: TicketState): TicketState {
  const changes: Record<string, unknown> = {};
  for (const field of Object.keys(record)) {
    if (!isStored(field) || !(field in previous) || isEqual(previous[field], record[field], field === "tags")) continue;
    changes[field] = { previous: previous[field], new: record[field] };
  }
  return changes;
}

function commentEvent({ record, tenantId }: ChangedTicket, comment: TicketState): SyntheticEvent {
  const at = commentTime(comment) ?? String(record["updated_at"]);
  const id = String(comment["comment_id"]);
  const payload = {
    comment_id: id,
    text: comment["comment_text"] ?? comment["text"] ?? "",
    author: comment["author"] ?? comment["author_name"] ?? null,
    author_type: comment["author_type"] ?? null,
    timestamp: at,
    is_internal: comment["is_internal"] === true,
  };
  const name = `${String(record["ticket_id"])}/comment/${id}`;
  return envelope({
    type: "ticket.comment.added",
    tenantId,
    name,
    occurredAt: at,
    data: { ...record, comment: payload },
  });
}

/** When a comment was written, under either of the names in use; null when it does not say. */
export function commentTime(comment: TicketState): string | null {
  const value = comment["created_at"] ?? comment["timestamp"];
  return typeof value === "string" ? value : null;
}

interface EnvelopeParts {
  readonly type: EventType;
  readonly tenantId: string;
  readonly name: string;
  readonly occurredAt: string;
  readonly data: TicketState;
}

function envelope({ type, tenantId, name, occurredAt, data }: EnvelopeParts): SyntheticEvent {
  return {
    event_id: uuidV5(name),
    event_type: type,
    occurred_at: occurredAt,
    tenant_id: tenantId,
    data: { ...data, is_synthetic: true },
  };
}

/** The version makes the name where there is one; it does not move between two readings of the same change. */
function nameOf(record: TicketState, type: EventType): string {
  return `${String(record["ticket_id"])}/${String(record["version"] ?? record["updated_at"])}/${type}`;
}
