// Lists and searches among three thousand tickets made at random from a seed: whichever way a statement takes, it finds what a
// plain look at every ticket finds, in the same order and with the same total.
import type { TenantId } from "@ticketwire/contract";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { sql } from "../db/sql.ts";
import { openTestDatabase, type TestDatabase } from "../testkit/database.ts";
import { openTicketDesk, type TicketDesk } from "../testkit/ticket-desk.ts";
import type { TicketFilters } from "./list-filters.ts";
import { TICKET_SORTS, type TicketOrder } from "./list-order.ts";
import type { TicketPosition } from "./list-statement.ts";
import { listTickets, searchTickets, type TicketPage } from "./list-tickets.ts";
import { chooseWay, type Sample, type Word } from "./search-words.ts";

const COUNT = 3_000;

interface Known {
  readonly ticket_id: string;
  readonly number: number;
  readonly title: string;
  readonly client: string;
  readonly contact: string | null;
  readonly client_id: string;
  readonly status_id: string;
  readonly priority_id: string;
  readonly assigned_to: string | null;
  readonly is_closed: boolean;
  readonly tags: readonly string[];
  readonly entered_at: string;
  readonly updated_at: string;
  readonly closed_at: string | null;
  readonly due_date: string | null;
}

let database: TestDatabase;
let desk: TicketDesk;
let tenantId: TenantId;
let known: readonly Known[];

/** Numbers from a seed: the same ones in every run. */
function numbersFrom(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return Math.floor((state / 2_147_483_648) * below);
  };
}

// Words are from common ("filler" in all) to rare ("okapi" in one of a thousand); some stand in names of clients or contacts, too.
async function makeTickets(): Promise<void> {
  const { statuses, priorities, users, boardId } = desk;
  await database.db.engine.query(sql`
    INSERT INTO ticketwire.clients (tenant_id, client_id, client_name, created_at, updated_at)
    SELECT ${tenantId}, md5('client' || n)::uuid, (ARRAY['Umber', 'Filler', 'Okra', 'Zeta'])[1 + n % 4] || ' Ltd ' || n, now(), now()
    FROM generate_series(1, 60) AS n`);
  await database.db.engine.query(sql`
    INSERT INTO ticketwire.contacts (tenant_id, contact_name_id, full_name, email, created_at, updated_at)
    SELECT ${tenantId}, md5('contact' || n)::uuid, 'Ä. Person-' || n || CASE n WHEN 7 THEN ' Printer' ELSE '' END, 'a@b.example', now(), now()
    FROM generate_series(1, 80) AS n`);
  await database.db.engine.query(sql`
    WITH made AS (
      INSERT INTO ticketwire.tickets (tenant_id, ticket_id, number, title, status_id, priority_id, client_id, contact_name_id,
        assigned_to, board_id, is_closed, due_date, tags, entered_at, updated_at, closed_at, version)
      SELECT ${tenantId}::uuid, ticketwire.uuid_v7(at, n), 5000 + n,
        concat_ws(' ', CASE WHEN h % 3 = 0 THEN 'Printer' ELSE 'Laptop' END, CASE WHEN h % 70 = 0 THEN 'Ünder water' END,
          CASE WHEN h % 90 = 0 THEN 'quokka' END, CASE WHEN n % 1000 = 0 THEN 'okapi 100%' END,
          CASE WHEN h % 400 = 0 THEN 'qz' END, 'filler'),
        CASE WHEN h % 5 = 0 THEN ${statuses["Open"]}::uuid ELSE ${statuses["Closed"]}::uuid END,
        CASE WHEN h % 4 = 0 THEN ${priorities["High"]}::uuid ELSE ${priorities["Low"]}::uuid END,
        md5('client' || (1 + h % 60))::uuid, CASE WHEN h % 2 = 0 THEN md5('contact' || (1 + h / 7 % 80))::uuid END,
        (${users}::uuid[])[1 + h % 3], ${boardId}::uuid, h % 5 <> 0,
        CASE WHEN h % 3 = 0 THEN at + h % 50 * interval '1 day' END, CASE WHEN h % 6 = 0 THEN ARRAY['six'] ELSE '{}' END,
        at, at + h % 100 * interval '1 minute', CASE WHEN h % 5 <> 0 THEN at + h % 100 * interval '1 minute' END, 1
      FROM (SELECT n, abs(hashint8(n)::bigint) AS h, date_trunc('milliseconds', now() - interval '2 hours') - n * interval '1 minute' AS at
        FROM generate_series(1, ${COUNT}::bigint) AS n) AS numbered
      RETURNING *
    ), tagged AS (
      INSERT INTO ticketwire.ticket_tags (tenant_id, tag, ticket_id) SELECT tenant_id, unnest(tags), ticket_id FROM made
    )
    INSERT INTO ticketwire.ticket_texts SELECT tenant_id, ticket_id, ticketwire.fold('TKT-' || number || ' ' || title) FROM made`);
}

beforeAll(async () => {
  database = await openTestDatabase();
  desk = await openTicketDesk(database.db, "Many");
  tenantId = desk.tenantId;
  await makeTickets();
  known = await database.db.engine.query<Known>(sql`
    SELECT t.ticket_id, t.number, t.title, c.client_name AS client, p.full_name AS contact, t.client_id, t.status_id, t.priority_id,
      t.assigned_to, t.is_closed, t.tags, to_json(t.entered_at) #>> '{}' AS entered_at, to_json(t.updated_at) #>> '{}' AS updated_at,
      to_json(t.closed_at) #>> '{}' AS closed_at, to_json(t.due_date) #>> '{}' AS due_date
    FROM ticketwire.tickets AS t JOIN ticketwire.clients AS c USING (tenant_id, client_id)
    LEFT JOIN ticketwire.contacts AS p USING (tenant_id, contact_name_id) WHERE t.tenant_id = ${tenantId}`);
});

afterAll(() => database[Symbol.asyncDispose]());

type Page = Extract<TicketPage, { kind: "page" }>;

function pageOf(page: TicketPage): Page {
  if (page.kind !== "page") throw new Error(page.finding.message);
  return page;
}

/** What the filters let through, looked at one by one. */
function isWanted(ticket: Known, filters: TicketFilters): boolean {
  const words = (filters.search ?? "").toLowerCase().split(/\s+/u);
  const text = [`TKT-${ticket.number}`, ticket.title, ticket.client, ticket.contact ?? ""].join(" ").toLowerCase();
  return (
    words.every((word) => text.includes(word)) &&
    (filters.is_open === undefined || filters.is_open !== ticket.is_closed) &&
    (filters.client_id === undefined || filters.client_id === ticket.client_id) &&
    (filters.status_id === undefined || filters.status_id === ticket.status_id) &&
    (filters.priority_id === undefined || filters.priority_id === ticket.priority_id) &&
    (filters.assigned_to === undefined || filters.assigned_to === ticket.assigned_to) &&
    (filters.tags === undefined || filters.tags.some((tag) => ticket.tags.includes(tag)))
  );
}

function keyOf(ticket: Known, sort: TicketOrder["sort"]): string | null {
  if (sort === "ticket_number") return String(ticket.number).padStart(9, "0");
  return sort === "title" ? ticket.title.toLowerCase() : ticket[sort];
}

/** Those wanted, in order; without a date they come last. */
function plainly(filters: TicketFilters, { sort, isDescending }: TicketOrder): readonly string[] {
  const sign = isDescending ? -1 : 1;
  const compare = (a: string, b: string): number => Buffer.from(a).compare(Buffer.from(b)) * sign;
  return known
    .filter((ticket) => isWanted(ticket, filters))
    .map((ticket) => ({ id: ticket.ticket_id, key: keyOf(ticket, sort) }))
    .sort((a, b) => {
      if (a.key === null || b.key === null) return a.key === b.key ? compare(a.id, b.id) : a.key === null ? 1 : -1;
      return compare(a.key, b.key) || compare(a.id, b.id);
    })
    .map(({ id }) => id);
}

const idsOf = (page: Page, limit: number): readonly string[] =>
  page.rows.slice(0, limit).map(({ ticket }) => ticket.ticket_id);

function chooseFilters(next: (below: number) => number): TicketFilters {
  const some = known[next(known.length)];
  const { client_id = "", status_id = "", priority_id = "", assigned_to = null } = some ?? {};
  const all: readonly TicketFilters[] = [
    { is_open: next(2) === 0 },
    { client_id },
    { status_id },
    { priority_id },
    ...(assigned_to === null ? [] : [{ assigned_to }]),
    { tags: ["six"] },
  ];
  return Object.assign({}, ...all.filter(() => next(4) === 0)) as TicketFilters;
}

describe("lists", () => {
  test.each(TICKET_SORTS)("by %s hold what a plain look finds, by offset and by cursor", async (sort) => {
    const next = numbersFrom(sort.length);
    for (let round = 0; round < 8; round++) {
      const order = { sort, isDescending: next(2) === 0 };
      const filters = chooseFilters(next);
      const expected = plainly(filters, order);
      const [limit, offset] = [1 + next(40), next(expected.length)];
      const ask = async (slice: { offset: number; after: TicketPosition | null }): Promise<Page> =>
        pageOf(await listTickets(desk.stage, { tenantId, filters, slice: { limit, ...slice } }, order));
      const page = await ask({ offset, after: null });
      const following = await ask({
        offset: 0,
        after: page.rows[Math.min(limit, page.rows.length) - 1]?.position ?? null,
      });
      expect({ filters, order, total: page.total, isExact: page.isExact, ids: idsOf(page, limit) }).toEqual({
        filters,
        order,
        total: expected.length,
        isExact: true,
        ids: expected.slice(offset, offset + limit),
      });
      if (page.rows.length > limit)
        expect(idsOf(following, limit)).toEqual(expected.slice(offset + limit, offset + 2 * limit));
    }
  });
});

describe("searches", () => {
  const WORDS = [
    "filler",
    "PRINTER",
    "lap",
    "ünder",
    "quokka",
    "okapi",
    "qz",
    "umber",
    "zeta",
    "tkt-7",
    "person-7",
    "100%",
    "64",
    "nowhere",
    "ltd",
    "Ä.",
  ];

  test("hold what a plain look finds, whichever way they take", async () => {
    const next = numbersFrom(11);
    const order: TicketOrder = { sort: "updated_at", isDescending: true };
    for (let round = 0; round < 60; round++) {
      const words = Array.from({ length: 1 + next(3) }, () => WORDS[next(WORDS.length)] ?? "");
      const filters = { ...(next(2) === 0 ? {} : chooseFilters(next)), search: words.join(" ") };
      const expected = plainly(filters, order);
      const [limit, offset] = [30, next(3) === 0 ? next(40) : 0];
      const page = pageOf(
        await searchTickets(desk.stage, { tenantId, filters, slice: { limit, offset, after: null } }),
      );
      const found = { filters, total: page.total, isExact: page.isExact, ids: idsOf(page, limit) };
      const total = offset < expected.length || page.rows.length === 0 ? expected.length : 0;
      expect(found).toEqual({ filters, total, isExact: true, ids: expected.slice(offset, offset + limit) });
      const position = page.rows[limit - 1]?.position;
      if (page.rows.length <= limit || position === undefined) continue;
      const slice = { limit, offset: 0, after: position };
      const following = pageOf(await searchTickets(desk.stage, { tenantId, filters, slice }));
      expect(idsOf(following, limit)).toEqual(expected.slice(offset + limit, offset + 2 * limit));
      expect(following.total).toBe(expected.length);
    }
  });
});

describe("the way of a search", () => {
  const word = (pattern: string, hits: number, isNamed = false): Word => ({ pattern: `%${pattern}%`, hits, isNamed });
  const way = (hits: number, ...words: readonly Word[]): unknown => {
    const sample: Sample = { looked: 2000, hits, words };
    const { way: chosen, lead } = chooseWay(sample);
    return [chosen, ...lead.map(({ pattern }) => pattern)];
  };

  test("is along the list when one in fifty matches, or when few tickets pass the filters", () => {
    expect(way(40, word("printer", 40))).toEqual(["walk"]);
    expect(way(39, word("printer", 39))).toEqual(["index", "%printer%"]);
    expect(chooseWay({ looked: 1999, hits: 0, words: [word("printer", 0)] })).toEqual({ way: "walk", lead: [] });
  });

  test("is by the two rarest words that only titles hold, or by the rarest one where names hold each", () => {
    expect(way(0, word("printer", 50), word("fire", 3), word("oslo", 9))).toEqual(["index", "%fire%", "%oslo%"]);
    expect(way(0, word("globex", 3, true), word("printer", 50))).toEqual(["index", "%printer%"]);
    expect(way(0, word("globex", 30, true), word("casey", 5, true))).toEqual(["index", "%casey%"]);
    expect(way(0, word("long", 0), word("longer", 0))).toEqual(["index", "%longer%", "%long%"]);
  });

  test("reads all words of the tenant where each is too short for the index", () => {
    expect(way(0, word("ab", 0))).toEqual(["scan", "%ab%"]);
    expect(way(0, word("\\%\\_", 0))).toEqual(["scan", "%\\%\\_%"]);
    expect(way(0, word("ab", 0), word("rare", 5, true))).toEqual(["index", "%rare%"]);
  });
});
