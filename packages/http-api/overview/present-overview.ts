// Puts the overview together, purely: figures by minute and webhook become a timeline without holes, rates and percentiles.
// In: rows. Out: what the API answers.
import type { LaneBacklog, WaitingEvents } from "@ticketwire/engine/overview/backlog";
import type { MinuteEvents, MinuteFigures } from "@ticketwire/engine/overview/figures";
import type { ProcessEntry } from "@ticketwire/engine/overview/processes";
import { percentile } from "@ticketwire/engine/webhook/latency";
import { healthOf } from "@ticketwire/engine/webhook/webhook-record";

const MINUTE_MS = 60_000;

export interface OverviewRows {
  readonly since: Date;
  readonly minutes: number;
  readonly figures: readonly MinuteFigures[];
  readonly events: readonly MinuteEvents[];
  readonly latency: ReadonlyMap<string, readonly number[]>;
  readonly backlog: readonly LaneBacklog[];
  readonly waiting: WaitingEvents;
  readonly processes: readonly ProcessEntry[] | null;
}

interface Outcomes {
  readonly delivered: number;
  readonly failed: number;
  readonly abandoned: number;
}

function addUp(figures: readonly Outcomes[]): Outcomes {
  const sum = (pick: (figure: Outcomes) => number) => figures.reduce((total, figure) => total + pick(figure), 0);
  return { delivered: sum((f) => f.delivered), failed: sum((f) => f.failed), abandoned: sum((f) => f.abandoned) };
}

function rateOf({ delivered, failed }: Outcomes): number | null {
  const attempts = delivered + failed;
  return attempts === 0 ? null : Math.round((delivered / attempts) * 10_000) / 10_000;
}

function percentilesOf(counts: readonly number[]) {
  return { p50: percentile(counts, 0.5), p95: percentile(counts, 0.95), p99: percentile(counts, 0.99) };
}

function placeOf(rows: OverviewRows, minute: Date): number {
  return Math.round((minute.getTime() - rows.since.getTime()) / MINUTE_MS);
}

function byMinute(rows: OverviewRows): MinuteFigures[][] {
  const places: MinuteFigures[][] = Array.from({ length: rows.minutes }, () => []);
  for (const figure of rows.figures) places[placeOf(rows, figure.minute)]?.push(figure);
  return places;
}

function timelineOf(rows: OverviewRows) {
  const events = new Map(rows.events.map((entry) => [placeOf(rows, entry.minute), entry.events]));
  return byMinute(rows).map((figures, place) => ({
    start: new Date(rows.since.getTime() + place * MINUTE_MS),
    events: events.get(place) ?? 0,
    ...addUp(figures),
  }));
}

function series(
  rows: OverviewRows,
  figures: readonly MinuteFigures[],
  pick: (figure: MinuteFigures) => number,
): number[] {
  const places = Array.from({ length: rows.minutes }, () => 0);
  for (const figure of figures) {
    const place = placeOf(rows, figure.minute);
    if (place >= 0 && place < places.length) places[place] = pick(figure);
  }
  return places;
}

function presentLane(rows: OverviewRows, lane: LaneBacklog) {
  const figures = rows.figures.filter((figure) => figure.webhook_id === lane.webhook_id);
  const { abandoned: _lately, ...outcomes } = addUp(figures);
  const { auto_disabled_at: _disabled, last_success_at: _success, last_failure_at: _failure, ...shown } = lane;
  return {
    ...shown,
    ...outcomes,
    health: healthOf(lane),
    success_rate: rateOf({ ...outcomes, abandoned: 0 }),
    latency_ms: percentilesOf(rows.latency.get(lane.webhook_id) ?? []),
    delivered_by_minute: series(rows, figures, (figure) => figure.delivered),
    failed_by_minute: series(rows, figures, (figure) => figure.failed),
  };
}

function sumLatency(latency: OverviewRows["latency"]): number[] {
  const [first, ...others] = [...latency.values()];
  return (first ?? []).map((count, place) => others.reduce((total, counts) => total + (counts[place] ?? 0), count));
}

export function presentOverview(rows: OverviewRows) {
  const timeline = timelineOf(rows);
  const outcomes = addUp(timeline);
  return {
    from: rows.since,
    to: new Date(rows.since.getTime() + rows.minutes * MINUTE_MS),
    timeline,
    totals: {
      events: timeline.reduce((total, { events }) => total + events, 0),
      ...outcomes,
      success_rate: rateOf(outcomes),
    },
    latency_ms: percentilesOf(sumLatency(rows.latency)),
    waiting_events: rows.waiting.waiting,
    oldest_waiting_event_at: rows.waiting.oldest,
    webhooks: rows.backlog.map((lane) => presentLane(rows, lane)),
    processes: rows.processes,
  };
}
