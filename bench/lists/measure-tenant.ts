// What spans the webhooks of a tenant: its list of deliveries, the trail of a ticket, webhooks, the overview. In: a place and a
// caller.
import { sql } from "@ticketwire/engine/db/sql";
import type { Caller, Listed } from "./caller.ts";
import type { Place } from "./place.ts";

interface Sample {
  readonly delivery_id: string;
  readonly event_id: string;
  readonly subject_id: string;
}

const DAY_MS = 86_400_000;

/** Measures what spans webhooks. */
export async function measureTenantLists({ db, webhookIds }: Place, { get, measure }: Caller): Promise<void> {
  const samples = await db.engine.query<Sample>(sql`
    SELECT delivery_id, event_id, subject_id FROM ticketwire.deliveries
    WHERE webhook_id = ${webhookIds[0]} AND sequence = ANY (SELECT n * 14009 FROM generate_series(1, 300) AS n)`);
  const sample = (count: number): Sample =>
    samples[count % samples.length] ?? { delivery_id: "", event_id: "", subject_id: "" };
  const list = (query: string): string => `/deliveries?${query}`;
  await measure("all deliveries, one by id", (count) => `/deliveries/${sample(count).delivery_id}`);
  await measure("all deliveries, first page", () => list("limit=25"));
  await measure("all deliveries, first page of 100", () => list("limit=100"));
  await measure("all deliveries, page 100 of 100", () => list("limit=100&page=100"));
  for (const status of ["abandoned", "retrying", "delivered", "pending"])
    await measure(`all deliveries, ${status}`, () => list(`status=${status}`));
  await measure("all deliveries, of a type", () => list("event_type=ticket.created"));
  await measure("all deliveries, of a ticket", (count) => list(`ticket_id=${sample(count).subject_id}`));
  await measure("all deliveries, of an event", (count) => list(`event_id=${sample(count).event_id}`));
  await measure("all deliveries, answered 5xx", () => list("response_status=5xx"));
  await measure("all deliveries, tests", () => list("is_test=true"));
  await measure("all deliveries, by a common text", () => list("search=printer"));
  await measure("all deliveries, by a text that is nowhere", (count) => list(`search=nowhere${count}`));
  const down = `limit=25&to_date=${new Date(Date.now() - 20 * DAY_MS).toISOString()}`;
  const first = await get(list(down));
  await measure("all deliveries, cursor 20 days down", (_count: number, last: Listed | null) =>
    list(`${down}&cursor=${(last ?? first).pagination.next_cursor ?? ""}`),
  );
  await measure("events of a ticket with their deliveries", (count) => `/tickets/${sample(count).subject_id}/events`);
  await measure("the same, newest first", (count) => `/tickets/${sample(count).subject_id}/events?order=desc`);
  await measure("versions of a ticket", (count) => `/tickets/${sample(count).subject_id}/history`);
  await measure("webhooks", () => "/webhooks");
  await measure("overview", () => "/overview");
}
