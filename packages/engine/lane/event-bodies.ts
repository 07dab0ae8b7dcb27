// The bodies of events, each read once however many webhooks get it: a cache bounded by bytes, filled by one statement for
// all that is missing.
import type { EventId, TenantId } from "@ticketwire/contract";
import type { Queryable } from "../db/database.ts";
import { sql } from "../db/sql.ts";

export interface EventKey {
  readonly tenantId: TenantId;
  readonly day: string;
  readonly eventId: EventId;
}

export interface EventBodies {
  /** Makes sure that the bodies of these events are at hand; returns them by event id. */
  fetch(events: readonly EventKey[]): Promise<ReadonlyMap<EventId, string>>;
}

async function readBodies(db: Queryable, events: readonly EventKey[]): Promise<{ event_id: EventId; body: string }[]> {
  return db.query<{ event_id: EventId; body: string }>(sql`
    SELECT e.event_id, e.body
    FROM unnest(${events.map((event) => event.tenantId)}::uuid[], ${events.map((event) => event.day)}::date[],
      ${events.map((event) => event.eventId)}::uuid[]) AS w (tenant_id, day, event_id)
    JOIN ticketwire.events AS e USING (tenant_id, day, event_id)`);
}

/** Keeps up to `maxCharacters` of bodies, the longest-kept dropped first. */
export function cacheEventBodies(db: Queryable, maxCharacters = 4_000_000): EventBodies {
  const kept = new Map<EventId, string>();
  let characters = 0;

  function keep(eventId: EventId, body: string): void {
    kept.set(eventId, body);
    characters += body.length;
    if (characters > maxCharacters) makeRoom();
  }

  function makeRoom(): void {
    for (const [oldest, text] of kept) {
      kept.delete(oldest);
      characters -= text.length;
      if (characters <= maxCharacters) return;
    }
  }

  return {
    async fetch(events) {
      const found = new Map<EventId, string>();
      const missing = new Map<EventId, EventKey>();
      for (const event of events) {
        const body = kept.get(event.eventId);
        if (body === undefined) missing.set(event.eventId, event);
        else found.set(event.eventId, body);
      }
      if (missing.size > 0) {
        for (const row of await readBodies(db, [...missing.values()])) {
          found.set(row.event_id, row.body);
          keep(row.event_id, row.body);
        }
      }
      return found;
    },
  };
}
