// Is it safe to leave the poller? A pure decision over the comparison and the owner's rules.
// A difference that speaks against it weighs more than missing evidence: `not_yet` before `not_enough_data` before `safe`.
import { CLASSES, type ClassName } from "./classes.ts";
import type { Comparison } from "./comparison.ts";
import { checkCompareOptions, type CompareOptions, type CompareSettings } from "./options.ts";

export const VERDICTS = ["safe", "not_yet", "not_enough_data"] as const;
export type VerdictWord = (typeof VERDICTS)[number];

/** Exit codes of `cutover report`, for scripts. */
export const VERDICT_EXIT_CODES = { safe: 0, not_enough_data: 3, not_yet: 4 } as const satisfies Record<
  VerdictWord,
  number
>;

export interface Verdict {
  readonly word: VerdictWord;
  /** One sentence for people. */
  readonly sentence: string;
  /** What decided first, then what is worth knowing. */
  readonly reasons: readonly string[];
}

/** @throws CutoverError `bad_option` for a wrong option. */
export function decideVerdict(comparison: Comparison, options?: CompareOptions): Verdict {
  const settings = checkCompareOptions(options);
  const against = differencesOf(comparison, settings);
  const lacking = gapsOf(comparison, settings);
  const known = cautionsOf(comparison);
  const proof = proofOf(comparison);
  if (against.length > 0) {
    const sentence = `Not yet: keep the poller, because ${against[0]}.`;
    return { word: "not_yet", sentence, reasons: [...against, ...lacking, ...known] };
  }
  if (lacking.length > 0) {
    const sentence = `Not enough data: nothing speaks against the webhook so far, but ${lacking[0]}.`;
    return { word: "not_enough_data", sentence, reasons: [...lacking, ...known] };
  }
  return {
    word: "safe",
    sentence: `Safe to cut over: ${proof}.`,
    reasons: ["no change was missing and no value differed", ...known],
  };
}

function differencesOf(comparison: Comparison, { needs, maxLateMs }: CompareSettings): string[] {
  const { classes, actions, worstLateMs, uncarried, recovered } = comparison;
  const found: string[] = [];
  if (classes.missing > 0) {
    const back = recovered > 0 ? `; a reconcile brought ${recovered} of them back` : "";
    found.push(`${changes(classes.missing)} ${were(classes.missing)} missing although an event was owed${back}`);
  }
  if (classes.mismatch > 0)
    found.push(`${changes(classes.mismatch)} came with values that differ from what the polls show`);
  if (actions.onlyPoll > 0)
    found.push(`${plural(actions.onlyPoll, "planned action")} of the poll side had no counterpart`);
  if (actions.different > 0)
    found.push(`${plural(actions.different, "planned action")} differed between the two sides`);
  if (classes.reordered > 0 && comparison.webhooks.some(({ ordering }) => ordering === "ticket"))
    found.push(
      `${plural(classes.reordered, "event")} arrived out of order through a webhook that promises ordering: ticket`,
    );
  if (maxLateMs !== undefined && worstLateMs !== null && worstLateMs > maxLateMs)
    found.push(`an event came ${seconds(worstLateMs)} after the poll, more than the ${seconds(maxLateMs)} allowed`);
  const blind = needs.filter((field) => (uncarried[field] ?? 0) > 0);
  if (blind.length > 0)
    found.push(
      `${blind.join(", ")} changed without an event that carries ${blind.length === 1 ? "it" : "them"}, and you need ${blind.length === 1 ? "it" : "them"}`,
    );
  return found;
}

function gapsOf(comparison: Comparison, { maxMissRate, requireTypes }: CompareSettings): string[] {
  const { classes, trials, missRateUpperBound: bound, coverage } = comparison;
  const found: string[] = [];
  if (trials === 0) found.push("no change was seen by both sides");
  else if (bound > maxMissRate) {
    const needed = Math.ceil(3 / maxMissRate);
    found.push(
      `${changes(trials)} seen by both sides allow a miss rate of up to ${percent(bound)}; ${percent(maxMissRate)} needs ${needed}`,
    );
  }
  if (classes.pending > 0)
    found.push(`${changes(classes.pending)} ${classes.pending === 1 ? "is" : "are"} still owed an event`);
  const unseen = requireTypes.filter((type) => coverage[type] === 0);
  if (unseen.length > 0)
    found.push(`${unseen.join(", ")} ${unseen.length === 1 ? "was" : "were"} never seen, and you require it`);
  return found;
}

const CAUTIONS: Readonly<Partial<Record<ClassName, string>>> = {
  late: "came after the poll that showed them",
  duplicate: "arrived more than once: handlers must drop event ids they know",
  reordered: "arrived out of order: handlers must compare the ticket's version",
  unsubscribed: "were seen by polls only, because nothing that was subscribed announces them",
  poll_error: "of the poller failed",
  gone: "answered 404",
};

function cautionsOf(comparison: Comparison): string[] {
  const { classes, worstLateMs, coverage, subscribed, clock, refusals, noise } = comparison;
  const found: string[] = [];
  for (const [name, words] of Object.entries(CAUTIONS) as [ClassName, string][]) {
    if (classes[name] === 0) continue;
    const worst = name === "late" && worstLateMs !== null ? `, at most ${seconds(worstLateMs)}` : "";
    found.push(`${plural(classes[name], CLASSES[name].counts)} ${words}${worst}`);
  }
  const unseen = subscribed.filter((type) => coverage[type] === 0);
  if (unseen.length > 0 && comparison.trials > 0)
    found.push(`never exercised, so neither proven nor refuted: ${unseen.join(", ")}`);
  const refused = Object.entries(refusals);
  if (refused.length > 0)
    found.push(
      `the receiver turned requests away: ${refused.map(([reason, count]) => `${count} × ${reason}`).join(", ")}`,
    );
  found.push(...receiverCautions(comparison));
  if (noise.paths.length > 0) found.push(`left out because they change by themselves: ${noise.paths.join(", ")}`);
  if (clock.evidence === "none" && comparison.trials > 0)
    found.push("the clocks could not be compared (no Date header was seen), so latencies assume that they agree");
  return found;
}

/** What the events prove about the sender they do not always prove about the receiver. */
function receiverCautions({ downtimes, requests }: Comparison): string[] {
  const found: string[] = [];
  const last = downtimes.at(-1);
  const times = downtimes.length === 1 ? "once" : `${downtimes.length} times`;
  if (last?.to === null)
    found.push(
      `the webhook's receiver does not answer the sender, since ${new Date(last.from).toISOString()}: see to it before you rely on it`,
    );
  else if (last !== undefined) found.push(`the receiver was away ${times} in the sender's eyes, and came back`);
  if (requests.pulled > 0 && requests.pulled === requests.events)
    found.push("all events were read from the feed: they prove the sender, and nothing about your receiver");
  return found;
}

function proofOf({ trials, missRateUpperBound, clock }: Comparison): string {
  const margin = clock.evidence === "none" ? "" : ` (clock margin ${Math.round(clock.marginMs)} ms)`;
  return `all ${trials} changes seen by both sides came as events, so with 95 % confidence fewer than ${percent(missRateUpperBound)} are missed${margin}`;
}

function changes(count: number): string {
  return plural(count, "change");
}

function were(count: number): string {
  return count === 1 ? "was" : "were";
}

function plural(count: number, word: string): string {
  return `${count} ${word}${count === 1 ? "" : "s"}`;
}

function percent(share: number): string {
  return `${(share * 100).toPrecision(2).replace(/\.0$/, "")} %`;
}

function seconds(ms: number): string {
  return `${(ms / 1000).toFixed(ms < 10_000 ? 1 : 0)} s`;
}
