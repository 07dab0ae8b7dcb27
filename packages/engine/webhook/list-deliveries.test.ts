// Lists of deliveries: order, filters, cursors, on a real database with several days of history.
import { randomUUID } from "node:crypto";
import type { TenantId, WebhookId } from "@ticketwire/contract";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { maintainPartitions } from "../db/partitions.ts";
import { sql } from "../db/sql.ts";
import { openTestDatabase, type TestDatabase } from "../testkit/database.ts";
import { WebhookDesk } from "../testkit/webhook-desk.ts";
import type { DeliveryFilter } from "./delivery-filter.ts";
import { type ListPosition, listDeliveries } from "./list-deliveries.ts";
import { readDelivery } from "./read-delivery.ts";
import { shortcutOf } from "./shortcut.ts";

let test: TestDatabase;
let desk: WebhookDesk;
let key: { tenantId: TenantId; webhookId: WebhookId };
const HOUR_MS = 3_600_000;
const today = new Date();
today.setUTCHours(0, 0, 0, 0);
const subject = randomUUID();

/** Three days of 40 deliveries and two tests each. Sequence n: n % 10 is 0 abandoned (500), 1 retrying (503), 2 held, else delivered. */
async function makeHistory(): Promise<void> {
  for (const daysAgo of [2, 1, 0]) {
    const day = new Date(today.getTime() - daysAgo * 24 * HOUR_MS);
    await maintainPartitions(test.db, { now: day, retentionDays: 30 });
    const first = (2 - daysAgo) * 40 + 1;
    await test.db.engine.query(sql`
      WITH made AS (
        SELECT n, ticketwire.uuid_v7(${day}::timestamptz + n * interval '10 minutes') AS event_id,
          ${day}::timestamptz + n * interval '10 minutes' AS at, n > 40 AS is_test
        FROM generate_series(1, 42) AS n
      ), events AS (
        INSERT INTO ticketwire.events (tenant_id, day, event_id, event_type, subject_id, occurred_at, body, is_test)
        SELECT ${key.tenantId}, ${day}::date, event_id, 'ticket.created', CASE WHEN n = 7 THEN ${subject}::uuid END, at,
          '{"event_id":"e","event_type":"t","occurred_at":"o","tenant_id":"t","data":{"ticket_id":"x","title":"Ticket no ' || n || '"}}', is_test
        FROM made
      )
      INSERT INTO ticketwire.deliveries (tenant_id, day, delivery_id, webhook_id, event_id, subject_id, sequence, created_at,
        event_type, status, is_test, attempt_number, next_attempt_at, attempted_at, response_status_code, response_body,
        error_class, error_message, payload_fields)
      SELECT ${key.tenantId}, ${day}::date, ticketwire.delivery_id(event_id, ${key.webhookId}::uuid), ${key.webhookId}, event_id,
        CASE WHEN n = 7 THEN ${subject}::uuid END, CASE WHEN NOT is_test THEN ${first}::int + n - 1 END,
        -- The tests lie between the sequences of their day.
        CASE n WHEN 41 THEN ${day}::timestamptz + interval '55 minutes' WHEN 42 THEN ${day}::timestamptz + interval '105 minutes' ELSE at END,
        CASE WHEN n % 2 = 0 THEN 'ticket.created' ELSE 'ticket.closed' END,
        CASE WHEN is_test THEN 'delivered' WHEN n % 10 = 0 THEN 'abandoned' WHEN n % 10 = 1 THEN 'retrying' WHEN n % 10 = 2 THEN 'held' ELSE 'delivered' END,
        is_test, CASE WHEN n % 10 = 2 THEN 0 ELSE 1 END, CASE WHEN n % 10 = 1 AND NOT is_test THEN now() + interval '1 hour' END,
        CASE WHEN n % 10 <> 2 THEN at END,
        CASE WHEN n % 10 = 0 THEN 500 WHEN n % 10 = 1 AND NOT is_test THEN 503 WHEN n % 10 = 2 AND NOT is_test THEN NULL ELSE 200 END,
        'answer ' || n, CASE WHEN n % 10 IN (0, 1) AND NOT is_test THEN 'status' END, CASE WHEN n % 10 = 0 THEN 'answered 500' END,
        CASE WHEN n = 8 THEN '{"ticket": []}'::jsonb END
      FROM made`);
  }
}

beforeAll(async () => {
  test = await openTestDatabase();
  desk = await WebhookDesk.open(test);
  const { record } = await desk.create();
  key = { tenantId: desk.tenantId, webhookId: record.webhook_id };
  await makeHistory();
  // Another webhook of the same events must never show.
  const other = await desk.create();
  await test.db.engine.query(sql`
    INSERT INTO ticketwire.deliveries (tenant_id, day, delivery_id, webhook_id, event_id, sequence, created_at, event_type, status)
    SELECT tenant_id, day, gen_random_uuid(), ${other.record.webhook_id}, event_id, sequence, created_at, event_type, status
    FROM ticketwire.deliveries WHERE sequence IS NOT NULL`);
});

afterAll(async () => {
  await test[Symbol.asyncDispose]();
});

interface Listed {
  readonly marks: readonly string[];
  readonly totals: ReadonlySet<number>;
}

/** A delivery's mark: its sequence, or T and its day for a test. */
async function listAll(filter: DeliveryFilter, limit: number): Promise<Listed> {
  const marks: string[] = [];
  const totals = new Set<number>();
  let after: ListPosition | null = null;
  do {
    const page = await listDeliveries(test.db.forTenant(key.tenantId), key, { filter, limit, offset: 0, after });
    for (const delivery of page.deliveries)
      marks.push(delivery.is_test ? `T${delivery.created_at.slice(11, 16)}` : String(delivery.sequence));
    totals.add(page.total);
    after = page.next;
  } while (after !== null);
  return { marks, totals };
}

function downFrom(first: number, last: number): string[] {
  return Array.from({ length: first - last + 1 }, (_, index) => String(first - index));
}

const oneDay = (first: number): string[] => [
  ...downFrom(first + 39, first + 10),
  "T01:45",
  ...downFrom(first + 9, first + 5),
  "T00:55",
  ...downFrom(first + 4, first),
];
const everything = [...oneDay(81), ...oneDay(41), ...oneDay(1)];

describe("a list of deliveries", () => {
  it.each([1, 7, 25, 100, 126])("is newest first and complete in pages of %i", async (limit) => {
    const { marks, totals } = await listAll({}, limit);
    expect(marks).toEqual(everything);
    expect([...totals]).toEqual([126]);
  });

  it("gives any page by its offset", async () => {
    const tenant = test.db.forTenant(key.tenantId);
    const page = await listDeliveries(tenant, key, { filter: {}, limit: 10, offset: 40, after: null });
    expect(page.deliveries.map((delivery) => String(delivery.sequence ?? "T"))).toEqual(
      everything.slice(40, 50).map((mark) => (mark.startsWith("T") ? "T" : mark)),
    );
    const last = await listDeliveries(tenant, key, { filter: {}, limit: 10, offset: 120, after: null });
    expect([last.deliveries.length, last.next]).toEqual([6, null]);
    const beyond = await listDeliveries(tenant, key, { filter: {}, limit: 10, offset: 500, after: null });
    expect([beyond.deliveries.length, beyond.next, beyond.total]).toEqual([0, null, 126]);
  });

  it("neither skips nor repeats what was there when new ones come in between pages", async () => {
    const tenant = test.db.forTenant(key.tenantId);
    const first = await listDeliveries(tenant, key, { filter: {}, limit: 30, offset: 0, after: null });
    await test.db.engine.query(sql`
      INSERT INTO ticketwire.deliveries (tenant_id, day, delivery_id, webhook_id, event_id, sequence, created_at, event_type, status)
      VALUES (${key.tenantId}, ${today}::date, gen_random_uuid(), ${key.webhookId}, gen_random_uuid(), 1000, now(), 'x', 'pending')`);
    const second = await listDeliveries(tenant, key, { filter: {}, limit: 96, offset: 0, after: first.next });
    await test.db.engine.query(
      sql`DELETE FROM ticketwire.deliveries WHERE webhook_id = ${key.webhookId} AND sequence = 1000`,
    );
    const seen = [...first.deliveries, ...second.deliveries].map((delivery) => String(delivery.sequence ?? "T"));
    expect(seen).toEqual(everything.map((mark) => (mark.startsWith("T") ? "T" : mark)));
  });
});

const byRest = (...rests: number[]): string[] =>
  downFrom(120, 1).filter((mark) => rests.includes((((Number(mark) - 1) % 40) + 1) % 10));

describe("filters of deliveries", () => {
  const dayOf = (daysAgo: number): number => today.getTime() - daysAgo * 24 * HOUR_MS;
  const cases: readonly (readonly [string, DeliveryFilter, readonly string[]])[] = [
    ["abandoned", { status: ["abandoned"] }, byRest(0)],
    ["held", { status: ["held"] }, byRest(2)],
    ["retrying", { status: ["retrying"] }, byRest(1)],
    ["abandoned or retrying", { status: ["abandoned", "retrying"] }, byRest(0, 1)],
    [
      "delivered",
      { status: ["delivered"] },
      everything.filter((mark) => mark.startsWith("T") || byRest(3, 4, 5, 6, 7, 8, 9).includes(mark)),
    ],
    ["tests", { isTest: true }, ["T01:45", "T00:55", "T01:45", "T00:55", "T01:45", "T00:55"]],
    ["no tests", { isTest: false }, downFrom(120, 1)],
    ["one ticket", { ticketId: subject }, ["87", "47", "7"]],
    ["one ticket, delivered", { ticketId: subject, status: ["delivered"] }, ["87", "47", "7"]],
    ["one ticket, abandoned", { ticketId: subject, status: ["abandoned"] }, []],
    ["status code 500", { responseStatus: [[500, 500]] }, byRest(0)],
    ["status codes of errors", { responseStatus: [[500, 599]] }, byRest(0, 1)],
    ["status code 200", { responseStatus: [[200, 200]], isTest: false }, byRest(3, 4, 5, 6, 7, 8, 9)],
    [
      "type",
      { eventTypes: ["ticket.closed"], isTest: false },
      downFrom(120, 1).filter((mark) => Number(mark) % 2 === 1),
    ],
    ["from yesterday", { from: new Date(dayOf(1)) }, [...oneDay(81), ...oneDay(41)]],
    ["until yesterday", { to: new Date(dayOf(0) - 1) }, [...oneDay(41), ...oneDay(1)]],
    [
      "an hour of yesterday",
      { from: new Date(dayOf(1) + HOUR_MS), to: new Date(dayOf(1) + 2 * HOUR_MS) },
      ["52", "51", "T01:45", "50", "49", "48", "47", "46"],
    ],
    ["text of the body", { search: "ticket NO 39" }, ["119", "79", "39"]],
    ["text of the answer", { search: "ANSWER 7" }, ["87", "47", "7"]],
    ["text that nothing has", { search: "100%" }, []],
    [
      "all at once",
      { status: ["abandoned"], responseStatus: [[500, 500]], search: "answered 500", from: new Date(dayOf(0)) },
      ["120", "110", "100", "90"],
    ],
  ];

  it.each(cases)("find %s", async (_name, filter, expected) => {
    for (const limit of [3, 100]) {
      const { marks, totals } = await listAll(filter, limit);
      expect(marks).toEqual(expected);
      expect([...totals]).toEqual([expected.length]);
    }
  });

  it("find one event's delivery", async () => {
    const tenant = test.db.forTenant(key.tenantId);
    const page = await listDeliveries(tenant, key, { filter: {}, limit: 60, offset: 0, after: null });
    for (const delivery of page.deliveries) {
      const found = await listDeliveries(tenant, key, {
        filter: { eventId: delivery.event_id },
        limit: 5,
        offset: 0,
        after: null,
      });
      expect(found.deliveries).toEqual([delivery]);
    }
    const none = await listDeliveries(tenant, key, {
      filter: { eventId: randomUUID() },
      limit: 5,
      offset: 0,
      after: null,
    });
    expect(none).toMatchObject({ deliveries: [], next: null, total: 0 });
  });

  it("use an index where one names what they let through", () => {
    expect(shortcutOf({})).toBeNull();
    expect(shortcutOf({ status: ["delivered", "held"] })).toBeNull();
    expect(shortcutOf({ responseStatus: [[200, 500]] })).toBeNull();
    expect(shortcutOf({ status: ["held"] })).toEqual({ kind: "open", status: ["held"] });
    expect(shortcutOf({ status: ["held"], ticketId: subject })).toEqual({ kind: "ticket" });
  });
});

describe("more held or abandoned ones than are named at once", () => {
  let crowded: typeof key;
  const ids: Record<string, readonly string[]> = {};

  // Over two days 3,000 deliveries: of five, two are held, two abandoned, one is delivered; every seventh is of another type.
  beforeAll(async () => {
    const { record } = await desk.create();
    crowded = { tenantId: desk.tenantId, webhookId: record.webhook_id };
    await test.db.engine.query(sql`
      INSERT INTO ticketwire.deliveries (tenant_id, day, delivery_id, webhook_id, event_id, sequence, created_at, event_type, status)
      SELECT ${crowded.tenantId}, ${today}::date - n / 1500, gen_random_uuid(), ${crowded.webhookId}, gen_random_uuid(), 3000 - n,
        ${today}::timestamptz - n * interval '1 minute', CASE WHEN n % 7 = 0 THEN 'ticket.closed' ELSE 'ticket.created' END,
        (ARRAY['held', 'held', 'abandoned', 'abandoned', 'delivered'])[1 + n % 5]
      FROM generate_series(0, 2999) AS n`);
    for (const status of ["held", "abandoned"]) {
      const rows = await test.db.engine.query<{ delivery_id: string }>(sql`
        SELECT delivery_id FROM ticketwire.deliveries WHERE webhook_id = ${crowded.webhookId} AND status = ${status}
        ORDER BY day DESC, sequence DESC`);
      ids[status] = rows.map((row) => row.delivery_id);
    }
  });

  it.each(["held", "abandoned"] as const)("are listed in order, each once, with their total: %s", async (status) => {
    const tenant = test.db.forTenant(crowded.tenantId);
    const seen: string[] = [];
    let after: ListPosition | null = null;
    do {
      const page = await listDeliveries(tenant, crowded, {
        filter: { status: [status] },
        limit: 100,
        offset: 0,
        after,
      });
      seen.push(...page.deliveries.map((delivery) => delivery.delivery_id));
      expect([page.total, page.isExact]).toEqual([1200, true]);
      after = page.next;
    } while (after !== null);
    expect(seen).toEqual(ids[status]);
    const filter = { status: [status], eventTypes: ["ticket.closed"] };
    const closed = await listDeliveries(tenant, crowded, { filter, limit: 100, offset: 20, after: null });
    const plain = await test.db.engine.query<{ delivery_id: string }>(sql`
      SELECT delivery_id FROM ticketwire.deliveries
      WHERE webhook_id = ${crowded.webhookId} AND status = ${status} AND event_type = 'ticket.closed'
      ORDER BY day DESC, sequence DESC`);
    expect(closed.deliveries.map((delivery) => delivery.delivery_id)).toEqual(
      plain.slice(20, 120).map((row) => row.delivery_id),
    );
    expect(closed.total).toBe(plain.length);
  });
});

describe("a single delivery", () => {
  it("shows the body as it is sent to this webhook, and nothing to others", async () => {
    const tenant = test.db.forTenant(key.tenantId);
    const page = await listDeliveries(tenant, key, {
      filter: { search: "answer 8" },
      limit: 1,
      offset: 0,
      after: null,
    });
    const id = page.deliveries[0]?.delivery_id ?? "";
    const delivery = await readDelivery(tenant, key, id);
    expect(delivery?.request_body).toContain('"data":{"ticket_id":"x"}}');
    expect(delivery).toMatchObject(page.deliveries[0] ?? {});
    expect(await readDelivery(tenant, { ...key, webhookId: randomUUID() as WebhookId }, id)).toBeUndefined();
    expect(await readDelivery(test.db.forTenant(randomUUID() as TenantId), key, id)).toBeUndefined();
    expect(await readDelivery(tenant, key, "ffffffff-ffff-ffff-ffff-ffffffffffff")).toBeUndefined();
  });
});
