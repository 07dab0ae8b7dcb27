// One delivery of each type as a real server sent it, recorded by testkit/record.ts: headers, body and the secret that signed
// them. In: an event type. Out: the recording.
import { readFileSync } from "node:fs";
import { type Envelope, EVENT_TYPES, type EventType } from "@ticketwire/contract";

/** A recorded delivery. `body` holds the very bytes that were signed; recorded times are old, so check with that moment. */
export interface Fixture {
  readonly event_type: string;
  readonly signing_secret: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

function readFixture(type: EventType): Fixture {
  return JSON.parse(readFileSync(new URL(`./fixtures/${type}.json`, import.meta.url), "utf8")) as Fixture;
}

/** The six recordings by event type; all are of one ticket's life. */
export const FIXTURES = Object.fromEntries(EVENT_TYPES.map((type) => [type, readFixture(type)])) as Readonly<
  Record<EventType, Fixture>
>;

/** The recorded event, parsed. */
export function recordedEvent(type: EventType): Envelope {
  return JSON.parse(FIXTURES[type].body) as Envelope;
}
