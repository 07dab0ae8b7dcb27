// What a webhook receives, event by event: the envelope with its `data`. From the contract's names and the ticket's schema.
import { EVENT_TYPES, type EventType, TEST_EVENT_TYPE } from "@ticketwire/contract";
import type { TSchema } from "typebox";
import { named, nullable, oneOf, record, Timestamp, Type, Uuid } from "../route/schema.ts";
import { FieldChange, TICKET_PROPERTIES } from "../tickets/ticket-schema.ts";

const CommentPayload = named(
  "CommentPayload",
  record({
    comment_id: Uuid,
    text: Type.String(),
    author: nullable(Type.String()),
    author_type: nullable(oneOf(["internal", "client"])),
    timestamp: Timestamp,
    is_internal: Type.Boolean(),
  }),
);

/** What each type adds to the ticket. */
const EXTRAS: Readonly<Record<EventType, Readonly<Record<string, TSchema>>>> = {
  "ticket.created": {},
  "ticket.updated": {
    changes: Type.Record(Type.String(), FieldChange, { description: "Each stored field that changed." }),
  },
  "ticket.status_changed": { previous_status_id: Uuid, previous_status_name: Type.String() },
  "ticket.assigned": {},
  "ticket.closed": { is_closed: Type.Literal(true), closed_at: Timestamp },
  "ticket.comment.added": { comment: CommentPayload },
};

const SENTENCES: Readonly<Record<EventType, string>> = {
  "ticket.created": "A ticket was created.",
  "ticket.updated": "Fields of a ticket changed, tags included; `changes` names them.",
  "ticket.status_changed": "A ticket has another status.",
  "ticket.assigned": "A ticket was assigned to a person.",
  "ticket.closed": "A ticket went from an open status to a closed one.",
  "ticket.comment.added": "A comment was added to a ticket.",
};

/** Parts of `data` that every event may have. */
const OPTIONAL = {
  suppress_contact_notifications: Type.Optional(Type.Boolean()),
  suppress_internal_notifications: Type.Optional(Type.Boolean()),
  is_test: Type.Optional(Type.Boolean({ description: "Only on test deliveries." })),
};

export interface EventDescription {
  readonly type: string;
  readonly summary: string;
  readonly envelope: TSchema;
}

// Fields may be added to what is sent, so the schemas of the wire are open; and `payload_fields` may leave fields out.
function envelopeOf(type: string, name: string, data: TSchema): TSchema {
  return named(
    name,
    Type.Object({
      event_id: Type.String({ format: "uuid", description: "Equal over retries and replays: the idempotency key." }),
      event_type: Type.Literal(type),
      occurred_at: Timestamp,
      tenant_id: Uuid,
      data,
    }),
  );
}

function nameOf(type: string): string {
  const words = type.split(/[._]/).map((word) => word.charAt(0).toUpperCase() + word.slice(1));
  return `${words.join("")}Event`;
}

/** The description of every event, the test event last. */
export function listEventDescriptions(): readonly EventDescription[] {
  const events = EVENT_TYPES.map((type) => {
    const properties = { ...TICKET_PROPERTIES, ...EXTRAS[type], ...OPTIONAL };
    const data = Type.Object(properties, { required: ["ticket_id"] });
    return { type, summary: SENTENCES[type], envelope: envelopeOf(type, nameOf(type), data) };
  });
  const testData = Type.Object({ webhook_id: Uuid, webhook_name: Type.String(), is_test: Type.Literal(true) });
  const test = envelopeOf(TEST_EVENT_TYPE, nameOf(TEST_EVENT_TYPE), testData);
  return [...events, { type: TEST_EVENT_TYPE, summary: "A test delivery without a ticket.", envelope: test }];
}
