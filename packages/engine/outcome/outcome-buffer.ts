// Collects outcomes and writes them in batches: one write under way at a time, each taking all that came meanwhile. A write
// that fails is tried again with the same outcomes; nothing is dropped while the process lives.
import type { Clock } from "../db/clock.ts";
import type { Database } from "../db/database.ts";
import type { Lane } from "../lane/lane.ts";
import type { Outcome } from "./outcome.ts";
import { writeOutcomes, type LaneOutcomes } from "./write-outcomes.ts";

const OUTCOMES_PER_WRITE = 1000;

export interface OutcomeBufferOptions {
  readonly db: Database;
  readonly clock: Clock;
  readonly processId: () => string;
  /** Told after each write, lane by lane. */
  readonly onSettled: (lane: Lane, outcomes: readonly Outcome[], isOwner: boolean) => void;
  /** Told of each write; milliseconds. */
  readonly onWrite?: (write: {
    readonly outcomes: number;
    readonly lanes: number;
    readonly durationMs: number;
  }) => void;
  /** Outcomes that may wait for the database before nothing new is started; default 10 000. */
  readonly capacity?: number;
}

interface LaneBatch extends LaneOutcomes {
  readonly lane: Lane;
}

export class OutcomeBuffer {
  readonly #options: OutcomeBufferOptions;
  readonly #capacity: number;
  #waiting: { readonly lane: Lane; readonly outcome: Outcome }[] = [];
  /** A batch that could not be written yet. */
  #batch: readonly LaneBatch[] | null = null;
  #isWriting = false;

  constructor(options: OutcomeBufferOptions) {
    this.#options = options;
    this.#capacity = options.capacity ?? 10_000;
  }

  get size(): number {
    return this.#waiting.length + (this.#batch === null ? 0 : 1);
  }

  get hasRoom(): boolean {
    return this.#waiting.length < this.#capacity;
  }

  add(lane: Lane, outcome: Outcome): void {
    this.#waiting.push({ lane, outcome });
  }

  /** One round: writes one batch. Returns how many outcomes it wrote; 0 when none waits or a write is under way. */
  async tick(): Promise<number> {
    if (this.#isWriting) return 0;
    this.#batch ??= this.#nextBatch();
    const batch = this.#batch;
    if (batch === null) return 0;
    this.#isWriting = true;
    try {
      const { db, clock, processId, onSettled } = this.#options;
      const startedAt = performance.now();
      const owned = await writeOutcomes(db.engine, { processId: processId(), now: clock.now(), lanes: batch });
      this.#batch = null;
      let written = 0;
      for (const { lane, outcomes } of batch) {
        onSettled(lane, outcomes, owned.get(lane.webhookId) === lane.epoch);
        written += outcomes.length;
      }
      this.#options.onWrite?.({ outcomes: written, lanes: batch.length, durationMs: performance.now() - startedAt });
      return written;
    } finally {
      this.#isWriting = false;
    }
  }

  #nextBatch(): readonly LaneBatch[] | null {
    if (this.#waiting.length === 0) return null;
    const taken = this.#waiting.splice(0, OUTCOMES_PER_WRITE);
    const byLane = new Map<Lane, Outcome[]>();
    for (const { lane, outcome } of taken) {
      const group = byLane.get(lane);
      if (group) group.push(outcome);
      else byLane.set(lane, [outcome]);
    }
    return [...byLane].map(([lane, outcomes]) => ({ lane, outcomes, progress: lane.progressWith(outcomes) }));
  }
}
