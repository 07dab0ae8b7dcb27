// The measures: miss-rate bound, clock offset and margin, percentiles, downtime and ladder.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { DeliveryEntry } from "../journal/entry.ts";
import { missRateUpperBound } from "./bound.ts";
import { createClockFitter, proofOfDate } from "./clock.ts";
import { findDowntimes, readLadder } from "./downtime.ts";
import { collectSamples, percentile } from "./samples.ts";

describe("the miss-rate bound", () => {
  it("is the rule of three without a miss, and one without a trial", () => {
    expect(missRateUpperBound(0, 300)).toBe(0.01);
    expect(missRateUpperBound(0, 0)).toBe(1);
    expect(missRateUpperBound(0, 2)).toBe(1);
  });

  it("is the Poisson bound with misses", () => {
    // Published table of one-sided 95 % limits: 1 → 4.744, 2 → 6.296, 10 → 16.962.
    expect(missRateUpperBound(1, 1000)).toBeCloseTo(0.004744, 5);
    expect(missRateUpperBound(2, 1000)).toBeCloseTo(0.006296, 5);
    expect(missRateUpperBound(10, 1000)).toBeCloseTo(0.016962, 5);
  });

  it("never falls below what was seen, never above one, and grows with the misses", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 100_000 }), fc.double({ min: 0, max: 1, noNaN: true }), (trials, share) => {
        const misses = Math.floor(trials * share);
        const bound = missRateUpperBound(misses, trials);
        expect(bound).toBeGreaterThanOrEqual(misses / trials);
        expect(bound).toBeLessThanOrEqual(1);
        expect(missRateUpperBound(misses + 1, trials)).toBeGreaterThanOrEqual(bound);
      }),
      { numRuns: 100 },
    );
  });
});

describe("the clock", () => {
  function fit(offset: number, sent: readonly number[], roundTrip: number) {
    const fitter = createClockFitter();
    for (const sentAt of sent) {
      const date = Math.floor((sentAt + roundTrip / 2 + offset) / 1000) * 1000;
      fitter.add(proofOfDate({ sentAt, at: sentAt + roundTrip, date }));
    }
    return fitter.finish("date");
  }

  it("finds the offset from Date headers, and a margin that always covers the truth", () => {
    const moments = fc.array(fc.integer({ min: 0, max: 3_000_000 }), { minLength: 1, maxLength: 50 });
    fc.assert(
      fc.property(
        fc.integer({ min: -1e7, max: 1e7 }),
        moments,
        fc.integer({ min: 1, max: 500 }),
        (offset, sent, roundTrip) => {
          const reading = fit(
            offset,
            sent.toSorted((a, b) => a - b),
            roundTrip,
          ).readingAt(0);
          expect(Math.abs(reading.offsetMs - offset)).toBeLessThanOrEqual(reading.marginMs + 0.5);
        },
      ),
    );
  });

  it("narrows with every answer, down to the round trip", () => {
    const sent = Array.from({ length: 300 }, (_, index) => index * 1037);
    expect(fit(123_456, sent.slice(0, 1), 30).marginMs).toBe(515);
    expect(fit(123_456, sent, 30).marginMs).toBeLessThan(30);
  });

  it("notices that a clock was set, and follows", () => {
    const fitter = createClockFitter();
    for (let at = 0; at < 600_000; at += 1000) {
      const offset = at < 300_000 ? 0 : 90_000;
      fitter.add(proofOfDate({ sentAt: at, at: at + 10, date: Math.floor((at + 5 + offset) / 1000) * 1000 }));
    }
    const model = fitter.finish("date");
    expect(Math.abs(model.readingAt(100_000).offsetMs)).toBeLessThan(1000);
    expect(Math.abs(model.readingAt(500_000).offsetMs - 90_000)).toBeLessThan(1000);
  });
});

describe("percentiles", () => {
  it("are the nearest rank, and null without samples", () => {
    const samples = collectSamples();
    for (let value = 2000; value >= 1; value--) samples.add(value);
    const sorted = samples.finish();
    expect([percentile(sorted, 0.5), percentile(sorted, 0.95), percentile(sorted, 1)]).toEqual([1000, 1900, 2000]);
    expect(percentile(collectSamples().finish(), 0.5)).toBeNull();
  });
});

describe("downtime and ladder", () => {
  function delivery(status: string, ...attempts: readonly (readonly [number, number | null])[]): DeliveryEntry {
    return {
      kind: "delivery",
      at: 0,
      ticket: "t",
      webhook: "w",
      delivery: `${status}-${attempts.length}`,
      eventId: "e",
      eventType: "ticket.updated",
      status,
      createdAt: 0,
      attempts: attempts.map(([at, code]) =>
        code === null ? { at, status: null, error: "connect" } : { at, status: code },
      ),
    };
  }

  it("is from the first failed attempt to the next success, with what was answered", () => {
    const deliveries = [
      delivery("delivered", [10, null], [70, 200]),
      delivery("delivered", [20, 503], [80, 200]),
      delivery("retrying", [90, 500]),
    ];
    expect(findDowntimes(deliveries)).toEqual([
      { from: 10, to: 70, failedAttempts: 2, reasons: { connect: 1, "503": 1 } },
      { from: 90, to: null, failedAttempts: 1, reasons: { "500": 1 } },
    ]);
  });

  it("counts which step of the ladder brought each delivery, and what it gave up", () => {
    const deliveries = [
      delivery("delivered", [1, 500], [2, 200]),
      delivery("abandoned", [1, 500]),
      delivery("held"),
      delivery("delivered", [1, 200]),
    ];
    expect(readLadder(deliveries, [3])).toEqual({ recoveredAt: { 2: 1, 3: 1 }, abandoned: 1, underWay: 0, held: 1 });
  });
});
