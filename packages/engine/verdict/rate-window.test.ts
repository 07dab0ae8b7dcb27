import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  decodeRateWindow,
  EMPTY_RATE_WINDOW,
  spentRateWindow,
  takeRateTurn,
  type RateLimit,
  type RateWindow,
} from "./rate-window.ts";

const START = 1_750_000_000_000;
const anyLimit: fc.Arbitrary<RateLimit> = fc.record({
  requestsPerMinute: fc.integer({ min: 1, max: 400 }),
  burstLimit: fc.integer({ min: 1, max: 60 }),
});
// Gaps between tries, milliseconds: bursts, trickles and pauses.
const anyGaps = fc.array(fc.oneof(fc.nat({ max: 3 }), fc.nat({ max: 300 }), fc.nat({ max: 40_000 })), {
  minLength: 20,
  maxLength: 400,
});

/** Tries at these gaps, waits when told so; the state goes through JSON now and then, as with a change of owner. */
function run(
  limit: RateLimit,
  gaps: readonly number[],
): { readonly sends: readonly number[]; readonly window: RateWindow } {
  const sends: number[] = [];
  let window = EMPTY_RATE_WINDOW;
  let now = START;
  for (const [i, gap] of gaps.entries()) {
    now += gap;
    let turn = takeRateTurn(window, limit, now);
    while (turn.kind === "wait") {
      expect(turn.untilMs).toBeGreaterThan(now);
      now = turn.untilMs;
      turn = takeRateTurn(turn.window, limit, now);
    }
    window = i % 7 === 0 ? decodeRateWindow(JSON.parse(JSON.stringify(turn.window))) : turn.window;
    sends.push(now);
  }
  return { sends, window };
}

function mostWithin(sends: readonly number[], spanMs: number): number {
  let first = 0;
  return sends.reduce((most, send, last) => {
    // Both ends count: a span of 60 s that begins with one send and ends with another holds both.
    while (send - (sends[first] ?? 0) > spanMs) first += 1;
    return Math.max(most, last - first + 1);
  }, 0);
}

/** The most by which sends between two of them were more than what comes into a bucket that fills evenly. */
function largestBurst(sends: readonly number[], { requestsPerMinute }: RateLimit): number {
  const perMs = requestsPerMinute / 60_000;
  let lowest = Infinity;
  return sends.reduce((most, send, index) => {
    lowest = Math.min(lowest, index - (send - START) * perMs);
    return Math.max(most, index + 1 - (send - START) * perMs - lowest);
  }, 0);
}

describe("a rate limit", () => {
  test("is not exceeded in any 60 seconds, in any second and beyond its burst, whatever the tries and changes of owner", () => {
    fc.assert(
      fc.property(anyLimit, anyGaps, (limit, gaps) => {
        const { sends } = run(limit, gaps);
        const { requestsPerMinute, burstLimit } = limit;
        expect(mostWithin(sends, 60_000)).toBeLessThanOrEqual(requestsPerMinute);
        expect(mostWithin(sends, 1000)).toBeLessThanOrEqual(Math.max(burstLimit, Math.ceil(requestsPerMinute / 60)));
        // A send may come the fraction of a millisecond early.
        expect(largestBurst(sends, limit)).toBeLessThanOrEqual(burstLimit + 0.02);
      }),
      { numRuns: 300 },
    );
  });

  test("never keeps more than a short list", () => {
    fc.assert(
      fc.property(anyLimit, anyGaps, (limit, gaps) => {
        expect(run(limit, gaps).window.sends.length).toBeLessThanOrEqual(130);
      }),
    );
  });

  test("makes nobody wait who keeps below it", () => {
    const limit = { requestsPerMinute: 60, burstLimit: 5 };
    const { sends } = run(
      limit,
      Array.from({ length: 200 }, () => 1010),
    );
    expect(sends.at(-1)).toBe(START + 200 * 1010);
  });

  test("lets a slow limit through evenly, a burst first", () => {
    const after = (limit: RateLimit): readonly number[] =>
      run(limit, [0, 0, 0, 0, 0]).sends.map((send) => send - START);
    expect(after({ requestsPerMinute: 2, burstLimit: 1 })).toEqual([0, 30_049, 60_100, 90_149, 120_200]);
    expect(after({ requestsPerMinute: 60, burstLimit: 3 })).toEqual([0, 0, 0, 1050, 2003]);
    expect(after({ requestsPerMinute: 600, burstLimit: 1 })).toEqual([0, 100, 200, 300, 400]);
  });

  test("is used up to nearly all of it by a lane that always has work", () => {
    for (const limit of [
      { requestsPerMinute: 600, burstLimit: 20 },
      { requestsPerMinute: 3000, burstLimit: 500 },
      { requestsPerMinute: 90, burstLimit: 90 },
    ]) {
      // The first send of the fifth minute.
      const count = limit.requestsPerMinute * 4 + 1;
      const { sends } = run(
        limit,
        Array.from({ length: count }, () => 0),
      );
      const tookMs = (sends.at(-1) ?? 0) - START;
      expect(tookMs).toBeGreaterThanOrEqual(4 * 60_000);
      expect(tookMs).toBeLessThan(4 * 61_200);
    }
  });
});

describe("a change of the limit", () => {
  test("counts from the next send on", () => {
    const { window } = run(
      { requestsPerMinute: 100, burstLimit: 100 },
      Array.from({ length: 50 }, () => 0),
    );
    const tighter = takeRateTurn(window, { requestsPerMinute: 10, burstLimit: 100 }, START + 1);
    expect(tighter).toMatchObject({ kind: "wait", untilMs: START + 60_100 });
    expect(takeRateTurn(window, { requestsPerMinute: 51, burstLimit: 100 }, START + 1).kind).toBe("send");
  });
});

describe("an owner that died without writing what it sent", () => {
  test("is taken to have sent all it was allowed", () => {
    const limit = { requestsPerMinute: 100, burstLimit: 5 };
    const window = spentRateWindow(limit, START);
    expect(takeRateTurn(window, limit, START + 60_099)).toMatchObject({ kind: "wait", untilMs: START + 60_100 });
    expect(takeRateTurn(window, limit, START + 60_100).kind).toBe("send");
  });
});

describe("a clock that was set back", () => {
  test("costs a minute at most, not the time it was set back by", () => {
    const limit = { requestsPerMinute: 3, burstLimit: 3 };
    const { window } = run(limit, [0, 0, 0]);
    const back = START - 3_600_000;
    const turn = takeRateTurn(window, limit, back);
    expect(turn).toMatchObject({ kind: "wait", untilMs: back + 60_100 });
    if (turn.kind === "wait") expect(takeRateTurn(turn.window, limit, turn.untilMs).kind).toBe("send");
  });
});

describe("the stored state", () => {
  test.each([
    [null],
    [undefined],
    ["x"],
    [{}],
    [[1, 2]],
    [{ sends: [[1, 1]] }],
    [{ sends: [["a", 1]], fullAtMs: 1 }],
    [{ sends: [[1]], fullAtMs: 1 }],
    [{ sends: [[1, 1]], fullAtMs: null }],
  ])("that is none (%j) is an empty one", (stored) => {
    expect(decodeRateWindow(stored)).toEqual(EMPTY_RATE_WINDOW);
  });
});
