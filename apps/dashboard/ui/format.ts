// Numbers as people read them.

/** `0.8 ms`, `120 ms`, `2.4 s`; a dash when there is none. */
export function formatMs(ms: number | null | undefined): string {
  if (ms === null || ms === undefined) return "–";
  if (ms < 10) return `${ms.toFixed(1)} ms`;
  return Math.round(ms) < 1_000 ? `${Math.round(ms)} ms` : `${(ms / 1_000).toFixed(1)} s`;
}

/** `97.5 %`; a dash when there is none. */
export function formatShare(share: number | null | undefined): string {
  if (share === null || share === undefined) return "–";
  return `${(share * 100).toLocaleString(undefined, { maximumFractionDigits: 1 })} %`;
}

const CEILING = 10_000;

/** A count that stops at ten thousand. */
export function formatBounded(count: number): string {
  return count >= CEILING ? `${CEILING.toLocaleString()}+` : count.toLocaleString();
}

const UNITS = [
  ["day", 86_400],
  ["h", 3_600],
  ["min", 60],
  ["s", 1],
] as const;

/** `2 h`, `90 s`, `1 min 30 s`: at most two units, or as many as are wanted. */
export function formatSeconds(seconds: number, most = 2): string {
  let rest = Math.max(0, Math.round(seconds));
  const parts: string[] = [];
  for (const [unit, size] of UNITS) {
    const count = Math.floor(rest / size);
    if (count === 0) continue;
    rest -= count * size;
    parts.push(`${count} ${unit}${unit === "day" && count > 1 ? "s" : ""}`);
  }
  return parts.slice(0, most).join(" ") || "0 s";
}

/** The same words as a sentence: a capital first, a full stop last. */
export function asSentence(text: string): string {
  const first = text.charAt(0).toUpperCase() + text.slice(1);
  return /[.!?…]$/.test(first) ? first : `${first}.`;
}
