// Which events are owed: the contract's table, subscriptions over time, and the server's filter as polls can decide it.
import { EVENT_TYPES, type EventType } from "@ticketwire/contract";
import { describe, expect, it } from "vitest";
import type { TicketState, WebhookEntry } from "../journal/entry.ts";
import { webhookEntry } from "../testkit/world.ts";
import { firstState } from "../testkit/writes.ts";
import { matchFilter, subscriptionsFrom, typesOfCreation, typesOfStep } from "./owed.ts";

function step(fields: readonly string[], before: TicketState = {}, after: TicketState = {}): readonly EventType[] {
  return typesOfStep({ fields: new Set(fields), before, after });
}

describe("the events of a change", () => {
  it.each([
    [["title"], {}, {}, ["ticket.updated"]],
    [["status_id"], {}, {}, ["ticket.updated", "ticket.status_changed"]],
    [
      ["status_id"],
      { is_closed: false },
      { is_closed: true },
      ["ticket.updated", "ticket.status_changed", "ticket.closed"],
    ],
    [["status_id"], { is_closed: true }, { is_closed: false }, ["ticket.updated", "ticket.status_changed"]],
    [["assigned_to"], {}, { assigned_to: "u1" }, ["ticket.updated", "ticket.assigned"]],
    [["assigned_to"], {}, { assigned_to: null }, ["ticket.updated"]],
    [["tags", "due_date"], {}, {}, ["ticket.updated"]],
    [[], {}, {}, ["ticket.comment.added"]],
  ] as const)("of %o from %o to %o are %o", (...row) => {
    const [fields, before, after, types] = row;
    expect(step(fields, before, after)).toEqual(types);
  });

  it("of a creation are created, and assigned when it has an assignee", () => {
    expect(typesOfCreation({ assigned_to: null })).toEqual(["ticket.created"]);
    expect(typesOfCreation({ assigned_to: "u1" })).toEqual(["ticket.created", "ticket.assigned"]);
  });
});

function snapshot(at: number, eventTypes: readonly EventType[], parts: Partial<WebhookEntry> = {}): WebhookEntry {
  return { ...(webhookEntry(eventTypes) as WebhookEntry), at, ...parts };
}

describe("subscriptions over time", () => {
  it("owe every type when nothing is known, or what the owner says", () => {
    expect(subscriptionsFrom([])(0, 1).types).toEqual(EVENT_TYPES);
    expect(subscriptionsFrom([], ["ticket.closed"])(0, 1).types).toEqual(["ticket.closed"]);
  });

  it("owe a type only in windows during all of which it was subscribed", () => {
    const at = subscriptionsFrom([
      snapshot(100, ["ticket.updated"]),
      snapshot(200, ["ticket.updated", "ticket.closed"]),
    ]);
    expect(at(0, 50).types).toEqual(["ticket.updated"]);
    expect(at(150, 250).types).toEqual(["ticket.updated"]);
    expect(at(250, 300).types).toEqual(["ticket.updated", "ticket.closed"]);
  });

  it("add up over several webhooks", () => {
    const at = subscriptionsFrom([snapshot(0, ["ticket.updated"]), snapshot(0, ["ticket.closed"], { webhook: "w2" })]);
    expect(at(1, 2).types).toEqual(["ticket.updated", "ticket.closed"]);
  });

  it("decide nothing in a window in which the filter changed", () => {
    const at = subscriptionsFrom([
      snapshot(0, ["ticket.updated"], { filter: { tags: ["vip"] } }),
      snapshot(100, ["ticket.updated"], { filter: { tags: ["gold"] } }),
    ]);
    const state = { tags: ["vip", "gold"] };
    expect(at(10, 20).owes("ticket.updated", state)).toBe("yes");
    expect(at(50, 150).owes("ticket.updated", state)).toBe("unknown");
    expect(at(50, 150).isComplete).toBe(false);
  });
});

describe("the filter", () => {
  const state = { ...firstState(1), attributes: { seats: 12 } };
  const id = state["ticket_id" as never] as unknown as string;

  it.each([
    [{}, "yes"],
    [{ entity_ids: [], tags: [], conditions: [] }, "yes"],
    [{ entity_ids: [id] }, "yes"],
    [{ entity_ids: ["other"] }, "no"],
    [{ tags: ["vip", "gold"] }, "yes"],
    [{ tags: ["gold"] }, "no"],
    [{ tags: ["vip"], conditions: [{ field: "is_closed", operator: "equals", value: true }] }, "no"],
    [{ conditions: [{ field: "priority_name", operator: "equals", value: "Low" }] }, "yes"],
    [{ conditions: [{ field: "priority_name", operator: "not_equals", value: "Low" }] }, "no"],
    [{ conditions: [{ field: "title", operator: "contains", value: "fire" }] }, "yes"],
    [{ conditions: [{ field: "title", operator: "not_contains", value: "fire" }] }, "no"],
    [{ conditions: [{ field: "tags", operator: "contains", value: "vip" }] }, "yes"],
    [{ conditions: [{ field: "version", operator: "greater_than", value: 0 }] }, "yes"],
    [{ conditions: [{ field: "version", operator: "less_than", value: 1 }] }, "no"],
    [{ conditions: [{ field: "version", operator: "less_than", value: "9" }] }, "no"],
    [{ conditions: [{ field: "priority_name", operator: "in", value: ["Low", "High"] }] }, "yes"],
    [{ conditions: [{ field: "priority_name", operator: "not_in", value: ["Low"] }] }, "no"],
    [{ conditions: [{ field: "attributes.seats", operator: "equals", value: 12 }] }, "yes"],
    [{ conditions: [{ field: "assigned_to", operator: "equals", value: null }] }, "yes"],
    [{ conditions: [{ field: "changes", operator: "contains", value: "title" }] }, "unknown"],
    [{ tags: ["gold"], conditions: [{ field: "changes", operator: "contains", value: "title" }] }, "no"],
    [{ conditions: [{ field: "title", operator: "sounds_like", value: "x" }] }, "no"],
  ] as const)("%o matches: %s", (filter, answer) => {
    expect(matchFilter(filter as TicketState, state)).toBe(answer);
  });

  it("can not be decided by a field that polls leave out", () => {
    expect(matchFilter({ tags: ["vip"] }, { title: "x" })).toBe("unknown");
  });
});
