import { describe, expect, it } from "vitest";
import { bucketOf, emptyLatency, LATENCY_BOUNDS_MS, LATENCY_BUCKETS, percentile } from "./latency.ts";

function countsOf(durations: readonly number[]): number[] {
  const counts = emptyLatency();
  for (const ms of durations) counts[bucketOf(ms)] = (counts[bucketOf(ms)] ?? 0) + 1;
  return counts;
}

describe("latency buckets", () => {
  it("take every duration, bounds included", () => {
    expect(bucketOf(0)).toBe(0);
    expect(bucketOf(1)).toBe(0);
    expect(bucketOf(1.01)).toBe(1);
    for (const [index, bound] of LATENCY_BOUNDS_MS.entries()) expect(bucketOf(bound)).toBe(index);
    expect(bucketOf(1e9)).toBe(LATENCY_BUCKETS - 1);
  });

  it("give percentiles that lie in the right bucket", () => {
    expect(percentile(emptyLatency(), 0.5)).toBeNull();
    const counts = countsOf([...Array.from({ length: 90 }, () => 4), ...Array.from({ length: 10 }, () => 900)]);
    const p50 = percentile(counts, 0.5) ?? 0;
    const p99 = percentile(counts, 0.99) ?? 0;
    expect([p50 > 3, p50 <= 5, p99 > 700, p99 <= 1000]).toEqual([true, true, true, true]);
  });

  it("say the last bound for what took longer", () => {
    expect(percentile(countsOf([50_000]), 0.5)).toBe(30_000);
  });
});
