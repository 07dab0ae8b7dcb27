// Reads what lanes have to send next, for many lanes in one statement: fresh deliveries by sequence, and those whose time has
// come. In: lanes and how many each wants. Out: deliveries without their bodies, which lie once per event (event-bodies.ts).
import type { DeliveryId, EventId, TenantId, WebhookId } from "@ticketwire/contract";
import type { Queryable } from "../db/database.ts";
import { sql } from "../db/sql.ts";
import { after, FARTHEST_DUE_MS } from "./plausible.ts";

export interface DueDelivery {
  readonly tenantId: TenantId;
  readonly webhookId: WebhookId;
  readonly day: string;
  readonly deliveryId: DeliveryId;
  readonly eventId: EventId;
  readonly eventType: string;
  readonly subjectId: string | null;
  readonly sequence: number;
  /** Attempts made so far. */
  readonly attemptNumber: number;
  readonly ladderStep: number;
  readonly payloadFields: unknown;
  /** What its row says of why it stands as it does. */
  readonly reason: string | null;
  /** Null for a fresh one. */
  readonly nextAttemptAt: Date | null;
  /** Whether an earlier attempt has succeeded (a resend). */
  readonly wasDelivered: boolean;
}

interface DeliveryRow {
  readonly tenant_id: TenantId;
  readonly webhook_id: WebhookId;
  readonly day: string;
  readonly delivery_id: DeliveryId;
  readonly event_id: EventId;
  readonly event_type: string;
  readonly subject_id: string | null;
  readonly sequence: number;
  readonly attempt_number: number;
  readonly ladder_step: number;
  readonly payload_fields: unknown;
  readonly reason: string | null;
  readonly next_attempt_at: Date | null;
  readonly was_delivered: boolean;
}

function decodeDelivery(row: DeliveryRow): DueDelivery {
  return {
    tenantId: row.tenant_id,
    webhookId: row.webhook_id,
    day: row.day,
    deliveryId: row.delivery_id,
    eventId: row.event_id,
    eventType: row.event_type,
    subjectId: row.subject_id,
    sequence: row.sequence,
    attemptNumber: row.attempt_number,
    ladderStep: row.ladder_step,
    payloadFields: row.payload_fields,
    reason: row.reason,
    nextAttemptAt: row.next_attempt_at,
    wasDelivered: row.was_delivered,
  };
}

export interface FreshWish {
  readonly tenantId: TenantId;
  readonly webhookId: WebhookId;
  /** Read above this sequence. */
  readonly after: number;
  readonly openDay: string;
  readonly limit: number;
}

export interface FreshLoad {
  readonly webhookId: WebhookId;
  /** The lane's head as of this load. */
  readonly lastSequence: number;
  /** The last change of the webhook's settings as of this load. */
  readonly configuredAt: Date;
  readonly deliveries: readonly DueDelivery[];
}

interface FreshRow extends Omit<DeliveryRow, "delivery_id"> {
  readonly last_sequence: number;
  readonly configured_at: Date;
  readonly delivery_id: DeliveryId | null;
}

/**
 * Deliveries that were never attempted, by sequence. A lane's rows come in order, without gaps: see `lane_heads`. When fewer
 * come than were wished for, nothing up to the head waits for a first attempt.
 */
export async function loadFresh(db: Queryable, wishes: readonly FreshWish[]): Promise<FreshLoad[]> {
  const rows = await db.query<FreshRow>(sql`
    SELECT w.tenant_id, w.webhook_id, h.last_sequence, s.updated_at AS configured_at, d.* FROM unnest(
      ${wishes.map((wish) => wish.tenantId)}::uuid[], ${wishes.map((wish) => wish.webhookId)}::uuid[],
      ${wishes.map((wish) => wish.after)}::bigint[], ${wishes.map((wish) => wish.openDay)}::date[],
      ${wishes.map((wish) => wish.limit)}::int[]) AS w (tenant_id, webhook_id, after, open_day, wanted)
    JOIN ticketwire.lane_heads AS h USING (tenant_id, webhook_id)
    JOIN ticketwire.webhooks AS s USING (tenant_id, webhook_id)
    LEFT JOIN LATERAL (
      SELECT d.day, d.delivery_id, d.event_id, d.event_type, d.subject_id, d.sequence, d.attempt_number, d.ladder_step,
        d.payload_fields, d.reason, d.next_attempt_at, false AS was_delivered
      FROM ticketwire.deliveries AS d
      WHERE d.tenant_id = w.tenant_id AND d.webhook_id = w.webhook_id AND d.sequence > w.after AND d.day >= w.open_day
        AND d.status = 'pending' AND d.next_attempt_at IS NULL
      ORDER BY d.sequence LIMIT w.wanted
    ) AS d ON true`);
  const loads = new Map<WebhookId, Omit<FreshLoad, "webhookId" | "deliveries"> & { deliveries: DueDelivery[] }>();
  for (const row of rows) {
    const { last_sequence: lastSequence, configured_at: configuredAt } = row;
    const load = loads.get(row.webhook_id) ?? { lastSequence, configuredAt, deliveries: [] };
    if (row.delivery_id !== null) load.deliveries.push(decodeDelivery({ ...row, delivery_id: row.delivery_id }));
    loads.set(row.webhook_id, load);
  }
  return [...loads].map(([webhookId, load]) => ({ webhookId, ...load }));
}

export interface DueWish {
  readonly tenantId: TenantId;
  readonly webhookId: WebhookId;
  readonly limit: number;
  /** Only up to this sequence; null: all. */
  readonly upTo: number | null;
}

export interface DueLoad {
  readonly deliveries: readonly DueDelivery[];
  /** The last change of the settings as of this load, of each webhook that has a delivery here. */
  readonly configuredAt: ReadonlyMap<WebhookId, Date>;
}

interface DueRow extends DeliveryRow {
  readonly configured_at: Date;
}

/**
 * Deliveries whose time has come: retries, and what was released, resent or recovered. Earliest first. Times that can not be
 * true (plausible.ts) come after them.
 */
export async function loadDue(db: Queryable, wishes: readonly DueWish[], now: Date): Promise<DueLoad> {
  const rows = await db.query<DueRow>(sql`
    SELECT w.tenant_id, w.webhook_id, s.updated_at AS configured_at, d.* FROM unnest(
      ${wishes.map((wish) => wish.tenantId)}::uuid[], ${wishes.map((wish) => wish.webhookId)}::uuid[],
      ${wishes.map((wish) => wish.limit)}::int[], ${wishes.map((wish) => wish.upTo)}::bigint[]) AS w (tenant_id, webhook_id, wanted, upto)
    JOIN ticketwire.webhooks AS s USING (tenant_id, webhook_id)
    CROSS JOIN (VALUES ('-infinity'::timestamptz, ${now}::timestamptz), (${after(now, FARTHEST_DUE_MS)}, 'infinity'))
      AS span (above, upto)
    CROSS JOIN LATERAL (
      SELECT d.day, d.delivery_id, d.event_id, d.event_type, d.subject_id, d.sequence, d.attempt_number, d.ladder_step,
        d.payload_fields, d.reason, d.next_attempt_at, d.error_class IS NULL AND d.attempt_number > 0 AS was_delivered
      FROM ticketwire.deliveries AS d
      WHERE d.tenant_id = w.tenant_id AND d.webhook_id = w.webhook_id AND d.next_attempt_at > span.above
        AND d.next_attempt_at <= span.upto AND d.next_attempt_at < 'infinity' AND (w.upto IS NULL OR d.sequence <= w.upto)
      ORDER BY d.next_attempt_at, d.sequence LIMIT w.wanted
    ) AS d ORDER BY d.next_attempt_at, d.sequence`);
  return {
    deliveries: rows.map(decodeDelivery),
    configuredAt: new Map(rows.map((row) => [row.webhook_id, row.configured_at])),
  };
}

type LaneKey = Pick<DueWish, "tenantId" | "webhookId">;

/** When the earliest timed delivery of each lane is due; lanes without one are not in the answer. */
export async function readNextDue(db: Queryable, lanes: readonly LaneKey[]): Promise<ReadonlyMap<WebhookId, Date>> {
  const rows = await db.query<{ webhook_id: WebhookId; next_due_at: Date | null }>(sql`
    SELECT w.webhook_id, (
      SELECT min(d.next_attempt_at) FROM ticketwire.deliveries AS d
      WHERE d.tenant_id = w.tenant_id AND d.webhook_id = w.webhook_id AND d.next_attempt_at < 'infinity') AS next_due_at
    FROM unnest(${lanes.map((lane) => lane.tenantId)}::uuid[], ${lanes.map((lane) => lane.webhookId)}::uuid[])
      AS w (tenant_id, webhook_id)`);
  return new Map(rows.flatMap((row) => (row.next_due_at ? [[row.webhook_id, row.next_due_at] as const] : [])));
}
