// Ten million deliveries over the days of the retention, set-based: a day a transaction, half of all to one webhook, a tenth to each
// of five others. Nearly all were delivered at once; one in 200 was given up, and on the last day some wait for a retry.
// In: a place with tickets and how many. Out: events, deliveries and figures; days that hold any stay as they are.
import { dayOf } from "@ticketwire/engine/db/partitions";
import { type Fragment, fragment, sql } from "@ticketwire/engine/db/sql";
import { LATENCY_BUCKETS } from "@ticketwire/engine/webhook/latency";
import { vacuum } from "./fill-tickets.ts";
import { DAYS, listDays, type Place } from "./place.ts";

const FIRST_NUMBER = 1001;

interface DayFill {
  readonly day: string;
  /** Days before it. */
  readonly index: number;
  readonly events: number;
  readonly tickets: number;
}

/** The table that a day's events are made in before they are written twice. */
function eventsOf({ index }: DayFill): Fragment {
  return fragment(`bench_events_${index}`);
}

async function makeEvents({ db, tenantId }: Place, fill: DayFill): Promise<void> {
  const { day, index, events, tickets } = fill;
  const partition = `deliveries_${day.replaceAll("-", "")}`;
  // Rows are written as they are after their outcome, so they need no room to grow: pages are as full as a sent delivery leaves them.
  await db.engine.query(sql`ALTER TABLE ticketwire.${fragment(partition)} SET (fillfactor = 100)`);
  await db.engine.query(sql`DROP TABLE IF EXISTS public.${eventsOf(fill)}`);
  await db.engine.query(sql`
    CREATE UNLOGGED TABLE public.${eventsOf(fill)} AS
    SELECT n, at, ticketwire.uuid_v7(at, n % 4096) AS event_id, t.ticket_id,
      CASE WHEN n % 3 = 0 THEN 'ticket.created' ELSE 'ticket.updated' END AS type,
      json_build_object('ticket_id', t.ticket_id, 'ticket_number', 'TKT-' || t.number, 'title', t.title, 'description',
        t.description, 'status_id', t.status_id, 'client_id', t.client_id, 'board_id', t.board_id, 'tags', t.tags,
        'updated_at', t.updated_at, 'version', t.version)::text AS data
    FROM (SELECT n, ${day}::date::timestamp AT TIME ZONE 'UTC' + n * (interval '86000 seconds' / ${events}::int) AS at
      FROM generate_series(1, ${events}::bigint) AS n) AS numbered
    JOIN ticketwire.tickets AS t ON t.tenant_id = ${tenantId}
      AND t.number = ${FIRST_NUMBER}::bigint + (n * 7919 + ${index}::bigint * 104729) % ${tickets}::bigint`);
}

const OUTCOME = fragment(`
  CASE WHEN n % 200 = 0 THEN 'abandoned' ELSE 'delivered' END, CASE WHEN n % 200 = 0 THEN 6 ELSE 1 END,
  at + interval '30 milliseconds',
  CASE WHEN n % 200 = 0 THEN 'gave up after 6 failed attempts: answered 503' ELSE 'answered 200' END,
  at + interval '20 milliseconds', 'https://hooks.example.com/ticketwire',
  '{"User-Agent":"Ticketwire/0.1.0","X-Alga-Signature":"t=1767225600,v1=' || repeat(md5(n::text), 2) || '","webhook-signature":"v1,' || md5(n::text) || '"}',
  CASE WHEN n % 200 = 0 THEN 503 ELSE 200 END, '{"date":"Thu, 01 Jan 2026 00:00:00 GMT","content-type":"application/json","content-length":"11"}',
  CASE WHEN n % 200 = 0 THEN 'upstream is away' ELSE '{"ok":true}' END, false, 12.5, '{null,null,null,12,12.5}'::real[],
  CASE WHEN n % 200 = 0 THEN 'status' END, CASE WHEN n % 200 = 0 THEN 'answered 503' END`);

async function writeDay(place: Place, fill: DayFill): Promise<void> {
  const { db, tenantId, webhookIds } = place;
  const [first = "", ...others] = webhookIds;
  const { day, index, events } = fill;
  await db.engine.transaction(async (tx) => {
    await tx.query(sql`SET LOCAL synchronous_commit = off`);
    await tx.query(sql`
      INSERT INTO ticketwire.events (tenant_id, day, event_id, event_type, subject_id, occurred_at, body)
      SELECT ${tenantId}, ${day}::date, event_id, type, ticket_id, at,
        '{"event_id":"' || event_id || '","event_type":"' || type || '","occurred_at":"' || to_char(at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')
          || '","tenant_id":"' || ${tenantId}::text || '","data":' || data || '}'
      FROM public.${eventsOf(fill)} ORDER BY n`);
    // One in five goes to each of the others besides; there its sequence counts up by fifths.
    await tx.query(sql`
      INSERT INTO ticketwire.deliveries (tenant_id, day, delivery_id, webhook_id, event_id, subject_id, sequence, created_at, event_type,
        status, attempt_number, completed_at, reason, attempted_at, request_url, request_headers, response_status_code,
        response_headers, response_body, response_truncated, duration_ms, timing, error_class, error_message)
      SELECT ${tenantId}, ${day}::date, ticketwire.delivery_id(event_id, w.id), w.id, event_id, ticket_id, w.sequence,
        at + interval '10 milliseconds', type, ${OUTCOME}
      FROM public.${eventsOf(fill)} CROSS JOIN LATERAL (
        SELECT ${first}::uuid AS id, ${index}::bigint * ${events}::bigint + n AS sequence
        UNION ALL SELECT (${others}::uuid[])[1 + n % 5], ${index}::bigint * ${events / 5}::bigint + (n + 4) / 5
      ) AS w ORDER BY n`);
    await tx.query(sql`
      INSERT INTO ticketwire.delivery_stats (tenant_id, day, webhook_id, minute, delivered, failed, abandoned, latency)
      SELECT ${tenantId}, ${day}::date, webhook_id, minute, 115, 5, 1, array_fill(5, ARRAY[${LATENCY_BUCKETS}::int])
      FROM unnest(${webhookIds}::uuid[]) AS w (webhook_id),
        generate_series(${day}::date::timestamp AT TIME ZONE 'UTC', (${day}::date + 1)::timestamp AT TIME ZONE 'UTC' - interval '1 minute',
          interval '1 minute') AS minute`);
  });
}

// Heads and lanes stand where the last day left them; on that day some of the first webhook's deliveries wait for a retry.
async function settleLanes({ db, tenantId, webhookIds }: Place, day: string): Promise<void> {
  await db.engine.query(sql`
    UPDATE ticketwire.lane_heads AS h SET last_sequence = (SELECT coalesce(max(sequence), 0) FROM ticketwire.deliveries AS d
      WHERE d.tenant_id = h.tenant_id AND d.webhook_id = h.webhook_id)`);
  await db.engine.query(sql`
    UPDATE ticketwire.lanes AS l SET sent_through = h.last_sequence FROM ticketwire.lane_heads AS h
    WHERE h.tenant_id = l.tenant_id AND h.webhook_id = l.webhook_id`);
  await db.engine.query(sql`
    UPDATE ticketwire.deliveries SET status = 'retrying', next_attempt_at = now() + interval '1 hour', completed_at = NULL
    WHERE tenant_id = ${tenantId} AND webhook_id = ${webhookIds[0]} AND day = ${day}::date AND status = 'abandoned' AND hashint8(sequence) % 2 = 0`);
}

async function fillDay(place: Place, fill: DayFill): Promise<void> {
  const { db } = place;
  const [known] = await db.engine.query(sql`SELECT 1 FROM ticketwire.deliveries WHERE day = ${fill.day}::date LIMIT 1`);
  if (known) return;
  const startedAt = performance.now();
  await makeEvents(place, fill);
  await writeDay(place, fill);
  await db.engine.query(sql`DROP TABLE public.${eventsOf(fill)}`);
  for (const parent of ["events", "deliveries", "delivery_stats"])
    await vacuum(place, `${parent}_${fill.day.replaceAll("-", "")}`);
  console.log(`deliveries: day ${fill.index + 1} of ${DAYS}, ${Math.round(performance.now() - startedAt)} ms`);
}

/** Fills the days that are empty, two at a time. */
export async function fillDeliveries(
  place: Place,
  wanted: { readonly tickets: number; readonly deliveries: number },
): Promise<void> {
  // Each event makes two deliveries. A multiple of five, so that the others' sequences are dense.
  const events = Math.round(wanted.deliveries / DAYS / 2 / 5) * 5;
  const days = listDays().map((moment, index) => ({ day: dayOf(moment), index, events, tickets: wanted.tickets }));
  const fillEverySecond = async (from: number): Promise<void> => {
    for (let at = from; at < days.length; at += 2) {
      const fill = days[at];
      if (fill !== undefined) await fillDay(place, fill);
    }
  };
  await Promise.all([fillEverySecond(0), fillEverySecond(1)]);
  await settleLanes(place, days.at(-1)?.day ?? "");
}
