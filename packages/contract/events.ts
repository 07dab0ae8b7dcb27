// The names of the wire: event types and the envelope that every delivery, replay and feed entry carries.
// CONTRACT sections 2 to 4. Nothing else in the project spells these names.

/** The six event types a webhook can subscribe to, in the order the API lists them. */
export const EVENT_TYPES = [
  "ticket.created",
  "ticket.updated",
  "ticket.status_changed",
  "ticket.assigned",
  "ticket.closed",
  "ticket.comment.added",
] as const;

export type EventType = (typeof EVENT_TYPES)[number];

/** The type of a test delivery that names no ticket event; it can not be subscribed to. */
export const TEST_EVENT_TYPE = "webhook.test";

export function isEventType(value: unknown): value is EventType {
  return typeof value === "string" && (EVENT_TYPES as readonly string[]).includes(value);
}

/** Who wrote a comment: a user of the tenant, a contact of a client, or nobody known. */
export type CommentAuthorType = "internal" | "client" | null;

export interface CommentPayload {
  readonly comment_id: string;
  readonly text: string;
  readonly author: string | null;
  readonly author_type: CommentAuthorType;
  /** ISO 8601, milliseconds, `Z`. */
  readonly timestamp: string;
  readonly is_internal: boolean;
}

/** The ticket as it was at one moment: the record of `GET /tickets/{id}` and the base of every event's `data`. */
export interface TicketPayload {
  readonly ticket_id: string;
  readonly ticket_number: string;
  readonly title: string;
  readonly description: string | null;
  readonly status_id: string;
  readonly status_name: string;
  readonly is_closed: boolean;
  readonly priority_id: string;
  readonly priority_name: string;
  readonly client_id: string;
  readonly client_name: string;
  readonly contact_name_id: string | null;
  readonly contact_name: string | null;
  readonly contact_email: string | null;
  readonly assigned_to: string | null;
  readonly assigned_to_name: string | null;
  readonly assigned_team_id: string | null;
  readonly board_id: string;
  readonly board_name: string;
  readonly location_id: string | null;
  readonly category_id: string | null;
  readonly subcategory_id: string | null;
  readonly entered_at: string;
  readonly updated_at: string;
  readonly closed_at: string | null;
  readonly due_date: string | null;
  readonly tags: readonly string[];
  readonly attributes: Readonly<Record<string, unknown>>;
  readonly url: string;
  readonly version: number;
}

/** The fields of a ticket in wire order; `payload_fields.ticket` chooses among them and the extras. */
export const TICKET_FIELDS = [
  "ticket_id",
  "ticket_number",
  "title",
  "description",
  "status_id",
  "status_name",
  "is_closed",
  "priority_id",
  "priority_name",
  "client_id",
  "client_name",
  "contact_name_id",
  "contact_name",
  "contact_email",
  "assigned_to",
  "assigned_to_name",
  "assigned_team_id",
  "board_id",
  "board_name",
  "location_id",
  "category_id",
  "subcategory_id",
  "entered_at",
  "updated_at",
  "closed_at",
  "due_date",
  "tags",
  "attributes",
  "url",
  "version",
] as const satisfies readonly (keyof TicketPayload)[];

export type TicketField = (typeof TICKET_FIELDS)[number];

/** What an event adds to the ticket in `data`, by event type. */
export const EVENT_EXTRA_FIELDS = [
  "changes",
  "previous_status_id",
  "previous_status_name",
  "comment",
  "suppress_contact_notifications",
  "suppress_internal_notifications",
] as const;

export type EventExtraField = (typeof EVENT_EXTRA_FIELDS)[number];

/** Old and new value of a stored field; a cleared one is `null`. */
export interface FieldChange {
  readonly previous: unknown;
  readonly new: unknown;
}

export interface EventData extends TicketPayload {
  readonly changes?: Readonly<Record<string, FieldChange>>;
  readonly previous_status_id?: string;
  readonly previous_status_name?: string;
  readonly comment?: CommentPayload;
  readonly suppress_contact_notifications?: boolean;
  readonly suppress_internal_notifications?: boolean;
  /** Only on test deliveries. */
  readonly is_test?: boolean;
}

/** The body of a delivery. Its five keys stand in this order and no other top-level key exists. */
export interface Envelope<Data = EventData, Type extends string = string> {
  readonly event_id: string;
  readonly event_type: Type;
  /** When the change was committed, ISO 8601 with milliseconds and `Z`. */
  readonly occurred_at: string;
  readonly tenant_id: string;
  readonly data: Data;
}
