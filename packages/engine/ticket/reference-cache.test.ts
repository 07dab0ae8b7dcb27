// Rows kept in memory are those that a read would find: a change in another process shows in the very next write.
import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openTestDatabase, type TestDatabase } from "../testkit/database.ts";
import { openTicketDesk, type TicketDesk } from "../testkit/ticket-desk.ts";
import { changeTicket } from "./change-ticket.ts";
import { createTicket } from "./create-ticket.ts";
import { readTicket } from "./read-ticket.ts";
import { BOARDS, type ReferenceKind, STATUSES, USERS } from "./reference/kinds.ts";
import { changeReference, createReference } from "./reference/reference.ts";
import { createStatus } from "./reference/status.ts";
import { openTicketStage, type TicketStage } from "./stage.ts";

let database: TestDatabase;
let desk: TicketDesk;
let other: TicketStage;

beforeAll(async () => {
  database = await openTestDatabase();
  desk = await openTicketDesk(database.db);
  other = openTicketStage({ db: database.open(), baseUrl: "https://desk.test" });
});

afterAll(() => database[Symbol.asyncDispose]());

async function alter<Fields extends object>(
  kind: ReferenceKind<Fields>,
  id: string,
  change: Partial<Fields>,
): Promise<void> {
  const outcome = await changeReference(
    desk.db.forTenant(desk.tenantId),
    { kind, tenantId: desk.tenantId },
    { id, change },
  );
  expect(outcome.kind).toBe("changed");
}

test("a name that is changed elsewhere shows at once in records and events", async () => {
  const { ticket_id: ticketId } = await desk.make({ assigned_to: desk.users[1] });
  const key = { tenantId: desk.tenantId, ticketId };
  await readTicket(other, key);
  expect((await readTicket(other, key))?.assigned_to_name).toBe("Terry Technician");
  await alter(USERS, desk.users[1], { last_name: "Tester" });
  expect((await readTicket(other, key))?.assigned_to_name).toBe("Terry Tester");
  await alter(STATUSES, desk.statuses["Waiting"] ?? "", { name: "On hold" });
  const change = { status_id: desk.statuses["Waiting"] ?? "" };
  expect(await changeTicket(other, desk.actor, { ticketId, change })).toMatchObject({
    ticket: { status_name: "On hold" },
  });
  await alter(STATUSES, desk.statuses["Waiting"] ?? "", { name: "Waiting" });
  await changeTicket(other, desk.actor, { ticketId, change: { status_id: desk.statuses["Open"] ?? "" } });
  expect((await desk.events(ticketId)).at(-1)?.data).toMatchObject({
    previous_status_name: "Waiting",
    status_name: "Open",
  });
});

test("what is refused elsewhere from now on is refused here at once", async () => {
  const userId = randomUUID();
  const fields = { first_name: "Short", last_name: "Stay", email: "short@localhost", is_active: true };
  await createReference(
    desk.db.forTenant(desk.tenantId),
    { kind: USERS, tenantId: desk.tenantId },
    { id: userId, fields },
  );
  const make = () => createTicket(other, desk.actor, { draft: { title: "x", assigned_to: userId } });
  expect([(await make()).kind, (await make()).kind]).toEqual(["created", "created"]);
  await alter(USERS, userId, { is_active: false });
  expect(await make()).toMatchObject({ kind: "refused", findings: [{ code: "inactive_user" }] });
});

test("a board's default status that comes to be, or changes, is used by the next create", async () => {
  const { tenantId } = desk;
  const db = desk.db.forTenant(tenantId);
  const [boardId, first, second] = [randomUUID(), randomUUID(), randomUUID()];
  await createReference(
    db,
    { kind: BOARDS, tenantId },
    { id: boardId, fields: { board_name: "New", default_status_id: null } },
  );
  const make = () => createTicket(other, desk.actor, { draft: { title: "x", board_id: boardId } });
  expect((await make()).kind).toBe("refused");
  await createStatus(db, tenantId, { id: first, draft: { name: "First", board_id: boardId } });
  await createStatus(db, tenantId, { id: second, draft: { name: "Second", board_id: boardId } });
  expect(await make()).toMatchObject({ ticket: { status_name: "First" } });
  await alter(BOARDS, boardId, { default_status_id: second });
  expect(await make()).toMatchObject({ ticket: { status_name: "Second" } });
});
