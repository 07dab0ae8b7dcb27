// The decision, over comparisons of worlds with and without faults.
import { describe, expect, it } from "vitest";
import type { DeliveryEntry, Entry } from "../journal/entry.ts";
import { createWorld, type Fault, type Script, webhookEntry, type WorldOptions } from "../testkit/world.ts";
import { compare } from "./compare.ts";
import type { Comparison } from "./comparison.ts";
import type { CompareOptions } from "./options.ts";
import { decideVerdict, VERDICT_EXIT_CODES } from "./verdict.ts";

function script(changes: number, fault: Fault = "none"): Script {
  const writes = Array.from({ length: changes }, (_, index) => ({
    kind: "title" as const,
    pollsBefore: 1,
    fault: index === 3 ? fault : ("none" as const),
  }));
  return { writes, pollsAfter: 2, failures: new Map() };
}

function world(changes: number, fault: Fault = "none", options: Partial<WorldOptions> = {}): Comparison {
  return compare(createWorld({ scripts: [script(changes, fault)], ...options }).entries);
}

function words(comparison: Comparison, options?: CompareOptions): string {
  const { word, reasons } = decideVerdict(comparison, options);
  return `${word}: ${reasons[0]}`;
}

describe("the verdict", () => {
  it("is safe when enough changes came without a miss, and says how rare a miss can be", () => {
    const verdict = decideVerdict(world(40));
    expect(verdict.word).toBe("safe");
    expect(verdict.sentence).toContain("all 40 changes");
    expect(verdict.sentence).toContain("fewer than 7.5 %");
  });

  it("asks for more while too few changes were seen", () => {
    expect(words(world(0))).toBe("not_enough_data: no change was seen by both sides");
    expect(words(world(29))).toContain("not_enough_data: 29 changes");
    expect(words(world(30))).toContain("safe");
    expect(words(world(30), { maxMissRate: 0.01 })).toContain("needs 300");
  });

  it("is not yet for a single lost or tampered event, however little was seen", () => {
    expect(words(world(5, "lost"))).toBe("not_yet: 1 change was missing although an event was owed");
    expect(words(world(40, "tampered"))).toContain("not_yet: 1 change came with values that differ");
  });

  it("tells late and doubled events and lets them pass", () => {
    const late = decideVerdict(world(40, "late"));
    expect([late.word, late.reasons[1]]).toEqual([
      "safe",
      "1 change came after the poll that showed them, at most 61 s",
    ]);
    expect(decideVerdict(world(40, "duplicate")).reasons.join()).toContain("arrived more than once");
  });

  it("says what the events prove nothing about: a receiver that was away, is away, or was never asked", () => {
    const { entries } = createWorld({ scripts: [script(40)] });
    const told = entries.find((entry) => entry.kind === "event");
    const failed = { at: told?.at ?? 0, status: null, error: "connect" };
    const delivery = (attempts: DeliveryEntry["attempts"], status: string): DeliveryEntry => ({
      kind: "delivery",
      at: told?.at ?? 0,
      ticket: told?.ticket ?? "",
      webhook: "w1",
      delivery: "d1",
      eventId: told?.event.event_id ?? "",
      eventType: "ticket.updated",
      status,
      createdAt: told?.at ?? 0,
      attempts,
    });
    const reasonsWith = (...more: readonly Entry[]): string =>
      decideVerdict(compare([...entries, ...more])).reasons.join();
    expect(reasonsWith(delivery([failed, { at: failed.at + 60_000, status: 200 }], "delivered"))).toContain(
      "the receiver was away once in the sender's eyes, and came back",
    );
    expect(reasonsWith(delivery([failed], "retrying"))).toContain("does not answer the sender, since 2026-03-01T08:");
    const pulled = entries.map((entry) => (entry.kind === "event" ? { ...entry, via: "feed" as const } : entry));
    const { word, reasons } = decideVerdict(compare(pulled));
    expect([word, reasons.join()]).toEqual(["safe", expect.stringContaining("nothing about your receiver")]);
  });

  it("holds lateness against it when the owner says so", () => {
    expect(words(world(40, "late"), { maxLateMs: 30_000 })).toContain("not_yet: an event came 61 s after the poll");
    expect(words(world(40, "late"), { maxLateMs: 90_000 })).toContain("safe");
  });

  it("holds order against a webhook that promises it", () => {
    const swapped: Script = {
      ...script(40),
      writes: script(40).writes.map((write) => ({ ...write, kind: "status", fault: "swapped" })),
    };
    const { entries } = createWorld({ scripts: [swapped] });
    expect(words(compare(entries))).toContain("safe");
    const promising = [
      { ...webhookEntry(["ticket.updated", "ticket.status_changed"]), ordering: "ticket" } as never,
      ...entries,
    ];
    expect(words(compare(promising))).toContain("not_yet: 40 events arrived out of order");
  });

  it("holds a needed field against it that nothing carries", () => {
    const blind = world(40, "none", { subscribed: ["ticket.assigned"] });
    expect(words(blind)).toContain("not_enough_data");
    expect(words(blind, { needs: ["title"] })).toContain("not_yet: title changed without an event");
    expect(words(blind, { needs: ["priority_id"] })).toContain("not_enough_data");
  });

  it("waits for types that are required and were never seen", () => {
    expect(words(world(40), { requireTypes: ["ticket.closed"] })).toContain(
      "not_enough_data: ticket.closed was never seen",
    );
    expect(decideVerdict(world(40)).reasons.join()).toContain(
      "never exercised, so neither proven nor refuted: ticket.created",
    );
  });

  it("has an exit code for scripts", () => {
    expect(VERDICT_EXIT_CODES).toEqual({ safe: 0, not_enough_data: 3, not_yet: 4 });
  });
});

describe("options of the comparison", () => {
  it.each([
    [{ maxMissRate: 0 }, "maxMissRate"],
    [{ maxMissRate: 2 }, "maxMissRate"],
    [{ requireTypes: ["ticket.gone"] }, "ticket.gone"],
    [{ eventTypes: [] }, "eventTypes"],
    [{ ignore: ["a..b"] }, "a..b"],
    [{ listed: -1 }, "listed"],
    [{ ignored: [] }, "ignored"],
  ])("%o are refused by name", (options, name) => {
    expect(() => compare([], options as CompareOptions)).toThrow(name);
  });
});
