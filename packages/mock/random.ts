// Chance that can be repeated: the same seed gives the same run. In: a seed. Out: numbers from 0 to 1. Not for secrets.

export type Random = () => number;

/** A 32-bit generator (mulberry32), even enough for choosing. */
export function seededRandom(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 0x1_0000_0000;
  };
}

/** The same things in another order; a list of two or more never stays as it was. */
export function shuffle<Item>(items: readonly Item[], random: Random): readonly Item[] {
  const left = [...items];
  const mixed = items.map(() => left.splice(Math.floor(random() * left.length), 1)).flat();
  const isSame = mixed.every((item, index) => item === items[index]);
  return isSame ? [...mixed.slice(1), ...mixed.slice(0, 1)] : mixed;
}
