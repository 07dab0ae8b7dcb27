// Charts as static SVG, drawn by Observable Plot on a document in memory; colours are CSS variables, so that one drawing
// serves light, dark and paper. In: numbers. Out: Markup.
import { createRequire } from "node:module";
import * as Plot from "@observablehq/plot";
import type { Markup } from "./markup.ts";
import { raw } from "./markup.ts";

// The package is CommonJS, and its types declare another name.
const require = createRequire(import.meta.url);
const domino = require("@mixmark-io/domino") as { createDocument(html: string): unknown };

const WIDTH = 880;

export interface Chart {
  /** What a person who can not see it needs to know. */
  readonly label: string;
  readonly options: Plot.PlotOptions;
}

export function drawChart({ label, options }: Chart): Markup {
  const document = domino.createDocument("<!doctype html><title>chart</title>") as never;
  const style = { fontSize: "12px", background: "none" };
  const figure = Plot.plot({ width: WIDTH, document, style, ...options });
  // Plot labels its groups; inside an image that is read out as one, labels of parts are not allowed.
  for (const group of figure.querySelectorAll("g[aria-label]")) group.removeAttribute("aria-label");
  figure.setAttribute("role", "img");
  figure.setAttribute("aria-label", label);
  return raw(figure.outerHTML);
}

/** One bar of a histogram. */
export interface Bin {
  readonly side: string;
  readonly from: number;
  readonly to: number;
  readonly share: number;
}

export interface Mark {
  readonly side: string;
  readonly at: number;
  readonly text: string;
  readonly row: 0 | 1;
}

/** Hours and minutes within a day and a half, days beyond. */
function timeFormat(times: readonly Date[]): (time: Date) => string {
  const all = times.map((time) => time.getTime());
  const isLong = Math.max(...all) - Math.min(...all) > 130_000_000;
  return (time) => (isLong ? time.toISOString().slice(5, 10) : time.toISOString().slice(11, 16));
}

/** The writing beside a dashed line; of two lines the second is written lower. */
function markText(row: number): Plot.TextOptions {
  const place = {
    x: "at",
    fy: "side",
    text: "text",
    frameAnchor: "top",
    textAnchor: "start",
    dx: 5,
    dy: 4 + row * 17,
  } as const;
  return { ...place, fill: "currentColor", stroke: "var(--surface)", strokeWidth: 5 };
}

const LATENCY_TICKS = [1, 10, 100, 1000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000];
const LATENCY_WORDS = ["1 ms", "10 ms", "0.1 s", "1 s", "10 s", "100 s", "17 min", "2.8 h", "28 h"];

export function latencyChart(bins: readonly Bin[], marks: readonly Mark[]): Plot.PlotOptions {
  const most = Math.max(...bins.map(({ share }) => share));
  const [low, high] = [Math.min(...bins.map(({ from }) => from)), Math.max(...bins.map(({ to }) => to))];
  return {
    height: 260,
    marginBottom: 44,
    marginLeft: 64,
    marginRight: 80,
    x: {
      type: "log",
      label: "time from the change →",
      labelOffset: 40,
      ticks: LATENCY_TICKS.filter((ms) => ms >= low && ms <= high),
      tickFormat: (ms: number) => LATENCY_WORDS[LATENCY_TICKS.indexOf(ms)] ?? "",
    },
    y: {
      percent: true,
      label: "↑ % of changes",
      ticks: [0, 50, 100].filter((tick) => tick <= most * 140),
      grid: true,
      domain: [0, most * 160],
    },
    fy: { label: null, domain: ["webhook", "poll"] },
    color: { domain: ["webhook", "poll"], range: ["var(--push)", "var(--poll)"] },
    marks: [
      Plot.rect([...bins], { x1: "from", x2: "to", y1: 0, y2: "share", fy: "side", fill: "side", inset: 0.5 }),
      Plot.ruleX([...marks], { x: "at", fy: "side", stroke: "currentColor", strokeDasharray: "3,2" }),
      ...[0, 1].map((row) =>
        Plot.text(
          marks.filter((mark) => mark.row === row),
          markText(row),
        ),
      ),
      Plot.ruleY([0]),
    ],
  };
}

export interface HourBar {
  readonly hour: Date;
  readonly side: string;
  readonly count: number;
}

export function hoursChart(bars: readonly HourBar[]): Plot.PlotOptions {
  return {
    height: 220,
    marginBottom: 44,
    marginLeft: 64,
    x: { type: "utc", label: "hour (UTC) →", labelOffset: 38, tickFormat: timeFormat(bars.map(({ hour }) => hour)) },
    y: { label: "↑ per hour", grid: true, ticks: 4 },
    fy: { label: null, domain: ["poll requests", "webhook events"] },
    color: { domain: ["poll requests", "webhook events"], range: ["var(--poll)", "var(--push)"] },
    marks: [
      Plot.rectY([...bars], { x: "hour", interval: "hour", y: "count", fy: "side", fill: "side" } as Plot.RectYOptions),
      Plot.ruleY([0]),
    ],
  };
}

export interface RateBar {
  readonly side: string;
  readonly perHour: number;
  readonly text: string;
}

export function ratesChart(bars: readonly RateBar[]): Plot.PlotOptions {
  return {
    height: 130,
    marginBottom: 44,
    marginLeft: 96,
    marginRight: 96,
    x: { label: "per hour →", labelOffset: 38, grid: true },
    y: { label: null, domain: ["polling", "webhook"] },
    color: { domain: ["polling", "webhook"], range: ["var(--poll)", "var(--push)"] },
    marks: [
      Plot.barX([...bars], { x: "perHour", y: "side", fill: "side" }),
      Plot.text([...bars], { x: "perHour", y: "side", text: "text", textAnchor: "start", dx: 6 }),
      Plot.ruleX([0]),
    ],
  };
}

export interface CoverageBar {
  readonly type: string;
  readonly count: number;
  readonly text: string;
}

export function coverageChart(bars: readonly CoverageBar[]): Plot.PlotOptions {
  return {
    height: 64 + 28 * bars.length,
    marginBottom: 44,
    marginLeft: 160,
    marginRight: 110,
    x: {
      label: "events →",
      labelOffset: 38,
      grid: true,
      ticks: 5,
      domain: [0, Math.max(1, ...bars.map(({ count }) => count))],
    },
    y: { label: null, domain: bars.map(({ type }) => type) },
    marks: [
      Plot.barX([...bars], { x: "count", y: "type", fill: "var(--push)" }),
      Plot.text([...bars], { x: "count", y: "type", text: "text", textAnchor: "start", dx: 6 }),
      Plot.ruleX([0]),
    ],
  };
}

export interface TimeDot {
  readonly at: Date;
  readonly class: string;
  readonly count: number;
  readonly weight: string;
}

export function timelineChart(dots: readonly TimeDot[], classes: readonly string[]): Plot.PlotOptions {
  return {
    height: 80 + 30 * classes.length,
    marginBottom: 44,
    marginLeft: 110,
    insetLeft: 18,
    marginRight: 24,
    x: {
      type: "utc",
      label: "time (UTC) →",
      labelOffset: 38,
      tickFormat: timeFormat(dots.map(({ at }) => at)),
      grid: true,
    },
    y: { label: null, domain: [...classes] },
    r: { range: [4, 12] },
    color: {
      domain: ["difference", "open", "known", "good"],
      range: ["var(--bad)", "var(--open)", "var(--known)", "var(--good)"],
    },
    symbol: { domain: ["difference", "open", "known", "good"], range: ["times", "triangle", "circle", "square"] },
    marks: [
      Plot.dot([...dots], { x: "at", y: "class", r: "count", stroke: "weight", symbol: "weight", strokeWidth: 2 }),
    ],
  };
}

export interface BoundPoint {
  readonly trials: number;
  readonly bound: number;
}

export interface BoundMark extends BoundPoint {
  readonly text: string;
}

const SHARES = [0.000001, 0.00001, 0.0001, 0.001, 0.01, 0.1, 1];

/** 1, 10, 100, … up to `most`: on a logarithmic axis more lines than that are noise. */
function decades(most: number): number[] {
  return Array.from({ length: Math.floor(Math.log10(most)) + 1 }, (_, index) => 10 ** index);
}

export function boundChart(
  curve: readonly BoundPoint[],
  marks: readonly BoundMark[],
  wanted: number,
): Plot.PlotOptions {
  return {
    height: 230,
    marginTop: 32,
    marginBottom: 44,
    marginLeft: 64,
    marginRight: 40,
    x: {
      type: "log",
      label: "changes compared →",
      labelOffset: 38,
      ticks: decades(Math.max(...curve.map(({ trials }) => trials))),
      tickFormat: "~s",
    },
    y: {
      label: "↑ largest credible miss rate",
      type: "log",
      tickFormat: "~%",
      ticks: SHARES,
      grid: true,
      domain: [Math.min(0.001, ...curve.map(({ bound }) => bound)), 1],
    },
    marks: [
      Plot.line([...curve], { x: "trials", y: "bound", stroke: "var(--known)" }),
      Plot.ruleY([wanted], { stroke: "var(--open)", strokeDasharray: "4,3" }),
      Plot.dot([...marks], { x: "trials", y: "bound", fill: "var(--push)", r: 6 }),
      Plot.text([...marks], { x: "trials", y: "bound", text: "text", textAnchor: "start", dx: 10, dy: -10 }),
    ],
  };
}

export interface LadderBar {
  readonly step: string;
  readonly count: number;
  readonly isGood: boolean;
}

export function ladderChart(bars: readonly LadderBar[]): Plot.PlotOptions {
  return {
    height: 64 + 28 * bars.length,
    marginBottom: 44,
    marginLeft: 110,
    marginRight: 60,
    x: { label: "deliveries →", labelOffset: 38, grid: true, ticks: 5, interval: 1 } as Plot.ScaleOptions,
    y: { label: null, domain: bars.map(({ step }) => step) },
    marks: [
      Plot.barX([...bars], {
        x: "count",
        y: "step",
        fill: (bar: LadderBar) => (bar.isGood ? "var(--good)" : "var(--bad)"),
      }),
      Plot.text([...bars], {
        x: "count",
        y: "step",
        text: (bar: LadderBar) => String(bar.count),
        textAnchor: "start",
        dx: 6,
      }),
      Plot.ruleX([0]),
    ],
  };
}
