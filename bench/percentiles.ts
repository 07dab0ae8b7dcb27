// Percentiles of a handful of figures.

/** The value below which the given share (0 to 1) of them lies; NaN of none. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? NaN;
}

/** `p50 1.2, p99 3.4, max 5.6` with the unit after it. */
export function showPercentiles(values: readonly number[], unit: string): string {
  const round = (value: number): number => Math.round(value * 10) / 10;
  const [p50, p99, max] = [percentile(values, 0.5), percentile(values, 0.99), Math.max(...values)];
  return `p50 ${round(p50)} ${unit}, p99 ${round(p99)} ${unit}, max ${round(max)} ${unit}`;
}
