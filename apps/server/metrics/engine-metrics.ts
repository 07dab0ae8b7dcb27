// The engine's work as Prometheus metrics: counters and histograms that its observer moves. Two look-ups and some additions per
// attempt; what stands still is read when somebody asks (process-gauges.ts, queue-gauges.ts).
// In: a registry. Out: an observer for the engine, and the two counts that do not come through it.
import type { StandingChange } from "@ticketwire/engine/deliver";
import type { AttemptOutcome, EngineObserver } from "@ticketwire/engine/observe";
import { Counter, Histogram, type Registry } from "prom-client";

/** Seconds, from a receiver next door to one that needs its whole timeout. */
const ATTEMPT_BUCKETS = [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];
/** Seconds, from a warm idle system to the end of the retry ladder. */
const DELIVERY_BUCKETS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 15, 60, 300, 1800, 7200, 43200, 86400];
const STATEMENT_BUCKETS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5];
const BATCH_BUCKETS = [1, 2, 5, 10, 25, 50, 100, 250, 500, 1000, 2000];

export interface EngineMetrics {
  readonly observer: Omit<EngineObserver, "traceAttempt">;
  readonly countFailedRound: (stage: string) => void;
  readonly countStandingChange: (change: StandingChange) => void;
}

function attemptMetrics(registers: Registry[]): EngineObserver["onAttempt"] {
  const attempts = new Counter({
    name: "ticketwire_attempts_total",
    help: "Attempts that ended, by what became of the delivery and by class of error (none: the receiver accepted).",
    labelNames: ["outcome", "error_class"],
    registers,
  });
  const duration = new Histogram({
    name: "ticketwire_attempt_duration_seconds",
    help: "Duration of attempts, name lookup to last byte.",
    labelNames: ["result"],
    buckets: ATTEMPT_BUCKETS,
    registers,
  });
  const latency = new Histogram({
    name: "ticketwire_delivery_latency_seconds",
    help: "From the write of an event to the end of the attempt that delivered it; attempt is first or later.",
    labelNames: ["attempt"],
    buckets: DELIVERY_BUCKETS,
    registers,
  });
  return ({ delivery, attempt, status }: AttemptOutcome) => {
    const { errorClass, durationMs, attemptedAt } = attempt;
    attempts.inc({ outcome: status, error_class: errorClass ?? "none" });
    duration.observe({ result: errorClass === null ? "accepted" : "failed" }, durationMs / 1000);
    if (errorClass !== null) return;
    const waitedMs = attemptedAt.getTime() + durationMs - writtenAt(delivery.eventId);
    latency.observe({ attempt: delivery.attemptNumber === 0 ? "first" : "later" }, Math.max(0, waitedMs) / 1000);
  };
}

/** The moment in a version 7 UUID, milliseconds since 1970: when the event's row was made, by the database's clock. */
export function writtenAt(eventId: string): number {
  return Number.parseInt(eventId.slice(0, 8) + eventId.slice(9, 13), 16);
}

function fanOutMetrics(registers: Registry[]): EngineObserver["onFanOut"] {
  const events = new Counter({
    name: "ticketwire_fan_out_events_total",
    help: "Events given to the webhooks that match them, none included.",
    registers,
  });
  const deliveries = new Counter({
    name: "ticketwire_fan_out_deliveries_total",
    help: "Deliveries made by fan-out.",
    registers,
  });
  const size = new Histogram({
    name: "ticketwire_fan_out_batch_events",
    help: "Events in one batch of fan-out.",
    buckets: BATCH_BUCKETS,
    registers,
  });
  const duration = new Histogram({
    name: "ticketwire_fan_out_batch_duration_seconds",
    help: "Duration of one batch of fan-out, commit included.",
    buckets: STATEMENT_BUCKETS,
    registers,
  });
  return (batch) => {
    events.inc(batch.events);
    deliveries.inc(batch.deliveries);
    size.observe(batch.events);
    duration.observe(batch.durationMs / 1000);
  };
}

function writeMetrics(registers: Registry[]): EngineObserver["onWrite"] {
  const size = new Histogram({
    name: "ticketwire_outcome_batch_outcomes",
    help: "Outcomes in one write.",
    buckets: BATCH_BUCKETS,
    registers,
  });
  const duration = new Histogram({
    name: "ticketwire_outcome_batch_duration_seconds",
    help: "Duration of one write of outcomes, commit included.",
    buckets: STATEMENT_BUCKETS,
    registers,
  });
  return (write) => {
    size.observe(write.outcomes);
    duration.observe(write.durationMs / 1000);
  };
}

function laneMetrics(registers: Registry[]): Pick<EngineObserver, "onClaim" | "onLaneLost"> {
  const claimed = new Counter({
    name: "ticketwire_lanes_claimed_total",
    help: "Lanes taken; from is free, or abandoned when the owner before did not give the lane back.",
    labelNames: ["from"],
    registers,
  });
  const lost = new Counter({
    name: "ticketwire_lanes_lost_total",
    help: "Writes that were refused because another process owned the lane by then; what they held was sent again.",
    registers,
  });
  return {
    onClaim(lanes) {
      for (const lane of lanes) claimed.inc({ from: lane.wasAbandoned ? "abandoned" : "free" });
    },
    onLaneLost: () => lost.inc(),
  };
}

/** Registers the engine's counters and histograms. */
export function openEngineMetrics(registry: Registry): EngineMetrics {
  const registers = [registry];
  const rounds = new Counter({
    name: "ticketwire_failed_rounds_total",
    help: "Rounds of a loop that failed and were tried again, by stage.",
    labelNames: ["stage"],
    registers,
  });
  const standing = new Counter({
    name: "ticketwire_webhook_standing_changes_total",
    help: "Receivers found failing for long, by kind: warn, only_failures (disabled), gone (410, disabled).",
    labelNames: ["kind"],
    registers,
  });
  return {
    observer: {
      onAttempt: attemptMetrics(registers),
      onFanOut: fanOutMetrics(registers),
      onWrite: writeMetrics(registers),
      ...laneMetrics(registers),
    },
    countFailedRound: (stage) => rounds.inc({ stage }),
    countStandingChange: (change) => standing.inc({ kind: change.kind }),
  };
}
