// An event as it would be sent, for the preview of a choice of fields. In: event type and fields. Out: the envelope.
import { EVENT_EXTRA_FIELDS, type EventType, TICKET_FIELDS } from "@ticketwire/contract/events";

const TICKET: Readonly<Record<string, unknown>> = {
  ticket_id: "0198c0de-0000-7000-8000-000000000001",
  ticket_number: "TKT-1042",
  title: "Printer on fire",
  description: "The one on the second floor.",
  status_id: "0198c0de-0000-7000-8000-00000000000a",
  status_name: "In Progress",
  is_closed: false,
  priority_id: "0198c0de-0000-7000-8000-00000000000b",
  priority_name: "High",
  client_id: "0198c0de-0000-7000-8000-00000000000c",
  client_name: "Acme Inc.",
  contact_name: "Grace Hopper",
  contact_email: "grace@acme.example",
  assigned_to_name: "Ada Lovelace",
  board_name: "Support",
  entered_at: "2026-01-31T08:00:00.000Z",
  updated_at: "2026-01-31T08:12:00.000Z",
  tags: ["hardware"],
  attributes: {},
  url: `${location.origin}/msp/tickets/0198c0de-0000-7000-8000-000000000001`,
  version: 2,
};

const EXTRAS: Readonly<Record<string, unknown>> = {
  changes: {
    priority_id: { previous: "0198c0de-0000-7000-8000-00000000000d", new: "0198c0de-0000-7000-8000-00000000000b" },
  },
  previous_status_id: "0198c0de-0000-7000-8000-00000000000e",
  previous_status_name: "Open",
  comment: {
    comment_id: "0198c0de-0000-7000-8000-00000000000f",
    text: "On my way.",
    author: "Ada Lovelace",
    author_type: "internal",
    timestamp: "2026-01-31T08:12:00.000Z",
    is_internal: false,
  },
};

const EXTRAS_OF: Readonly<Partial<Record<EventType, readonly string[]>>> = {
  "ticket.updated": ["changes"],
  "ticket.status_changed": ["previous_status_id", "previous_status_name"],
  "ticket.comment.added": ["comment"],
};

/** Fields one can choose, in wire order. */
export const CHOOSABLE_FIELDS: readonly string[] = [...TICKET_FIELDS, ...EVENT_EXTRA_FIELDS];

/** The body for an event of this type with these fields; null: all. */
export function sampleBody(type: EventType, fields: readonly string[] | null): string {
  const present = new Set<string>([...TICKET_FIELDS, ...(EXTRAS_OF[type] ?? [])]);
  const chosen = CHOOSABLE_FIELDS.filter(
    (field) => present.has(field) && (field === "ticket_id" || fields === null || fields.includes(field)),
  );
  const record = Object.fromEntries(chosen.map((field) => [field, TICKET[field] ?? EXTRAS[field] ?? null]));
  const envelope = {
    event_id: "0198c0de-0000-7000-8000-000000000002",
    event_type: type,
    occurred_at: "2026-01-31T08:12:00.000Z",
    tenant_id: "0198c0de-0000-7000-8000-000000000003",
    data: record,
  };
  return JSON.stringify(envelope, null, 2);
}
