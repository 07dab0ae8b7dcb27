// The list of all deliveries of a tenant: order, filters, cursors, over several webhooks and days, against what a plain look
// at the rows says.
import type { TenantId, WebhookId } from "@ticketwire/contract";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { maintainPartitions } from "../db/partitions.ts";
import { sql } from "../db/sql.ts";
import { openTestDatabase, type TestDatabase } from "../testkit/database.ts";
import { WebhookDesk } from "../testkit/webhook-desk.ts";
import type { DeliveryFilter } from "./delivery-filter.ts";
import type { DeliveryRecord } from "./delivery-record.ts";
import { listTenantDeliveries, type TenantListPosition } from "./list-tenant-deliveries.ts";
import { readDelivery } from "./read-delivery.ts";

const HOUR_MS = 3_600_000;
const STATUSES = ["delivered", "abandoned", "retrying", "held", "pending", "delivered", "delivered"];

let test: TestDatabase;
let desk: WebhookDesk;
let everything: readonly DeliveryRecord[];
const today = new Date();
today.setUTCHours(0, 0, 0, 0);

/** A day of 30 events for a webhook, one a minute; every tenth is a test. */
async function makeDay(webhookId: WebhookId, daysAgo: number): Promise<void> {
  const day = new Date(today.getTime() - daysAgo * 24 * HOUR_MS);
  await maintainPartitions(test.db, { now: day, retentionDays: 30 });
  await test.db.engine.query(sql`
    WITH made AS (
      SELECT n, ticketwire.uuid_v7(${day}::timestamptz + n * interval '1 minute') AS event_id, gen_random_uuid() AS subject,
        ${day}::timestamptz + n * interval '1 minute' AS at, n % 10 = 9 AS is_test,
        (${STATUSES}::text[])[1 + n % ${STATUSES.length}::int] AS status
      FROM generate_series(1, 30) AS n
    ), events AS (
      INSERT INTO ticketwire.events (tenant_id, day, event_id, event_type, subject_id, occurred_at, body, is_test)
      SELECT ${desk.tenantId}, ${day}::date, event_id, 'ticket.created', CASE WHEN NOT is_test THEN subject END, at,
        '{"event_id":"e","event_type":"t","occurred_at":"o","tenant_id":"t","data":{"title":"Ticket no ' || n || '"}}', is_test
      FROM made
    )
    INSERT INTO ticketwire.deliveries (tenant_id, day, delivery_id, webhook_id, event_id, subject_id, sequence, created_at,
      event_type, status, is_test, attempt_number, next_attempt_at, attempted_at, response_status_code)
    SELECT ${desk.tenantId}, ${day}::date, ticketwire.delivery_id(event_id, ${webhookId}::uuid), ${webhookId}, event_id,
      CASE WHEN NOT is_test THEN subject END, CASE WHEN NOT is_test THEN n + 100 * (2 - ${daysAgo}::int) END, at,
      CASE WHEN n % 2 = 0 THEN 'ticket.created' ELSE 'ticket.closed' END, CASE WHEN is_test THEN 'delivered' ELSE status END,
      is_test, 1, CASE WHEN status = 'retrying' AND NOT is_test THEN now() + interval '1 hour' END, at,
      CASE WHEN is_test OR status = 'delivered' THEN 200 WHEN status = 'abandoned' THEN 410 WHEN status = 'retrying' THEN 503 END
    FROM made`);
}

async function listAll(filter: DeliveryFilter, limit: number, tenantId: TenantId = desk.tenantId) {
  const rows: DeliveryRecord[] = [];
  const totals = new Set<number>();
  let after: TenantListPosition | null = null;
  do {
    const page = await listTenantDeliveries(test.db.forTenant(tenantId), tenantId, { filter, limit, offset: 0, after });
    rows.push(...page.deliveries);
    totals.add(page.total);
    after = page.next;
  } while (after !== null);
  return { rows, totals: [...totals] };
}

const keysOf = (rows: readonly DeliveryRecord[]): readonly string[] => rows.map((row) => row.delivery_id);

beforeAll(async () => {
  test = await openTestDatabase();
  const stranger = await WebhookDesk.open(test);
  desk = stranger;
  await makeDay((await stranger.create()).record.webhook_id, 0);
  desk = await WebhookDesk.open(test);
  for (const daysAgo of [2, 1, 0])
    for (const name of ["CRM", "Billing"]) {
      const { record } = await desk.create({ name });
      await makeDay(record.webhook_id, daysAgo);
    }
  everything = (await listAll({}, 100)).rows;
});

afterAll(async () => {
  await test[Symbol.asyncDispose]();
});

describe("the list of all deliveries", () => {
  it("holds those of every webhook of the tenant and of no other, newest event first", async () => {
    expect(everything).toHaveLength(180);
    expect(new Set(everything.map((row) => row.webhook_id)).size).toBe(6);
    expect(keysOf(everything)).toEqual([...keysOf(everything)].sort().reverse());
    const times = everything.map((row) => row.created_at);
    expect(times).toEqual([...times].sort().reverse());
    expect((await listAll({}, 100, crypto.randomUUID() as TenantId)).rows).toEqual([]);
  });

  it.each([1, 7, 100])("is complete in pages of %i, with one total", async (limit) => {
    const { rows, totals } = await listAll({}, limit);
    expect(keysOf(rows)).toEqual(keysOf(everything));
    expect(totals).toEqual([180]);
  });

  it("gives any page by its offset", async () => {
    const wish = { filter: {}, limit: 20, offset: 170, after: null };
    const page = await listTenantDeliveries(test.db.forTenant(desk.tenantId), desk.tenantId, wish);
    expect([keysOf(page.deliveries), page.next]).toEqual([keysOf(everything.slice(170)), null]);
  });
});

describe("its filters", () => {
  const noon = new Date(today.getTime() - 24 * HOUR_MS + 10 * 60_000);
  const cases: readonly (readonly [string, DeliveryFilter, (row: DeliveryRecord) => boolean])[] = [
    ...["delivered", "abandoned", "retrying", "held", "pending"].map(
      (status) =>
        [status, { status: [status] } as DeliveryFilter, (row: DeliveryRecord) => row.status === status] as const,
    ),
    ["held or pending", { status: ["held", "pending"] }, (row) => ["held", "pending"].includes(row.status)],
    ["tests", { isTest: true }, (row) => row.is_test],
    ["no tests", { isTest: false }, (row) => !row.is_test],
    ["errors", { responseStatus: [[400, 599]] }, (row) => (row.response_status_code ?? 0) >= 400],
    ["a type", { eventTypes: ["ticket.closed"] }, (row) => row.event_type === "ticket.closed"],
    ["a beginning", { from: noon }, (row) => Date.parse(row.created_at) >= noon.getTime()],
    ["an end", { to: noon }, (row) => Date.parse(row.created_at) <= noon.getTime()],
    ["a word", { search: "ticket NO 7" }, (row) => row.request_body?.includes("no 7") === true],
    ["the end of time", { to: new Date("9999-12-31T23:59:59.999Z") }, () => true],
    ["the beginning of time", { to: new Date("0001-01-01T00:00:00Z") }, () => false],
  ];

  it.each(cases)("find %s", async (_name, filter, isWanted) => {
    const expected = everything.filter(isWanted);
    for (const limit of [4, 100]) {
      const { rows, totals } = await listAll(filter, limit);
      expect(keysOf(rows)).toEqual(keysOf(expected));
      expect(totals).toEqual([expected.length]);
    }
  });

  it("find what one event or ticket led to, and a delivery by a part of its id", async () => {
    for (const row of everything.filter(({ is_test: isTest }) => !isTest).slice(0, 3)) {
      expect((await listAll({ eventId: row.event_id }, 5)).rows).toEqual([row]);
      expect((await listAll({ ticketId: row.ticket_id ?? "" }, 5)).rows).toEqual([row]);
      expect((await listAll({ search: row.delivery_id.slice(9).toUpperCase() }, 5)).rows).toEqual([row]);
    }
  });
});

it("a delivery is read by its id alone, by its own tenant only", async () => {
  const [row] = everything;
  const id = row?.delivery_id ?? "";
  expect(await readDelivery(test.db.forTenant(desk.tenantId), { tenantId: desk.tenantId }, id)).toMatchObject(
    row ?? {},
  );
  const other = crypto.randomUUID() as TenantId;
  expect(await readDelivery(test.db.forTenant(other), { tenantId: other }, id)).toBeUndefined();
});
