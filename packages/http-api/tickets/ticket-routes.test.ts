// Tickets over HTTP: made, read, changed, listed, searched, commented, with their trail.
import { randomUUID } from "node:crypto";
import { type TicketPayload, TICKET_FIELDS } from "@ticketwire/contract";
import { openTicketDesk, type TicketDesk, untilLater } from "@ticketwire/engine/testkit/ticket-desk";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { referenceResource } from "../reference/reference-resource.ts";
import { openTestApp, type TestApp } from "../testkit/test-app.ts";
import { ticketResource } from "./ticket-resource.ts";

let t: TestApp;
let desk: TicketDesk;
let commits = 0;

beforeAll(async () => {
  t = await openTestApp({ resources: [ticketResource, referenceResource], onTicketsCommitted: () => commits++ });
  desk = await openTicketDesk(t.db, "Over HTTP");
});
afterAll(() => t[Symbol.asyncDispose]());

interface Reply<Data> {
  readonly status: number;
  readonly data: Data;
  readonly error: {
    readonly code: string;
    readonly details?: readonly { readonly path: string; readonly code: string }[];
  };
  readonly pagination: { readonly total: number; readonly next_cursor: string | null; readonly hasNext: boolean };
  readonly headers: Readonly<Record<string, unknown>>;
}

async function call<Data = TicketPayload>(
  method: "GET" | "POST" | "PUT" | "DELETE",
  path: string,
  extras: { readonly body?: object; readonly headers?: Readonly<Record<string, string>> } = {},
): Promise<Reply<Data>> {
  const answer = await t.app.inject({
    method,
    url: `/api/v1${path}`,
    headers: { "x-api-key": desk.tenant.apiKey, ...extras.headers },
    ...(extras.body === undefined ? {} : { payload: extras.body }),
  });
  const { data, error, pagination } = answer.body === "" ? ({} as Reply<Data>) : answer.json<Reply<Data>>();
  return { status: answer.statusCode, data, error, pagination, headers: answer.headers };
}

async function make(body: object = {}): Promise<TicketPayload> {
  const { status, data } = await call("POST", "/tickets", { body: { title: "Printer on fire", ...body } });
  expect(status).toBe(201);
  await untilLater(t.db, desk.tenantId, data.updated_at);
  return data;
}

function faults({ error }: Reply<unknown>): string[] {
  return (error.details ?? []).map(({ path, code }) => `${path} ${code}`);
}

describe("one ticket", () => {
  it("is made with a title alone, and read with every field", async () => {
    const before = commits;
    const ticket = await make();
    expect(commits).toBe(before + 1);
    expect(Object.keys(ticket)).toEqual([...TICKET_FIELDS]);
    expect(ticket).toMatchObject({
      version: 1,
      status_name: "Open",
      url: `http://127.0.0.1:4400/msp/tickets/${ticket.ticket_id}`,
    });
    const read = await call("GET", `/tickets/${ticket.ticket_id}`);
    expect(read).toMatchObject({ status: 200, data: ticket });
    const again = await call("GET", `/tickets/${ticket.ticket_id}`, {
      headers: { "if-none-match": String(read.headers["etag"]) },
    });
    expect(again.status).toBe(304);
  });

  it("made twice under one Idempotency-Key is one ticket", async () => {
    const headers = { "idempotency-key": randomUUID() };
    const [first, second] = [
      await call("POST", "/tickets", { body: { title: "Once" }, headers }),
      await call("POST", "/tickets", { body: { title: "Once" }, headers }),
    ];
    expect(second.data).toEqual(first.data);
    expect((await call("GET", `/tickets?search=Once`)).pagination.total).toBe(1);
  });

  it("is changed in part, by status and by assignment", async () => {
    const { ticket_id: id } = await make({ due_date: "2027-01-01T00:00:00Z" });
    expect((await call("PUT", `/tickets/${id}`, { body: { title: "New", due_date: null } })).data).toMatchObject({
      title: "New",
      due_date: null,
    });
    const closed = await call("PUT", `/tickets/${id}/status`, { body: { status_id: desk.statuses["Closed"] } });
    expect(closed).toMatchObject({ status: 200, data: { is_closed: true, version: 3 } });
    const assigned = await call("PUT", `/tickets/${id}/assignment`, { body: { assigned_to: desk.users[1] } });
    expect(assigned.data).toMatchObject({ assigned_to: desk.users[1], assigned_to_name: "Terry Technician" });
    expect(
      (await call("PUT", `/tickets/${id}/assignment`, { body: { assigned_to: null } })).data.assigned_to,
    ).toBeNull();
    const events = await call<{ event_type: string }[]>("GET", `/tickets/${id}/events`);
    expect(events.data.map((event) => event.event_type)).toEqual([
      "ticket.created",
      "ticket.updated",
      "ticket.updated",
      "ticket.status_changed",
      "ticket.closed",
      "ticket.updated",
      "ticket.assigned",
      "ticket.updated",
    ]);
    const versions = await call<{ version: number; changed_by_name: string }[]>("GET", `/tickets/${id}/history`);
    expect(versions.data.map((entry) => entry.version)).toEqual([1, 2, 3, 4, 5]);
  });

  it("tells what is wrong with a body, all at once and by name", async () => {
    const cases: readonly (readonly [object, string[]])[] = [
      [{}, ["title required"]],
      [{ title: "" }, ["title too_short"]],
      [{ title: "x".repeat(256) }, ["title too_long"]],
      [{ title: "x", url: "https://elsewhere.test" }, ["url unknown_field"]],
      [{ title: "x", tags: "vpn" }, ["tags wrong_type"]],
      [{ title: "x", status_id: "open" }, ["status_id bad_format"]],
      [{ title: "x", due_date: "tomorrow" }, ["due_date bad_format"]],
      [{ title: "x", due_date: "9999-12-31T23:59:59-12:00" }, ["due_date bad_format"]],
      [
        { title: "x", client_id: randomUUID(), assigned_to: randomUUID() },
        ["client_id unknown_reference", "assigned_to unknown_reference"],
      ],
    ];
    for (const [body, expected] of cases) {
      const reply = await call("POST", "/tickets", { body });
      expect({ body, status: reply.status, faults: faults(reply) }).toEqual({ body, status: 400, faults: expected });
    }
  });

  it("is refused a stale If-Match, and one that names no version of it", async () => {
    const { ticket_id: id } = await make();
    const { headers } = await call("GET", `/tickets/${id}`);
    const ifMatch = { "if-match": String(headers["etag"]) };
    expect((await call("PUT", `/tickets/${id}`, { body: { title: "A" }, headers: ifMatch })).status).toBe(200);
    const stale = await call("PUT", `/tickets/${id}`, { body: { title: "B" }, headers: ifMatch });
    expect(stale).toMatchObject({ status: 412, error: { code: "PRECONDITION_FAILED", details: { version: 2 } } });
    expect(
      (
        await call("PUT", `/tickets/${id}/status`, {
          body: { status_id: desk.statuses["Closed"] },
          headers: { "if-match": '"x"' },
        })
      ).status,
    ).toBe(412);
    expect(
      (await call("PUT", `/tickets/${id}`, { body: { title: "C" }, headers: { "if-match": "*" } })).data.title,
    ).toBe("C");
  });

  it("is not deleted; the answer says how to close it", async () => {
    const { ticket_id: id } = await make();
    const reply = await call("DELETE", `/tickets/${id}`);
    expect(reply).toMatchObject({
      status: 409,
      error: { code: "CONFLICT", details: { close_with: { method: "PUT", path: `/api/v1/tickets/${id}/status` } } },
    });
    const { close_with: how } = reply.error.details as unknown as { close_with: { path: string; body: object } };
    const closed = await call("PUT", how.path.replace("/api/v1", ""), { body: how.body });
    expect(closed.data.is_closed).toBe(true);
  });

  it("of another tenant is not there, whatever is asked of it", async () => {
    const other = await openTicketDesk(t.db, "Elsewhere");
    const { ticket_id: id } = await other.make();
    const calls = [
      call("GET", `/tickets/${id}`),
      call("PUT", `/tickets/${id}`, { body: { title: "Mine" } }),
      call("PUT", `/tickets/${id}/status`, { body: { status_id: other.statuses["Closed"] } }),
      call("PUT", `/tickets/${id}/assignment`, { body: { assigned_to: null } }),
      call("DELETE", `/tickets/${id}`),
      call("GET", `/tickets/${id}/comments`),
      call("POST", `/tickets/${id}/comments`, { body: { comment_text: "Hello" } }),
      call("GET", `/tickets/${id}/events`),
      call("GET", `/tickets/${id}/history`),
    ];
    for (const reply of await Promise.all(calls))
      expect(reply).toMatchObject({ status: 404, error: { code: "NOT_FOUND" } });
  });
});

describe("comments", () => {
  it("are added and listed by cursor, and move the ticket", async () => {
    const { ticket_id: id } = await make();
    for (const comment_text of ["One", "Two", "Three"]) {
      const added = await call("POST", `/tickets/${id}/comments`, {
        body: { comment_text, is_internal: comment_text === "Two" },
      });
      expect(added).toMatchObject({ status: 201, data: { comment_text, ticket_id: id, author: "Tenant Admin" } });
    }
    const first = await call<{ comment_text: string }[]>("GET", `/tickets/${id}/comments?limit=2`);
    expect(first).toMatchObject({
      data: [{ comment_text: "One" }, { comment_text: "Two", is_internal: true }],
      pagination: { total: 3, hasNext: true },
    });
    const rest = await call<{ comment_text: string }[]>(
      "GET",
      `/tickets/${id}/comments?limit=2&cursor=${first.pagination.next_cursor ?? ""}`,
    );
    expect(rest).toMatchObject({ data: [{ comment_text: "Three" }], pagination: { next_cursor: null } });
    const newest = await call<{ comment_text: string }[]>("GET", `/tickets/${id}/comments?limit=2&order=desc`);
    expect(newest).toMatchObject({ data: [{ comment_text: "Three" }, { comment_text: "Two" }] });
    const cursor = newest.pagination.next_cursor ?? "";
    const older = await call("GET", `/tickets/${id}/comments?limit=2&order=desc&cursor=${cursor}`);
    expect(older).toMatchObject({ data: [{ comment_text: "One" }], pagination: { next_cursor: null } });
    expect((await call("GET", `/tickets/${id}`)).data.version).toBe(4);
    expect(faults(await call("POST", `/tickets/${id}/comments`, { body: { comment_text: "" } }))).toEqual([
      "comment_text too_short",
    ]);
  });
});

describe("lists", () => {
  it("are narrowed, sorted and cut down to the fields that are asked for", async () => {
    await make({ title: "Listed one", tags: ["listed"] });
    await make({ title: "Listed two", tags: ["listed", "other"] });
    const both = await call<object[]>("GET", "/tickets?tags=listed&sort=title&order=asc&fields=title,version");
    expect(both).toMatchObject({
      data: [
        { title: "Listed one", version: 1 },
        { title: "Listed two", version: 1 },
      ],
      pagination: { total: 2 },
    });
    expect(both.data.map((row) => Object.keys(row))).toEqual([
      ["title", "version"],
      ["title", "version"],
    ]);
    const json = await call<object[]>(
      "GET",
      `/tickets?tags=${encodeURIComponent('["other"]')}&status_ids=${desk.statuses["Open"] ?? ""}`,
    );
    expect(json.pagination.total).toBe(1);
    const [first] = (await call<TicketPayload[]>("GET", "/tickets?tags=other")).data;
    const from = await call<TicketPayload[]>("GET", `/tickets?updated_from=${first?.updated_at ?? ""}&tags=listed`);
    expect(from.data.map((ticket) => ticket.title)).toEqual(["Listed two"]);
  });

  it("go on by cursor to the end, and refuse a cursor of another question", async () => {
    for (let count = 0; count < 5; count++) await make({ tags: ["walk"] });
    const seen: string[] = [];
    let path = "/tickets?tags=walk&limit=2&sort=updated_at";
    for (let cursor: string | null = ""; cursor !== null;) {
      const reply: Reply<TicketPayload[]> = await call("GET", `${path}${cursor === "" ? "" : `&cursor=${cursor}`}`);
      seen.push(...reply.data.map((ticket) => ticket.ticket_id));
      expect(reply.pagination.total).toBe(5);
      cursor = reply.pagination.next_cursor;
      if (cursor !== null)
        expect(faults(await call("GET", `${path.replace("walk", "other")}&cursor=${cursor}`))).toEqual([
          "cursor other_question",
        ]);
    }
    expect(new Set(seen).size).toBe(5);
    path = "/tickets?cursor=AAAA";
    expect(faults(await call("GET", path))).toEqual(["cursor bad_cursor"]);
  });

  it.each([
    ["sort=colour", "sort not_allowed"],
    ["order=up", "order not_allowed"],
    ["limit=101", "limit too_big"],
    ["fields=secret", "fields.0 not_allowed"],
    ["status_id=open", "status_id bad_format"],
    ["updated_from=yesterday", "updated_from bad_format"],
    ["updated_from=0001-01-01T00:00:00%2B12:00", "updated_from bad_format"],
    ["is_open=maybe", "is_open wrong_type"],
    ["colour=red", "colour unknown_parameter"],
  ])("refuse %s", async (query, fault) => {
    const reply = await call("GET", `/tickets?${query}`);
    expect([reply.status, ...faults(reply)]).toEqual([400, fault]);
  });

  it("of a search leave closed tickets out unless they are asked for", async () => {
    await make({ title: "Quokka open" });
    await make({ title: "Quokka closed", status_id: desk.statuses["Closed"] });
    const titles = async (query: string): Promise<string[]> =>
      (await call<TicketPayload[]>("GET", `/tickets/search?query=${query}`)).data.map((ticket) => ticket.title);
    expect(await titles("quokka")).toEqual(["Quokka open"]);
    expect(await titles("quokka&include_closed=true")).toEqual(["Quokka closed", "Quokka open"]);
    expect(await titles(`quokka&include_closed=true&status_ids=["${desk.statuses["Closed"] ?? ""}"]`)).toEqual([
      "Quokka closed",
    ]);
    expect(faults(await call("GET", "/tickets/search"))).toEqual(["query required"]);
    for (const path of ["/tickets/search?query=", "/tickets/search?query=%20", "/tickets?search=%20%09"])
      expect((await call("GET", path)).status).toBe(400);
  });
});
