// Reference rows: made, changed, listed; what is refused; and that a list by cursor stands still under changes.
import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { uuidOf } from "../../db/uuid.ts";
import { openTestDatabase, type TestDatabase } from "../../testkit/database.ts";
import { openTicketDesk, type TicketDesk } from "../../testkit/ticket-desk.ts";
import { changeBoard } from "./board.ts";
import { createCategory } from "./category.ts";
import { BOARDS, CATEGORIES, CLIENTS, CONTACTS, PRIORITIES, STATUSES, TEAMS, USERS } from "./kinds.ts";
import { changeReference, createReference } from "./reference.ts";
import { listReferences, selectReference } from "./statements.ts";
import { createStatus } from "./status.ts";

let database: TestDatabase;
let desk: TicketDesk;

beforeAll(async () => {
  database = await openTestDatabase();
  desk = await openTicketDesk(database.db);
});

afterAll(() => database[Symbol.asyncDispose]());

const NOBODY = "0198b0a0-0000-7000-8000-000000000000";
const ALL = { limit: 100, offset: 0, after: null, filters: {} };

function connection() {
  return desk.db.forTenant(desk.tenantId);
}

test("each kind is made, read, changed in part, and listed", async () => {
  const { tenantId } = desk;
  const id = randomUUID();
  const place = { kind: USERS, tenantId };
  const fields = { first_name: "Ada", last_name: "Lovelace", email: "ada@localhost", is_active: true };
  const made = await createReference(connection(), place, { id, fields });
  expect(made).toMatchObject({ kind: "created", row: { user_id: id, ...fields } });
  expect(await createReference(connection(), place, { id, fields: { ...fields, first_name: "Other" } })).toEqual(made);
  const changed = await changeReference(connection(), place, { id, change: { email: "countess@localhost" } });
  expect(changed).toMatchObject({ kind: "changed", row: { ...fields, email: "countess@localhost" } });
  expect(await selectReference(connection(), place, id)).toEqual(changed.kind === "changed" ? changed.row : undefined);
  expect(await listReferences(connection(), place, { ...ALL, search: "LOVE" })).toMatchObject({
    total: 1,
    rows: [{ user_id: id }],
  });
  expect(await listReferences(connection(), place, { ...ALL, filters: { is_active: false } })).toEqual({
    total: 0,
    rows: [],
  });
  for (const kind of [CLIENTS, CONTACTS, BOARDS, STATUSES, PRIORITIES, CATEGORIES, TEAMS] as const)
    expect((await listReferences(connection(), { kind: kind as typeof CLIENTS, tenantId }, ALL)).total).toBeGreaterThan(
      0,
    );
});

test("what is not there is not found, and nothing of another tenant is there", async () => {
  const other = await openTicketDesk(database.db, "Other");
  const place = { kind: CLIENTS, tenantId: desk.tenantId };
  const change = { client_name: "Taken over" };
  expect(await changeReference(connection(), place, { id: other.clientId, change })).toEqual({ kind: "not_found" });
  expect(await selectReference(connection(), place, other.clientId)).toBeUndefined();
  const contact = { full_name: "Spy", email: null, client_id: other.clientId };
  expect(
    await createReference(
      connection(),
      { kind: CONTACTS, tenantId: desk.tenantId },
      { id: randomUUID(), fields: contact },
    ),
  ).toMatchObject({
    kind: "refused",
    findings: [{ path: "client_id", code: "unknown_reference" }],
  });
});

test("a null clears what can be empty, and a text that can not be stored is refused", async () => {
  const place = { kind: CONTACTS, tenantId: desk.tenantId };
  const id = desk.contacts[1];
  expect(await changeReference(connection(), place, { id, change: { email: null } })).toMatchObject({
    kind: "changed",
    row: { email: null },
  });
  expect(await changeReference(connection(), place, { id, change: { full_name: "a\0" } })).toMatchObject({
    kind: "refused",
    findings: [{ path: "full_name", code: "forbidden_character" }],
  });
});

test("statuses go to the default board, behind the others; the first open one of a board becomes its default", async () => {
  const { tenantId } = desk;
  const made = await createStatus(connection(), tenantId, { id: randomUUID(), draft: { name: "Escalated" } });
  expect(made).toMatchObject({ kind: "created", row: { board_id: desk.boardId, is_closed: false, order_number: 6 } });
  const boardId = randomUUID();
  await createReference(
    connection(),
    { kind: BOARDS, tenantId },
    { id: boardId, fields: { board_name: "New", default_status_id: null } },
  );
  const [done, open, later] = [randomUUID(), randomUUID(), randomUUID()];
  await createStatus(connection(), tenantId, { id: done, draft: { name: "Done", is_closed: true, board_id: boardId } });
  await createStatus(connection(), tenantId, { id: open, draft: { name: "New", board_id: boardId } });
  await createStatus(connection(), tenantId, { id: later, draft: { name: "Later", board_id: boardId } });
  expect(await selectReference(connection(), { kind: BOARDS, tenantId }, boardId)).toMatchObject({
    default_status_id: open,
  });
  expect(
    await changeBoard(connection(), tenantId, { id: boardId, change: { default_status_id: later } }),
  ).toMatchObject({ kind: "changed" });
  const wrong = await changeBoard(connection(), tenantId, {
    id: boardId,
    change: { default_status_id: desk.statuses["Open"] ?? "" },
  });
  expect(wrong).toMatchObject({ kind: "refused", findings: [{ path: "default_status_id", code: "wrong_board" }] });
  const nowhere = await createStatus(connection(), tenantId, {
    id: randomUUID(),
    draft: { name: "x", board_id: NOBODY },
  });
  expect(nowhere).toMatchObject({ kind: "refused", findings: [{ path: "board_id", code: "unknown_reference" }] });
});

test("categories have two levels, and a list for one board shows those that fit every board too", async () => {
  const { tenantId } = desk;
  const create = (draft: Parameters<typeof createCategory>[2]["draft"], id = randomUUID()) =>
    createCategory(connection(), tenantId, { id, draft });
  const third = await create({ category_name: "Too deep", parent_category_id: desk.categories["Printer"] ?? "" });
  expect(third).toMatchObject({ kind: "refused", findings: [{ path: "parent_category_id", code: "wrong_level" }] });
  const orphan = await create({ category_name: "Orphan", parent_category_id: NOBODY });
  expect(orphan).toMatchObject({
    kind: "refused",
    findings: [{ path: "parent_category_id", code: "unknown_reference" }],
  });
  const boardId = randomUUID();
  await createReference(
    connection(),
    { kind: BOARDS, tenantId },
    { id: boardId, fields: { board_name: "Fleet", default_status_id: null } },
  );
  const parentId = randomUUID();
  await create({ category_name: "Cars", board_id: boardId }, parentId);
  expect(await create({ category_name: "Tyres", parent_category_id: parentId })).toMatchObject({
    kind: "created",
    row: { board_id: boardId },
  });
  const elsewhere = await create({ category_name: "Tyres", parent_category_id: parentId, board_id: desk.boardId });
  expect(elsewhere).toMatchObject({ kind: "refused", findings: [{ path: "board_id", code: "wrong_board" }] });
  const names = async (board_id: string): Promise<unknown[]> =>
    (await listReferences(connection(), { kind: CATEGORIES, tenantId }, { ...ALL, filters: { board_id } })).rows.map(
      (row) => row.category_name,
    );
  expect(await names(boardId)).toEqual(expect.arrayContaining(["Hardware", "Cars", "Tyres"]));
  expect(await names(desk.boardId)).not.toContain("Cars");
});

test("a walk through a list neither skips nor repeats while rows are renamed and made", async () => {
  const { tenantId } = desk;
  const place = { kind: TEAMS, tenantId };
  const ids = Array.from({ length: 9 }, (_, index) => uuidOf(1_900_000_000_000 + index));
  for (const id of ids) await createReference(connection(), place, { id, fields: { team_name: id } });
  const seen: string[] = [];
  let after: { id: string } | null = null;
  for (;;) {
    const { rows } = await listReferences(connection(), place, { limit: 2, offset: 0, after, filters: {} });
    seen.push(...rows.slice(0, 2).map((row) => String(row["team_id"])));
    if (rows.length <= 2) break;
    after = { id: seen.at(-1) ?? "" };
    await changeReference(connection(), place, { id: ids[0] ?? "", change: { team_name: `renamed ${seen.length}` } });
  }
  expect(seen.filter((id) => ids.includes(id))).toEqual(ids);
});
