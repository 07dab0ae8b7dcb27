// The trail of a ticket: each of its events, and for each webhook that got it where the delivery stands. Delivery ids are
// derived from event and webhook, so the deliveries are found by key, on the event's own day.
// In: a ticket and which page. Out: entries; undefined when there is no such ticket.
import type { DeliveryStatus, EventData } from "@ticketwire/contract";
import { sql } from "../db/sql.ts";
import { type Page, pageOf, type PageRow, type PageSlice, walkOf } from "./page.ts";
import type { TicketStage } from "./stage.ts";
import type { TicketKey } from "./until-written.ts";

/** How an event fared at one webhook. */
export interface TrailDelivery {
  readonly webhook_id: string;
  readonly webhook_name: string;
  readonly delivery_id: string;
  readonly status: DeliveryStatus;
  readonly reason: string | null;
  readonly attempts: number;
  /** Null, too, while it waits for an earlier event of the ticket. */
  readonly next_retry_at: string | null;
  readonly completed_at: string | null;
}

export interface TrailEntry {
  readonly event_id: string;
  readonly event_type: string;
  readonly occurred_at: string;
  /** The data of the envelope, as it was frozen. */
  readonly data: EventData;
  /** True until fan-out has given the event to the webhooks that match. */
  readonly is_waiting: boolean;
  /** In the order the webhooks were made. Empty: no webhook matched, or it still waits. */
  readonly deliveries: readonly TrailDelivery[];
}

/** Where a page of the trail ended. */
export interface TrailPosition {
  readonly occurred_at: string;
  readonly event_id: string;
}

interface EventRow {
  readonly event_id: string;
  readonly event_type: string;
  readonly occurred_at: Date;
  readonly body: string;
  readonly is_waiting: boolean;
  readonly deliveries: readonly TrailDelivery[] | null;
}

function decodeEntry(row: EventRow): TrailEntry {
  const { data } = JSON.parse(row.body) as { readonly data: EventData };
  return {
    event_id: row.event_id,
    event_type: row.event_type,
    occurred_at: row.occurred_at.toISOString(),
    data,
    is_waiting: row.is_waiting,
    deliveries: (row.deliveries ?? []).map((delivery) => ({
      ...delivery,
      next_retry_at: toIso(delivery.next_retry_at),
      completed_at: toIso(delivery.completed_at),
    })),
  };
}

// Times inside JSON come as PostgreSQL writes them.
function toIso(time: string | null): string | null {
  return time === null ? null : new Date(time).toISOString();
}

// The LIMIT 1 keeps the planner at looking each delivery up by its key: joined freely, it read ten million into a hash (10 s).
/** One page of a ticket's events, oldest first unless it is asked for otherwise. Undefined: there is no such ticket. */
export async function readTicketEvents(
  stage: TicketStage,
  { tenantId, ticketId }: TicketKey,
  slice: PageSlice<TrailPosition> & { readonly isNewestFirst?: boolean },
): Promise<Page<TrailEntry> | undefined> {
  const { after, limit, offset, isNewestFirst } = slice;
  const { direction, beyond, start } = walkOf(isNewestFirst);
  const from = after ?? { occurred_at: start.time, event_id: start.id };
  const rows = await stage.db.forTenant(tenantId).query<PageRow<EventRow>>(sql`
    SELECT counted.total, page.*, told.deliveries
    FROM ticketwire.tickets AS t
    CROSS JOIN LATERAL (
      SELECT count(*) AS total FROM ticketwire.events AS e WHERE e.tenant_id = t.tenant_id AND e.subject_id = t.ticket_id
    ) AS counted
    LEFT JOIN LATERAL (
      SELECT e.event_id, e.event_type, e.occurred_at, e.day, e.body,
        EXISTS (SELECT FROM ticketwire.outbox AS o
          WHERE o.tenant_id = e.tenant_id AND o.occurred_at = e.occurred_at AND o.event_id = e.event_id) AS is_waiting
      FROM ticketwire.events AS e
      WHERE e.tenant_id = t.tenant_id AND e.subject_id = t.ticket_id
        AND (e.occurred_at, e.event_id) ${beyond} (${from.occurred_at}::timestamptz, ${from.event_id}::uuid)
      ORDER BY e.occurred_at ${direction}, e.event_id ${direction} LIMIT ${limit + 1} OFFSET ${offset}
    ) AS page ON true
    LEFT JOIN LATERAL (
      SELECT json_agg(json_build_object('webhook_id', w.webhook_id, 'webhook_name', w.name, 'delivery_id', d.delivery_id,
        'status', d.status, 'reason', d.reason, 'attempts', d.attempt_number, 'next_retry_at', nullif(d.next_attempt_at, 'infinity'),
        'completed_at', d.completed_at) ORDER BY w.webhook_id) AS deliveries
      FROM ticketwire.webhooks AS w
      CROSS JOIN LATERAL (
        SELECT delivery_id, status, reason, attempt_number, next_attempt_at, completed_at FROM ticketwire.deliveries
        WHERE tenant_id = t.tenant_id AND day = page.day AND delivery_id = ticketwire.delivery_id(page.event_id, w.webhook_id)
        LIMIT 1
      ) AS d
      WHERE w.tenant_id = t.tenant_id
    ) AS told ON true
    WHERE t.tenant_id = ${tenantId} AND t.ticket_id = ${ticketId}
    ORDER BY page.occurred_at ${direction}, page.event_id ${direction}`);
  return rows.length === 0 ? undefined : pageOf(rows, "event_id", decodeEntry);
}
