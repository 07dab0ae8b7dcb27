// The bodies of events, each read once however many webhooks get it: a cache bounded by bytes, filled by one statement for
// all that is missing. Large ones come in a second statement, as many as there is room for: a thousand of them at once must not
// fill the memory of the process.
import type { EventId, TenantId } from "@ticketwire/contract";
import type { Queryable } from "../db/database.ts";
import { sql } from "../db/sql.ts";

export interface EventKey {
  readonly tenantId: TenantId;
  readonly day: string;
  readonly eventId: EventId;
}

export interface BodyWish {
  readonly events: readonly EventKey[];
  /** Characters of large bodies that may come. */
  readonly room: number;
  /** These come though there is no room. */
  readonly always: ReadonlySet<EventId>;
}

export interface FoundBodies {
  readonly bodies: ReadonlyMap<EventId, string>;
  /** They are there, but there was no room for them. */
  readonly leftOut: ReadonlySet<EventId>;
}

export interface EventBodies {
  /** The bodies of these events. One that is neither found nor left out is gone. */
  fetch(wish: BodyWish): Promise<FoundBodies>;
}

/** Bytes from which on a body is large: the others of a whole load fit into 64 MB. */
const LARGE = 16_384;

interface BodyRow {
  readonly event_id: EventId;
  /** Null when it is large. */
  readonly body: string | null;
  readonly size: number;
}

// The size of a large body stands in its row; the body itself is not read for it.
async function readBodies(db: Queryable, events: readonly EventKey[], large: number): Promise<BodyRow[]> {
  return db.query<BodyRow>(sql`
    SELECT e.event_id, CASE WHEN octet_length(e.body) <= ${large}::int THEN e.body END AS body, octet_length(e.body) AS size
    FROM unnest(${events.map((event) => event.tenantId)}::uuid[], ${events.map((event) => event.day)}::date[],
      ${events.map((event) => event.eventId)}::uuid[]) AS w (tenant_id, day, event_id)
    JOIN ticketwire.events AS e USING (tenant_id, day, event_id)`);
}

const ANY_SIZE = 2_147_483_647;

/** Bodies at hand, up to so many characters, the longest-kept dropped first. */
class KeptBodies {
  readonly #kept = new Map<EventId, string>();
  readonly #most: number;
  #characters = 0;

  constructor(most: number) {
    this.#most = most;
  }

  get(eventId: EventId): string | undefined {
    return this.#kept.get(eventId);
  }

  keep(eventId: EventId, body: string): void {
    this.#kept.set(eventId, body);
    this.#characters += body.length;
    if (this.#characters > this.#most) this.#makeRoom();
  }

  #makeRoom(): void {
    for (const [oldest, text] of this.#kept) {
      this.#kept.delete(oldest);
      this.#characters -= text.length;
      if (this.#characters <= this.#most) return;
    }
  }
}

/** Of the large ones as many as fit, in the order of the wish. */
function chooseLarge(sizes: ReadonlyMap<EventId, number>, { events, room, always }: BodyWish): EventKey[] {
  let left = room;
  const chosen = new Map<EventId, EventKey>();
  for (const event of events) {
    const size = sizes.get(event.eventId);
    if (size === undefined || chosen.has(event.eventId) || (size > left && !always.has(event.eventId))) continue;
    chosen.set(event.eventId, event);
    left -= size;
  }
  return [...chosen.values()];
}

/** Keeps up to `maxCharacters` of bodies for the next who asks. */
export function cacheEventBodies(db: Queryable, maxCharacters = 4_000_000): EventBodies {
  const kept = new KeptBodies(maxCharacters);

  /** Puts them into `found`. Returns those that were left out. */
  async function read(
    missing: readonly EventKey[],
    wish: BodyWish,
    found: Map<EventId, string>,
  ): Promise<Set<EventId>> {
    const large = new Map<EventId, number>();
    const take = ({ event_id: eventId, body, size }: BodyRow): void => {
      if (body === null) return void large.set(eventId, size);
      found.set(eventId, body);
      kept.keep(eventId, body);
    };
    for (const row of await readBodies(db, missing, LARGE)) take(row);
    const chosen = large.size === 0 ? [] : chooseLarge(large, wish);
    if (chosen.length > 0) for (const row of await readBodies(db, chosen, ANY_SIZE)) take(row);
    return new Set([...large.keys()].filter((eventId) => !found.has(eventId)));
  }

  return {
    async fetch(wish) {
      const found = new Map<EventId, string>();
      const missing = new Map<EventId, EventKey>();
      for (const event of wish.events) {
        const body = kept.get(event.eventId);
        if (body === undefined) missing.set(event.eventId, event);
        else found.set(event.eventId, body);
      }
      const leftOut = missing.size === 0 ? new Set<EventId>() : await read([...missing.values()], wish, found);
      return { bodies: found, leftOut };
    },
  };
}
