// A batch that the database refuses for what is in it must not keep everything else from being written: it is cut in halves
// until the one outcome is found, and that one is stored without what the receiver sent. Pure.
import type { LaneProgress, Outcome } from "./outcome.ts";

interface LanePart {
  readonly progress: LaneProgress;
  readonly outcomes: readonly Outcome[];
}

// Only the last part of a lane moves the lane's row: `sent_through` must not pass an outcome that is not written yet.
function withoutProgress(progress: LaneProgress): LaneProgress {
  return {
    ...progress,
    sentThrough: 0,
    openDay: "1970-01-01",
    total: 0,
    successful: 0,
    failed: 0,
    lastSuccessAt: null,
    lastFailureAt: null,
  };
}

function halve<Item>(items: readonly Item[]): readonly [readonly Item[], readonly Item[]] {
  const middle = Math.ceil(items.length / 2);
  return [items.slice(0, middle), items.slice(middle)];
}

/** Two batches to be written in this order; undefined when the batch is a single outcome. */
export function splitBatch<Part extends LanePart>(
  batch: readonly Part[],
): readonly [readonly Part[], readonly Part[]] | undefined {
  if (batch.length > 1) return halve(batch);
  const [part] = batch;
  if (part === undefined || part.outcomes.length < 2) return undefined;
  const [first, second] = halve(part.outcomes);
  return [[{ ...part, progress: withoutProgress(part.progress), outcomes: first }], [{ ...part, outcomes: second }]];
}

const NOT_STORABLE = "The database refused to store what the receiver sent.";

/** The same outcome without anything that came from outside. */
export function bareOutcome(outcome: Outcome): Outcome {
  const { attempt } = outcome;
  return {
    ...outcome,
    reason: NOT_STORABLE,
    attempt: attempt && {
      ...attempt,
      requestUrl: "",
      requestHeaders: "{}",
      responseHeaders: null,
      responseBody: null,
      responseTruncated: true,
      errorMessage: attempt.errorMessage === null ? null : NOT_STORABLE,
    },
  };
}
