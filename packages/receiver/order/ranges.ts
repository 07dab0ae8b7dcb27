// Which sequence numbers of a webhook were handled, as sorted ranges without overlap: "1-500,503,507-510". Pure.
// The end of the first range that starts at 1 is the position; what lies between ranges is a gap.

/** First and last number of a run, both included. */
export type Range = readonly [first: number, last: number];

/**
 * More ranges than this are not kept: the highest are forgotten, and come again through the feed, where they are
 * recognised by their event id. Forgetting is safe; claiming to have handled what was not would lose events.
 */
export const MAX_RANGES = 256;

export function parseRanges(text: string): readonly Range[] {
  return text
    .split(",")
    .filter((part) => part !== "")
    .map((part) => {
      const [first, last] = part.split("-").map(Number);
      return [first ?? 0, last ?? first ?? 0];
    });
}

export function formatRanges(ranges: readonly Range[]): string {
  return ranges.map(([first, last]) => (first === last ? `${first}` : `${first}-${last}`)).join(",");
}

/** The ranges with all numbers of `added` in them. */
export function addRange(ranges: readonly Range[], added: Range): readonly Range[] {
  let [first, last] = added;
  const before: Range[] = [];
  const after: Range[] = [];
  for (const range of ranges) {
    if (range[1] < first - 1) before.push(range);
    else if (range[0] > last + 1) after.push(range);
    else {
      first = Math.min(first, range[0]);
      last = Math.max(last, range[1]);
    }
  }
  return [...before, [first, last] as const, ...after].slice(0, MAX_RANGES);
}

/** The numbers from 1 to the highest one that are in no range. */
export function findGaps(ranges: readonly Range[]): readonly Range[] {
  let next = 1;
  const gaps: Range[] = [];
  for (const [first, last] of ranges) {
    if (first > next) gaps.push([next, first - 1]);
    next = last + 1;
  }
  return gaps;
}

/** The last number up to which nothing is missing; 0 when 1 itself is. */
export function positionOf(ranges: readonly Range[]): number {
  const first = ranges[0];
  return first !== undefined && first[0] === 1 ? first[1] : 0;
}

export function highestOf(ranges: readonly Range[]): number {
  return ranges.at(-1)?.[1] ?? 0;
}
