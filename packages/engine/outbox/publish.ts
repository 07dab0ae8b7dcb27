// The engine's own call: events written inside the caller's transaction, so that they commit or vanish with the change they
// tell of. In: any client with `query(text, params)` inside its transaction, and events. Out: their ids and time.
import { type EventId, isUuid } from "@ticketwire/contract";
import { EngineError } from "../db/errors.ts";

/** What `publish` needs of a client: pg's Client and PoolClient fit as they are; others with one line (docs/guides/embed.md). */
export interface PublishClient {
  query(text: string, params: unknown[]): Promise<unknown>;
}

export interface NewEvent {
  /** What happened, for instance `ticket.created`; webhooks subscribe to it by this name. */
  readonly type: string;
  /** What it happened to, a UUID. Events of one subject keep their order (`ordering: ticket`). */
  readonly subjectId?: string | null;
  /** Becomes `data` of the envelope; serialised here and now, never looked at again. */
  readonly data: object;
}

export interface PublishOptions {
  /** Whose events these are: a UUID. Only webhooks of this tenant get them. */
  readonly tenantId: string;
  /** When it happened; default: now, by the database's clock. Kept to the millisecond. */
  readonly occurredAt?: Date;
  /**
   * Send a NOTIFY with the commit, so that delivery starts at once; default true. PostgreSQL serialises commits that
   * notify: a program with thousands of commits a second sets false and calls `engine.wake()` after its commits.
   */
  readonly wake?: boolean;
}

export interface PublishedEvent {
  readonly eventId: EventId;
  readonly occurredAt: Date;
}

const PUBLISH =
  "SELECT event_id, occurred_at FROM ticketwire.publish($1::uuid, $2::text[], $3::uuid[], $4::text[], $5::timestamptz, $6::boolean)";

/** Longest name of an event type. */
const LONGEST_TYPE = 255;
/** Characters of the data's JSON: receivers and proxies refuse far smaller bodies. */
const LONGEST_DATA = 1_048_576;

// JSON writes both as escapes, so they pass as text; but no PostgreSQL can read them as JSON, which filters do.
const UNREADABLE = /(?<!\\)(?:\\\\)*\\u(?:0000|d[89a-f][0-9a-f]{2})/;

function badEvent(type: unknown, why: string, cause?: unknown): EngineError {
  const options = cause === undefined ? undefined : { cause };
  return new EngineError("bad_event", `The ${JSON.stringify(type)} event ${why}.`, options);
}

/** Undefined for what is no JSON at all, such as a function. */
function jsonOf(type: string, data: unknown): string | undefined {
  try {
    return JSON.stringify(data);
  } catch (error) {
    const [why] = (error instanceof Error ? error.message : String(error)).split("\n");
    throw badEvent(type, `has data that can not be written as JSON (${why}); take that out`, error);
  }
}

/** The text of an event's `data`; refuses what could not be delivered, before anything is written. */
function textOf({ type, subjectId, data }: NewEvent): string {
  if (typeof type !== "string" || type === "" || type.length > LONGEST_TYPE || type.includes("\0"))
    throw badEvent(type, `needs a type of 1 to ${LONGEST_TYPE} characters, such as order.paid`);
  if (subjectId !== undefined && subjectId !== null && !isUuid(subjectId))
    throw badEvent(type, `has the subjectId ${JSON.stringify(subjectId)}; it must be a UUID or left out`);
  const text = jsonOf(type, data);
  if (!text?.startsWith("{")) throw badEvent(type, "has data that is no object; give a plain object");
  if (text.length > LONGEST_DATA)
    throw badEvent(
      type,
      `has ${text.length} characters of data, at most ${LONGEST_DATA} can be sent; send a reference`,
    );
  if (UNREADABLE.test(text))
    throw badEvent(type, "has the character U+0000 or half of a surrogate pair in its data; take it out");
  return text;
}

function rowsOf(result: unknown): { event_id: string; occurred_at: Date | string }[] {
  const rows = Array.isArray(result) ? result : (result as { rows?: unknown }).rows;
  if (!Array.isArray(rows))
    throw new EngineError(
      "bad_client",
      "publish() needs a client whose query(text, params) resolves to rows or {rows}; wrap yours accordingly.",
    );
  return rows as { event_id: string; occurred_at: Date | string }[];
}

/**
 * Publishes events in the caller's open transaction. Nothing is sent before it commits, nothing at all if it rolls back.
 *
 * @example
 * await client.query("BEGIN");
 * await client.query("UPDATE orders SET paid = true WHERE id = $1", [id]);
 * await publish(client, [{ type: "order.paid", subjectId: id, data: { id } }], { tenantId });
 * await client.query("COMMIT");
 */
export async function publish(
  tx: PublishClient,
  events: readonly NewEvent[],
  options: PublishOptions,
): Promise<readonly PublishedEvent[]> {
  if (events.length === 0) return [];
  if (!isUuid(options.tenantId))
    throw new EngineError("bad_tenant", `A tenant id is a UUID; got ${JSON.stringify(options.tenantId)}.`);
  const datas = events.map(textOf);
  const result = await tx.query(PUBLISH, [
    options.tenantId,
    events.map((event) => event.type),
    events.map((event) => event.subjectId ?? null),
    datas,
    options.occurredAt ?? null,
    options.wake ?? true,
  ]);
  return rowsOf(result).map((row) => ({ eventId: row.event_id as EventId, occurredAt: new Date(row.occurred_at) }));
}
