// Totals of a large tenant: counted once, and right at every moment though only what was written since is counted anew.
import type { TicketPayload } from "@ticketwire/contract";
import { afterAll, beforeAll, expect, test } from "vitest";
import { sql } from "../db/sql.ts";
import { openTestDatabase, type TestDatabase } from "../testkit/database.ts";
import { openTicketDesk, type TicketDesk } from "../testkit/ticket-desk.ts";
import { addComment } from "./add-comment.ts";
import type { TicketFilters } from "./list-filters.ts";
import { conditionsOf } from "./list-filters.ts";
import { listTickets } from "./list-tickets.ts";
import type { TicketStage } from "./stage.ts";
import { TicketCounts } from "./ticket-counts.ts";

let database: TestDatabase;
let desk: TicketDesk;

beforeAll(async () => {
  database = await openTestDatabase();
  desk = await openTicketDesk(database.db, "Counted");
});

afterAll(() => database[Symbol.asyncDispose]());

async function totalOf(stage: TicketStage, filters: TicketFilters): Promise<number> {
  const slice = { limit: 1, offset: 0, after: null };
  const order = { sort: "entered_at", isDescending: true } as const;
  const outcome = await listTickets(stage, { tenantId: desk.tenantId, filters, slice }, order);
  return outcome.kind === "page" ? outcome.total : -1;
}

async function plainTotal(filters: TicketFilters): Promise<number> {
  const [row] = await database.db.engine.query<{ n: number }>(sql`
    SELECT count(*) AS n FROM ticketwire.tickets AS t WHERE t.tenant_id = ${desk.tenantId}${conditionsOf(filters)}`);
  return row?.n ?? -1;
}

/** Filters by what counts are kept by, alone and together; and some that are not. */
function everyFilter(): readonly TicketFilters[] {
  const { statuses, priorities, users, boardId, clientId } = desk;
  const [open = "", closed = "", high = "", low = ""] = [
    statuses["Open"],
    statuses["Closed"],
    priorities["High"],
    priorities["Low"],
  ];
  return [
    {},
    { status_id: open },
    { status_ids: [open, closed] },
    { status_ids: [] },
    { priority_id: high.toUpperCase() },
    { priority_ids: [high, low], is_open: true },
    { board_id: boardId, is_closed: true },
    { assigned_to: users[0] },
    { assigned_to: users[1], priority_id: low },
    { assigned_to_ids: users, is_open: false },
    { is_open: true, is_closed: true },
    { client_id: clientId, is_open: true },
    { status_id: closed, priority_id: high },
    { created_from: new Date(0), is_open: true },
  ];
}

/** One write of every kind, and one of what no count is kept by. */
async function write(round: number, made: TicketPayload[]): Promise<void> {
  const { statuses, priorities, users } = desk;
  const pick = (step: number): string => made[(round * step) % made.length]?.ticket_id ?? "";
  await desk.change(pick(1), { status_id: statuses[round % 2 === 0 ? "Closed" : "Open"] ?? "" });
  await desk.change(pick(2), { priority_id: priorities[round % 3 === 0 ? "Low" : "High"] ?? "", assigned_to: null });
  await desk.change(pick(3), { assigned_to: users[round % 2] ?? null, title: `round ${round}` });
  await desk.change(pick(1), { status_id: statuses["Open"] ?? "", assigned_to: users[0] });
  await addComment(desk.stage, desk.actor, { ticketId: pick(5), text: "Any news?" });
  made.push(await desk.make({ assigned_to: users[round % 2] ?? null, priority_id: priorities["High"] ?? "" }));
}

test("every total is what a plain count says, while tickets are made, changed and commented on", async () => {
  const made: TicketPayload[] = [];
  for (let index = 0; index < 12; index++)
    made.push(
      await desk.make({
        status_id: desk.statuses[index % 3 === 0 ? "Closed" : "Open"] ?? "",
        priority_id: desk.priorities[index % 2 === 0 ? "High" : "Low"] ?? "",
        assigned_to: desk.users[index % 2] ?? null,
      }),
    );
  const counts = new TicketCounts(2);
  const stage = { ...desk.stage, counts };
  expect(await totalOf(stage, {})).toBe(12);
  await counts.settled(desk.tenantId);
  const kept = counts.of(database.db.forTenant(desk.tenantId), desk.tenantId);
  expect(kept?.cells.reduce((sum, cell) => sum + cell.tickets, 0)).toBe(12);
  for (let round = 0; round < 6; round++) {
    for (const filters of everyFilter())
      expect({ round, filters, total: await totalOf(stage, filters) }).toEqual({
        round,
        filters,
        total: await plainTotal(filters),
      });
    await write(round, made);
  }
  expect(counts.of(database.db.forTenant(desk.tenantId), desk.tenantId)).toBe(kept);
});

test("a write that commits after the count, with a time before it, is in the total as soon as it is there", async () => {
  const counts = new TicketCounts(2);
  const stage = { ...desk.stage, counts };
  const { ticket_id } = await desk.make({ status_id: desk.statuses["Open"] ?? "" });
  const { promise: released, resolve: release } = Promise.withResolvers<void>();
  const { promise: written, resolve: hasWritten } = Promise.withResolvers<void>();
  const slow = database.db.forTenant(desk.tenantId).transaction(async (tx) => {
    await tx.query(sql`
      WITH written AS (
        UPDATE ticketwire.tickets SET updated_at = clock_timestamp(), version = version + 1, is_closed = true, closed_at = now(),
          status_id = ${desk.statuses["Closed"]}::uuid
        WHERE tenant_id = ${desk.tenantId} AND ticket_id = ${ticket_id} RETURNING *)
      INSERT INTO ticketwire.ticket_history SELECT tenant_id, ticket_id, version, updated_at, NULL,
        json_build_object('status_id', json_build_object('previous', ${desk.statuses["Open"]}::uuid, 'new', status_id),
          'closed_at', json_build_object('previous', NULL, 'new', closed_at)) FROM written`);
    hasWritten();
    await released;
  });
  await written;
  await totalOf(stage, {});
  await counts.settled(desk.tenantId);
  const open = await totalOf(stage, { is_open: true });
  release();
  await slow;
  expect([await totalOf(stage, { is_open: true }), await plainTotal({ is_open: true })]).toEqual([open - 1, open - 1]);
});

test("nothing is kept of a tenant that is counted quickly, and a list answers before a count is there", async () => {
  const counts = new TicketCounts(1_000_000);
  const stage = { ...desk.stage, counts };
  const total = await totalOf(stage, {});
  await counts.settled(desk.tenantId);
  expect(counts.of(database.db.forTenant(desk.tenantId), desk.tenantId)).toBeUndefined();
  expect(total).toBe(await plainTotal({}));
});
