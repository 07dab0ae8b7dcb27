// Pure: how long attempts took, counted in buckets, so that figures of any number of attempts and minutes add up.
// The counts lie in delivery_stats.latency; the position in the array is the bucket.

/** Upper bounds of the buckets, milliseconds, inclusive; one more bucket takes what is longer. */
export const LATENCY_BOUNDS_MS: readonly number[] = [
  1, 2, 3, 5, 7, 10, 15, 20, 30, 50, 70, 100, 150, 200, 300, 500, 700, 1000, 1500, 2000, 3000, 5000, 10_000, 30_000,
];

export const LATENCY_BUCKETS = LATENCY_BOUNDS_MS.length + 1;

/** Which bucket a duration counts in. */
export function bucketOf(durationMs: number): number {
  const bucket = LATENCY_BOUNDS_MS.findIndex((bound) => durationMs <= bound);
  return bucket === -1 ? LATENCY_BOUNDS_MS.length : bucket;
}

export function emptyLatency(): number[] {
  return Array.from({ length: LATENCY_BUCKETS }, () => 0);
}

/**
 * The duration that `share` of the attempts did not exceed, milliseconds: interpolated within its bucket, so right to the
 * width of that bucket. Null when there were none.
 */
export function percentile(counts: readonly number[], share: number): number | null {
  const total = counts.reduce((sum, count) => sum + count, 0);
  if (total === 0) return null;
  const wanted = share * total;
  let seen = 0;
  for (const [bucket, count] of counts.entries()) {
    if (count > 0 && seen + count >= wanted) {
      const lower = LATENCY_BOUNDS_MS[bucket - 1] ?? 0;
      const upper = LATENCY_BOUNDS_MS[bucket] ?? lower;
      return Math.round((lower + ((upper - lower) * (wanted - seen)) / count) * 10) / 10;
    }
    seen += count;
  }
  return LATENCY_BOUNDS_MS.at(-1) ?? null;
}
