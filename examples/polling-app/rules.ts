// What this integration is for: it tells a chat who got a ticket and where it stands. Pure, and the same before, during and
// after: only who calls it changes. In: tickets as a poll or an event shows them. Out: messages.
import type { TicketPayload } from "@ticketwire/contract";

/** The fields that the messages need. */
export type ChatTicket = Pick<
  TicketPayload,
  "ticket_id" | "ticket_number" | "title" | "status_name" | "assigned_to" | "assigned_to_name"
>;

export function assignedMessage({ ticket_number, title, assigned_to_name }: ChatTicket): string {
  return `${ticket_number} "${title}" is with ${assigned_to_name} now`;
}

export function statusMessage({ ticket_number, title, status_name }: ChatTicket): string {
  return `${ticket_number} "${title}" is ${status_name} now`;
}

/** What a poller has to find out by itself: it only ever sees two states. */
export function messagesBetween(previous: ChatTicket, ticket: ChatTicket): string[] {
  const messages: string[] = [];
  if (previous.status_name !== ticket.status_name) messages.push(statusMessage(ticket));
  if (previous.assigned_to !== ticket.assigned_to && ticket.assigned_to !== null)
    messages.push(assignedMessage(ticket));
  return messages;
}
