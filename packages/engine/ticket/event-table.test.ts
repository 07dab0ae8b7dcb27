// The change → event table of the contract, over random histories on a real database. What is expected is worked out here
// from the records before and after each write alone: the rules are stated once more, not taken from the code.
import type { Envelope, EventData, TicketPayload } from "@ticketwire/contract";
import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openTestDatabase, type TestDatabase } from "../testkit/database.ts";
import { openTicketDesk, type TicketDesk } from "../testkit/ticket-desk.ts";
import { addComment } from "./add-comment.ts";
import { changeTicket } from "./change-ticket.ts";
import { createTicket } from "./create-ticket.ts";
import type { Suppression, TicketChange, TicketDraft } from "./fields.ts";
import { readTicket } from "./read-ticket.ts";

let database: TestDatabase;
let desk: TicketDesk;

beforeAll(async () => {
  database = await openTestDatabase();
  desk = await openTicketDesk(database.db);
});

afterAll(() => database[Symbol.asyncDispose]());

const TRACKED = [
  "title",
  "description",
  "status_id",
  "priority_id",
  "client_id",
  "contact_name_id",
  "assigned_to",
  "assigned_team_id",
  "board_id",
  "location_id",
  "category_id",
  "subcategory_id",
  "due_date",
  "tags",
  "attributes",
] as const;

type Step =
  | { readonly kind: "change"; readonly change: TicketChange; readonly suppression: Suppression }
  | { readonly kind: "comment"; readonly text: string };

/** What one write should have told of. */
interface Expected {
  readonly types: readonly string[];
  readonly before: TicketPayload | null;
  readonly after: TicketPayload;
  readonly suppression: Suppression;
  readonly commentText?: string;
}

function arbitraryFields(): fc.Arbitrary<TicketChange> {
  const text = fc
    .string({ unit: "binary", minLength: 1, maxLength: 20 })
    .map((value) => value.replaceAll("\0", "0").toWellFormed());
  const maybe = <Value>(value: fc.Arbitrary<Value>): fc.Arbitrary<Value | null> => fc.option(value, { freq: 3 });
  return fc
    .record(
      {
        title: text,
        description: maybe(text),
        status_id: fc.constantFrom(...Object.values(desk.statuses)),
        priority_id: fc.constantFrom(...Object.values(desk.priorities)),
        contact_name_id: maybe(fc.constantFrom(...desk.contacts)),
        assigned_to: maybe(fc.constantFrom(...desk.users)),
        assigned_team_id: maybe(fc.constant(desk.teamId)),
        location_id: maybe(
          fc.constantFrom("0198b0a0-0000-7000-8000-00000000000a", "0198b0a0-0000-7000-8000-00000000000B"),
        ),
        due_date: maybe(
          fc
            .date({ min: new Date("0099-01-01T00:00:00Z"), max: new Date("9998-01-01"), noInvalidDate: true })
            .map((date) => date.toISOString()),
        ),
        tags: fc.array(fc.constantFrom("vpn", "printer", "VPN", "ünïcode 🖨", 'quote " \\ , {}'), { maxLength: 5 }),
        attributes: fc
          .dictionary(fc.constantFrom("a", "b", "__proto__x"), fc.jsonValue({ maxDepth: 2 }) as fc.Arbitrary<unknown>, {
            maxKeys: 3,
          })
          .map(
            (value) => JSON.parse(JSON.stringify(value).replaceAll(String.raw`\u0000`, "0")) as Record<string, unknown>,
          ),
      },
      { requiredKeys: [] },
    )
    .filter((fields) => JSON.stringify(fields).isWellFormed() && !JSON.stringify(fields).includes(String.raw`\ud`));
}

const flag = fc.option(fc.boolean(), { nil: undefined });

function arbitraryStep(): fc.Arbitrary<Step> {
  const suppression = fc
    .record({ suppressContactNotifications: flag, suppressInternalNotifications: flag })
    .map((flags) => JSON.parse(JSON.stringify(flags)) as Suppression);
  return fc.oneof(
    {
      weight: 5,
      arbitrary: fc.record({ kind: fc.constant("change" as const), change: arbitraryFields(), suppression }),
    },
    {
      weight: 1,
      arbitrary: fc.record({ kind: fc.constant("comment" as const), text: fc.constantFrom("Done.", "Was it you?") }),
    },
  );
}

function isEqual(field: (typeof TRACKED)[number], before: TicketPayload, after: TicketPayload): boolean {
  if (field !== "tags") return JSON.stringify(sorted(before[field])) === JSON.stringify(sorted(after[field]));
  return JSON.stringify([...before.tags].sort()) === JSON.stringify([...after.tags].sort());
}

function sorted(value: unknown): unknown {
  if (typeof value !== "object" || value === null || Array.isArray(value))
    return Array.isArray(value) ? value.map(sorted) : value;
  return Object.entries(value)
    .map(([name, inner]) => [name, sorted(inner)])
    .sort();
}

function typesOfChange(before: TicketPayload, after: TicketPayload): string[] {
  if (TRACKED.every((field) => isEqual(field, before, after))) return [];
  const types = ["ticket.updated"];
  if (before.status_id !== after.status_id) types.push("ticket.status_changed");
  if (!before.is_closed && after.is_closed) types.push("ticket.closed");
  if (after.assigned_to !== null && after.assigned_to !== before.assigned_to) types.push("ticket.assigned");
  return types;
}

async function present(ticketId: string): Promise<TicketPayload> {
  const ticket = await readTicket(desk.stage, { tenantId: desk.tenantId, ticketId });
  if (ticket === undefined) throw new Error("the ticket is gone");
  return ticket;
}

async function take(step: Step, before: TicketPayload): Promise<Expected> {
  const ticketId = before.ticket_id;
  if (step.kind === "comment") {
    const outcome = await addComment(desk.stage, desk.actor, { ticketId, text: step.text });
    expect(outcome.kind).toBe("added");
    const after = await present(ticketId);
    return { types: ["ticket.comment.added"], before, after, suppression: {}, commentText: step.text };
  }
  const { change, suppression } = step;
  const outcome = await changeTicket(desk.stage, desk.actor, { ticketId, change, suppression });
  const after = await present(ticketId);
  const types = typesOfChange(before, after);
  expect(outcome).toEqual({ kind: types.length === 0 ? "unchanged" : "changed", ticket: after });
  for (const [field, value] of Object.entries(change))
    if (!["tags", "attributes", "location_id"].includes(field))
      expect({ [field]: after[field as keyof TicketPayload] }).toEqual({ [field]: value });
  if (change.tags !== undefined) expect(new Set(after.tags)).toEqual(new Set(change.tags));
  if (change.attributes !== undefined) expect(after.attributes).toEqual(change.attributes);
  return { types, before, after, suppression };
}

function expectMoved({ types, before, after }: Expected): void {
  if (before === null) return void expect(after).toMatchObject({ version: 1, entered_at: after.updated_at });
  if (types.length === 0) return void expect(after).toEqual({ ...before });
  expect(after.version).toBe(before.version + 1);
  expect(Date.parse(after.updated_at)).toBeGreaterThan(Date.parse(before.updated_at));
  expect(after.closed_at === null).toBe(!after.is_closed);
  if (before.is_closed && after.is_closed) expect(after.closed_at).toBe(before.closed_at);
  if (!before.is_closed && after.is_closed) expect(after.closed_at).toBe(after.updated_at);
}

function expectEvent(event: Envelope<EventData>, { before, after, suppression, commentText }: Expected): void {
  expect(Object.keys(event)).toEqual(["event_id", "event_type", "occurred_at", "tenant_id", "data"]);
  expect(event).toMatchObject({ tenant_id: desk.tenantId, occurred_at: after.updated_at });
  const { changes, previous_status_id, previous_status_name, comment, ...rest } = event.data;
  const { suppress_contact_notifications, suppress_internal_notifications, ...ticket } = rest;
  expect(ticket).toEqual(after);
  expect(Object.keys(ticket)).toEqual(Object.keys(after));
  expect(suppress_contact_notifications).toBe(suppression.suppressContactNotifications);
  expect(suppress_internal_notifications).toBe(suppression.suppressInternalNotifications);
  const type = event.event_type;
  if (type === "ticket.updated" && before !== null) {
    const fields = TRACKED.filter((field) => !isEqual(field, before, after));
    expect(Object.keys(changes ?? {}).sort()).toEqual([...fields].sort());
    for (const field of fields) expect(changes?.[field]).toEqual({ previous: before[field], new: after[field] });
  } else expect(changes).toBeUndefined();
  const isStatus = type === "ticket.status_changed";
  expect(previous_status_id).toBe(isStatus ? before?.status_id : undefined);
  expect(previous_status_name).toBe(isStatus ? before?.status_name : undefined);
  if (commentText === undefined) expect(comment).toBeUndefined();
  else
    expect(comment).toMatchObject({
      text: commentText,
      author: "Tenant Admin",
      author_type: "internal",
      timestamp: after.updated_at,
    });
}

test("every history makes exactly the events of the table, in their order, frozen as the ticket was", async () => {
  const draft = arbitraryFields().map((fields): TicketDraft => ({ ...fields, title: fields.title ?? "A ticket" }));
  await fc.assert(
    fc.asyncProperty(draft, fc.array(arbitraryStep(), { maxLength: 8 }), async (first, steps) => {
      const made = await createTicket(desk.stage, desk.actor, { draft: first });
      if (made.kind !== "created") throw new Error(JSON.stringify(made));
      let ticket = await present(made.ticket.ticket_id);
      expect(made.ticket).toEqual(ticket);
      const types = ticket.assigned_to === null ? ["ticket.created"] : ["ticket.created", "ticket.assigned"];
      const expected: Expected[] = [{ types, before: null, after: ticket, suppression: {} }];
      for (const step of steps) {
        const told = await take(step, ticket);
        expected.push(told);
        ticket = told.after;
      }
      expected.forEach(expectMoved);
      const events = await desk.events(ticket.ticket_id);
      expect(events.map((event) => event.event_type)).toEqual(expected.flatMap((told) => told.types));
      const byWrite = expected.flatMap((told) => told.types.map(() => told));
      events.forEach((event, index) => expectEvent(event, byWrite[index] as Expected));
      expect(new Set(events.map((event) => event.event_id)).size).toBe(events.length);
    }),
    { numRuns: 40, seed: 20_261_121 },
  );
});
