// Many writers at once, and writes that fail half-way: versions stay dense, time moves forward, events and changes never part.
import { afterAll, beforeAll, expect, test } from "vitest";
import { fragment, sql } from "../db/sql.ts";
import { openTestDatabase, type TestDatabase } from "../testkit/database.ts";
import { openTicketDesk, type TicketDesk } from "../testkit/ticket-desk.ts";
import { addComment } from "./add-comment.ts";
import { changeTicket } from "./change-ticket.ts";
import { createTicket } from "./create-ticket.ts";
import { readHistory } from "./read-history.ts";
import { readTicket } from "./read-ticket.ts";
import { openTicketStage } from "./stage.ts";

let database: TestDatabase;
let desk: TicketDesk;

beforeAll(async () => {
  database = await openTestDatabase();
  desk = await openTicketDesk(database.db);
});

afterAll(() => database[Symbol.asyncDispose]());

test("20 writers on one ticket: every write lands once, versions are dense, time moves strictly forward, events are complete", async () => {
  const { ticket_id: ticketId } = await desk.make({ title: "Contested" });
  const { stage, actor, tenantId } = desk;
  const writers = Array.from({ length: 20 }, async (_, writer) => {
    for (let count = 0; count < 5; count++) {
      const isComment = (writer + count) % 5 === 0;
      const outcome = isComment
        ? await addComment(stage, actor, { ticketId, text: `${writer}.${count}` })
        : await changeTicket(stage, actor, { ticketId, change: { title: `${writer}.${count}` } });
      expect(outcome.kind).toBe(isComment ? "added" : "changed");
    }
  });
  await Promise.all(writers);
  const ticket = await readTicket(stage, { tenantId, ticketId });
  expect(ticket?.version).toBe(101);
  const events = await desk.events(ticketId);
  expect(events.map((event) => event.data.version)).toEqual(Array.from({ length: 101 }, (_, index) => index + 1));
  const times = events.map((event) => Date.parse(event.occurred_at));
  expect(times.every((time, index) => index === 0 || time > (times[index - 1] ?? 0))).toBe(true);
  const texts = events.slice(1).map((event) => event.data.comment?.text ?? event.data.changes?.["title"]?.new);
  expect(new Set(texts).size).toBe(100);
  for (const [index, event] of events.entries())
    if (event.data.changes) expect(event.data.changes["title"]?.previous).toBe(events[index - 1]?.data.title);
  const history = await readHistory(stage, { tenantId, ticketId }, { limit: 200, offset: 0, after: null });
  expect(history?.rows.map((entry) => entry.changed_at)).toEqual(events.map((event) => event.occurred_at));
});

test("writes that come at the same moment each keep what is theirs: ticket, tags, words, history and events", async () => {
  const own = await openTicketDesk(database.db, "Together");
  const made = await Promise.all(
    Array.from({ length: 12 }, (_, index) =>
      own.make({ title: `Printer ${index}`, tags: index % 2 === 0 ? [`tag-${index}`] : [] }),
    ),
  );
  const changed = await Promise.all(
    made.map(({ ticket_id: ticketId }, index) => {
      if (index % 3 === 0) return own.change(ticketId, { title: `Scanner ${index}` });
      return index % 3 === 1
        ? own.change(ticketId, { tags: [`moved-${index}`], description: `Text ${index}` })
        : own.change(ticketId, { attributes: { index } });
    }),
  );
  for (const [index, outcome] of changed.entries()) {
    if (outcome.kind !== "changed") throw new Error(`change ${index} was ${outcome.kind}`);
    const stored = await readTicket(own.stage, { tenantId: own.tenantId, ticketId: outcome.ticket.ticket_id });
    expect(stored).toEqual(outcome.ticket);
    const events = await own.events(outcome.ticket.ticket_id);
    expect(events.map(({ event_type, data }) => [event_type, data.version])).toEqual([
      ["ticket.created", 1],
      ["ticket.updated", 2],
    ]);
    expect(events[1]?.occurred_at).toBe(outcome.ticket.updated_at);
  }
  const tags = await database.db.engine.query<{ tag: string }>(
    sql`SELECT tag FROM ticketwire.ticket_tags WHERE tenant_id = ${own.tenantId} ORDER BY tag`,
  );
  expect(tags.map(({ tag }) => tag).sort()).toEqual(
    ["moved-1", "moved-10", "moved-4", "moved-7", "tag-0", "tag-2", "tag-6", "tag-8"].sort(),
  );
});

test("a write that is refused by the database fails alone, not those that came with it", async () => {
  const { ticket_id: ticketId } = await desk.make({ title: "There already" });
  const { stage, actor } = desk;
  const outcomes = await Promise.all([
    createTicket(stage, actor, { draft: { title: "First" } }),
    createTicket(stage, actor, { draft: { title: "Second" } }),
    createTicket(stage, actor, { draft: { title: "The same id" }, ticketId }),
    createTicket(stage, actor, { draft: { title: "Fourth" } }),
  ]);
  expect(outcomes.map((outcome) => (outcome.kind === "created" ? outcome.ticket.title : outcome.kind))).toEqual([
    "First",
    "Second",
    "There already",
    "Fourth",
  ]);
});

test("two processes number the tickets of one tenant without a clash or a gap", async () => {
  const fresh = await openTicketDesk(database.db, "Numbers");
  const other = openTicketStage({ db: database.open(), baseUrl: "https://other.test" });
  const makers = Array.from({ length: 60 }, (_, index) =>
    createTicket(index % 2 === 0 ? fresh.stage : other, fresh.actor, { draft: { title: `${index}` } }),
  );
  const outcomes = await Promise.all(makers);
  const numbers = outcomes.map((outcome) =>
    outcome.kind === "created" ? Number(outcome.ticket.ticket_number.slice(4)) : 0,
  );
  expect(numbers.sort((a, b) => a - b)).toEqual(Array.from({ length: 60 }, (_, index) => 1001 + index));
});

// Each table of the write is made to refuse in turn; the statement is one transaction, so nothing of it may stay.
test.each(["events", "outbox", "ticket_history"])(
  "when %s refuses, the ticket does not change and no event exists",
  async (table) => {
    const { ticket_id: ticketId } = await desk.make({ title: "Before" });
    const name = fragment(table);
    const before = await desk.events();
    await database.db.engine.query({
      ...sql`ALTER TABLE ticketwire.${name} ADD CONSTRAINT refuse CHECK (false) NOT VALID`,
      name: "",
    });
    try {
      await expect(desk.change(ticketId, { title: "After" })).rejects.toThrow(/refuse/);
      await expect(desk.make({ title: "Never" })).rejects.toThrow(/refuse/);
      await expect(addComment(desk.stage, desk.actor, { ticketId, text: "Never" })).rejects.toThrow(/refuse/);
    } finally {
      await database.db.engine.query({ ...sql`ALTER TABLE ticketwire.${name} DROP CONSTRAINT refuse`, name: "" });
    }
    expect(await readTicket(desk.stage, { tenantId: desk.tenantId, ticketId })).toMatchObject({
      title: "Before",
      version: 1,
    });
    expect(await desk.events()).toEqual(before);
    const [count] = await desk.db.engine.query<{ comments: number; never: number }>(sql`
    SELECT (SELECT count(*) FROM ticketwire.comments WHERE ticket_id = ${ticketId}) AS comments,
      (SELECT count(*) FROM ticketwire.tickets WHERE title = 'Never') AS never`);
    expect(count).toEqual({ comments: 0, never: 0 });
  },
);

test("a ticket that somebody holds keeps its own writes waiting, and nobody else's", async () => {
  const [held, ...free] = await Promise.all(Array.from({ length: 6 }, (_, index) => desk.make({ title: `${index}` })));
  const heldId = held?.ticket_id ?? "";
  const holder = await database.db.openSession();
  await holder.query("BEGIN");
  await holder.query("SELECT FROM ticketwire.tickets WHERE ticket_id = $1 FOR UPDATE", [heldId]);
  const waiting = [
    desk.change(heldId, { title: "Held" }),
    addComment(desk.stage, desk.actor, { ticketId: heldId, text: "Held" }),
  ];
  let isOver = false;
  void Promise.race(waiting).then(() => (isOver = true));
  for (let round = 0; round < 2; round++) {
    const writes = free.flatMap(({ ticket_id: ticketId }) => [
      desk.change(ticketId, { title: `Free ${round}` }),
      addComment(desk.stage, desk.actor, { ticketId, text: "Free" }),
    ]);
    const kinds = (await Promise.all(writes)).map(({ kind }) => kind);
    expect(kinds).toEqual(free.flatMap(() => ["changed", "added"]));
  }
  expect(isOver).toBe(false);
  await holder.query("ROLLBACK");
  await holder.end();
  expect((await Promise.all(waiting)).map(({ kind }) => kind)).toEqual(["changed", "added"]);
});

test("time moves on even when the database's clock stands behind the ticket's last change", async () => {
  const { ticket_id: ticketId } = await desk.make();
  await desk.db.engine.query(
    sql`UPDATE ticketwire.tickets SET updated_at = '2100-01-01T00:00:00.123Z' WHERE ticket_id = ${ticketId}`,
  );
  const outcome = await desk.change(ticketId, { title: "Later than the future" });
  expect(outcome).toMatchObject({ kind: "changed", ticket: { updated_at: "2100-01-01T00:00:00.124Z" } });
});
