// The report for machines: fixed words, so that scripts can rely on them. Pure.
// In: a comparison and its verdict. Out: a value that JSON can hold; times ISO 8601, durations in the unit of their name.
import type { Comparison, Difference, Samples } from "../compare/comparison.ts";
import type { PathMismatch } from "../compare/finding.ts";
import { percentile } from "../compare/samples.ts";
import type { Verdict } from "../compare/verdict.ts";
import type { WebhookEntry } from "../journal/entry.ts";

export type ReportJson = ReturnType<typeof reportJson>;

export interface ReportInput {
  readonly comparison: Comparison;
  readonly verdict: Verdict;
  /** Milliseconds since 1970. */
  readonly generatedAt: number;
}

export function reportJson({ comparison, verdict, generatedAt }: ReportInput) {
  const { latency, clock, period } = comparison;
  return {
    verdict: verdict.word,
    sentence: verdict.sentence,
    reasons: verdict.reasons,
    classes: comparison.classes,
    coverage: comparison.coverage,
    latency_ms: { push: summaryOf(latency.push), poll: summaryOf(latency.poll) },
    requests: requestsJson(comparison),
    miss_rate_upper_bound: comparison.missRateUpperBound,
    trials: comparison.trials,
    misses: comparison.misses,
    differences: comparison.differences.map(differenceJson),
    differences_not_listed: comparison.omitted,
    actions: actionsJson(comparison),
    noise_floor: comparison.noise,
    clock: { evidence: clock.evidence, samples: clock.samples, margin_ms: Math.round(clock.marginMs) },
    period: { from: iso(period.from), to: iso(period.to), observed_seconds: rounded(period.observedMs / 1000) },
    tickets: comparison.tickets,
    webhooks: comparison.webhooks.map(webhookJson),
    receiver: receiverJson(comparison),
    fields_not_carried: comparison.uncarried,
    recovered_by_reconcile: comparison.recovered,
    stale_polls: comparison.staleReads,
    stage: comparison.stage,
    generated_at: iso(generatedAt),
  };
}

function requestsJson({ requests }: Comparison) {
  return {
    polls: requests.polls,
    per_hour: rounded(requests.perHour),
    events: requests.events,
    events_per_hour: rounded(requests.eventsPerHour),
    deliveries: requests.deliveries,
    events_read_from_feed: requests.pulled,
    poll_errors: requests.errors,
  };
}

function actionsJson({ actions }: Comparison) {
  return {
    match: actions.match,
    only_poll: actions.onlyPoll,
    only_push: actions.onlyPush,
    different: actions.different,
    coalesced: actions.coalesced,
    differences: actions.listed.map(({ kind, ticket, key, poll, push }) => ({
      kind,
      ticket,
      key,
      poll: poll && { at: iso(poll.at), action: poll.action },
      push: push && { at: iso(push.at), action: push.action },
    })),
  };
}

function webhookJson({ webhook, at, eventTypes, ordering, isActive }: WebhookEntry) {
  return { webhook_id: webhook, seen_at: iso(at), event_types: eventTypes, ordering, is_active: isActive };
}

function receiverJson({ downtimes, ladder, refusals }: Comparison) {
  return {
    downtimes: downtimes.map(({ from, to, failedAttempts, reasons }) => ({
      from: iso(from),
      to: iso(to),
      failed_attempts: failedAttempts,
      reasons,
    })),
    recovered_at_attempt: ladder.recoveredAt,
    abandoned: ladder.abandoned,
    under_way: ladder.underWay,
    held: ladder.held,
    turned_away: refusals,
  };
}

function differenceJson(difference: Difference) {
  const { window, poll, push, paths } = difference;
  return {
    ticket: difference.ticket,
    class: difference.class,
    window: { from: iso(window.from), to: iso(window.to) },
    version: difference.version,
    count: difference.count,
    note: difference.note,
    late_seconds: difference.lateMs === null ? null : difference.lateMs / 1000,
    lacking: difference.lacking,
    paths: paths.map(({ path, poll: polled, push: pushed, eventId }: PathMismatch) => ({
      path,
      poll: polled ?? null,
      push: pushed ?? null,
      event_id: eventId,
    })),
    poll: poll === null ? null : (poll.state ?? { status: poll.status }),
    push: push.map(({ event, receivedAt, sequence, attempt, delivery }) => ({
      received_at: iso(receivedAt),
      sequence,
      attempt,
      delivery_id: delivery,
      event,
    })),
    recovered: difference.isRecovered,
  };
}

/** Null where there is no sample. */
export function summaryOf(samples: Samples): { p50: number | null; p95: number | null; max: number | null } {
  const at = (share: number): number | null => {
    const value = percentile(samples, share);
    return value === null ? null : Math.round(value);
  };
  return { p50: at(0.5), p95: at(0.95), max: at(1) };
}

export function iso(ms: number): string;
export function iso(ms: number | null): string | null;
export function iso(ms: number | null): string | null {
  return ms === null ? null : new Date(ms).toISOString();
}

function rounded(value: number): number {
  return Math.round(value * 10) / 10;
}
