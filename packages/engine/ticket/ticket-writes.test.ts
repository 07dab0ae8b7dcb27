// Making and changing tickets: what is filled in, what is refused, and what is no change.
import { randomUUID } from "node:crypto";
import { TICKET_FIELDS } from "@ticketwire/contract";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openTestDatabase, type TestDatabase } from "../testkit/database.ts";
import { openTicketDesk, type TicketDesk } from "../testkit/ticket-desk.ts";
import { addComment } from "./add-comment.ts";
import { changeTicket } from "./change-ticket.ts";
import { createTicket } from "./create-ticket.ts";
import type { TicketChange } from "./fields.ts";
import { readTicket } from "./read-ticket.ts";
import { createCategory } from "./reference/category.ts";
import { BOARDS, CLIENTS, CONTACTS, USERS } from "./reference/kinds.ts";
import { changeReference, createReference } from "./reference/reference.ts";
import { createStatus } from "./reference/status.ts";

let database: TestDatabase;
let desk: TicketDesk;

beforeAll(async () => {
  database = await openTestDatabase();
  desk = await openTicketDesk(database.db);
});

afterAll(() => database[Symbol.asyncDispose]());

const NOBODY = "0198b0a0-0000-7000-8000-000000000000";

async function codesOf(ticketId: string, change: TicketChange): Promise<string[]> {
  const outcome = await desk.change(ticketId, change);
  return outcome.kind === "refused" ? outcome.findings.map(({ path, code }) => `${path} ${code}`) : [outcome.kind];
}

/** A board with one open status. */
async function makeBoard(): Promise<{ boardId: string; statusId: string }> {
  const { tenantId } = desk;
  const db = desk.db.forTenant(tenantId);
  const [boardId, statusId] = [randomUUID(), randomUUID()];
  await createReference(
    db,
    { kind: BOARDS, tenantId },
    { id: boardId, fields: { board_name: "Projects", default_status_id: null } },
  );
  await createStatus(db, tenantId, { id: statusId, draft: { name: "To do", board_id: boardId } });
  return { boardId, statusId };
}

describe("creating", () => {
  test("takes the tenant's defaults, numbers from TKT-1001 on, and links to the ticket's page", async () => {
    const fresh = await openTicketDesk(database.db, "Fresh");
    const ticket = await fresh.make({ title: "First" });
    expect(ticket).toMatchObject({
      ticket_number: "TKT-1001",
      title: "First",
      board_id: fresh.boardId,
      status_id: fresh.statuses["Open"],
      status_name: "Open",
      priority_name: "Medium",
      client_id: fresh.clientId,
      client_name: "Fresh",
      url: `https://desk.test/msp/tickets/${ticket.ticket_id}`,
      version: 1,
    });
    expect(Object.keys(ticket)).toEqual([...TICKET_FIELDS]);
    expect((await fresh.make()).ticket_number).toBe("TKT-1002");
  });

  test("a ticket made in a closed status is closed from the start and tells of no closing", async () => {
    const ticket = await desk.make({ status_id: desk.statuses["Closed"] ?? "" });
    expect(ticket).toMatchObject({ is_closed: true, closed_at: ticket.entered_at });
    expect((await desk.events(ticket.ticket_id)).map((event) => event.event_type)).toEqual(["ticket.created"]);
  });

  test("again under the same id it answers the ticket that is there, with one event", async () => {
    const ticketId = randomUUID();
    const first = await createTicket(desk.stage, desk.actor, { draft: { title: "Once" }, ticketId });
    const second = await createTicket(desk.stage, desk.actor, { draft: { title: "Once" }, ticketId });
    expect(second).toEqual(first);
    expect(await desk.events(ticketId)).toHaveLength(1);
  });

  test("a number whose ticket was refused is given to the next ticket", async () => {
    const fresh = await openTicketDesk(database.db, "Thrifty");
    const refused = await createTicket(fresh.stage, fresh.actor, { draft: { title: "x", client_id: NOBODY } });
    expect(refused.kind).toBe("refused");
    expect((await fresh.make()).ticket_number).toBe("TKT-1001");
  });

  test("lists everything that is wrong with a draft", async () => {
    const { boardId } = await makeBoard();
    const draft = {
      title: "x",
      board_id: boardId,
      status_id: desk.statuses["Open"] ?? "",
      priority_id: NOBODY,
      assigned_to: NOBODY,
    };
    const outcome = await createTicket(desk.stage, desk.actor, { draft });
    expect(outcome).toMatchObject({
      kind: "refused",
      findings: [
        { path: "priority_id", code: "unknown_reference" },
        { path: "assigned_to", code: "unknown_reference" },
        { path: "status_id", code: "wrong_board" },
      ],
    });
  });

  test("a board without an open status asks for one", async () => {
    const boardId = randomUUID();
    const place = { kind: BOARDS, tenantId: desk.tenantId };
    await createReference(desk.db.forTenant(desk.tenantId), place, {
      id: boardId,
      fields: { board_name: "Bare", default_status_id: null },
    });
    const outcome = await createTicket(desk.stage, desk.actor, { draft: { title: "x", board_id: boardId } });
    expect(outcome).toMatchObject({ kind: "refused", findings: [{ path: "status_id", code: "required" }] });
  });
});

describe("changing", () => {
  test("nothing really changed: no event, no version, no commit told", async () => {
    const ticket = await desk.make({
      tags: ["vpn", "printer"],
      due_date: "2026-12-01T09:00:00+01:00",
      attributes: { a: [0], b: 1 },
    });
    const commits = desk.commits();
    const outcome = await desk.change(ticket.ticket_id, {
      title: ticket.title,
      tags: ["printer", "vpn", "printer"],
      due_date: "2026-12-01T08:00:00.000Z",
      status_id: ticket.status_id.toUpperCase(),
      attributes: { b: 1, a: [-0] },
    });
    expect(outcome).toEqual({ kind: "unchanged", ticket });
    expect(desk.commits()).toBe(commits);
    expect(await desk.events(ticket.ticket_id)).toHaveLength(1);
  });

  test("an unknown ticket and one of another tenant are not found", async () => {
    const other = await openTicketDesk(database.db, "Other");
    const ticket = await other.make();
    expect(await desk.change(ticket.ticket_id, { title: "Mine now" })).toEqual({ kind: "not_found" });
    expect(await desk.change(NOBODY, { title: "x" })).toEqual({ kind: "not_found" });
    expect(await addComment(desk.stage, desk.actor, { ticketId: ticket.ticket_id, text: "x" })).toEqual({
      kind: "not_found",
    });
    expect(await readTicket(desk.stage, { tenantId: desk.tenantId, ticketId: ticket.ticket_id })).toBeUndefined();
  });

  test("a version that was expected and is not there makes it stale", async () => {
    const { ticket_id: ticketId } = await desk.make();
    const request = { ticketId, change: { title: "New" }, versions: [1] };
    expect((await changeTicket(desk.stage, desk.actor, request)).kind).toBe("changed");
    expect(await changeTicket(desk.stage, desk.actor, request)).toEqual({ kind: "stale", version: 2 });
  });

  test("refuses what does not fit together and says where", async () => {
    const { tenantId } = desk;
    const db = desk.db.forTenant(tenantId);
    const { boardId, statusId } = await makeBoard();
    const [clientId, contactId, userId, categoryId] = [randomUUID(), randomUUID(), randomUUID(), randomUUID()];
    await createReference(db, { kind: CLIENTS, tenantId }, { id: clientId, fields: { client_name: "Elsewhere" } });
    await createReference(
      db,
      { kind: CONTACTS, tenantId },
      { id: contactId, fields: { full_name: "Alien", email: null, client_id: clientId } },
    );
    await createReference(
      db,
      { kind: USERS, tenantId },
      {
        id: userId,
        fields: { first_name: "Gone", last_name: "Away", email: "gone@localhost", is_active: false },
      },
    );
    await createCategory(db, tenantId, { id: categoryId, draft: { category_name: "Elsewhere", board_id: boardId } });
    const { categories } = desk;
    const [hardware = "", printer = "", network = ""] = [
      categories["Hardware"],
      categories["Printer"],
      categories["Network"],
    ];
    const { ticket_id: id } = await desk.make();
    expect(await codesOf(id, { status_id: statusId })).toEqual(["status_id wrong_board"]);
    expect(await codesOf(id, { board_id: boardId, status_id: desk.statuses["Open"] ?? "" })).toEqual([
      "status_id wrong_board",
    ]);
    expect(await codesOf(id, { contact_name_id: contactId })).toEqual(["contact_name_id wrong_client"]);
    expect(await codesOf(id, { assigned_to: userId })).toEqual(["assigned_to inactive_user"]);
    expect(await codesOf(id, { category_id: categoryId })).toEqual(["category_id wrong_board"]);
    expect(await codesOf(id, { category_id: printer })).toEqual(["category_id wrong_level"]);
    expect(await codesOf(id, { subcategory_id: printer })).toEqual(["subcategory_id wrong_category"]);
    expect(await codesOf(id, { category_id: network, subcategory_id: printer })).toEqual([
      "subcategory_id wrong_category",
    ]);
    expect(await codesOf(id, { category_id: hardware, subcategory_id: printer })).toEqual(["changed"]);
    expect(await codesOf(id, { category_id: null })).toEqual(["subcategory_id wrong_category"]);
    expect(await codesOf(id, { contact_name_id: contactId, client_id: clientId })).toEqual(["changed"]);
    expect(await codesOf(id, { client_id: desk.clientId })).toEqual(["contact_name_id wrong_client"]);
    expect(await codesOf(id, { board_id: NOBODY, priority_id: NOBODY })).toEqual([
      "board_id unknown_reference",
      "priority_id unknown_reference",
    ]);
    const ticket = await readTicket(desk.stage, { tenantId, ticketId: id });
    expect(ticket).toMatchObject({ version: 3, category_id: hardware, contact_name_id: contactId });
  });

  test("a ticket that moves to another board takes that board's default status, told as a change", async () => {
    const { boardId, statusId } = await makeBoard();
    const ticket = await desk.make({ status_id: desk.statuses["Resolved"] ?? "" });
    const outcome = await desk.change(ticket.ticket_id, { board_id: boardId });
    expect(outcome).toMatchObject({
      kind: "changed",
      ticket: { board_id: boardId, status_id: statusId, is_closed: false, closed_at: null },
    });
    const [, updated, status] = await desk.events(ticket.ticket_id);
    expect(updated?.data.changes).toEqual({
      status_id: { previous: desk.statuses["Resolved"], new: statusId },
      board_id: { previous: desk.boardId, new: boardId },
    });
    expect(status).toMatchObject({
      event_type: "ticket.status_changed",
      data: { previous_status_name: "Resolved", status_name: "To do" },
    });
  });

  test("an assignee who became inactive does not stand in the way of other changes", async () => {
    const { tenantId } = desk;
    const userId = randomUUID();
    const place = { kind: USERS, tenantId };
    const fields = { first_name: "Leaves", last_name: "Soon", email: "leaves@localhost", is_active: true };
    await createReference(desk.db.forTenant(tenantId), place, { id: userId, fields });
    const ticket = await desk.make({ assigned_to: userId });
    await changeReference(desk.db.forTenant(tenantId), place, { id: userId, change: { is_active: false } });
    expect(await codesOf(ticket.ticket_id, { title: "Still going", assigned_to: userId })).toEqual(["changed"]);
  });
});
