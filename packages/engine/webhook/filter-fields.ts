// Which fields of an event's `data` a filter condition may name, and what kind of value each holds. One table: validation,
// reference and the dashboard's form read it.
import type { EventExtraField, TicketField } from "@ticketwire/contract";

/** `list` is a list of texts; `any` is a custom attribute, whose type only the tenant knows. */
export type FieldKind = "text" | "id" | "time" | "number" | "boolean" | "list" | "any";

type CommentField = "comment_id" | "text" | "author" | "author_type" | "timestamp" | "is_internal";
type FilterField = Exclude<TicketField, "attributes"> | Exclude<EventExtraField, "comment"> | `comment.${CommentField}`;

const FIELD_KINDS: Readonly<Record<FilterField, FieldKind>> = {
  ticket_id: "id",
  ticket_number: "text",
  title: "text",
  description: "text",
  status_id: "id",
  status_name: "text",
  is_closed: "boolean",
  priority_id: "id",
  priority_name: "text",
  client_id: "id",
  client_name: "text",
  contact_name_id: "id",
  contact_name: "text",
  contact_email: "text",
  assigned_to: "id",
  assigned_to_name: "text",
  assigned_team_id: "id",
  board_id: "id",
  board_name: "text",
  location_id: "id",
  category_id: "id",
  subcategory_id: "id",
  entered_at: "time",
  updated_at: "time",
  closed_at: "time",
  due_date: "time",
  tags: "list",
  url: "text",
  version: "number",
  // The names of the fields that changed.
  changes: "list",
  previous_status_id: "id",
  previous_status_name: "text",
  suppress_contact_notifications: "boolean",
  suppress_internal_notifications: "boolean",
  "comment.comment_id": "id",
  "comment.text": "text",
  "comment.author": "text",
  "comment.author_type": "text",
  "comment.timestamp": "time",
  "comment.is_internal": "boolean",
};

/** The fields a condition may name, besides `attributes.<name>`. */
export const FILTER_FIELDS: readonly string[] = Object.keys(FIELD_KINDS);

const ATTRIBUTE = /^attributes\../;

/** The kind of a field, or undefined when no event has it. */
export function kindOfField(field: string): FieldKind | undefined {
  if (ATTRIBUTE.test(field)) return "any";
  return Object.hasOwn(FIELD_KINDS, field) ? FIELD_KINDS[field as FilterField] : undefined;
}
