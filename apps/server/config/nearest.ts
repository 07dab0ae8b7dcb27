// The word that was probably meant: the known one that is at most two letters away. Pure.

const FARTHEST = 2;

export function findNearest(word: string, known: readonly string[]): string | null {
  const ranked = known
    .map((each) => ({ each, distance: countEdits(word, each) }))
    .filter(({ distance }) => distance <= FARTHEST)
    .toSorted((a, b) => a.distance - b.distance);
  return ranked[0]?.each ?? null;
}

/** How many letters have to be added, dropped or exchanged (Levenshtein). */
function countEdits(from: string, to: string): number {
  let row = Array.from({ length: to.length + 1 }, (_, index) => index);
  for (const [i, letter] of [...from].entries()) {
    const next = [i + 1];
    for (const [j, other] of [...to].entries()) {
      const exchanged = (row[j] ?? 0) + (letter === other ? 0 : 1);
      next.push(Math.min(exchanged, (row[j + 1] ?? 0) + 1, (next[j] ?? 0) + 1));
    }
    row = next;
  }
  return row[to.length] ?? 0;
}
