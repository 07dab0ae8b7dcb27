// Random histories with faults put in on purpose: every fault is found and named, and nothing else is.
import { EVENT_TYPES, type EventType } from "@ticketwire/contract";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createWorld, type Fault, type Script, type TrueWrite, type World } from "../testkit/world.ts";
import { WRITE_KINDS } from "../testkit/writes.ts";
import { CLASS_NAMES, type ClassName } from "./classes.ts";
import { compare } from "./compare.ts";

type Counts = Record<ClassName, number>;

const FAULTS: readonly Fault[] = ["none", "none", "none", "lost", "late", "duplicate", "tampered", "swapped"];

function scripts(faults: readonly Fault[], minPolls = 0): fc.Arbitrary<Script[]> {
  const write = fc.record({
    kind: fc.constantFrom(...WRITE_KINDS),
    pollsBefore: fc.integer({ min: minPolls, max: 2 }),
    fault: fc.constantFrom(...faults),
  });
  const script = fc.record({
    writes: fc.array(write, { maxLength: 8 }),
    pollsAfter: fc.integer({ min: minPolls, max: 2 }),
    failures: fc
      .array(fc.tuple(fc.integer({ min: 1, max: 12 }), fc.constantFrom(429, 500, 503)), { maxLength: 2 })
      .map((pairs) => new Map(pairs)),
  });
  return fc.array(script, { minLength: 1, maxLength: 4 });
}

const skews = fc.integer({ min: -3_600_000, max: 3_600_000 });

/** What must be found, from the truth alone. */
function expected(world: World, subscribed: readonly EventType[] = EVENT_TYPES): Counts {
  const counts = Object.fromEntries(CLASS_NAMES.map((name) => [name, 0])) as Counts;
  for (const write of world.writes) {
    const owed = write.types.filter((type) => subscribed.includes(type));
    const name = classOf(write, owed);
    if (name !== null) counts[name]++;
    if (write.fault === "duplicate") counts.duplicate += owed.length;
  }
  counts.poll_error = world.failedPolls;
  counts.reordered = countInversions(world);
  return counts;
}

function classOf({ fault, isWatched, isSeen }: TrueWrite, owed: readonly EventType[]): ClassName | null {
  if (!isWatched) return fault === "lost" || owed.length === 0 ? null : "unwatched";
  if (owed.length === 0) return "unsubscribed";
  if (fault === "lost") return "missing";
  if (fault === "tampered") return "mismatch";
  if (!isSeen) return "coalesced";
  return fault === "late" ? "late" : "match";
}

/** Events that came after one with a greater sequence of the same ticket. */
function countInversions({ entries }: World): number {
  const events = entries.filter((entry) => entry.kind === "event").filter(({ attempt }) => attempt === undefined);
  return events.filter((event, index) =>
    events
      .slice(0, index)
      .some((before) => before.ticket === event.ticket && (before.sequence ?? 0) > (event.sequence ?? 0)),
  ).length;
}

describe("compare, over random histories", () => {
  it("finds and names each injected fault, and nothing else", () => {
    fc.assert(
      fc.property(scripts(FAULTS), skews, (list, skewMs) => {
        const world = createWorld({ scripts: list, skewMs });
        // Between two lost events, out of every poll's sight, nothing anchors a value: no one could say which is right.
        fc.pre(
          world.writes.every(({ fault, isWatched, isAnchored }) => fault !== "tampered" || !isWatched || isAnchored),
        );
        expect(compare(world.entries).classes).toEqual(expected(world));
      }),
      { numRuns: 400 },
    );
  });

  it("calls nothing missing that was not subscribed, and everything that was", () => {
    const subsets = fc.subarray([...EVENT_TYPES], { minLength: 1 });
    fc.assert(
      fc.property(scripts(["none", "lost"], 1), subsets, skews, (list, subscribed, skewMs) => {
        const quiet = list.map((script) => ({ ...script, failures: new Map<number, number>() }));
        const world = createWorld({ scripts: quiet, subscribed, skewMs });
        expect(compare(world.entries).classes).toEqual(expected(world, subscribed));
      }),
      { numRuns: 300 },
    );
  });

  it("tells by updated_at what it tells by version, where the poller looks between changes", () => {
    fc.assert(
      fc.property(scripts(FAULTS, 1), fc.constantFrom("polls", "events"), skews, (list, side, skewMs) => {
        const quiet = list.map((script) => ({ ...script, failures: new Map<number, number>() }));
        const hidden = side === "polls" ? { hiddenFromPolls: ["version"] } : { hiddenFromEvents: ["version"] };
        const world = createWorld({ scripts: quiet, skewMs, ...hidden });
        expect(compare(world.entries).classes).toEqual(expected(world));
      }),
      { numRuns: 200 },
    );
  });

  it("needs neither version nor updated_at in the events: the measured margin of the clocks is enough", () => {
    fc.assert(
      fc.property(scripts(["none", "lost", "late", "duplicate", "tampered"], 1), skews, (list, skewMs) => {
        const quiet = list.map((script) => ({ ...script, failures: new Map<number, number>() }));
        const world = createWorld({ scripts: quiet, skewMs, hiddenFromEvents: ["version", "updated_at"] });
        expect(compare(world.entries).classes).toEqual(expected(world));
      }),
      { numRuns: 200 },
    );
  });

  it("gives the same result however the taps interleave", () => {
    fc.assert(
      fc.property(scripts(FAULTS), fc.infiniteStream(fc.double({ min: 0, max: 1, noNaN: true })), (list, stream) => {
        const world = createWorld({ scripts: list });
        const shuffled = world.entries
          .map((entry) => ({ entry, key: entry.at + (stream.next().value ?? 0) }))
          .toSorted((a, b) => a.key - b.key)
          .map(({ entry }) => entry);
        expect(compare(shuffled).classes).toEqual(compare(world.entries).classes);
      }),
      { numRuns: 100 },
    );
  });
});
