// The events of one write, in the contract's order, their data frozen as JSON text. In: the ticket as it is after the write
// and what the write did. Out: types and texts, ready for ticketwire.publish.
import type { CommentPayload, EventData, EventType, TicketPayload } from "@ticketwire/contract";
import type { Suppression } from "../fields.ts";
import type { Changes } from "./diff.ts";

export interface NewEvent {
  readonly type: EventType;
  /** JSON; goes into the envelope byte for byte. */
  readonly data: string;
}

type Extras = Partial<Omit<EventData, keyof TicketPayload>>;

function suppressionExtras(suppression: Suppression): Extras {
  const { suppressContactNotifications: contact, suppressInternalNotifications: internal } = suppression;
  return {
    ...(contact === undefined ? {} : { suppress_contact_notifications: contact }),
    ...(internal === undefined ? {} : { suppress_internal_notifications: internal }),
  };
}

// The ticket is put into JSON once for all events of a write; the extras are appended to its text.
function freezer(ticket: TicketPayload, suppression: Suppression): (type: EventType, extras?: Extras) => NewEvent {
  const open = JSON.stringify(ticket).slice(0, -1);
  const closing = suppressionExtras(suppression);
  return (type, extras = {}) => {
    const added = JSON.stringify({ ...extras, ...closing }).slice(1);
    return { type, data: added === "}" ? `${open}}` : `${open},${added}` };
  };
}

/** `ticket.created`, then `ticket.assigned` when it has an assignee. */
export function eventsOfCreate(ticket: TicketPayload, suppression: Suppression): readonly NewEvent[] {
  const freeze = freezer(ticket, suppression);
  const created = freeze("ticket.created");
  return ticket.assigned_to === null ? [created] : [created, freeze("ticket.assigned")];
}

export interface ChangeTold {
  readonly previous: Pick<TicketPayload, "status_id" | "status_name" | "is_closed">;
  readonly ticket: TicketPayload;
  readonly changes: Changes;
  readonly suppression: Suppression;
}

/** One `ticket.updated` with all changes, then the specific ones. */
export function eventsOfChange({ previous, ticket, changes, suppression }: ChangeTold): readonly NewEvent[] {
  const freeze = freezer(ticket, suppression);
  const events = [freeze("ticket.updated", { changes })];
  if (changes.status_id !== undefined) {
    const from = { previous_status_id: previous.status_id, previous_status_name: previous.status_name };
    events.push(freeze("ticket.status_changed", from));
  }
  if (ticket.is_closed && !previous.is_closed) events.push(freeze("ticket.closed"));
  if (changes.assigned_to !== undefined && ticket.assigned_to !== null) events.push(freeze("ticket.assigned"));
  return events;
}

/** `ticket.comment.added` only. */
export function eventsOfComment(
  ticket: TicketPayload,
  comment: CommentPayload,
  suppression: Suppression,
): readonly NewEvent[] {
  return [freezer(ticket, suppression)("ticket.comment.added", { comment })];
}
