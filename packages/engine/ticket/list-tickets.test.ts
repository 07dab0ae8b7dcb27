// Lists: filters, orders, pages, and walks by cursor that neither skip nor repeat while tickets are written.
import type { TicketPayload } from "@ticketwire/contract";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openTestDatabase, type TestDatabase } from "../testkit/database.ts";
import { openTicketDesk, type TicketDesk } from "../testkit/ticket-desk.ts";
import { addComment } from "./add-comment.ts";
import { sql } from "../db/sql.ts";
import type { TicketFilters } from "./list-filters.ts";
import { TICKET_SORTS, type TicketOrder } from "./list-order.ts";
import type { TicketPosition } from "./list-statement.ts";
import { type ListedTicket, listTickets } from "./list-tickets.ts";

let database: TestDatabase;
let desk: TicketDesk;

beforeAll(async () => {
  database = await openTestDatabase();
  desk = await openTicketDesk(database.db);
});

afterAll(() => database[Symbol.asyncDispose]());

const NEWEST: TicketOrder = { sort: "entered_at", isDescending: true };

interface Read {
  readonly rows: readonly ListedTicket[];
  readonly total: number;
}

async function read(
  of: TicketDesk,
  filters: TicketFilters,
  page: { order?: TicketOrder; limit?: number; offset?: number; after?: TicketPosition | null } = {},
): Promise<Read> {
  const slice = { limit: page.limit ?? 100, offset: page.offset ?? 0, after: page.after ?? null };
  const outcome = await listTickets(of.stage, { tenantId: of.tenantId, filters, slice }, page.order ?? NEWEST);
  if (outcome.kind !== "page") throw new Error(outcome.finding.message);
  return outcome;
}

async function numbers(of: TicketDesk, filters: TicketFilters): Promise<string[]> {
  const { rows, total } = await read(of, filters);
  expect(rows).toHaveLength(total);
  return rows.map(({ ticket }) => ticket.ticket_number).sort();
}

/** Walks through all pages; between pages `meanwhile` may write. */
async function walk(
  of: TicketDesk,
  ask: { order: TicketOrder; limit: number; filters?: TicketFilters },
  meanwhile: (page: number) => Promise<void> = () => Promise.resolve(),
): Promise<TicketPayload[]> {
  const seen: TicketPayload[] = [];
  let after: TicketPosition | null = null;
  for (let page = 1; page < 100; page++) {
    const { rows } = await read(of, ask.filters ?? {}, { order: ask.order, limit: ask.limit, after });
    seen.push(...rows.slice(0, ask.limit).map((row) => row.ticket));
    if (rows.length <= ask.limit) return seen;
    after = rows[ask.limit - 1]?.position ?? null;
    await meanwhile(page);
  }
  throw new Error("the walk does not end");
}

describe("filters", () => {
  let other: TicketDesk;
  let tickets: readonly [TicketPayload, TicketPayload, TicketPayload];

  beforeAll(async () => {
    other = await openTicketDesk(database.db, "Filters");
    const { statuses, users, contacts, priorities, categories } = other;
    tickets = [
      await other.make({ tags: ["vpn", "a,b"], assigned_to: users[0] }),
      await other.make({
        tags: ["vpn", "printer"],
        contact_name_id: contacts[0],
        priority_id: priorities["High"] ?? "",
      }),
      await other.make({ status_id: statuses["Closed"] ?? "", category_id: categories["Hardware"] ?? "" }),
    ];
  });

  test("each narrows the list, and its total with it", async () => {
    const { statuses, users, contacts, priorities, categories } = other;
    const [open = "", closed = "", high = ""] = [statuses["Open"], statuses["Closed"], priorities["High"]];
    const [one, two, three] = ["TKT-1001", "TKT-1002", "TKT-1003"];
    const cases: readonly (readonly [TicketFilters, readonly string[]])[] = [
      [{}, [one, two, three]],
      [{ status_id: closed }, [three]],
      [{ status_ids: [open, closed] }, [one, two, three]],
      [{ status_ids: [] }, []],
      [{ priority_id: high }, [two]],
      [{ client_id: other.clientId, board_id: other.boardId, is_open: true }, [one, two]],
      [{ is_open: false }, [three]],
      [{ is_closed: true }, [three]],
      [{ is_closed: true, is_open: true }, []],
      [{ contact_name_id: contacts[0] }, [two]],
      [{ category_id: categories["Hardware"] ?? "" }, [three]],
      [{ assigned_to: users[0] }, [one]],
      [{ assigned_to_ids: [users[0], users[1]] }, [one]],
      [{ tags: ["vpn"] }, [one, two]],
      [{ tags: ["printer", "a,b"] }, [one, two]],
      [{ tags: ["VPN"] }, []],
      [{ search: "fire" }, [one, two, three]],
      [{ search: "fire", tags: ["printer"] }, [two]],
    ];
    for (const [filters, expected] of cases)
      expect({ filters, found: await numbers(other, filters) }).toEqual({ filters, found: expected });
  });

  test("bounds of time are inclusive", async () => {
    const [first, second, third] = tickets;
    const at = (time: string | null): Date => new Date(time ?? "");
    expect(await numbers(other, { created_from: at(second.entered_at) })).toEqual(["TKT-1002", "TKT-1003"]);
    expect(await numbers(other, { created_to: at(second.entered_at) })).toEqual(["TKT-1001", "TKT-1002"]);
    expect(await numbers(other, { updated_from: at(second.updated_at), updated_to: at(second.updated_at) })).toEqual([
      "TKT-1002",
    ]);
    expect(await numbers(other, { closed_from: at(third.closed_at), closed_to: at(third.closed_at) })).toEqual([
      "TKT-1003",
    ]);
    expect(await numbers(other, { closed_to: at(first.entered_at) })).toEqual([]);
  });

  test("tags that were taken away or added are found as they are now", async () => {
    const { ticket_id } = await other.make({ tags: ["x", "keep"] });
    await other.change(ticket_id, { tags: ["keep", "y"] });
    const found = async (tag: string): Promise<number> => (await read(other, { tags: [tag] })).total;
    expect([await found("x"), await found("y"), await found("keep")]).toEqual([0, 1, 1]);
  });

  test("another tenant's tickets are in no list", async () => {
    expect(await numbers(await openTicketDesk(database.db, "Empty"), {})).toEqual([]);
  });
});

describe("pages", () => {
  test("every order sorts both ways, by page and by cursor alike, tickets without a date last", async () => {
    const many = await openTicketDesk(database.db, "Orders");
    for (let index = 0; index < 12; index++) {
      const ticket = await many.make({
        title: ["b", "a", "C", "ä"][index % 4] ?? "",
        due_date: index % 3 === 0 ? null : `2027-01-${10 + (index % 5)}T00:00:00Z`,
      });
      if (index % 2 === 0) await many.change(ticket.ticket_id, { status_id: many.statuses["Closed"] ?? "" });
    }
    for (const sort of TICKET_SORTS)
      for (const isDescending of [false, true]) {
        const order = { sort, isDescending };
        const all = (await read(many, {}, { order })).rows.map(({ ticket }) => ticket);
        const byOffset = [];
        for (let offset = 0; offset < 12; offset += 5)
          byOffset.push(
            ...(await read(many, {}, { order, limit: 5, offset })).rows.slice(0, 5).map(({ ticket }) => ticket),
          );
        expect(byOffset).toEqual(all);
        expect(await walk(many, { order, limit: 5 })).toEqual(all);
        const keys = all
          .map((ticket) => (sort === "title" ? ticket.title.toLowerCase() : ticket[sort]))
          .filter((key) => key !== null);
        const sorted = [...keys].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
        expect({ order, keys }).toEqual({ order, keys: isDescending ? sorted.reverse() : sorted });
        if (sort === "due_date") expect(all.slice(-4).every((ticket) => ticket.due_date === null)).toBe(true);
      }
  });

  test("numbers are sorted as numbers", async () => {
    const many = await openTicketDesk(database.db, "Long numbers");
    await many.db.engine.query(
      sql`UPDATE ticketwire.ticket_counters SET last_number = 9998 WHERE tenant_id = ${many.tenantId}`,
    );
    for (let index = 0; index < 3; index++) await many.make();
    const { rows } = await read(many, {}, { order: { sort: "ticket_number", isDescending: false } });
    expect(rows.map(({ ticket }) => ticket.ticket_number)).toEqual(["TKT-9999", "TKT-10000", "TKT-10001"]);
  });

  test("a page behind the end is empty and keeps its total", async () => {
    const few = await openTicketDesk(database.db, "Few");
    await few.make();
    expect(await read(few, {}, { offset: 100 })).toMatchObject({ rows: [], total: 1 });
  });

  test.each([
    { key: "yesterday" },
    { key: "2026-13-45 00:00:00+00" },
    { snapshot: "5:4:" },
    { snapshot: "1:99999999999999999999:" },
    { snapshot: "x" },
    { ticket_id: "not-a-uuid" },
    { at: "2020-01-01T00:00:00.000Z" },
    { at: "never" },
  ])("a position that was made up is told so: %o", async (fault) => {
    const at = new Date().toISOString();
    const good = {
      key: "2026-01-01 00:00:00+00",
      ticket_id: desk.boardId,
      snapshot: "10:20:",
      at,
      total: 1,
      isExact: true,
    };
    const slice = { limit: 5, offset: 0, after: { ...good, ...fault } };
    const question = { tenantId: desk.tenantId, filters: {}, slice };
    expect(await listTickets(desk.stage, question, { sort: "updated_at", isDescending: true })).toMatchObject({
      kind: "bad_position",
      finding: { path: "cursor", code: "bad_cursor" },
    });
  });
});

// The rows that moved are written between the pages of the walk: some that were seen, some that were not, some new.
describe("a walk while others write", () => {
  test.each(TICKET_SORTS.flatMap((sort) => [false, true].map((isDescending) => ({ sort, isDescending }))))(
    "$sort, descending $isDescending: every ticket that was there is seen exactly once",
    async (order) => {
      const busy = await openTicketDesk(database.db, `Walk ${order.sort}`);
      const made: TicketPayload[] = [];
      for (let index = 0; index < 15; index++)
        made.push(
          await busy.make({
            title: `${(index * 7) % 15}`,
            due_date: index % 2 === 0 ? null : `2027-01-0${1 + (index % 9)}T00:00:00Z`,
          }),
        );
      const before = (await read(busy, {}, { order })).rows.map(({ ticket }) => ticket.ticket_id);
      const seen = await walk(busy, { order, limit: 4 }, async (page) => {
        for (const index of [page, page * 3, 14 - page]) {
          const ticketId = made[index]?.ticket_id ?? "";
          const status = busy.statuses[page % 2 === 0 ? "Open" : "Closed"] ?? "";
          const due_date = index % 3 === 0 ? null : `2026-12-${10 + page}T00:00:00Z`;
          await busy.change(ticketId, { title: `moved ${page}`, status_id: status, due_date });
          await addComment(busy.stage, busy.actor, { ticketId, text: "Still there?" });
        }
        await busy.make({ title: "new" });
      });
      const old = new Set(before);
      expect(seen.map((ticket) => ticket.ticket_id).filter((id) => old.has(id))).toEqual(before);
      expect(new Set(seen.map((ticket) => ticket.ticket_id)).size).toBe(seen.length);
      expect(seen.some((ticket) => ticket.version > 1)).toBe(true);
    },
  );

  test("a write that was under way when the walk began and ends later is neither missed nor repeated", async () => {
    const busy = await openTicketDesk(database.db, "Late commit");
    const made: TicketPayload[] = [];
    for (let index = 0; index < 9; index++) made.push(await busy.make({ title: `${index}` }));
    const late = made[1]?.ticket_id ?? "";
    const order: TicketOrder = { sort: "updated_at", isDescending: true };
    const { promise: released, resolve: release } = Promise.withResolvers<void>();
    const { promise: written, resolve: hasWritten } = Promise.withResolvers<void>();
    // The ticket's next version, its time taken before the walk begins, committed after its first page.
    const slow = busy.db.forTenant(busy.tenantId).transaction(async (tx) => {
      await tx.query(sql`
        WITH written AS (
          UPDATE ticketwire.tickets SET updated_at = clock_timestamp(), version = version + 1
          WHERE tenant_id = ${busy.tenantId} AND ticket_id = ${late} RETURNING *)
        INSERT INTO ticketwire.ticket_history SELECT tenant_id, ticket_id, version, updated_at, NULL, '{}' FROM written`);
      hasWritten();
      await released;
    });
    await written;
    const seen = await walk(busy, { order, limit: 3 }, async (page) => {
      if (page === 1) release();
      await slow;
    });
    expect(seen.map((ticket) => ticket.title)).toEqual(["8", "7", "6", "5", "4", "3", "2", "1", "0"]);
  });
});
