// One delivery of each type as a real server sent it, recorded by testkit/record.ts: headers, body and the secret that signed
// them. In: an event type. Out: the recording.
import type { Envelope, EventType } from "@ticketwire/contract";
import assigned from "./fixtures/ticket.assigned.json" with { type: "json" };
import closed from "./fixtures/ticket.closed.json" with { type: "json" };
import commentAdded from "./fixtures/ticket.comment.added.json" with { type: "json" };
import created from "./fixtures/ticket.created.json" with { type: "json" };
import statusChanged from "./fixtures/ticket.status_changed.json" with { type: "json" };
import updated from "./fixtures/ticket.updated.json" with { type: "json" };

/** A recorded delivery. `body` holds the very bytes that were signed; recorded times are old, so check with that moment. */
export interface Fixture {
  readonly event_type: string;
  readonly signing_secret: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** The six recordings by event type; all are of one ticket's life. */
export const FIXTURES: Readonly<Record<EventType, Fixture>> = {
  "ticket.created": created,
  "ticket.updated": updated,
  "ticket.status_changed": statusChanged,
  "ticket.assigned": assigned,
  "ticket.closed": closed,
  "ticket.comment.added": commentAdded,
};

/** The recorded event, parsed. */
export function recordedEvent(type: EventType): Envelope {
  return JSON.parse(FIXTURES[type].body) as Envelope;
}
