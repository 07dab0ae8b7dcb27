// Lists of tickets and search, each kind of them: first page, filters, orders, pages far down, words. In: a place and a caller.
import { setTimeout } from "node:timers/promises";
import { sql } from "@ticketwire/engine/db/sql";
import type { Caller, Listed } from "./caller.ts";
import type { Place } from "./place.ts";

const COUNTING_MS = 15_000;

interface Ids {
  readonly statuses: readonly string[];
  readonly clients: readonly string[];
  readonly users: readonly string[];
  readonly contacts: readonly string[];
  readonly priorities: readonly string[];
  readonly tickets: readonly string[];
  readonly boards: readonly string[];
}

async function readIds({ db }: Place): Promise<Ids> {
  const [row] = await db.engine.query<Ids>(sql`
    SELECT ARRAY(SELECT status_id::text FROM ticketwire.statuses ORDER BY name) AS statuses,
      ARRAY(SELECT client_id::text FROM ticketwire.clients ORDER BY md5(client_id::text) LIMIT 300) AS clients,
      ARRAY(SELECT user_id::text FROM ticketwire.users WHERE first_name = 'Agent' ORDER BY user_id) AS users,
      ARRAY(SELECT contact_name_id::text FROM ticketwire.contacts ORDER BY md5(contact_name_id::text) LIMIT 300) AS contacts,
      ARRAY(SELECT priority_id::text FROM ticketwire.priorities ORDER BY priority_id) AS priorities,
      ARRAY(SELECT ticket_id::text FROM ticketwire.tickets WHERE number % 3001 = 0 LIMIT 300) AS tickets,
      ARRAY(SELECT board_id::text FROM ticketwire.boards) AS boards`);
  if (row === undefined) throw new Error("nothing is there");
  return row;
}

const pick = (values: readonly string[], count: number): string => values[count % values.length] ?? "";

/** The moment so many days ago. */
function daysAgo(days: number): string {
  return new Date(Date.now() - days * 86_400_000).toISOString();
}

type Measure = (ids: Ids, caller: Caller) => Promise<void>;

const measureOrders: Measure = async (ids, { measure }) => {
  await measure("tickets, one by id", (count) => `/tickets/${pick(ids.tickets, count)}`);
  await measure("tickets, first page", () => "/tickets");
  await measure("tickets, first page of 100", () => "/tickets?limit=100");
  for (const sort of ["entered_at", "updated_at", "closed_at", "due_date", "ticket_number", "title"])
    for (const order of ["asc", "desc"])
      await measure(`tickets, by ${sort} ${order}`, () => `/tickets?sort=${sort}&order=${order}`);
};

const measureFilters: Measure = async (ids, { measure }) => {
  await measure("tickets, open ones", () => "/tickets?is_open=true");
  await measure("tickets, of a status", (count) => `/tickets?status_id=${pick(ids.statuses, count)}`);
  await measure("tickets, of two statuses", () => `/tickets?status_ids=${ids.statuses.slice(0, 2).join()}`);
  await measure("tickets, of a board", () => `/tickets?board_id=${pick(ids.boards, 0)}`);
  await measure("tickets, closed ones", () => "/tickets?is_closed=true");
  await measure("tickets, open ones by title", () => "/tickets?is_open=true&sort=title&order=asc");
  await measure(
    "tickets, of an agent by change",
    (count) => `/tickets?assigned_to=${pick(ids.users, count)}&sort=updated_at`,
  );
  await measure(
    "tickets, of a priority and an agent",
    (count) => `/tickets?priority_id=${pick(ids.priorities, count)}&assigned_to=${pick(ids.users, count)}`,
  );
  await measure(
    "tickets, of a status and a priority",
    (count) => `/tickets?status_id=${pick(ids.statuses, count)}&priority_id=${pick(ids.priorities, count)}`,
  );
  await measure("tickets, of a client", (count) => `/tickets?client_id=${pick(ids.clients, count)}`);
  await measure("tickets, of a contact", (count) => `/tickets?contact_name_id=${pick(ids.contacts, count)}`);
  await measure("tickets, of an agent", (count) => `/tickets?assigned_to=${pick(ids.users, count)}`);
  await measure(
    "tickets, open ones of an agent",
    (count) => `/tickets?assigned_to=${pick(ids.users, count)}&is_open=true`,
  );
  await measure("tickets, of a priority", (count) => `/tickets?priority_id=${pick(ids.priorities, count)}`);
  await measure("tickets, of a tag", (count) => `/tickets?tags=tag-${count % 50}`);
  await measure("tickets, changed in the last hour", () => `/tickets?updated_from=${daysAgo(1 / 24)}`);
  await measure("tickets, closed last week", () => `/tickets?closed_from=${daysAgo(14)}&closed_to=${daysAgo(7)}`);
  await measure(
    "tickets, made in a month a year ago",
    () => `/tickets?created_from=${daysAgo(395)}&created_to=${daysAgo(365)}`,
  );
};

const measurePages: Measure = async (_ids, { get, measure }) => {
  const { total } = (await get("/tickets?limit=1")).pagination;
  await measure("tickets, the page in the middle", () => `/tickets?limit=100&page=${Math.floor(total / 200)}`);
  await measure(
    "tickets, the page in the middle by title",
    () => `/tickets?sort=title&limit=100&page=${Math.floor(total / 200)}`,
    20,
  );
  for (const sort of ["entered_at", "updated_at", "title"]) {
    const first = await get(`/tickets?sort=${sort}&page=${Math.floor(total / 50)}`);
    const goOn = (_count: number, last: Listed | null): string =>
      `/tickets?sort=${sort}&cursor=${(last ?? first).pagination.next_cursor ?? ""}`;
    await measure(`tickets, cursor in the middle by ${sort}`, goOn);
  }
};

const measureSearches: Measure = async (_ids, { measure }) => {
  await measure("search, a number", (count) => `/tickets/search?query=TKT-${400_000 + count}&include_closed=true`);
  await measure(
    "search, a rare word",
    (count) => `/tickets/search?query=kestrel${5000 * (1 + count)}&include_closed=true`,
  );
  await measure(
    "search, a common word",
    (count) => `/tickets/search?query=${pick(["printer", "laptop", "vpn"], count)}`,
  );
  await measure(
    "search, three words",
    (count) => `/tickets/search?query=printer%20${pick(["oslo", "lyon"], count)}%20locked`,
  );
  await measure("search, a client", (count) => `/tickets/search?query=client%20${100 + count}&include_closed=true`);
  await measure("search, two letters", () => "/tickets/search?query=qz&include_closed=true");
  await measure("search, nothing", (count) => `/tickets/search?query=nowhere${count}&include_closed=true`);
};

/** Measures lists of tickets. */
export async function measureTicketLists(place: Place, caller: Caller): Promise<void> {
  const ids = await readIds(place);
  // The first list has the tenant's tickets counted beside it; from a disk that was not read yet that takes seconds.
  await caller.get("/tickets");
  await setTimeout(COUNTING_MS);
  for (const measure of [measureOrders, measureFilters, measurePages, measureSearches]) await measure(ids, caller);
}
