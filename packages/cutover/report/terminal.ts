// The report for a terminal: verdict first, then why, then the numbers. Pure: text out, with colours when asked.
import { styleText } from "node:util";
import { EVENT_TYPES } from "@ticketwire/contract";
import { CLASS_NAMES, CLASSES } from "../compare/classes.ts";
import type { Comparison, Difference } from "../compare/comparison.ts";
import type { Verdict, VerdictWord } from "../compare/verdict.ts";
import { summaryOf } from "./json.ts";
import { beyondSentence, duration, grouped, moment, percent, plural, rate } from "./words.ts";

export interface TerminalOptions {
  readonly hasColour: boolean;
  /** Differences shown. Default 10. */
  readonly shown?: number;
}

type Paint = (style: Parameters<typeof styleText>[0], text: string) => string;

const VERDICT_STYLES: Readonly<Record<VerdictWord, "green" | "yellow" | "red">> = {
  safe: "green",
  not_enough_data: "yellow",
  not_yet: "red",
};

export function reportText(
  comparison: Comparison,
  verdict: Verdict,
  { hasColour, shown = 10 }: TerminalOptions,
): string {
  const paint: Paint = (style, text) => (hasColour ? styleText(style, text, { validateStream: false }) : text);
  const blocks = [
    [
      paint(["bold", VERDICT_STYLES[verdict.word]], verdict.sentence),
      ...beyondSentence(verdict).map((reason) => `  · ${reason}`),
    ],
    [heading("Changes and events", paint), ...classLines(comparison)],
    [heading("Coverage", paint), ...coverageLines(comparison)],
    [heading("Latency", paint), ...latencyLines(comparison)],
    [heading("Cost", paint), ...costLines(comparison)],
    receiverLines(comparison, paint),
    actionLines(comparison, paint),
    differenceLines(comparison, { paint, shown }),
    [paint("dim", groundLine(comparison))],
  ];
  return `${blocks
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join("\n"))
    .join("\n\n")}\n`;
}

function heading(text: string, paint: Paint): string {
  return paint("bold", text);
}

function classLines({ classes }: Comparison): string[] {
  return CLASS_NAMES.map(
    (name) => `  ${name.padEnd(13)}${grouped(classes[name]).padStart(9)}  ${CLASSES[name].counts}s`,
  );
}

function coverageLines({ coverage, subscribed }: Comparison): string[] {
  return EVENT_TYPES.map((type) => {
    const note = !subscribed.includes(type) ? "  not subscribed" : coverage[type] === 0 ? "  never seen" : "";
    return `  ${type.padEnd(22)}${grouped(coverage[type]).padStart(9)}${note}`;
  });
}

function latencyLines({ latency }: Comparison): string[] {
  return (["push", "poll"] as const).map((side) => {
    const { p50, p95, max } = summaryOf(latency[side]);
    return `  ${side.padEnd(13)}p50 ${duration(p50).padEnd(9)} p95 ${duration(p95).padEnd(9)} max ${duration(max)}`;
  });
}

function costLines({ requests, period }: Comparison): string[] {
  const errors = Object.entries(requests.errors).map(([status, count]) => `${count} × ${status}`);
  return [
    `  polling      ${grouped(requests.polls)} requests in ${duration(period.observedMs)}: ${rate(requests.perHour)} an hour`,
    `  webhook      ${plural(requests.events, "event")}: ${rate(requests.eventsPerHour)} an hour`,
    ...(errors.length > 0 ? [`  poll errors  ${errors.join(", ")}`] : []),
  ];
}

function receiverLines({ downtimes, ladder }: Comparison, paint: Paint): string[] {
  const steps = Object.entries(ladder.recoveredAt).map(([attempt, count]) => `${count} at attempt ${attempt}`);
  if (downtimes.length === 0 && steps.length === 0 && ladder.abandoned + ladder.held + ladder.underWay === 0) return [];
  const ends = [
    ...steps,
    ...(ladder.abandoned ? [`${ladder.abandoned} abandoned`] : []),
    ...(ladder.held ? [`${ladder.held} held`] : []),
    ...(ladder.underWay ? [`${ladder.underWay} under way`] : []),
  ];
  return [
    heading("Receiver downtime", paint),
    ...downtimes.slice(0, 5).map(({ from, to, failedAttempts }) => {
      const length = to === null ? "still lasting" : duration(to - from);
      return `  from ${moment(from)}: ${length}, ${plural(failedAttempts, "failed attempt")}`;
    }),
    ...(ends.length > 0 ? [`  the retry ladder brought: ${ends.join(", ")}`] : []),
  ];
}

function actionLines({ actions }: Comparison, paint: Paint): string[] {
  const { match, onlyPoll, onlyPush, different } = actions;
  if (match + onlyPoll + onlyPush + different === 0) return [];
  return [
    heading("Planned actions", paint),
    `  the same on both sides ${match}, only by polling ${onlyPoll}, only by webhook ${onlyPush}, different ${different}`,
  ];
}

interface Shown {
  readonly paint: Paint;
  readonly shown: number;
}

const WEIGHT_ORDER = ["difference", "open", "known", "good"] as const;

function differenceLines({ differences, omitted }: Comparison, { paint, shown }: Shown): string[] {
  const telling = differences.filter(({ class: name }) => CLASSES[name].weight !== "good");
  if (telling.length === 0) return [];
  const sorted = WEIGHT_ORDER.flatMap((weight) => telling.filter(({ class: name }) => CLASSES[name].weight === weight));
  const rest = sorted.length - shown + Object.values(omitted).reduce((sum, count) => sum + (count ?? 0), 0);
  return [
    heading("Differences", paint),
    ...sorted.slice(0, shown).map((difference) => `  ${lineOf(difference)}`),
    ...(rest > 0
      ? [paint("dim", `  and ${grouped(rest)} more: --json or --html <file> shows them with both sides`)]
      : []),
  ];
}

function lineOf({ class: name, ticket, version, window, note }: Difference): string {
  const where = `${ticket ?? "list"}${version === null ? "" : ` v${version}`}`;
  return `${moment(window.to)}  ${name.padEnd(12)} ${where}  ${note}`;
}

function groundLine({ clock, noise, trials, missRateUpperBound }: Comparison): string {
  const margin = clock.evidence === "none" ? "clocks not measured" : `clock margin ${Math.round(clock.marginMs)} ms`;
  const floor = noise.samples > 0 ? `, ${noise.differing} of ${noise.samples} double looks differed by themselves` : "";
  return `${plural(trials, "change")} compared, miss rate at most ${percent(missRateUpperBound)} (95 %), ${margin}${floor}`;
}
