// The result of a comparison: counts, evidence, costs and the differences with both sides. Types only.
import type { EventType } from "@ticketwire/contract";
import type { EventBody, ReconcileEntry, Stage, TicketState, WebhookEntry } from "../journal/entry.ts";
import type { ActionPair } from "./actions.ts";
import type { ClassName } from "./classes.ts";
import type { ClockModel } from "./clock.ts";
import type { Downtime, LadderOutcome } from "./downtime.ts";
import type { PathMismatch } from "./finding.ts";
import type { NoiseFloor, PollErrors } from "./overview.ts";

/** An event as a difference shows it. */
export interface ShownEvent {
  readonly event: EventBody;
  readonly receivedAt: number;
  readonly sequence: number | null;
  readonly attempt: number | null;
  readonly delivery: string | null;
}

export interface Difference {
  readonly ticket: string | null;
  readonly class: ClassName;
  /** The last look at the old state and the first at the new one, by this machine's clock. */
  readonly window: { readonly from: number | null; readonly to: number };
  readonly version: number | null;
  /** More than one only for a run of changes of which nothing is known but their number. */
  readonly count: number;
  readonly note: string;
  readonly lateMs: number | null;
  readonly lacking: readonly EventType[];
  readonly paths: readonly PathMismatch[];
  readonly poll: { readonly state: TicketState | null; readonly status: string | null } | null;
  readonly push: readonly ShownEvent[];
  /** True when a reconcile brought what the webhook did not. */
  readonly isRecovered: boolean;
}

/** Sorted milliseconds. */
export type Samples = Float64Array;

export interface HourCount {
  /** The hour's beginning, milliseconds since 1970. */
  readonly hour: number;
  readonly polls: number;
  readonly events: number;
}

export interface Comparison {
  readonly classes: Readonly<Record<ClassName, number>>;
  readonly coverage: Readonly<Record<EventType, number>>;
  readonly latency: { readonly push: Samples; readonly poll: Samples };
  /** The longest a webhook came after the poll; null when none did. */
  readonly worstLateMs: number | null;
  readonly requests: {
    readonly polls: number;
    readonly perHour: number;
    /** Distinct events that arrived. */
    readonly events: number;
    readonly eventsPerHour: number;
    /** All arrivals, copies included. */
    readonly deliveries: number;
    /** Of the events, those that were read from the feed and not received. */
    readonly pulled: number;
    readonly errors: PollErrors;
    readonly hours: readonly HourCount[];
  };
  /** Changes that polls prove and events were owed for, and how many of them were missing. */
  readonly trials: number;
  readonly misses: number;
  readonly missRateUpperBound: number;
  readonly differences: readonly Difference[];
  /** Differences counted and not listed. */
  readonly omitted: Readonly<Partial<Record<ClassName, number>>>;
  readonly actions: {
    readonly match: number;
    readonly onlyPoll: number;
    readonly onlyPush: number;
    readonly different: number;
    /** Planned by the poll side after it saw several changes at once: not comparable. */
    readonly coalesced: number;
    readonly listed: readonly ActionPair[];
  };
  readonly noise: NoiseFloor;
  readonly clock: ClockModel;
  readonly period: { readonly from: number | null; readonly to: number | null; readonly observedMs: number };
  readonly webhooks: readonly WebhookEntry[];
  readonly subscribed: readonly EventType[];
  readonly tickets: { readonly polled: number; readonly told: number };
  readonly downtimes: readonly Downtime[];
  readonly ladder: LadderOutcome;
  /** Requests the receiver turned away, by reason. */
  readonly refusals: Readonly<Record<string, number>>;
  /** Fields that changed and that no event carried, with how often. */
  readonly uncarried: Readonly<Record<string, number>>;
  readonly recovered: number;
  readonly staleReads: number;
  readonly stage: Stage;
  readonly stagedAt: number | null;
  readonly reconciles: readonly ReconcileEntry[];
}
