// The downtime calculator: a receiver that was away for so long, and a ladder of waits: which events come by themselves, when
// at the latest, and which are given up. Pure. In: schedule and downtime. Out: stretches of the downtime and their fate.
import { DEFAULT_RETRY_SCHEDULE, LIMITS } from "@ticketwire/contract";
import { badOption } from "../errors.ts";

export interface LadderOptions {
  /** Seconds to wait after each failed attempt. Default: the contract's. */
  readonly schedule?: readonly number[];
  readonly downMs: number;
}

/** Events whose change fell into this stretch of the downtime, counted from its beginning. */
export interface LadderStretch {
  readonly fromMs: number;
  readonly toMs: number;
  /** `held`: the webhook was switched off before their ladder ended; they go out when it is enabled again. */
  readonly fate: "comes" | "held" | "lost";
  /** The attempt that reaches the receiver again. */
  readonly attempt: number | null;
  /** How long after the end of the downtime they come at the latest; jitter included. */
  readonly latestAfterMs: number | null;
}

export interface LadderFate {
  readonly stretches: readonly LadderStretch[];
  /** Events of this much time from the beginning are given up; jitter moves it by 5 % of the ladder either way. */
  readonly lostMs: number;
  /** From the first send to the last retry. */
  readonly ladderMs: number;
  /** When the sender switches the webhook off, counted from the beginning; null when the downtime ends before. */
  readonly disabledAfterMs: number | null;
}

const DISABLE_MS = LIMITS.autoDisableAfterSeconds * 1000;

/** @throws CutoverError `bad_option` for a negative downtime or an impossible schedule. */
export function ladderFate({ schedule = DEFAULT_RETRY_SCHEDULE, downMs }: LadderOptions): LadderFate {
  if (!Number.isFinite(downMs) || downMs < 0)
    throw badOption("downtime", `must be a duration from 0 on, not ${String(downMs)}`);
  if (schedule.some((seconds) => !(seconds > 0))) throw badOption("schedule", "must hold seconds greater than 0");
  const reached = [0];
  for (const seconds of schedule) reached.push((reached.at(-1) ?? 0) + seconds * 1000);
  const ladderMs = reached.at(-1) ?? 0;
  const isDisabled = downMs >= DISABLE_MS;
  const lostMs = Math.max(0, (isDisabled ? DISABLE_MS : downMs) - ladderMs);
  const lost: LadderStretch[] =
    lostMs > 0 ? [{ fromMs: 0, toMs: lostMs, fate: "lost", attempt: null, latestAfterMs: null }] : [];
  const held: LadderStretch = { fromMs: lostMs, toMs: downMs, fate: "held", attempt: null, latestAfterMs: null };
  return {
    stretches: [...lost, ...(isDisabled ? [held] : comingStretches(reached, downMs))],
    lostMs,
    ladderMs,
    disabledAfterMs: isDisabled ? DISABLE_MS : null,
  };
}

// Attempt k + 1 is the first to succeed for changes that happened at most reached[k] before the end.
function comingStretches(reached: readonly number[], downMs: number): LadderStretch[] {
  const stretches: LadderStretch[] = [];
  for (let step = 1; step < reached.length; step++) {
    const [late, early] = [reached[step] ?? 0, reached[step - 1] ?? 0];
    if (downMs <= early) break;
    const latestAfterMs = Math.round((late - early) * (1 + LIMITS.retryJitter));
    stretches.unshift({
      fromMs: Math.max(0, downMs - late),
      toMs: downMs - early,
      fate: "comes",
      attempt: step + 1,
      latestAfterMs,
    });
  }
  return stretches;
}
