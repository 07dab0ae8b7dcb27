// What becomes of a change when somebody else was faster.
import { describe, expect, it } from "vitest";
import type { Ticket } from "../api/records.ts";
import { mergeChange, type TicketDraft } from "./merge-change.ts";

const BASE = {
  title: "Printer",
  description: null,
  status_id: "open",
  assigned_to: null,
  priority_id: "low",
  tags: ["a", "b"],
} as unknown as Ticket;

const merge = (mine: TicketDraft, theirs: TicketDraft) =>
  mergeChange({ base: BASE, mine, theirs: { ...BASE, ...theirs } });

describe("a change over somebody else's", () => {
  it("is written when they changed other fields", () => {
    expect(merge({ title: "Toner" }, { status_id: "closed" })).toEqual({ kind: "clean", change: { title: "Toner" } });
  });

  it("is nothing to write when they made the same change", () => {
    expect(merge({ status_id: "closed" }, { status_id: "closed" })).toEqual({ kind: "clean", change: {} });
  });

  it("is torn when both changed a field, each to something else", () => {
    expect(
      merge({ title: "Toner", description: "Empty", priority_id: "high" }, { title: "Ink", description: "Dry" }),
    ).toEqual({ kind: "conflict", fields: ["title", "description"] });
  });

  it("adds and takes away tags without touching theirs", () => {
    expect(merge({ tags: ["a", "mine"] }, { tags: ["b", "a", "theirs"] })).toEqual({
      kind: "clean",
      change: { tags: ["a", "theirs", "mine"] },
    });
    expect(merge({ tags: ["a"] }, { tags: ["a"] })).toEqual({ kind: "clean", change: {} });
    expect(merge({ tags: ["b", "a", "c"] }, { tags: ["c", "a", "b"] })).toEqual({ kind: "clean", change: {} });
  });

  it("clears what it was to clear", () => {
    const base = { ...BASE, assigned_to: "me" };
    expect(mergeChange({ base, mine: { assigned_to: null }, theirs: { ...base, title: "Ink" } })).toEqual({
      kind: "clean",
      change: { assigned_to: null },
    });
  });
});
