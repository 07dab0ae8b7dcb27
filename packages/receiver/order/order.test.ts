// Order and gaps through a whole receiver: the newest state wins whatever the order, one ticket at a time; gaps open and
// close; the ranges obey their laws.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Handlers } from "../receive/handlers.ts";
import type { ReceiverOptions } from "../receive/options.ts";
import { createReceiver } from "../receive/receiver.ts";
import { createMemoryStore } from "../stores/memory.ts";
import { gate, NOW, SECRET, signedRequest, WEBHOOK_ID } from "../testkit/signed-request.ts";
import { isNewer } from "./newer.ts";
import type { Gap } from "./progress.ts";
import {
  addRange,
  findGaps,
  formatRanges,
  highestOf,
  MAX_RANGES,
  parseRanges,
  positionOf,
  type Range,
} from "./ranges.ts";

const receiverWith = (options: Partial<ReceiverOptions>) =>
  createReceiver({ secrets: SECRET, store: createMemoryStore(), on: {}, now: () => NOW, ...options });
const versioned = (version: number, ticket_id = "ticket-1") => signedRequest({ data: { ticket_id, version } });

describe("applyIfNewer", () => {
  it("leaves the newest version in the copy, whatever order and receivers the events take", async () => {
    await fc.assert(
      fc.asyncProperty(fc.shuffledSubarray([1, 2, 3, 4, 5, 6, 7, 8], { minLength: 1 }), async (versions) => {
        const store = createMemoryStore();
        let copy = 0;
        let isApplying = false;
        const on: Handlers = {
          "*": async ({ data }, context) => {
            const { version } = data as { version: number };
            await context.applyIfNewer(async () => {
              expect(isApplying).toBe(false);
              isApplying = true;
              await Promise.resolve();
              expect(version).toBeGreaterThan(copy);
              copy = version;
              isApplying = false;
            });
          },
        };
        const receiver = receiverWith({ store, on });
        await Promise.all(versions.map((version) => receiver.handle(versioned(version))));
        expect(copy).toBe(Math.max(...versions));
      }),
      { numRuns: 40 },
    );
  });

  it("says whether it applied, keeps tickets apart, and scopes too", async () => {
    const applied: unknown[] = [];
    const on: Handlers = {
      "*": async (_, { applyIfNewer }) => {
        applied.push(await applyIfNewer(() => {}), await applyIfNewer(() => {}, { scope: "index" }));
      },
    };
    const receiver = receiverWith({ on });
    await receiver.handle(versioned(5));
    await receiver.handle(versioned(4));
    await receiver.handle(versioned(4, "ticket-2"));
    await receiver.handle(versioned(6));
    expect(applied).toEqual([true, true, false, false, true, true, true, true]);
  });

  it("goes by time when the version is not sent", async () => {
    const applied: string[] = [];
    const on: Handlers = {
      "*": async ({ occurred_at }, { applyIfNewer }) => void (await applyIfNewer(() => void applied.push(occurred_at))),
    };
    const receiver = receiverWith({ on });
    const times = ["2026-03-01T09:00:00.002Z", "2026-03-01T09:00:00.001Z", "2026-03-01T09:00:00.002Z"];
    for (const occurred_at of times) await receiver.handle(signedRequest({ occurred_at, data: { ticket_id: "t" } }));
    expect(applied).toEqual([times[0], times[2]]);
  });

  it("never applies a test delivery or an event without a ticket", async () => {
    const applied: boolean[] = [];
    const on: Handlers = { "*": async (_, { applyIfNewer }) => void applied.push(await applyIfNewer(() => {})) };
    const receiver = receiverWith({ on });
    await receiver.handle(signedRequest({ data: { ticket_id: "t", version: 1, is_test: true } }));
    await receiver.handle(signedRequest({ event_type: "webhook.test", data: { webhook_id: "w", is_test: true } }));
    expect(applied).toEqual([false, false]);
  });

  it("does not count a failed application: the event is applied when it comes again", async () => {
    let runs = 0;
    const on: Handlers = {
      "*": async (_, { applyIfNewer }) => {
        await applyIfNewer(() => {
          runs += 1;
          if (runs === 1) throw new Error("once");
        });
      },
    };
    const receiver = receiverWith({ on, onError: () => {} });
    const request = versioned(1);
    expect((await receiver.handle(request)).status).toBe(500);
    expect((await receiver.handle(request)).status).toBe(200);
    expect(runs).toBe(2);
  });

  it("waits for another process that applies to the same ticket", async () => {
    const store = createMemoryStore();
    const opened = gate();
    const started = gate();
    const order: string[] = [];
    const slow = receiverWith({
      store,
      on: {
        "*": async (_, { applyIfNewer }) => {
          await applyIfNewer(async () => {
            started.resolve();
            await opened.promise;
            order.push("first");
          });
        },
      },
    });
    const quick = receiverWith({
      store,
      on: { "*": async (_, { applyIfNewer }) => void (await applyIfNewer(() => void order.push("second"))) },
    });
    const first = slow.handle(versioned(1));
    await started.promise;
    const second = quick.handle(versioned(2));
    opened.resolve();
    await Promise.all([first, second]);
    expect(order).toEqual(["first", "second"]);
  });
});

describe("isNewer", () => {
  const at = (version: number | undefined, occurredAt: string) => ({ version, occurredAt });
  it.each([
    [at(2, "2026-01-01T00:00:00Z"), at(1, "2026-01-02T00:00:00Z"), true],
    [at(1, "2026-01-02T00:00:00Z"), at(1, "2026-01-01T00:00:00Z"), false],
    [at(1, "2026-01-02T00:00:00Z"), at(2, "2026-01-01T00:00:00Z"), false],
    [at(undefined, "2026-01-02T00:00:00Z"), at(9, "2026-01-01T00:00:00Z"), true],
    [at(9, "2026-01-01T00:00:00Z"), at(undefined, "2026-01-02T00:00:00Z"), false],
    [at(undefined, "2026-01-02T01:00:00+01:00"), at(undefined, "2026-01-02T00:00:00Z"), true],
  ])("of %j against %j is %s", (incoming, applied, expected) => {
    expect(isNewer(incoming, applied)).toBe(expected);
    expect(isNewer(incoming, null)).toBe(true);
  });
});

describe("gaps in the sequence", () => {
  it("are told once when they open, and close when what was missing arrives", async () => {
    const gaps: Gap[] = [];
    const receiver = receiverWith({ onGap: (gap) => gaps.push(gap) });
    for (const sequence of [1, 2, 5, 6, 9, 4]) await receiver.handle(signedRequest({}, sequence));
    expect(gaps).toEqual([
      { webhookId: WEBHOOK_ID, from: 3, to: 4 },
      { webhookId: WEBHOOK_ID, from: 7, to: 8 },
    ]);
    expect(await receiver.progress(WEBHOOK_ID)).toEqual({
      isKnown: true,
      position: 2,
      highest: 9,
      gaps: [{ webhookId: WEBHOOK_ID, from: 3, to: 3 }, gaps[1]],
    });
    for (const sequence of [3, 8, 7]) await receiver.handle(signedRequest({}, sequence));
    expect(await receiver.progress(WEBHOOK_ID)).toEqual({ isKnown: true, position: 9, highest: 9, gaps: [] });
  });

  it("count duplicates and types without a handler as handled, failures and test deliveries not", async () => {
    const receiver = receiverWith({
      on: {
        "ticket.closed": () => {
          throw new Error("no");
        },
        "ticket.created": () => {},
      },
      onError: () => {},
    });
    const created = signedRequest({ event_type: "ticket.created" });
    await receiver.handle(created);
    await receiver.handle({ ...created, headers: { ...created.headers, "X-Alga-Sequence": "1" } });
    await receiver.handle(signedRequest({ event_type: "ticket.updated" }, 2));
    await receiver.handle(signedRequest({ event_type: "ticket.closed" }, 3));
    await receiver.handle(signedRequest({ event_type: "webhook.test" }));
    expect(await receiver.progress(WEBHOOK_ID)).toMatchObject({ position: 2, highest: 2 });
  });

  it.each([
    ["beginning", 0, [1, 6]],
    ["latest", 7, null],
    [4, 4, [5, 6]],
  ] as const)("begin at %s when the store is new", async (start, position, gap) => {
    const gaps: Gap[] = [];
    const receiver = receiverWith({ start, onGap: (opened) => gaps.push(opened) });
    await receiver.handle(signedRequest({}, 7));
    expect((await receiver.progress(WEBHOOK_ID)).position).toBe(position);
    expect(gaps.map(({ from, to }) => [from, to])).toEqual(gap === null ? [] : [gap]);
  });

  it.each([
    [0, 3],
    [4, 3],
    [1.5, 3],
    [1, Number.POSITIVE_INFINITY],
    [1, Number.NaN],
  ])("can not be crossed off from %s to %s", async (from, to) => {
    const receiver = receiverWith({});
    await expect(receiver.skip({ webhookId: WEBHOOK_ID, from, to })).rejects.toMatchObject({ code: "bad_option" });
    expect((await receiver.progress(WEBHOOK_ID)).isKnown).toBe(false);
  });

  it("are crossed off under an id in capital letters too", async () => {
    const receiver = receiverWith({});
    await receiver.skip({ webhookId: WEBHOOK_ID.toUpperCase(), from: 1, to: 3 });
    await receiver.handle(signedRequest({}, 4));
    expect(await receiver.progress(WEBHOOK_ID)).toMatchObject({ position: 4, gaps: [] });
  });

  it("are exact when many arrive at once in several processes", async () => {
    const store = createMemoryStore();
    const receivers = [receiverWith({ store }), receiverWith({ store }), receiverWith({ store })];
    const sequences = Array.from({ length: 300 }, (_, index) => index + 1).filter((sequence) => sequence % 50 !== 0);
    await Promise.all(
      sequences.toReversed().map((sequence, index) => receivers[index % 3]?.handle(signedRequest({}, sequence))),
    );
    const progress = await receivers[0]?.progress(WEBHOOK_ID);
    expect(progress?.gaps.map(({ from, to }) => [from, to])).toEqual(
      [50, 100, 150, 200, 250].map((hole) => [hole, hole]),
    );
    expect(progress).toMatchObject({ position: 49, highest: 299 });
  });
});

describe("ranges", () => {
  const numbers = fc.array(fc.integer({ min: 1, max: 60 }), { maxLength: 80 });
  const build = (list: readonly number[]): readonly Range[] =>
    list.reduce<readonly Range[]>((ranges, number) => addRange(ranges, [number, number]), []);

  it("hold exactly what was added, sorted, apart, in any order of adding", () => {
    fc.assert(
      fc.property(numbers, (list) => {
        const ranges = build(list);
        const held = ranges.flatMap(([first, last]) =>
          Array.from({ length: last - first + 1 }, (_, index) => first + index),
        );
        expect(held).toEqual([...new Set(list)].toSorted((left, right) => left - right));
        expect(parseRanges(formatRanges(ranges))).toEqual(ranges);
        for (const [index, range] of ranges.entries())
          expect(range[0]).toBeGreaterThan((ranges[index - 1]?.[1] ?? -1) + 1);
      }),
    );
  });

  it("find as gaps exactly what is missing below the highest", () => {
    fc.assert(
      fc.property(numbers, (list) => {
        const ranges = build(list);
        const missing = findGaps(ranges).flatMap(([first, last]) =>
          Array.from({ length: last - first + 1 }, (_, index) => first + index),
        );
        const all = Array.from({ length: highestOf(ranges) }, (_, index) => index + 1);
        expect(missing).toEqual(all.filter((number) => !list.includes(number)));
        const firstMissing = all.find((number) => !list.includes(number)) ?? highestOf(ranges) + 1;
        expect(positionOf(ranges)).toBe(firstMissing - 1);
      }),
    );
  });

  it("forget the highest, never the lowest, when there are too many", () => {
    const odd = Array.from({ length: MAX_RANGES + 10 }, (_, index) => index * 2 + 1);
    const ranges = build(odd);
    expect(ranges).toHaveLength(MAX_RANGES);
    expect(ranges[0]).toEqual([1, 1]);
    expect(highestOf(ranges)).toBe(MAX_RANGES * 2 - 1);
  });
});
