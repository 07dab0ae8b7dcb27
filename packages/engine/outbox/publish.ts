// The engine's own call: events written inside the caller's transaction, so that they commit or vanish with the change they
// tell of. In: any client with `query(text, params)` inside its transaction, and events. Out: their ids and time.
import type { EventId, TenantId } from "@ticketwire/contract";
import { EngineError } from "../db/errors.ts";

/** What `publish` needs of a client: pg's Client and PoolClient fit as they are; others with one line (docs/guides/embed.md). */
export interface PublishClient {
  query(text: string, params: unknown[]): Promise<unknown>;
}

export interface NewEvent {
  /** What happened, for instance `ticket.created`; webhooks subscribe to it by this name. */
  readonly type: string;
  /** What it happened to. Events of one subject keep their order (`ordering: ticket`). */
  readonly subjectId?: string | null;
  /** Becomes `data` of the envelope; serialised here and now, never looked at again. */
  readonly data: object;
}

export interface PublishOptions {
  readonly tenantId: TenantId;
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
  const datas = events.map((event) => {
    const text: string | undefined = JSON.stringify(event.data);
    if (text === undefined)
      throw new EngineError("bad_event", `The data of a ${event.type} event is not JSON; give a plain object.`);
    return text;
  });
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
