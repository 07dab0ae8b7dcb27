// Numbers and times as people read them. Pure.
import type { Verdict } from "../compare/verdict.ts";

/** `480 ms`, `1.2 s`, `4.5 min`, `2.0 h`, `1.5 d`. */
export function duration(ms: number | null): string {
  if (ms === null) return "–";
  if (ms < 1000) return `${Math.round(ms)} ms`;
  if (ms < 60_000) return `${(ms / 1000).toFixed(1)} s`;
  if (ms < 3_600_000) return `${(ms / 60_000).toFixed(1)} min`;
  if (ms < 86_400_000) return `${(ms / 3_600_000).toFixed(1)} h`;
  return `${(ms / 86_400_000).toFixed(1)} d`;
}

/** `12 s`, `4 min`, `19 h 54 min`, `3 d 9 h`: exact enough to plan by. */
export function span(ms: number): string {
  const steps = [
    ["d", 86_400_000],
    ["h", 3_600_000],
    ["min", 60_000],
    ["s", 1000],
  ] as const;
  const first = steps.findIndex(([, size]) => ms >= size);
  if (first < 0) return `${Math.round(ms)} ms`;
  const parts: string[] = [];
  let rest = ms;
  for (const [unit, size] of steps.slice(first, first + 2)) {
    const count = Math.floor(rest / size);
    if (count > 0) parts.push(`${count} ${unit}`);
    rest -= count * size;
  }
  return parts.join(" ");
}

/** A rate with as many digits as it deserves. */
export function rate(perHour: number): string {
  return perHour >= 100 ? grouped(Math.round(perHour)) : perHour.toFixed(1);
}

/** 12345 as `12,345`. */
export function grouped(count: number): string {
  return count.toLocaleString("en-US");
}

export function percent(share: number): string {
  if (share >= 0.1) return `${Math.round(share * 100)} %`;
  return `${(share * 100).toPrecision(2)} %`;
}

/** `2026-03-01 08:00:05Z`; a dash for null. */
export function moment(ms: number | null): string {
  return ms === null ? "–" : `${new Date(ms).toISOString().slice(0, 19).replace("T", " ")}Z`;
}

export function plural(count: number, one: string, many = `${one}s`): string {
  return `${grouped(count)} ${count === 1 ? one : many}`;
}

/** The reasons that the sentence does not hold already. */
export function beyondSentence({ sentence, reasons }: Verdict): readonly string[] {
  return reasons.filter((reason) => !sentence.includes(reason));
}
