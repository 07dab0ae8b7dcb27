// The trail of a ticket: its events in order, and where each went.
import type { TenantId } from "@ticketwire/contract";
import { afterAll, beforeAll, expect, test } from "vitest";
import { sql } from "../db/sql.ts";
import { makeWebhook } from "../testkit/builders.ts";
import { openTestDatabase, type TestDatabase } from "../testkit/database.ts";
import { openTicketDesk, type TicketDesk } from "../testkit/ticket-desk.ts";
import { addComment } from "./add-comment.ts";
import { readTicketEvents } from "./read-ticket-events.ts";

let database: TestDatabase;
let desk: TicketDesk;

beforeAll(async () => {
  database = await openTestDatabase();
  desk = await openTicketDesk(database.db);
});

afterAll(() => database[Symbol.asyncDispose]());

const ALL = { limit: 100, offset: 0, after: null };

/** Leaves a delivery as the stages behind would. */
async function deliver(
  tenantId: TenantId,
  webhookId: string,
  wish: { type: string; status: string; attempts: number },
): Promise<void> {
  await desk.db.engine.query(sql`
    INSERT INTO ticketwire.deliveries (tenant_id, day, delivery_id, webhook_id, event_id, subject_id, sequence, created_at, event_type,
      status, attempt_number, reason, completed_at)
    SELECT tenant_id, day, ticketwire.delivery_id(event_id, ${webhookId}), ${webhookId}, event_id, subject_id, 1, occurred_at, event_type,
      ${wish.status}, ${wish.attempts}, 'because', '2026-01-02T03:04:05.678Z'
    FROM ticketwire.events WHERE tenant_id = ${tenantId} AND event_type = ${wish.type}`);
  await desk.db.engine.query(
    sql`DELETE FROM ticketwire.outbox WHERE tenant_id = ${tenantId} AND event_type = ${wish.type}`,
  );
}

test("tells each event in order, with every delivery of it, and what still waits for fan-out", async () => {
  const { tenantId } = desk;
  const ticket = await desk.make({ assigned_to: desk.users[0] });
  const key = { tenantId, ticketId: ticket.ticket_id };
  await desk.change(ticket.ticket_id, { status_id: desk.statuses["Closed"] ?? "" });
  await addComment(desk.stage, desk.actor, { ticketId: ticket.ticket_id, text: "Bye" });
  await desk.make();
  const first = await makeWebhook(desk.db, { tenantId });
  const second = await makeWebhook(desk.db, { tenantId });
  await deliver(tenantId, first, { type: "ticket.assigned", status: "delivered", attempts: 2 });
  await deliver(tenantId, second, { type: "ticket.assigned", status: "held", attempts: 0 });
  const trail = await readTicketEvents(desk.stage, key, ALL);
  const events = await desk.events(ticket.ticket_id);
  expect(trail?.total).toBe(6);
  expect(
    trail?.rows.map(({ event_id, event_type, occurred_at, data }) => ({
      event_id,
      event_type,
      occurred_at,
      tenant_id: tenantId,
      data,
    })),
  ).toEqual(events);
  expect(trail?.rows.map((entry) => entry.event_type)).toEqual([
    "ticket.created",
    "ticket.assigned",
    "ticket.updated",
    "ticket.status_changed",
    "ticket.closed",
    "ticket.comment.added",
  ]);
  expect(trail?.rows.map((entry) => entry.is_waiting)).toEqual([true, false, true, true, true, true]);
  const [, assigned] = trail?.rows ?? [];
  expect(assigned?.deliveries).toHaveLength(2);
  expect(assigned?.deliveries.find((delivery) => delivery.webhook_id === first)).toEqual({
    webhook_id: first,
    webhook_name: "Test",
    delivery_id: expect.stringMatching(/^[0-9a-f-]{36}$/) as string,
    status: "delivered",
    reason: "because",
    attempts: 2,
    next_retry_at: null,
    completed_at: "2026-01-02T03:04:05.678Z",
  });
  const middle = trail?.rows[2];
  const rest = await readTicketEvents(desk.stage, key, { limit: 2, offset: 0, after: middle ?? null });
  expect(rest?.rows).toEqual(trail?.rows.slice(3));
});

test("a trail is read newest first as well, and goes on to older ones", async () => {
  const { ticket_id: ticketId } = await desk.make();
  const key = { tenantId: desk.tenantId, ticketId };
  for (const title of ["Two", "Three", "Four"]) await desk.change(ticketId, { title });
  const oldest = await readTicketEvents(desk.stage, key, ALL);
  const newest = await readTicketEvents(desk.stage, key, { ...ALL, isNewestFirst: true });
  expect(oldest?.rows).toHaveLength(4);
  expect(newest?.rows).toEqual(oldest?.rows.toReversed());
  const older = await readTicketEvents(desk.stage, key, {
    ...ALL,
    after: newest?.rows[1] ?? null,
    isNewestFirst: true,
  });
  expect(older?.rows).toEqual(newest?.rows.slice(2));
});

test("a ticket of another tenant has no trail", async () => {
  const other = await openTicketDesk(database.db, "Other");
  const ticket = await other.make();
  expect(
    await readTicketEvents(desk.stage, { tenantId: desk.tenantId, ticketId: ticket.ticket_id }, ALL),
  ).toBeUndefined();
});

test("tells of a delivery that waits for an earlier event of the ticket, which is due at no time yet", async () => {
  const { tenantId } = desk;
  const ticket = await desk.make();
  const webhookId = await makeWebhook(desk.db, { tenantId, ordering: "ticket" });
  await deliver(tenantId, webhookId, { type: "ticket.created", status: "pending", attempts: 0 });
  await desk.db.engine.query(
    sql`UPDATE ticketwire.deliveries SET next_attempt_at = 'infinity', completed_at = NULL WHERE webhook_id = ${webhookId}`,
  );
  const trail = await readTicketEvents(desk.stage, { tenantId, ticketId: ticket.ticket_id }, ALL);
  expect(trail?.rows[0]?.deliveries).toMatchObject([{ status: "pending", next_retry_at: null, completed_at: null }]);
});
