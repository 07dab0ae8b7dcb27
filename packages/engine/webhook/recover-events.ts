// The statements of a recover job's round: looks at a bounded run of events, sends again what was set aside, and gives the
// webhook what it never got.
import type { TenantId, WebhookId } from "@ticketwire/contract";
import type { Queryable } from "../db/database.ts";
import { dayOf } from "../db/partitions.ts";
import { sql } from "../db/sql.ts";
import { firstIdOf } from "../db/uuid.ts";
import { planNow } from "./plan-now.ts";
import type { JobRequest, JobRow } from "./recover-job.ts";

// Ids of deliveries are computed in a step of their own before they are compared: PostgreSQL must not call a function of ours
// on a row before its policy has let the row through, and would filter where it could look up.

interface Key {
  readonly tenantId: TenantId;
  readonly webhookId: WebhookId;
}

/** One event that a job is about: what has to happen with it. */
export interface FoundEvent {
  readonly day: string;
  readonly event_id: string;
  readonly action: "resend" | "give" | "skip";
}

export interface WalkStep {
  readonly found: readonly FoundEvent[];
  /** How many events were looked at, whether they matched or not. */
  readonly examined: number;
  readonly last: { readonly day: string; readonly eventId: string } | null;
}

type RecoverRequest = Extract<JobRequest, { kind: "recover" }>;

// A row of events with `action` null was looked at and is none of the job's business.
interface WalkedRow {
  readonly day: string;
  readonly event_id: string;
  readonly action: FoundEvent["action"] | null;
}

// Events are told of when they happened or later, so those of a time have ids of that time or later; a minute is allowed
// for programs that date theirs ahead.
const AHEAD_MS = 60_000;

function firstPlace(since: string): { readonly day: string; readonly eventId: string } {
  const moment = new Date(Math.max(0, Date.parse(since) - AHEAD_MS));
  return { day: dayOf(moment), eventId: firstIdOf(moment.getTime()) };
}

/**
 * Looks at the next `limit` events behind the job's place, in the order of their partition and id. Takes no lock: what it
 * finds is checked again by the statements that change something.
 *
 * An event that still waits for fan-out is none of the job's business: it is about to be given, or not, by the webhook's
 * filter of now. Events of tests belong to their test only.
 */
export async function walkEvents(tx: Queryable, job: JobRow, limit: number): Promise<WalkStep> {
  const request = job.request as RecoverRequest;
  const start = firstPlace(request.since);
  const { day = start.day, eventId = start.eventId } = job.progress;
  const takesFailed = request.only !== "missing";
  const takesMissing = request.only !== "failed";
  const rows = await tx.query<WalkedRow>(
    planNow(sql`
    WITH looked AS MATERIALIZED (
      SELECT e.day, e.event_id, e.event_type, e.subject_id, e.occurred_at, e.is_test,
        ticketwire.delivery_id(e.event_id, ${job.webhook_id}::uuid) AS delivery_id
      FROM ticketwire.events AS e
      WHERE e.tenant_id = ${job.tenant_id} AND e.day >= ${day}::date AND (e.day, e.event_id) > (${day}::date, ${eventId}::uuid)
      ORDER BY e.day, e.event_id LIMIT ${limit}
    ), webhook AS (
      SELECT event_types, event_filter FROM ticketwire.webhooks
      WHERE tenant_id = ${job.tenant_id} AND webhook_id = ${job.webhook_id}
    )
    SELECT l.day, l.event_id, CASE
        WHEN l.is_test OR l.occurred_at < ${request.since}::timestamptz OR l.occurred_at > ${request.until}::timestamptz
          OR NOT coalesce(l.event_type = ANY (${request.event_types}::text[]), true)
          OR NOT coalesce(l.subject_id = ANY (${request.ticket_ids}::uuid[]), ${request.ticket_ids === null}) THEN NULL
        WHEN d.status IN ('delivered', 'pending', 'retrying') THEN 'skip'
        WHEN d.status = 'abandoned' THEN CASE WHEN ${takesFailed} THEN 'resend' END
        WHEN d.status = 'held' THEN CASE WHEN ${takesMissing} THEN 'resend' END
        WHEN NOT ${takesMissing} OR NOT l.event_type = ANY (w.event_types) THEN NULL
        WHEN EXISTS (SELECT FROM ticketwire.outbox AS o
          WHERE o.tenant_id = ${job.tenant_id} AND o.occurred_at = l.occurred_at AND o.event_id = l.event_id) THEN NULL
        WHEN w.event_filter IS NULL OR (
          SELECT ticketwire.filter_matches(w.event_filter, e.body::jsonb) FROM ticketwire.events AS e
          WHERE e.tenant_id = ${job.tenant_id} AND e.day = l.day AND e.event_id = l.event_id) THEN 'give'
      END AS action
    FROM looked AS l CROSS JOIN webhook AS w
    LEFT JOIN LATERAL (
      SELECT status FROM ticketwire.deliveries
      WHERE tenant_id = ${job.tenant_id} AND day = l.day AND delivery_id = l.delivery_id LIMIT 1
    ) AS d ON true
    ORDER BY l.day, l.event_id`),
  );
  const last = rows.at(-1);
  return {
    found: rows.filter((row): row is FoundEvent => row.action !== null),
    examined: rows.length,
    last: last ? { day: last.day, eventId: last.event_id } : null,
  };
}

/**
 * Sends deliveries again that were abandoned or held: due now, the ladder from its start. Whoever comes second finds them
 * changed and changes nothing. Returns how many it was.
 */
export async function resendSetAside(
  tx: Queryable,
  key: Key,
  resend: { readonly events: readonly FoundEvent[]; readonly now: Date },
): Promise<number> {
  if (resend.events.length === 0) return 0;
  const rows = await tx.query(
    planNow(sql`
    WITH wanted AS MATERIALIZED (
      SELECT day, ticketwire.delivery_id(event_id, ${key.webhookId}::uuid) AS delivery_id
      FROM unnest(${resend.events.map((event) => event.day)}::date[], ${resend.events.map((event) => event.event_id)}::uuid[])
        AS e (day, event_id)
    )
    UPDATE ticketwire.deliveries AS d
    SET status = CASE WHEN d.attempt_number = 0 THEN 'pending' ELSE 'retrying' END, next_attempt_at = ${resend.now},
      ladder_step = 0, completed_at = NULL, reason = 'Sent again by a recover job.'
    FROM wanted AS w
    WHERE d.tenant_id = ${key.tenantId} AND d.day = w.day AND d.delivery_id = w.delivery_id
      AND d.status IN ('abandoned', 'held')
    RETURNING 1`),
  );
  return rows.length;
}

/**
 * Gives the webhook events that it never got: new deliveries at the end of its sequence, due now.
 *
 * The head's row lock is taken first and held until the commit, as fan-out does: no other writer gives this webhook anything
 * meanwhile, so those still missing after it are missing, and the sequence stays dense. Null when the lane is paused.
 */
export async function giveEvents(
  tx: Queryable,
  key: Key,
  gift: { readonly events: readonly FoundEvent[]; readonly now: Date },
): Promise<number | null> {
  const [head] = await tx.query<{ paused: boolean }>(sql`
    SELECT paused FROM ticketwire.lane_heads
    WHERE tenant_id = ${key.tenantId} AND webhook_id = ${key.webhookId} FOR UPDATE`);
  if (head === undefined || head.paused) return null;
  if (gift.events.length === 0) return 0;
  const rows = await tx.query(
    planNow(sql`
    WITH wanted AS MATERIALIZED (
      SELECT day, event_id, ticketwire.delivery_id(event_id, ${key.webhookId}::uuid) AS delivery_id
      FROM unnest(${gift.events.map((event) => event.day)}::date[], ${gift.events.map((event) => event.event_id)}::uuid[])
        AS g (day, event_id)
    ), missing AS MATERIALIZED (
      SELECT g.day, g.event_id, g.delivery_id, e.event_type, e.subject_id,
        row_number() OVER (ORDER BY g.day, g.event_id) AS position
      FROM wanted AS g CROSS JOIN LATERAL (
        SELECT event_type, subject_id FROM ticketwire.events
        WHERE tenant_id = ${key.tenantId} AND day = g.day AND event_id = g.event_id LIMIT 1
      ) AS e
      WHERE NOT EXISTS (SELECT FROM ticketwire.deliveries
        WHERE tenant_id = ${key.tenantId} AND day = g.day AND delivery_id = g.delivery_id)
    ), bumped AS (
      UPDATE ticketwire.lane_heads SET last_sequence = last_sequence + (SELECT count(*) FROM missing)
      WHERE tenant_id = ${key.tenantId} AND webhook_id = ${key.webhookId}
      RETURNING last_sequence - (SELECT count(*) FROM missing) AS before
    )
    INSERT INTO ticketwire.deliveries (tenant_id, day, delivery_id, webhook_id, event_id, subject_id, sequence, created_at,
      event_type, status, next_attempt_at, reason, payload_fields)
    SELECT ${key.tenantId}, m.day, m.delivery_id, ${key.webhookId}, m.event_id, m.subject_id,
      b.before + m.position, ${gift.now}, m.event_type, 'pending', ${gift.now},
      'Given by a recover job.', w.payload_fields
    FROM missing AS m CROSS JOIN bumped AS b
    JOIN ticketwire.webhooks AS w ON w.tenant_id = ${key.tenantId} AND w.webhook_id = ${key.webhookId}
    RETURNING 1`),
  );
  return rows.length;
}

export interface ReleaseStep {
  readonly released: number;
  readonly lastSequence: number;
}

/**
 * Releases up to `limit` held deliveries behind a sequence: due now, the ladder from its start. Found by the index of what
 * is set aside; those that another process releases at the same moment are left to it.
 */
export async function releaseHeld(
  tx: Queryable,
  key: Key,
  release: { readonly after: number; readonly limit: number; readonly now: Date },
): Promise<ReleaseStep> {
  const [row] = await tx.query<{ released: number; last_sequence: number }>(
    planNow(sql`
    WITH held AS MATERIALIZED (
      SELECT day, delivery_id, sequence FROM ticketwire.deliveries
      WHERE tenant_id = ${key.tenantId} AND webhook_id = ${key.webhookId} AND set_aside = 'held'
        AND sequence > ${release.after}
      ORDER BY sequence LIMIT ${release.limit} FOR UPDATE SKIP LOCKED
    ), released AS (
      UPDATE ticketwire.deliveries AS d
      SET status = CASE WHEN d.attempt_number = 0 THEN 'pending' ELSE 'retrying' END, next_attempt_at = ${release.now},
        ladder_step = 0, completed_at = NULL, reason = 'Released when the webhook was enabled again.'
      FROM held AS h WHERE d.tenant_id = ${key.tenantId} AND d.day = h.day AND d.delivery_id = h.delivery_id
      RETURNING 1
    )
    SELECT (SELECT count(*) FROM released) AS released, (SELECT coalesce(max(sequence), 0) FROM held) AS last_sequence`),
  );
  return { released: row?.released ?? 0, lastSequence: row?.last_sequence ?? 0 };
}

/**
 * Tells a lane that something of it is due: whoever owns it, or takes it next, looks. The API's one write to `lanes`, in a
 * statement of its own after the deliveries have committed, so that the owner's outcomes never wait for a whole chunk.
 */
export async function markLaneDue(engine: Queryable, key: Key, now: Date): Promise<void> {
  await engine.query(sql`
    UPDATE ticketwire.lanes SET next_due_at = ${now}
    WHERE tenant_id = ${key.tenantId} AND webhook_id = ${key.webhookId}`);
  await engine.query(sql`SELECT pg_notify('ticketwire_lanes', ${key.webhookId})`);
}
