// The engine seen from outside: plain callbacks at the places where something happened, for metrics, logs and traces. The
// engine knows no library for any of them. In: nothing. Out: what was fanned out, claimed, attempted, written.
// An observer must be quick and must not throw: it is called on the way of every delivery.
import type { ClaimedLane } from "./lane/claim-due-lanes.ts";
import type { DueDelivery } from "./lane/load-deliveries.ts";
import type { AttemptRecord, Outcome } from "./outcome/outcome.ts";
import type { LaneKey } from "./webhook/read-settings.ts";

/** What came of one attempt: its delivery as it was before, the attempt, and what was decided. */
export interface AttemptOutcome extends Outcome {
  readonly attempt: AttemptRecord;
}

/** One batch of fan-out, committed. */
export interface FanOutBatch {
  readonly events: number;
  readonly deliveries: number;
  /** Milliseconds of the statement. */
  readonly durationMs: number;
}

/** One write of outcomes, committed. */
export interface OutcomeWrite {
  readonly outcomes: number;
  readonly lanes: number;
  /** Milliseconds of the statement. */
  readonly durationMs: number;
}

/** One attempt while it is under way, for tracing. */
export interface AttemptTrace {
  /** W3C trace context, sent as the header `traceparent`. */
  readonly traceparent: string;
  /** The attempt is over; null when this process ended it without a verdict. */
  end(outcome: Outcome | null): void;
}

export interface EngineObserver {
  readonly onFanOut: (batch: FanOutBatch) => void;
  /** Lanes were taken; `wasAbandoned` ones from an owner that did not give them back. */
  readonly onClaim: (lanes: readonly ClaimedLane[]) => void;
  /** Another process owns this lane now: what was not written here is sent again there. */
  readonly onLaneLost: (lane: LaneKey) => void;
  readonly onAttempt: (outcome: AttemptOutcome) => void;
  readonly onWrite: (write: OutcomeWrite) => void;
  /** Called before an attempt is signed; null: it is not traced. */
  readonly traceAttempt: (delivery: DueDelivery) => AttemptTrace | null;
}

const nothing = (): void => undefined;

/** Sees nothing, costs nothing: the default. */
export const SILENT_OBSERVER: EngineObserver = {
  onFanOut: nothing,
  onClaim: nothing,
  onLaneLost: nothing,
  onAttempt: nothing,
  onWrite: nothing,
  traceAttempt: () => null,
};

/** True when the outcome is that of an attempt; false when the delivery was only parked. */
export function isAttempted(outcome: Outcome): outcome is AttemptOutcome {
  return outcome.attempt !== null;
}
