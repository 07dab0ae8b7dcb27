// What a caller sends to make or change a ticket. In: nothing. Out: the schemas of the bodies, and their two kinds of fields apart.
import type { Suppression, TicketChange } from "@ticketwire/engine/ticket/fields";
import { nullable, record, text, Timestamp, Type, Uuid } from "../route/schema.ts";

const SUPPRESSION = {
  suppressContactNotifications: Type.Optional(
    Type.Boolean({ description: "Passed on in the data of this write's events: do not notify the contact." }),
  ),
  suppressInternalNotifications: Type.Optional(
    Type.Boolean({ description: "Passed on in the data of this write's events: do not notify users." }),
  ),
} as const;

const NullableUuid = Type.Optional(nullable(Uuid));

const TITLE = text(1, 255);

const TAGS = Type.Array(text(1, 100), {
  maxItems: 100,
  description: "Replaces all tags. The same tags in another order are no change.",
});

const FIELDS = {
  description: Type.Optional(nullable(Type.String())),
  status_id: Type.Optional(Uuid),
  priority_id: Type.Optional(Uuid),
  client_id: Type.Optional(Uuid),
  contact_name_id: NullableUuid,
  assigned_to: NullableUuid,
  assigned_team_id: NullableUuid,
  board_id: Type.Optional(Uuid),
  location_id: NullableUuid,
  category_id: NullableUuid,
  subcategory_id: NullableUuid,
  due_date: Type.Optional(nullable(Timestamp)),
  tags: Type.Optional(TAGS),
  attributes: Type.Optional(
    Type.Record(Type.String(), Type.Unknown(), { description: "Fields of your own; replaces all of them." }),
  ),
  ...SUPPRESSION,
} as const;

export const NewTicket = record({ title: TITLE, ...FIELDS });

export const TicketFields = record({ title: Type.Optional(TITLE), ...FIELDS });

export const NewStatus = record({ status_id: Uuid, ...SUPPRESSION });

export const NewAssignment = record({
  assigned_to: Type.Unsafe<string | null>({ ...nullable(Uuid), description: "`null` takes the assignee away." }),
  ...SUPPRESSION,
});

export const NewComment = record({
  comment_text: text(1, 5000),
  is_internal: Type.Optional(Type.Boolean({ default: false, description: "Not for the client to see." })),
  is_resolution: Type.Optional(
    Type.Boolean({ default: false, description: "Marks the comment as the solution; it closes nothing." }),
  ),
  ...SUPPRESSION,
});

/** Takes what is told with a write apart from what is written. */
export function splitBody<Body extends TicketChange & Suppression>(
  body: Body,
): { readonly fields: Omit<Body, keyof Suppression>; readonly suppression: Suppression } {
  const { suppressContactNotifications: contact, suppressInternalNotifications: internal, ...fields } = body;
  const suppression = {
    ...(contact === undefined ? {} : { suppressContactNotifications: contact }),
    ...(internal === undefined ? {} : { suppressInternalNotifications: internal }),
  };
  return { fields, suppression };
}
