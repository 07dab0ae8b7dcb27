// What tickets and their events keep: texts of every kind, names as they were, comments and history in order.
import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { sql } from "../db/sql.ts";
import { openTestDatabase, type TestDatabase } from "../testkit/database.ts";
import { openTicketDesk, type TicketDesk } from "../testkit/ticket-desk.ts";
import { addComment } from "./add-comment.ts";
import type { TicketChange } from "./fields.ts";
import { readComments } from "./read-comments.ts";
import { readHistory } from "./read-history.ts";
import { readTicket } from "./read-ticket.ts";
import { STATUSES } from "./reference/kinds.ts";
import { changeReference } from "./reference/reference.ts";
import { createStatus } from "./reference/status.ts";

let database: TestDatabase;
let desk: TicketDesk;

beforeAll(async () => {
  database = await openTestDatabase();
  desk = await openTicketDesk(database.db);
});

afterAll(() => database[Symbol.asyncDispose]());

const FIRST_PAGE = { limit: 100, offset: 0, after: null };

async function codesOf(ticketId: string, change: TicketChange): Promise<string[]> {
  const outcome = await desk.change(ticketId, change);
  return outcome.kind === "refused" ? outcome.findings.map(({ path, code }) => `${path} ${code}`) : [outcome.kind];
}

describe("texts", () => {
  test.each([
    ["title", { title: "a\0b" }],
    ["title", { title: "\ud83d" }],
    ["description", { description: "half \udc00" }],
    ["tags.1", { tags: ["ok", "no\0"] }],
    ["attributes.a.0.b", { attributes: { a: [{ b: "\ud800x" }] } }],
    ["attributes", { attributes: { "bad\0name": 1 } }],
  ] as const)("%s with what is no Unicode or can not be stored is refused", async (path, change) => {
    const { ticket_id } = await desk.make();
    expect(await codesOf(ticket_id, change)).toEqual([`${path} forbidden_character`]);
  });

  test("limits are told", async () => {
    const { ticket_id } = await desk.make();
    const deep = JSON.parse(`${"[".repeat(40)}${"]".repeat(40)}`) as unknown;
    expect(await codesOf(ticket_id, { title: "" })).toEqual(["title bad_length"]);
    expect(await codesOf(ticket_id, { title: "🖨".repeat(256) })).toEqual(["title bad_length"]);
    expect(await codesOf(ticket_id, { title: "🖨".repeat(255) })).toEqual(["changed"]);
    expect(await codesOf(ticket_id, { tags: [""] })).toEqual(["tags.0 bad_length"]);
    expect(await codesOf(ticket_id, { due_date: "+010000-01-01T00:00:00Z" })).toEqual(["due_date bad_format"]);
    expect((await codesOf(ticket_id, { attributes: { deep } }))[0]).toMatch(/too_deep$/);
    const outcome = await addComment(desk.stage, desk.actor, { ticketId: ticket_id, text: "x".repeat(5001) });
    expect(outcome).toMatchObject({ kind: "refused", findings: [{ path: "comment_text", code: "bad_length" }] });
  });

  test("any other text comes back as it was, in record and event", async () => {
    const title = `\u2028 "quotes" \\ \u0001 ‮rtl‬ 🏳️‍🌈 $1 %s {} '; DROP TABLE`;
    const ticket = await desk.make({
      title,
      tags: ["{a,b}", "\\", '"', "NULL", " "],
      attributes: { "ключ \u2029": [title, 1e21, null] },
    });
    expect(ticket).toEqual(await readTicket(desk.stage, { tenantId: desk.tenantId, ticketId: ticket.ticket_id }));
    const [event] = await desk.events(ticket.ticket_id);
    expect(event?.data).toEqual(ticket);
    expect(ticket.title).toBe(title);
  });
});

test("renaming a status makes no event, leaves frozen payloads, and shows in the next record and event", async () => {
  const { tenantId } = desk;
  const statusId = randomUUID();
  await createStatus(desk.db.forTenant(tenantId), tenantId, { id: statusId, draft: { name: "Parked" } });
  const ticket = await desk.make({ status_id: statusId });
  const place = { kind: STATUSES, tenantId };
  await changeReference(desk.db.forTenant(tenantId), place, { id: statusId, change: { name: "On hold" } });
  const record = await readTicket(desk.stage, { tenantId, ticketId: ticket.ticket_id });
  expect(record).toEqual({ ...ticket, status_name: "On hold" });
  await desk.change(ticket.ticket_id, { title: "Later" });
  const events = await desk.events(ticket.ticket_id);
  expect(events.map((event) => event.data.status_name)).toEqual(["Parked", "On hold"]);
});

test("a status can not be moved or closed behind the back of its tickets", async () => {
  const db = desk.db.forTenant(desk.tenantId);
  const change = { is_closed: true, name: "Open" };
  const outcome = await changeReference(
    db,
    { kind: STATUSES, tenantId: desk.tenantId },
    { id: desk.statuses["Open"] ?? "", change },
  );
  expect(outcome).toMatchObject({ kind: "refused", findings: [{ path: "is_closed", code: "fixed" }] });
  const same = await changeReference(
    db,
    { kind: STATUSES, tenantId: desk.tenantId },
    { id: desk.statuses["Open"] ?? "", change: { is_closed: false } },
  );
  expect(same.kind).toBe("changed");
});

test("comments are read in order, and history has one entry per version", async () => {
  const { ticket_id: ticketId } = await desk.make();
  const key = { tenantId: desk.tenantId, ticketId };
  await addComment(desk.stage, desk.actor, { ticketId, text: "First", isInternal: true });
  await desk.change(ticketId, { status_id: desk.statuses["Closed"] ?? "" });
  const commentId = randomUUID();
  const second = { ticketId, text: "Second", isResolution: true, commentId };
  const added = await addComment(desk.stage, desk.actor, second);
  expect(await addComment(desk.stage, desk.actor, second)).toEqual(added);
  const comments = await readComments(desk.stage, key, FIRST_PAGE);
  expect(comments?.total).toBe(2);
  expect(comments?.rows).toMatchObject([
    { comment_text: "First", is_internal: true, is_resolution: false, author: "Tenant Admin" },
    { comment_id: commentId, comment_text: "Second", is_internal: false, is_resolution: true },
  ]);
  const [first] = comments?.rows ?? [];
  const rest = await readComments(desk.stage, key, { limit: 1, offset: 0, after: first ?? null });
  expect(rest?.rows).toEqual(comments?.rows.slice(1));
  const history = await readHistory(desk.stage, key, FIRST_PAGE);
  expect(history?.total).toBe(4);
  expect(history?.rows.map(({ version, changes }) => [version, Object.keys(changes)])).toEqual([
    [1, []],
    [2, ["comment_id"]],
    [3, ["status_id", "closed_at"]],
    [4, ["comment_id"]],
  ]);
});

test("what an event carries is in the envelope byte for byte", async () => {
  const attributes = JSON.parse('{"z":1,"a":{"y":"\\u0007","x":[]},"10":"ten","b":1e21}') as Record<string, unknown>;
  const ticket = await desk.make({ attributes, description: "</script> \u2028" });
  const [row] = await desk.db
    .forTenant(desk.tenantId)
    .query<{ body: string }>(
      sql`SELECT body FROM ticketwire.events WHERE tenant_id = ${desk.tenantId} AND subject_id = ${ticket.ticket_id}`,
    );
  expect(row?.body.endsWith(`"data":${JSON.stringify(ticket)}}`)).toBe(true);
});
