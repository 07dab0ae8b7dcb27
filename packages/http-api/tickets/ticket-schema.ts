// A ticket on the wire: the record of `GET /tickets/{id}` and the base of every event's `data`. One schema for both, so that
// what is pushed and what is read can not drift apart.
import { TICKET_FIELDS, type TicketPayload } from "@ticketwire/contract";
import type { TSchema } from "typebox";
import { named, nullable, record, Timestamp, Type, Uuid } from "../route/schema.ts";

const NullableUuid = nullable(Uuid);
const NullableTimestamp = nullable(Timestamp);

/** The schema of each field, in wire order. */
export const TICKET_PROPERTIES = {
  ticket_id: Uuid,
  ticket_number: Type.String({ description: "Unique in the tenant.", examples: ["TKT-1042"] }),
  title: Type.String({ minLength: 1, maxLength: 255, examples: ["Printer is on fire"] }),
  description: nullable(Type.String()),
  status_id: Uuid,
  status_name: Type.String(),
  is_closed: Type.Boolean(),
  priority_id: Uuid,
  priority_name: Type.String(),
  client_id: Uuid,
  client_name: Type.String(),
  contact_name_id: NullableUuid,
  contact_name: nullable(Type.String()),
  contact_email: nullable(Type.String()),
  assigned_to: NullableUuid,
  assigned_to_name: nullable(Type.String()),
  assigned_team_id: NullableUuid,
  board_id: Uuid,
  board_name: Type.String(),
  location_id: NullableUuid,
  category_id: NullableUuid,
  subcategory_id: NullableUuid,
  entered_at: Timestamp,
  updated_at: Type.String({ format: "date-time", description: "Moves strictly forward with every change." }),
  closed_at: NullableTimestamp,
  due_date: NullableTimestamp,
  tags: Type.Array(Type.String()),
  attributes: Type.Record(Type.String(), Type.Unknown(), { description: "Fields of your own." }),
  url: Type.String({ description: "A page that opens the ticket." }),
  version: Type.Integer({
    minimum: 1,
    description: "1 at creation; one more with every write that changed something.",
  }),
} as const satisfies Readonly<Record<keyof TicketPayload, TSchema>>;

/** What became of one field. */
export const FieldChange = named(
  "FieldChange",
  record({ previous: Type.Unknown(), new: Type.Unknown() }, { description: "A cleared value is `null`." }),
);

/** A ticket. */
export const Ticket = named("Ticket", record(TICKET_PROPERTIES));

// The contract's list of fields and this one are the same, in the same order.
TICKET_FIELDS satisfies readonly (keyof typeof TICKET_PROPERTIES)[];
