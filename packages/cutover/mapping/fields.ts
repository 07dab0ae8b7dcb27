// Where each field of `GET /tickets/{id}` and of its comments stands in a webhook, and which events announce that it changed.
// One table: the scan reads it, docs/reference/field-mapping.md repeats it (a test compares), and another test proves on a
// running server that both sides agree at every version.
import { EVENT_TYPES, type EventType, TICKET_FIELDS, type TicketField } from "@ticketwire/contract";
import { DERIVED_FROM, isStored } from "../compare/fields.ts";

export interface FieldMapping {
  /** The field as a poller reads it. */
  readonly field: string;
  /** Where a webhook's body has the same value; null: a follow-up GET is needed. */
  readonly webhook: string | null;
  /** The event types that tell of a change of it; empty: it never changes after the creation. */
  readonly announcedBy: readonly EventType[];
  readonly note: string;
}

const MOVING: ReadonlySet<string> = new Set(["version", "updated_at"]);
const FIXED: ReadonlySet<string> = new Set(["ticket_id", "ticket_number", "entered_at", "url"]);

const SPECIFIC: Readonly<Record<string, readonly EventType[]>> = {
  status_id: ["ticket.status_changed", "ticket.closed"],
  assigned_to: ["ticket.assigned"],
};

/** Every field of the record, in wire order. */
export const TICKET_MAPPING: readonly FieldMapping[] = TICKET_FIELDS.map(mappingOf);

function mappingOf(field: TicketField): FieldMapping {
  const webhook = `data.${field}`;
  if (MOVING.has(field)) return { field, webhook, announcedBy: EVENT_TYPES, note: "moves with every change" };
  if (FIXED.has(field)) return { field, webhook, announcedBy: ["ticket.created"], note: "never changes" };
  const stored = DERIVED_FROM[field] ?? field;
  const announcedBy: EventType[] = ["ticket.created", "ticket.updated", ...(SPECIFIC[stored] ?? [])];
  return { field, webhook, announcedBy, note: noteOf(field) };
}

function noteOf(field: string): string {
  if (isStored(field)) return `old and new value in data.changes.${field}`;
  const stored = DERIVED_FROM[field] ?? "";
  if (field === "is_closed" || field === "closed_at") return `follows ${stored}`;
  return `follows ${stored}; renaming the other record sends no event`;
}

/** Fields of `GET /tickets/{id}/comments`. */
export const COMMENT_MAPPING: readonly FieldMapping[] = [
  comment("comment_id", "data.comment.comment_id", ""),
  comment("ticket_id", "data.ticket_id", ""),
  comment("comment_text", "data.comment.text", ""),
  comment("is_internal", "data.comment.is_internal", ""),
  comment("author", "data.comment.author", ""),
  comment("author_type", "data.comment.author_type", ""),
  comment("author_id", null, "not in the event: GET /tickets/{id}/comments"),
  comment("created_at", "data.comment.timestamp", ""),
  comment("is_resolution", null, "not in the event: GET /tickets/{id}/comments"),
];

function comment(field: string, webhook: string | null, note: string): FieldMapping {
  return { field, webhook, announcedBy: webhook === null ? [] : ["ticket.comment.added"], note };
}

/** The mapping of a field that a poller reads; what the API does not name needs a follow-up GET. */
export function mappingFor(field: string, kind: "ticket" | "comment"): FieldMapping {
  const found = (kind === "ticket" ? TICKET_MAPPING : COMMENT_MAPPING).find((mapping) => mapping.field === field);
  return (
    found ?? { field, webhook: null, announcedBy: [], note: "no event carries it: follow up with GET /tickets/{id}" }
  );
}
