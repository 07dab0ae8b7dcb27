// `cutover plan`: where an integration stands, what the evidence since then says, the next safe step, and the one command back.
// The decision is pure; the stage lives in the journal, so that running processes see a step within a second.
// In: a journal and the owner's rules. Out: a plan; a step is written only when it is safe, or when the owner insists.
import { compareJournal } from "../compare/compare.ts";
import type { Comparison } from "../compare/comparison.ts";
import type { CompareOptions } from "../compare/options.ts";
import { decideVerdict, type Verdict, VERDICT_EXIT_CODES } from "../compare/verdict.ts";
import { badOption } from "../errors.ts";
import type { Stage } from "../journal/entry.ts";
import { type Journal, openJournal } from "../journal/journal.ts";
import { STAGE_DEFINITIONS, stageAfter, stageBefore } from "./stages.ts";

export interface PlanOptions extends CompareOptions {
  /** Path of the journal. */
  readonly journal: string;
  /** Takes the next step when it is safe. */
  readonly advance?: boolean;
  /** Goes one step back. Always allowed. */
  readonly back?: boolean;
  /** Takes the next step although the evidence is not there; written down as such. */
  readonly force?: boolean;
  readonly now?: number;
}

export interface Plan {
  readonly stage: Stage;
  /** Since when, milliseconds since 1970; null: from the beginning. */
  readonly since: number | null;
  readonly verdict: Verdict;
  readonly next: Stage | null;
  readonly isReady: boolean;
  /** Why the next step is safe, or what is missing. */
  readonly reasons: readonly string[];
  /** What to do now. */
  readonly step: string;
  readonly command: string | null;
  readonly backCommand: string | null;
  /** The step that was taken by this call. */
  readonly moved: { readonly from: Stage; readonly to: Stage } | null;
  readonly exitCode: number;
}

/** @throws CutoverError `bad_option` for options that exclude each other or a step that does not exist. */
export function plan(options: PlanOptions): Plan {
  const { journal: path, advance = false, back = false, force = false, now = Date.now(), ...rules } = options;
  if (advance && back) throw badOption("advance", "and back exclude each other");
  if (force && !advance) throw badOption("force", "goes with advance only");
  using journal = openJournal(path, { create: false });
  const before = readPlan(path, compareStage(journal, rules), rules);
  const target = targetOf(before, options);
  if (target === null) return { ...before, exitCode: 0 };
  const isBlocked = advance && !before.isReady && !force;
  if (isBlocked)
    return { ...before, exitCode: VERDICT_EXIT_CODES[before.verdict.word] || VERDICT_EXIT_CODES.not_enough_data };
  journal.append({ kind: "stage", at: now, stage: target, from: before.stage, reason: reasonOf(before, back) });
  const after = readPlan(path, compareStage(journal, rules), rules);
  return { ...after, moved: { from: before.stage, to: target }, exitCode: 0 };
}

type Standing = Omit<Plan, "exitCode">;

/** The stage that is asked for; null when none is. */
function targetOf({ stage, next }: Standing, { advance = false, back = false }: PlanOptions): Stage | null {
  const { title } = STAGE_DEFINITIONS[stage];
  const target = back ? stageBefore(stage) : advance ? next : null;
  if (back && target === null) throw badOption("back", `is not possible: ${title} is the first stage`);
  if (advance && target === null) throw badOption("advance", `is not possible: ${title} is the last stage`);
  return target;
}

function reasonOf({ isReady, verdict, reasons }: Standing, isBack: boolean): string {
  if (isBack) return "went back";
  return isReady ? verdict.sentence : `forced: ${reasons[0] ?? ""}`;
}

/** The evidence of the present stage only: what happened before it was gathered under other conditions. */
function compareStage(journal: Journal, rules: CompareOptions): Comparison {
  const since = journal.readLast("stage")?.at;
  return compareJournal(
    journal,
    since === undefined ? rules : { ...rules, from: Math.max(since, rules.from ?? -Infinity) },
  );
}

function readPlan(path: string, comparison: Comparison, rules: CompareOptions): Standing {
  const { stage, stagedAt } = comparison;
  const verdict = decideVerdict(comparison, rules);
  const next = stageAfter(stage);
  const gaps = gapsOf(stage, comparison, verdict);
  const isReady = next !== null && gaps.length === 0;
  const command = `ticketwire cutover plan --journal ${path}`;
  return {
    stage,
    since: stagedAt,
    verdict,
    next,
    isReady,
    reasons: isReady ? verdict.reasons : gaps,
    step: stepOf({ stage, next, isReady, verdict, comparison }),
    command: isReady ? `${command} --advance` : null,
    backCommand: stageBefore(stage) === null ? null : `${command} --back`,
    moved: null,
  };
}

function gapsOf(stage: Stage, { actions, reconciles }: Comparison, verdict: Verdict): string[] {
  if (stage === "poller_off") {
    const found = reconciles.filter(({ phase }) => phase === "end").reduce((sum, run) => sum + run.found, 0);
    return found > 0 ? [`reconciles since then brought ${found} events that the webhook did not`] : [];
  }
  const gaps = verdict.word === "safe" ? [] : [...verdict.reasons];
  const isDry =
    stage === "shadow" &&
    actions.match + actions.onlyPush + actions.onlyPoll + actions.different + actions.coalesced === 0;
  if (isDry) gaps.push("no planned action was recorded: let the handlers call react on both sides");
  return gaps;
}

interface StepParts {
  readonly stage: Stage;
  readonly next: Stage | null;
  readonly isReady: boolean;
  readonly verdict: Verdict;
  readonly comparison: Comparison;
}

const ADVANCING: Readonly<Record<Stage, string>> = {
  observe: "let the webhook handlers run dry beside the poller",
  shadow: "let the webhook act, and poll twelve times as slowly to verify it",
  webhook_primary: "switch the poller off and run a reconcile every night",
  poller_off: "",
};

function stepOf({ stage, next, isReady, verdict, comparison }: StepParts): string {
  if (next === null) return stepAtEnd(comparison);
  if (isReady) return `Safe to go on to ${STAGE_DEFINITIONS[next].title}: ${ADVANCING[stage]}.`;
  if (verdict.word === "not_yet") {
    const back = stageBefore(stage) === null ? "" : ", or go one step back";
    return `Stay: find out about the differences (cutover report --html)${back}.`;
  }
  return "Stay and go on observing until there is enough to judge by.";
}

const DAY_MS = 86_400_000;

function stepAtEnd({ reconciles, period }: Comparison): string {
  const last = reconciles.findLast(({ phase }) => phase === "end");
  if (last === undefined) return "You have left polling. Run a reconcile every night; none has run since.";
  if ((period.to ?? last.at) - last.at > 2 * DAY_MS)
    return "You have left polling. The last reconcile is more than two days old: run it every night.";
  return last.found > 0
    ? "You have left polling, and the last reconcile found events that the webhook did not bring: look at its deliveries, or go one step back."
    : "You have left polling, and the last reconcile found nothing that was missed. Nothing to do.";
}
