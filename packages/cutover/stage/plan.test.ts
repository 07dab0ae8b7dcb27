// The way through the four stages: only on evidence, one step at a time, and back at any time.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Entry } from "../journal/entry.ts";
import { openJournal } from "../journal/journal.ts";
import { createWorld, type Fault, type Script } from "../testkit/world.ts";
import { plan, type PlanOptions } from "./plan.ts";

let folder: string;
let path: string;
let now: number;
let stretches: number;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "cutover-plan-"));
  path = join(folder, "p.journal");
  now = 0;
  stretches = 0;
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** Appends a stretch of observation after everything before it. */
function live(changes: number, fault: Fault = "none", more: (at: number) => Entry[] = () => []): void {
  const writes = Array.from({ length: changes }, (_, index) => ({
    kind: "title" as const,
    pollsBefore: 1,
    fault: index === 1 ? fault : ("none" as const),
  }));
  const script: Script = { writes, pollsAfter: 2, failures: new Map() };
  // A ticket of its own for every stretch: versions only move forward.
  const idle: Script = { writes: [], pollsAfter: 0, failures: new Map() };
  const { entries } = createWorld({ scripts: [...Array.from({ length: stretches++ }, () => idle), script] });
  const shift = Math.max(0, now - (entries[0]?.at ?? 0) + 1000);
  using journal = openJournal(path);
  for (const entry of entries)
    journal.append({
      ...entry,
      at: entry.at + shift,
      ...("sentAt" in entry ? { sentAt: entry.sentAt + shift } : {}),
    } as Entry);
  now = (entries.at(-1)?.at ?? 0) + shift + 1000;
  journal.append(...more(now));
}

function steps(options: Partial<PlanOptions> = {}) {
  now += 1000;
  return plan({ journal: path, now, ...options });
}

const actions = (at: number): Entry[] =>
  (["poll", "push"] as const).map((side) => ({ kind: "action", at, side, ticket: "t", key: "k", action: "notify" }));

describe("plan", () => {
  it("starts at observe, and goes on only with enough evidence", () => {
    live(3);
    const early = steps({ advance: true });
    expect([early.stage, early.isReady, early.moved, early.exitCode]).toEqual(["observe", false, null, 3]);
    expect(early.step).toContain("Stay");
    live(40);
    const ready = steps();
    expect([ready.isReady, ready.command]).toEqual([true, `ticketwire cutover plan --journal ${path} --advance`]);
    expect(steps({ advance: true }).moved).toEqual({ from: "observe", to: "shadow" });
  });

  it("asks each stage for evidence of its own, and the shadow for planned actions", () => {
    live(40);
    steps({ advance: true });
    expect(steps().reasons.join()).toContain("no change was seen by both sides");
    live(40);
    expect(steps().reasons).toEqual(["no planned action was recorded: let the handlers call react on both sides"]);
    live(40, "none", actions);
    expect(steps({ advance: true }).stage).toBe("webhook_primary");
    live(40);
    expect(steps({ advance: true }).stage).toBe("poller_off");
    expect(steps().step).toContain("Run a reconcile every night");
  });

  it("refuses a step against the evidence, unless the owner insists", () => {
    live(40, "lost");
    const refused = steps({ advance: true });
    expect([refused.stage, refused.exitCode]).toEqual(["observe", 4]);
    const forced = steps({ advance: true, force: true });
    expect([forced.stage, forced.exitCode]).toEqual(["shadow", 0]);
    using journal = openJournal(path);
    expect(journal.readLast("stage")?.reason).toContain("forced: 1 change was missing");
  });

  it("goes back by one command, at any time", () => {
    live(40);
    steps({ advance: true });
    expect(steps().backCommand).toContain("--back");
    expect(steps({ back: true }).moved).toEqual({ from: "shadow", to: "observe" });
    expect(() => steps({ back: true })).toThrow("first stage");
  });

  it("tells at the end what the reconciles found", () => {
    live(5);
    using journal = openJournal(path);
    journal.append({ kind: "stage", at: ++now, stage: "poller_off", from: "webhook_primary" });
    const end = { kind: "reconcile", phase: "end", since: 0, via: "feed", key: "k" } as const;
    journal.append({ ...end, at: ++now, found: 0 });
    expect(steps().step).toContain("Nothing to do");
    journal.append({ ...end, at: ++now, found: 2 });
    expect(steps().step).toContain("go one step back");
    expect(() => steps({ advance: true })).toThrow("last stage");
  });

  it("refuses options that exclude each other, and an absent journal", () => {
    live(1);
    expect(() => steps({ advance: true, back: true })).toThrow("exclude");
    expect(() => steps({ force: true })).toThrow("advance only");
    expect(() => plan({ journal: join(folder, "absent") })).toThrow("does not exist");
  });
});
