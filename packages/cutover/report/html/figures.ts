// The figures of the report: each a chart, its sentence, and the same numbers as a table for those who can not see it.
// In: a comparison. Out: Markup.
import { EVENT_TYPES } from "@ticketwire/contract";
import { missRateUpperBound } from "../../compare/bound.ts";
import { CLASS_NAMES, CLASSES } from "../../compare/classes.ts";
import type { Comparison, Samples } from "../../compare/comparison.ts";
import { HOUR_MS } from "../../compare/overview.ts";
import { percentile } from "../../compare/samples.ts";
import { duration, grouped, moment, percent, plural, rate } from "../words.ts";
import {
  boundChart,
  type Chart,
  coverageChart,
  drawChart,
  type HourBar,
  hoursChart,
  ladderChart,
  latencyChart,
  type Mark,
  ratesChart,
  type TimeDot,
  timelineChart,
} from "./charts.ts";
import { histogramOf } from "./histogram.ts";
import { markup, type Markup } from "./markup.ts";

interface Table {
  readonly heads: readonly string[];
  readonly rows: readonly (readonly (string | number)[])[];
}

interface Figure {
  readonly title: string;
  readonly text: string;
  readonly chart: Chart | null;
  readonly table: Table;
}

function figure({ title, text, chart, table }: Figure): Markup {
  return markup`<section class="figure">
    <h2>${title}</h2>
    <p>${text}</p>
    ${chart === null ? null : markup`<figure>${drawChart(chart)}</figure>`}
    <details class="numbers">
      <summary>Numbers</summary>
      ${tableOf(table)}
    </details>
  </section>`;
}

export function tableOf({ heads, rows }: Table): Markup {
  const cell = (value: string | number, index: number): Markup =>
    index === 0
      ? markup`<th scope="row">${value}</th>`
      : markup`<td>${typeof value === "number" ? grouped(value) : value}</td>`;
  return markup`<table>
    <thead>
      <tr>
        ${heads.map((head) => markup`<th scope="col">${head}</th>`)}
      </tr>
    </thead>
    <tbody>
      ${rows.map(
        (row) =>
          markup`<tr>
            ${row.map(cell)}
          </tr>`,
      )}
    </tbody>
  </table>`;
}

export function latencyFigure({ latency }: Comparison): Markup {
  const sides: readonly (readonly [string, Samples])[] = [
    ["webhook", latency.push],
    ["poll", latency.poll],
  ];
  const marks = sides.flatMap(([side, samples]): Mark[] =>
    [0.5, 0.95].flatMap((share, row) => {
      const at = percentile(samples, share);
      return at === null
        ? []
        : [{ side, at: Math.max(1, at), text: `p${share * 100} ${duration(at)}`, row: row as 0 | 1 }];
    }),
  );
  const hasOneMark = (side: string): boolean =>
    new Set(marks.filter((mark) => mark.side === side).map(({ at }) => duration(at))).size === 1;
  const merged = marks
    .filter(({ side, row }) => row === 0 || !hasOneMark(side))
    .map((mark) => (hasOneMark(mark.side) ? { ...mark, text: `p50 and p95 ${duration(mark.at)}` } : mark));
  const rows = sides.map(([side, samples]) => {
    const at = (share: number): string => duration(percentile(samples, share));
    return [side, samples.length, at(0.5), at(0.95), at(0.99), at(1)];
  });
  const hasData = latency.push.length + latency.poll.length > 0;
  const [push, poll] = [duration(percentile(latency.push, 0.5)), duration(percentile(latency.poll, 0.5))];
  return figure({
    title: "How soon a change is known",
    text: hasData
      ? `Half of all changes were known after ${push} by webhook and after ${poll} by polling.`
      : "No change was seen by both sides yet.",
    chart: hasData
      ? {
          label: `Distribution of latency: webhook half within ${push}, poll half within ${poll}`,
          options: latencyChart(
            sides.flatMap(([side, samples]) => histogramOf(side, samples)),
            merged,
          ),
        }
      : null,
    table: { heads: ["side", "changes", "p50", "p95", "p99", "max"], rows },
  });
}

export function costFigure({ requests, period }: Comparison): Markup {
  const { polls, events, perHour, eventsPerHour, hours } = requests;
  const bars = [
    { side: "polling", perHour, text: `${rate(perHour)} requests` },
    { side: "webhook", perHour: eventsPerHour, text: `${rate(eventsPerHour)} events` },
  ];
  const text = `Polling made ${plural(polls, "request")} in ${duration(period.observedMs)}; the webhook told of the same time in ${plural(events, "event")}.`;
  const perHourBars = hours.flatMap(({ hour, polls: asked, events: told }): HourBar[] => [
    { hour: new Date(hour), side: "poll requests", count: asked },
    { hour: new Date(hour), side: "webhook events", count: told },
  ]);
  const hasHours = (hours.at(-1)?.hour ?? 0) - (hours[0]?.hour ?? 0) >= 3 * HOUR_MS;
  return markup`${figure({
    title: "Requests per hour, before and after",
    text,
    chart: {
      label: `Polling ${rate(perHour)} requests per hour, webhook ${rate(eventsPerHour)} events per hour`,
      options: ratesChart(bars),
    },
    table: {
      heads: ["hour", "poll requests", "webhook events"],
      rows: hours.map(({ hour, polls: asked, events: told }) => [moment(hour), asked, told]),
    },
  })}${hasHours ? markup`<section class="figure"><figure>${drawChart({ label: "Poll requests and webhook events hour by hour", options: hoursChart(perHourBars) })}</figure></section>` : null}`;
}

export function coverageFigure({ coverage, subscribed }: Comparison): Markup {
  const noteOf = (type: (typeof EVENT_TYPES)[number]): string => {
    if (!subscribed.includes(type)) return "not subscribed";
    return coverage[type] === 0 ? "never seen" : grouped(coverage[type]);
  };
  const bars = EVENT_TYPES.map((type) => ({ type, count: coverage[type], text: noteOf(type) }));
  const unseen = subscribed.filter((type) => coverage[type] === 0);
  const text =
    unseen.length === 0
      ? "Every subscribed event type was seen."
      : `Nothing is proven about ${unseen.join(", ")}: no such change happened.`;
  return figure({
    title: "Coverage per event type",
    text,
    chart: { label: bars.map(({ type, text: note }) => `${type}: ${note}`).join(", "), options: coverageChart(bars) },
    table: {
      heads: ["event type", "events", "standing"],
      rows: bars.map(({ type, count, text: note }) => [type, count, note]),
    },
  });
}

export function boundFigure({ trials, misses, missRateUpperBound: bound }: Comparison, wanted: number): Markup {
  const most = Math.max(300, trials * 2, Math.ceil(3 / wanted) * 2);
  const curve = Array.from({ length: 60 }, (_, index) => {
    const count = Math.round(most ** (index / 59));
    return { trials: count, bound: missRateUpperBound(0, count) };
  });
  const marks = trials === 0 ? [] : [{ trials, bound, text: `now: ${percent(bound)}` }];
  const missed = misses === 0 ? "none missed" : `${misses} missed`;
  return figure({
    title: "How rare a miss can be",
    text: `${plural(trials, "change")} compared, ${missed}: with 95 % confidence at most ${percent(bound)} of all changes are missed. ${percent(wanted)} is asked for (dashed); the line is what so many changes without a miss allow.`,
    chart: {
      label: `Upper bound of the miss rate now ${percent(bound)} after ${trials} changes; the curve is three divided by the number of changes`,
      options: boundChart(curve, marks, wanted),
    },
    table: {
      heads: ["changes without a miss", "miss rate at most"],
      rows: [30, 60, 100, 300, 1000, 3000].map((count) => [grouped(count), percent(missRateUpperBound(0, count))]),
    },
  });
}

/** Points of time into which the timeline is cut: more dots than that say nothing more. */
const TIME_STEPS = 120;

export function timelineFigure({ differences, period, omitted }: Comparison): Markup | null {
  if (differences.length === 0) return null;
  const start = Math.min(...differences.map(({ window }) => window.to));
  const end = Math.max(start + 1, ...differences.map(({ window }) => window.to), period.to ?? 0);
  const stepMs = Math.max(1, (end - start) / TIME_STEPS);
  const counts = new Map<string, TimeDot>();
  for (const { class: name, window, count } of differences) {
    const at = new Date(start + Math.floor((window.to - start) / stepMs) * stepMs);
    const key = `${name} ${at.getTime()}`;
    counts.set(key, { at, class: name, count: (counts.get(key)?.count ?? 0) + count, weight: CLASSES[name].weight });
  }
  const classes = CLASS_NAMES.filter((name) => differences.some((difference) => difference.class === name));
  const totals = classes.map(
    (name) =>
      [
        name,
        differences.filter((difference) => difference.class === name).reduce((sum, { count }) => sum + count, 0) +
          (omitted[name] ?? 0),
      ] as const,
  );
  return figure({
    title: "Differences over time",
    text: "Each mark is when a poll, or an arrival, showed it; larger marks stand for more. Crosses speak against leaving the poller.",
    chart: {
      label: `Timeline of differences: ${totals.map(([name, count]) => `${count} ${name}`).join(", ")}`,
      options: timelineChart([...counts.values()], classes),
    },
    table: { heads: ["class", "count"], rows: totals },
  });
}

export function downtimeFigure({ downtimes, ladder, period }: Comparison): Markup | null {
  const steps = Object.entries(ladder.recoveredAt).map(([attempt, count]) => ({
    step: `attempt ${attempt}`,
    count,
    isGood: true,
  }));
  const ends = [
    { step: "abandoned", count: ladder.abandoned, isGood: false },
    { step: "held", count: ladder.held, isGood: false },
    { step: "under way", count: ladder.underWay, isGood: false },
  ].filter(({ count }) => count > 0);
  const bars = [...steps, ...ends];
  if (bars.length === 0 && downtimes.length === 0) return null;
  const longest = Math.max(0, ...downtimes.map(({ from, to }) => (to ?? period.to ?? from) - from));
  const isLasting = downtimes.at(-1)?.to === null ? ", which still lasts" : "";
  return figure({
    title: "Receiver downtime, and what the retry ladder made of it",
    text: `${plural(downtimes.length, "downtime")}, the longest ${duration(longest)}${isLasting}. ${plural(
      steps.reduce((sum, { count }) => sum + count, 0),
      "delivery",
      "deliveries",
    )} came at a later attempt, ${ladder.abandoned} ${ladder.abandoned === 1 ? "was" : "were"} abandoned.`,
    chart:
      bars.length === 0
        ? null
        : { label: bars.map(({ step, count }) => `${step}: ${count}`).join(", "), options: ladderChart(bars) },
    table: {
      heads: ["from", "length", "failed attempts", "answers"],
      rows: downtimes.map(({ from, to, failedAttempts, reasons }) => [
        moment(from),
        to === null ? "lasting" : duration(to - from),
        failedAttempts,
        Object.entries(reasons)
          .map(([reason, count]) => `${count} × ${reason}`)
          .join(", "),
      ]),
    },
  });
}
