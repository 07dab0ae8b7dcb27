// Search: every word somewhere in number, title, client or contact, whatever its case; and the index behind it.
import { afterAll, beforeAll, expect, test } from "vitest";
import { sql } from "../db/sql.ts";
import { openTestDatabase, type TestDatabase } from "../testkit/database.ts";
import { openTicketDesk, type TicketDesk } from "../testkit/ticket-desk.ts";
import type { TicketFilters } from "./list-filters.ts";
import { searchTickets } from "./list-tickets.ts";
import { CLIENTS } from "./reference/kinds.ts";
import { changeReference } from "./reference/reference.ts";

let database: TestDatabase;
let desk: TicketDesk;

beforeAll(async () => {
  database = await openTestDatabase();
  desk = await openTicketDesk(database.db, "Globex");
  await desk.make({ title: "Printer on fire, 100% sure" });
  await desk.make({ title: "VPN drops every 5 minutes", contact_name_id: desk.contacts[0] });
  await desk.make({ title: "Ünicode_title and C:\\path", status_id: desk.statuses["Closed"] ?? "" });
  const other = await openTicketDesk(database.db, "Initech");
  await other.make({ title: "Printer on fire elsewhere" });
});

afterAll(() => database[Symbol.asyncDispose]());

async function find(search: string, filters: TicketFilters = {}): Promise<string[]> {
  const slice = { limit: 100, offset: 0, after: null };
  const page = await searchTickets(desk.stage, { tenantId: desk.tenantId, filters: { ...filters, search }, slice });
  if (page.kind !== "page") throw new Error(page.finding.message);
  expect(page.rows).toHaveLength(page.total);
  return page.rows.map(({ ticket }) => ticket.ticket_number);
}

const CASES = [
  ["printer", ["TKT-1001"]],
  ["PRINTER FIRE", ["TKT-1001"]],
  ["fire printer", ["TKT-1001"]],
  ["printer vpn", []],
  ["TKT-1002", ["TKT-1002"]],
  ["tkt-1002 vpn", ["TKT-1002"]],
  ["1003", ["TKT-1003"]],
  ["globex", ["TKT-1003", "TKT-1002", "TKT-1001"]],
  ["casey", ["TKT-1002"]],
  ["vpn casey globex", ["TKT-1002"]],
  ["5", ["TKT-1002"]],
  ["on", ["TKT-1001"]],
  ["100%", ["TKT-1001"]],
  ["%", ["TKT-1001"]],
  ["_title", ["TKT-1003"]],
  ["c:\\p", ["TKT-1003"]],
  ["ünicode", ["TKT-1003"]],
  ["Ünicode", ["TKT-1003"]],
  ["' OR true --", []],
  ["   ", ["TKT-1003", "TKT-1002", "TKT-1001"]],
] as const;

test.each(CASES)("%j finds %j", async (search, expected) => {
  expect(await find(search)).toEqual(expected);
});

test("a number that was typed comes first, then the tickets that changed last", async () => {
  const third = await desk.make({ title: "See TKT-1001" });
  await desk.make({ title: "Again TKT-1001" });
  await desk.change(third.ticket_id, { title: "See TKT-1001!" });
  expect(await find("TKT-1001")).toEqual(["TKT-1001", "TKT-1004", "TKT-1005"]);
  expect(await find("1001")).toEqual(["TKT-1001", "TKT-1004", "TKT-1005"]);
});

test("a new title is found, the old one is not; a renamed client is found by its new name", async () => {
  const { ticket_id } = await desk.make({ title: "Zebra crossing" });
  expect(await find("zebra")).toEqual(["TKT-1006"]);
  await desk.change(ticket_id, { title: "Giraffe" });
  expect([await find("zebra"), await find("giraffe")]).toEqual([[], ["TKT-1006"]]);
  const place = { kind: CLIENTS, tenantId: desk.tenantId };
  await changeReference(desk.db.forTenant(desk.tenantId), place, {
    id: desk.clientId,
    change: { client_name: "Hooli" },
  });
  expect(await find("hooli giraffe")).toEqual(["TKT-1006"]);
  expect(await find("globex giraffe")).toEqual([]);
});

test("filters narrow a search", async () => {
  expect(await find("TKT-100", { is_open: true, status_ids: [desk.statuses["Closed"] ?? ""] })).toEqual([]);
  expect(await find("TKT-100", { is_closed: true })).toEqual(["TKT-1003"]);
});

test("no tenant reads the words of another, even when it asks for them by name", async () => {
  const rows = await desk.db.forTenant(desk.tenantId).query(sql`
    SELECT found FROM ticketwire.tenants AS n, ticketwire.tickets_with_words(n.tenant_id, '%fire%') AS found`);
  expect(rows).toHaveLength(1);
  const [initech] = await desk.db.engine.query<{ id: string }>(
    sql`SELECT tenant_id AS id FROM ticketwire.tenants WHERE name = 'Initech'`,
  );
  expect(
    await desk.db.forTenant(desk.tenantId).query(sql`SELECT ticketwire.tickets_with_words(${initech?.id}, '%fire%')`),
  ).toEqual([]);
});

test("where trigrams are installed, words are found by their index, behind row-level security", async () => {
  const [installed] = await desk.db.engine.query<{ has: boolean }>(sql`
    SELECT count(*) = 2 AS has FROM pg_available_extensions WHERE name IN ('pg_trgm', 'btree_gin')`);
  await desk.db.engine.query(sql`
    INSERT INTO ticketwire.ticket_texts
    SELECT ${desk.tenantId}, gen_random_uuid(), md5(n::text) || ' ' || md5((n * 7)::text) FROM generate_series(1, 5000) AS n`);
  await desk.db.engine.query({ text: "VACUUM ANALYZE ticketwire.ticket_texts", values: [], name: "" });
  const text = `EXPLAIN SELECT * FROM ticketwire.tickets_with_words('${desk.tenantId}', '%printer%')`;
  const plan = await desk.db.forTenant(desk.tenantId).query<{ "QUERY PLAN": string }>({ text, values: [], name: "" });
  const usesIndex = plan.some((row) => row["QUERY PLAN"].includes("ticket_texts_by_words"));
  expect(usesIndex).toBe(installed?.has);
});
