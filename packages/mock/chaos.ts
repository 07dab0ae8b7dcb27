// What the world does to deliveries on their way: loses, repeats, swaps, delays and spoils some. Decides only; who sends does
// it. In: shares, and chance. Out: a plan for each delivery; the same seed gives the same plans.
import { type Random, seededRandom } from "./random.ts";
import { type Tampering, TAMPERINGS } from "./tamper.ts";

/** Shares from 0 to 1 of the deliveries; `delayMs` is the longest delay of any. */
export interface ChaosSettings {
  readonly drop?: number;
  readonly duplicate?: number;
  /** Sent after the one that follows it. */
  readonly reorder?: number;
  readonly tamper?: number;
  readonly delayMs?: number;
  readonly seed?: number;
}

export interface ChaosPlan {
  /** Not sent at all, as if it were lost on the way. */
  readonly isDropped: boolean;
  /** How often it is sent, one after the other: 1, or 2. */
  readonly copies: number;
  /** Let the next one go first. */
  readonly isHeldBack: boolean;
  /** A spoilt copy goes first; the true one follows, as a sender's retry would. */
  readonly tampering: Tampering | null;
  readonly delayMs: number;
}

/** Plans for one delivery after the other. */
export function createChaos(settings: ChaosSettings): () => ChaosPlan {
  const random = seededRandom(settings.seed ?? 1);
  return () => planNext(settings, random);
}

function planNext(settings: ChaosSettings, random: Random): ChaosPlan {
  // Always the same number of draws, so that one setting does not shift what another does.
  const [drop, duplicate, reorder, spoil, which, delay] = [random(), random(), random(), random(), random(), random()];
  const isTampered = spoil < (settings.tamper ?? 0);
  return {
    isDropped: drop < (settings.drop ?? 0),
    copies: duplicate < (settings.duplicate ?? 0) ? 2 : 1,
    isHeldBack: reorder < (settings.reorder ?? 0),
    tampering: isTampered ? (TAMPERINGS[Math.floor(which * TAMPERINGS.length)] ?? "body") : null,
    delayMs: Math.round(delay * (settings.delayMs ?? 0)),
  };
}
