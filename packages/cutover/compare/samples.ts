// Many durations in little memory: 8 bytes each, sorted once at the end. In: milliseconds. Out: percentiles.
import type { Samples } from "./comparison.ts";

export interface SampleCollector {
  add(ms: number): void;
  finish(): Samples;
}

export function collectSamples(): SampleCollector {
  let values = new Float64Array(1024);
  let length = 0;
  return {
    add(ms) {
      if (length === values.length) {
        const larger = new Float64Array(length * 2);
        larger.set(values);
        values = larger;
      }
      values[length++] = ms;
    },
    finish: () => values.slice(0, length).sort(),
  };
}

/** Nearest rank; null without samples. */
export function percentile(samples: Samples, share: number): number | null {
  if (samples.length === 0) return null;
  return samples[Math.max(0, Math.ceil(share * samples.length) - 1)] ?? null;
}
