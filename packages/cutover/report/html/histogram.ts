// Durations into bars on a logarithmic axis. Pure. In: sorted milliseconds. Out: bins with their share of all.
import type { Samples } from "../../compare/comparison.ts";
import type { Bin } from "./charts.ts";

/** Bars per factor of ten. */
const PER_DECADE = 5;

export function histogramOf(side: string, samples: Samples): Bin[] {
  const counts = new Map<number, number>();
  for (const ms of samples) {
    const step = Math.floor(Math.log10(Math.max(1, ms)) * PER_DECADE);
    counts.set(step, (counts.get(step) ?? 0) + 1);
  }
  return [...counts]
    .toSorted(([a], [b]) => a - b)
    .map(([step, count]) => ({ side, from: edge(step), to: edge(step + 1), share: count / samples.length }));
}

function edge(step: number): number {
  return 10 ** (step / PER_DECADE);
}
