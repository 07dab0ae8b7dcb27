// Lists of deliveries, the feed, health and analytics: of a webhook with half of all deliveries, and of one with a tenth.
// In: a place and a caller.
import { sql } from "@ticketwire/engine/db/sql";
import type { Caller, Listed } from "./caller.ts";
import type { Place } from "./place.ts";

interface Sample {
  readonly delivery_id: string;
  readonly event_id: string;
  readonly subject_id: string;
}

function daysAgo(days: number): string {
  return new Date(Date.now() - days * 86_400_000).toISOString();
}

async function measureFigures([large, small]: readonly [string, string], measure: Caller["measure"]): Promise<void> {
  for (const [name, id] of [
    ["5,000,000 deliveries", large],
    ["1,000,000 deliveries", small],
  ] as const) {
    const of = `/webhooks/${id}`;
    await measure(`health, ${name}`, () => `${of}/health`);
    await measure(`analytics, the last 24 hours, ${name}`, () => `${of}/analytics`);
    await measure(
      `analytics, 30 days by the day, ${name}`,
      () => `${of}/analytics?from_date=${daysAgo(30)}&bucket=day`,
    );
    await measure(
      `analytics, a day by the minute, ${name}`,
      () => `${of}/analytics?from_date=${daysAgo(1)}&bucket=minute`,
    );
    await measure(
      `analytics, an hour by the minute, ${name}`,
      () => `${of}/analytics?from_date=${daysAgo(1 / 24)}&bucket=minute`,
    );
  }
}

/** Measures lists of deliveries. */
export async function measureDeliveryLists({ db, webhookIds }: Place, { get, measure }: Caller): Promise<void> {
  const [webhookId = "", small = ""] = webhookIds;
  const base = `/webhooks/${webhookId}`;
  const samples = await db.engine.query<Sample>(sql`
    SELECT delivery_id, event_id, subject_id FROM ticketwire.deliveries
    WHERE webhook_id = ${webhookId} AND sequence = ANY (SELECT n * 15013 FROM generate_series(1, 300) AS n)`);
  const sample = (count: number): Sample =>
    samples[count % samples.length] ?? { delivery_id: "", event_id: "", subject_id: "" };
  const middle = 15_013 * Math.floor(samples.length / 2);
  const list = (query: string): string => `${base}/deliveries?${query}`;
  await measure("deliveries, one by id", (count) => `${base}/deliveries/${sample(count).delivery_id}`);
  await measure("deliveries, first page", () => list("limit=25"));
  await measure("deliveries, first page of 100", () => list("limit=100"));
  await measure("deliveries, page 100 of 100", () => list("limit=100&page=100"));
  await measure("deliveries, abandoned", () => list("status=abandoned"));
  await measure("deliveries, abandoned, of a smaller webhook", () => `/webhooks/${small}/deliveries?status=abandoned`);
  await measure("deliveries, retrying", () => list("status=retrying"));
  await measure("deliveries, delivered", () => list("status=delivered"));
  await measure("deliveries, of a type", () => list("event_type=ticket.created"));
  await measure("deliveries, of a ticket", (count) => list(`ticket_id=${sample(count).subject_id}`));
  await measure("deliveries, of an event", (count) => list(`event_id=${sample(count).event_id}`));
  await measure("deliveries, answered 5xx", () => list("response_status=5xx"));
  await measure("deliveries, tests", () => list("is_test=true"));
  await measure("deliveries, of an hour 20 days ago", () =>
    list(`from_date=${daysAgo(20)}&to_date=${daysAgo(20 - 1 / 24)}`),
  );
  await measure("deliveries, by a common text", () => list("search=printer"), 100);
  await measure("deliveries, by a text that is nowhere", (count) => list(`search=nowhere${count}`), 100);
  const down = `limit=25&to_date=${daysAgo(20)}`;
  const first = await get(list(down));
  const goOn = (_count: number, last: Listed | null): string =>
    list(`${down}&cursor=${(last ?? first).pagination.next_cursor ?? ""}`);
  await measure("deliveries, cursor 20 days down", goOn);
  const feed = (from: number) => (_count: number, last: Listed | null) =>
    `${base}/events?after=${last?.meta?.next_after ?? from}&limit=100`;
  const [head] = await db.engine.query<{ last: number }>(
    sql`SELECT last_sequence AS last FROM ticketwire.lane_heads WHERE webhook_id = ${webhookId}`,
  );
  await measure("feed, 100 entries, from the beginning on", feed(0));
  await measure("feed, 100 entries, from the middle on", feed(middle));
  await measure("feed, the last 100 entries", () => `${base}/events?after=${(head?.last ?? 0) - 100}&limit=100`);
  await measure("feed, nothing new", () => `${base}/events?after=${head?.last ?? 0}&limit=100`);
  await measureFigures([webhookId, small], measure);
}
