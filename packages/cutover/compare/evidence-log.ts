// What the compared changes prove besides their class: which event types were covered, how long push and poll took, which
// fields no event carried, and how many events arrived in which hour. In: findings and histories. Out: numbers.
import { EVENT_TYPES, type EventType, isEventType } from "@ticketwire/contract";
import type { ClassName } from "./classes.ts";
import type { ClockModel } from "./clock.ts";
import type { Finding } from "./finding.ts";
import type { History, Receipt } from "./history.ts";
import { HOUR_MS } from "./overview.ts";
import { collectSamples } from "./samples.ts";

/** Changes of the other class lie outside of what was polled: their events prove nothing. */
const NOT_COMPARED: ClassName = "unwatched";

export type EvidenceLog = ReturnType<typeof createEvidenceLog>;

export function createEvidenceLog(clock: ClockModel) {
  const coverage = Object.fromEntries(EVENT_TYPES.map((type) => [type, 0])) as Record<EventType, number>;
  const uncarried: Record<string, number> = {};
  const eventsByHour = new Map<number, number>();
  const laterCopies: number[] = [];
  const [push, poll] = [collectSamples(), collectSamples()];
  let [events, deliveries, pulled] = [0, 0, 0];
  let worstLateMs: number | null = null;
  return {
    addFinding(finding: Finding): void {
      for (const field of finding.uncarried) uncarried[field] = (uncarried[field] ?? 0) + 1;
      if (finding.class === NOT_COMPARED) return;
      if (finding.lateMs !== null) worstLateMs = Math.max(worstLateMs ?? 0, finding.lateMs);
      for (const type of new Set(finding.receipts.map((receipt) => receipt.type)))
        if (isEventType(type)) coverage[type]++;
      for (const receipt of finding.receipts) addTo(push, pushLatency(clock, receipt));
      addTo(poll, pollLatency(clock, finding));
    },
    addArrivals({ receipts, duplicates }: History, isInPeriod: (at: number) => boolean): void {
      const arrived = receipts.filter(({ entry }) => isInPeriod(entry.at));
      events += arrived.length;
      pulled += arrived.filter(({ entry }) => entry.via === "feed").length;
      deliveries += arrived.length + duplicates.filter(({ at }) => isInPeriod(at)).length;
      for (const { entry } of arrived) {
        const hour = Math.floor(entry.at / HOUR_MS) * HOUR_MS;
        eventsByHour.set(hour, (eventsByHour.get(hour) ?? 0) + 1);
        if ((entry.attempt ?? 1) > 1 && laterCopies.length < 100_000) laterCopies.push(entry.attempt ?? 1);
      }
    },
    finish: () => ({
      coverage,
      uncarried,
      eventsByHour,
      laterCopies,
      worstLateMs,
      events,
      deliveries,
      pulled,
      latency: { push: push.finish(), poll: poll.finish() },
    }),
  };
}

function addTo(samples: { add(ms: number): void }, ms: number | null): void {
  if (ms !== null) samples.add(Math.max(0, ms));
}

function pushLatency(clock: ClockModel, { occurredAt, entry }: Receipt): number | null {
  return occurredAt === null ? null : entry.at - (occurredAt - clock.readingAt(entry.at).offsetMs);
}

function pollLatency(clock: ClockModel, { receipts, sight, isSeen }: Finding): number | null {
  if (!isSeen || sight === null) return null;
  const changedAt = receipts[0]?.occurredAt ?? sight.updatedAt;
  return changedAt === null ? null : sight.at - (changedAt - clock.readingAt(sight.at).offsetMs);
}
