// How rare a miss can honestly be called after n changes: the 95 % upper bound of the miss rate.

/**
 * None missed in `trials`: 3 / trials, the rule of three. Some missed: the Poisson bound, which continues it. Nothing
 * tried: 1, because nothing is known.
 */
export function missRateUpperBound(misses: number, trials: number): number {
  if (trials <= 0) return 1;
  const expected = misses === 0 ? 3 : poissonUpperBound(misses);
  return Math.min(1, expected / trials);
}

/** The mean at which seeing at most `misses` has a chance of 5 %. */
function poissonUpperBound(misses: number): number {
  let low = misses;
  let high = 2 * misses + 10;
  for (let round = 0; round < 60; round++) {
    const middle = (low + high) / 2;
    if (chanceOfAtMost(misses, middle) > 0.05) low = middle;
    else high = middle;
  }
  return high;
}

// Summed as logarithms: e^-mean alone is zero from a mean of 745 on.
function chanceOfAtMost(count: number, mean: number): number {
  let logTerm = -mean;
  let sum = Math.exp(logTerm);
  for (let k = 1; k <= count; k++) {
    logTerm += Math.log(mean / k);
    sum += Math.exp(logTerm);
  }
  return sum;
}
