// Collects outcomes and writes them in batches: one write under way at a time, each taking all that came meanwhile. A write
// that fails is tried again with the same outcomes; one that the database refuses for its contents is cut up until it goes.
import { randomUUID } from "node:crypto";
import type { WebhookId } from "@ticketwire/contract";
import type { Clock } from "../db/clock.ts";
import type { Database } from "../db/database.ts";
import { isDatabaseAway, sqlStateOf } from "../db/errors.ts";
import type { Lane } from "../lane/lane.ts";
import type { Outcome } from "./outcome.ts";
import { bareOutcome, splitBatch } from "./split-batch.ts";
import { writeOutcomes, type LaneOutcomes } from "./write-outcomes.ts";

const OUTCOMES_PER_WRITE = 1000;

export interface OutcomeBufferOptions {
  readonly db: Database;
  readonly clock: Clock;
  readonly processId: () => string;
  /** Told after each write, lane by lane. */
  readonly onSettled: (lane: Lane, outcomes: readonly Outcome[], isOwner: boolean) => void;
  /** Told of what the database refused to store; the process goes on without it. */
  readonly onFault?: (fault: unknown) => void;
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

interface Batch {
  /** Stays the same over repeats, so that a write whose answer got lost counts nothing twice. */
  readonly id: string;
  readonly lanes: readonly LaneBatch[];
  /** It holds nothing any more that came from outside. */
  readonly isBare: boolean;
}

function batchOf(lanes: readonly LaneBatch[], isBare = false): Batch {
  return { id: randomUUID(), lanes, isBare };
}

// Nothing is wrong with the batch: the database is away, or two transactions were in each other's way.
function isPassing(error: unknown): boolean {
  const state = sqlStateOf(error);
  return state === undefined || isDatabaseAway(error) || /^(40|53|57P|58|XX)/.test(state);
}

// Cut off for taking too long (57014), or a lane's row is locked by somebody (55P03): smaller parts let the others through, and
// what is left is tried until it goes.
function isSlow(error: unknown): boolean {
  return /^(57014|55P03)$/.test(sqlStateOf(error) ?? "");
}

export class OutcomeBuffer {
  readonly #options: OutcomeBufferOptions;
  readonly #capacity: number;
  #waiting: { readonly lane: Lane; readonly outcome: Outcome }[] = [];
  /** Batches that could not be written yet, to be written in this order. */
  #batches: Batch[] = [];
  #isWriting = false;
  /** Lanes of which an outcome was given up: what else comes of them here must not move their rows past it. */
  readonly #givenUp = new WeakSet<Lane>();

  constructor(options: OutcomeBufferOptions) {
    this.#options = options;
    this.#capacity = options.capacity ?? 10_000;
  }

  get size(): number {
    return this.#waiting.length + this.#batches.length;
  }

  get hasRoom(): boolean {
    return this.#waiting.length < this.#capacity;
  }

  add(lane: Lane, outcome: Outcome): void {
    if (this.#givenUp.has(lane)) this.#options.onSettled(lane, [outcome], false);
    else this.#waiting.push({ lane, outcome });
  }

  /** One round: writes one batch. Returns how many outcomes it wrote; 0 when none waits or a write is under way. */
  async tick(): Promise<number> {
    if (this.#isWriting) return 0;
    const [batch = this.#nextBatch()] = this.#batches;
    if (batch === undefined) return 0;
    this.#batches[0] = batch;
    this.#isWriting = true;
    try {
      return await this.#write(batch);
    } catch (error) {
      if (isPassing(error)) throw error;
      this.#takeApart(batch, error);
      return 0;
    } finally {
      this.#isWriting = false;
    }
  }

  async #write({ id, lanes }: Batch): Promise<number> {
    const { db, clock, processId, onWrite } = this.#options;
    const startedAt = performance.now();
    const owned = await writeOutcomes(db.engine, { batchId: id, processId: processId(), now: clock.now(), lanes });
    this.#batches.shift();
    const written = this.#settle(lanes, owned);
    onWrite?.({ outcomes: written, lanes: lanes.length, durationMs: performance.now() - startedAt });
    return written;
  }

  #settle(lanes: readonly LaneBatch[], owned: ReadonlyMap<WebhookId, number>): number {
    let written = 0;
    for (const { lane, outcomes } of lanes) {
      this.#options.onSettled(lane, outcomes, owned.get(lane.webhookId) === lane.epoch);
      written += outcomes.length;
    }
    return written;
  }

  #takeApart(batch: Batch, error: unknown): void {
    const halves = splitBatch(batch.lanes);
    if (halves !== undefined) {
      this.#batches.splice(0, 1, ...halves.map((lanes) => batchOf(lanes)));
      return;
    }
    if (isSlow(error)) throw error;
    this.#options.onFault?.(error);
    if (batch.isBare) return this.#giveUp(batch);
    const lanes = batch.lanes.map((part) => ({ ...part, outcomes: part.outcomes.map(bareOutcome) }));
    this.#batches.splice(0, 1, batchOf(lanes, true));
  }

  // Not even its status can be stored. The lane goes to whoever takes it next, as if this process had died; and with it all that
  // is not written of it yet, because a later outcome's `sent_through` would pass this one.
  #giveUp({ lanes }: Batch): void {
    const lost = new Set(lanes.map(({ lane }) => lane));
    for (const lane of lost) this.#givenUp.add(lane);
    const dropped = this.#batches.flatMap((batch) => batch.lanes.filter(({ lane }) => lost.has(lane)));
    this.#batches = this.#batches
      .map((batch) => ({ ...batch, lanes: batch.lanes.filter(({ lane }) => !lost.has(lane)) }))
      .filter((batch) => batch.lanes.length > 0);
    this.#settle(dropped, new Map());
    const waiting = this.#waiting.filter(({ lane }) => lost.has(lane));
    this.#waiting = this.#waiting.filter(({ lane }) => !lost.has(lane));
    for (const { lane, outcome } of waiting) this.#options.onSettled(lane, [outcome], false);
  }

  #nextBatch(): Batch | undefined {
    if (this.#waiting.length === 0) return undefined;
    const taken = this.#waiting.splice(0, OUTCOMES_PER_WRITE);
    const byLane = new Map<Lane, Outcome[]>();
    for (const { lane, outcome } of taken) {
      const group = byLane.get(lane);
      if (group) group.push(outcome);
      else byLane.set(lane, [outcome]);
    }
    return batchOf([...byLane].map(([lane, outcomes]) => ({ lane, outcomes, progress: lane.progressWith(outcomes) })));
  }
}
