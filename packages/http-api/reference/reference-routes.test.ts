// A tenant is set up by API alone: boards, statuses, priorities, categories, people.
import { openTicketDesk, type TicketDesk } from "@ticketwire/engine/testkit/ticket-desk";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { buildApp, makeKey, openTestApp, type TestApp } from "../testkit/test-app.ts";
import { ticketResource } from "../tickets/ticket-resource.ts";
import { referenceResource } from "./reference-resource.ts";

let t: TestApp;
let desk: TicketDesk;

beforeAll(async () => {
  t = await openTestApp({ resources: [ticketResource, referenceResource] });
  desk = await openTicketDesk(t.db, "Reference");
});
afterAll(() => t[Symbol.asyncDispose]());

interface Reply {
  readonly status: number;
  readonly data: Readonly<Record<string, string>>;
  readonly rows: readonly Readonly<Record<string, unknown>>[];
  readonly details: readonly { readonly path: string; readonly code: string }[];
  readonly total: number;
}

type Method = "GET" | "POST" | "PUT";

function call(method: Method, path: string, body?: object): Promise<Reply> {
  return callAs(desk.tenant.apiKey, `${method} ${path}`, body);
}

async function callAs(key: string, line: string, body?: object): Promise<Reply> {
  const [method, path] = line.split(" ") as [Method, string];
  const payload = body === undefined ? {} : { payload: body };
  const answer = await t.app.inject({ method, url: `/api/v1${path}`, headers: { "x-api-key": key }, ...payload });
  const { data, error, pagination } = answer.json<{
    data: Reply["data"];
    error?: { details: Reply["details"] };
    pagination?: { total: number };
  }>();
  return {
    status: answer.statusCode,
    data,
    rows: data as unknown as Reply["rows"],
    details: error?.details ?? [],
    total: pagination?.total ?? -1,
  };
}

describe("setting up", () => {
  it("a board with its own statuses takes a ticket, and refuses statuses of others", async () => {
    const board = await call("POST", "/boards", { board_name: "Projects" });
    expect(board).toMatchObject({ status: 201, data: { board_name: "Projects", default_status_id: null } });
    const boardId = board.data["board_id"] ?? "";
    const status = await call("POST", "/statuses", { name: "To do", is_closed: false, board_id: boardId });
    expect(status).toMatchObject({ status: 201, data: { name: "To do", board_id: boardId, is_closed: false } });
    const ticket = await call("POST", "/tickets", { title: "Plan", board_id: boardId });
    expect(ticket).toMatchObject({ status: 201, data: { status_name: "To do", board_name: "Projects" } });
    const wrong = await call("PUT", `/tickets/${ticket.data["ticket_id"] ?? ""}/status`, {
      status_id: desk.statuses["Open"],
    });
    expect(wrong).toMatchObject({ status: 400, details: [{ path: "status_id", code: "wrong_board" }] });
    for (const path of ["/statuses?type=ticket&", "/tickets/statuses?"]) {
      expect((await call("GET", `${path}board_id=${boardId}`)).rows.map((row) => row["name"])).toEqual(["To do"]);
      expect((await call("GET", `${path}board_id=${desk.boardId}`)).rows.map((row) => row["name"])).toEqual([
        "Open",
        "In Progress",
        "Waiting",
        "Resolved",
        "Closed",
      ]);
    }
  });

  it("users, clients, contacts, priorities, teams and categories are made, changed and read", async () => {
    const client = await call("POST", "/clients", { client_name: "Acme" });
    const cases: readonly (readonly [path: string, id: string, draft: object, change: object])[] = [
      ["/users", "user_id", { first_name: "Ada", last_name: "L", email: "ada@example.com" }, { last_name: "Lovelace" }],
      ["/clients", "client_id", { client_name: "Initech" }, { client_name: "Initrode" }],
      [
        "/contacts",
        "contact_name_id",
        { full_name: "Bob", email: "bob@example.com", client_id: client.data["client_id"] },
        { email: null },
      ],
      ["/priorities", "priority_id", { priority_name: "Critical" }, { order_number: 9 }],
      ["/teams", "team_id", { team_name: "Night shift" }, { team_name: "Day shift" }],
      ["/categories/ticket", "category_id", { category_name: "Fleet" }, { category_name: "Cars" }],
    ];
    for (const [path, id, draft, change] of cases) {
      const made = await call("POST", path, draft);
      expect(made).toMatchObject({ status: 201, data: draft });
      const place = `${path}/${made.data[id] ?? ""}`;
      expect(await call("PUT", place, change)).toMatchObject({ status: 200, data: { ...draft, ...change } });
      expect(await call("GET", place)).toMatchObject({ status: 200, data: { ...draft, ...change } });
      expect((await call("GET", path)).rows.at(-1)).toMatchObject({ ...draft, ...change });
    }
    expect((await call("GET", "/tickets/priorities")).rows).toEqual((await call("GET", "/priorities")).rows);
  });

  it("refuses what does not hold, by field", async () => {
    const cases: readonly (readonly ["POST" | "PUT", string, object, string])[] = [
      ["POST", "/users", { first_name: "A", last_name: "B", email: "nowhere" }, "email bad_format"],
      ["POST", "/clients", { client_name: "" }, "client_name too_short"],
      ["POST", "/contacts", { full_name: "X", client_id: desk.boardId }, "client_id unknown_reference"],
      ["POST", "/boards", { board_name: "X", colour: "red" }, "colour unknown_field"],
      ["PUT", `/statuses/${desk.statuses["Open"] ?? ""}`, { is_closed: true }, "is_closed fixed"],
      ["PUT", `/boards/${desk.boardId}`, { default_status_id: desk.boardId }, "default_status_id unknown_reference"],
    ];
    for (const [method, path, body, fault] of cases) {
      const { status, details } = await call(method, path, body);
      expect({ path, status, faults: details.map((detail) => `${detail.path} ${detail.code}`) }).toEqual({
        path,
        status: 400,
        faults: [fault],
      });
    }
    expect((await call("GET", "/statuses?type=project")).status).toBe(400);
    expect((await call("GET", `/clients/${desk.boardId}`)).status).toBe(404);
  });

  it("lists are searched and paged", async () => {
    expect((await call("GET", "/users?search=TERRY")).rows).toMatchObject([{ first_name: "Terry" }]);
    expect((await call("GET", `/contacts?client_id=${desk.clientId}`)).total).toBe(2);
    const first = await t.app.inject({ url: "/api/v1/statuses?limit=2", headers: { "x-api-key": desk.tenant.apiKey } });
    const { pagination } = first.json<{ pagination: { next_cursor: string } }>();
    const rest = await call("GET", `/statuses?limit=2&cursor=${pagination.next_cursor}`);
    expect(rest.rows.map((row) => row["name"])).toEqual(["Waiting", "Resolved"]);
  });
});

it("a user who becomes inactive can not act any more: here at once, elsewhere as soon as the notification is there", async () => {
  const { key, userId } = await makeKey(t.db, { tenantId: desk.tenantId });
  const elsewhere = buildApp(t.database.open());
  await elsewhere.ready();
  const statusElsewhere = async (): Promise<number> =>
    (await elsewhere.inject({ url: "/api/v1/users", headers: { "x-api-key": key } })).statusCode;
  expect([(await callAs(key, "GET /users")).status, await statusElsewhere()]).toEqual([200, 200]);
  expect((await call("PUT", `/users/${userId}`, { is_active: false })).data).toMatchObject({ is_active: false });
  expect((await callAs(key, "GET /users")).status).toBe(401);
  await expect.poll(statusElsewhere, { interval: 5 }).toBe(401);
  await elsewhere.close();
});

it("a key that may only read tickets can not set anything up", async () => {
  const { key } = await makeKey(t.db, { tenantId: desk.tenantId, scopes: ["tickets:read"] });
  expect((await callAs(key, "GET /boards")).status).toBe(200);
  for (const path of ["/boards", "/clients"]) expect((await callAs(key, `POST ${path}`, {})).status).toBe(403);
});
