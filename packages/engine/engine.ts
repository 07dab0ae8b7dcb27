// The engine at work: one loop around each stage's round, woken by notifications and a slow poll, started and stopped as one.
// In: what the pipeline needs. Out: something that runs until it is stopped; a planned stop hands its lanes over at once.
import { analyzeGrown } from "./db/analyze-grown.ts";
import type { StandingChange } from "./deliver.ts";
import type { DatabaseClock } from "./db/clock.ts";
import { CHANNELS, listen, notify, type Subscription } from "./db/listen.ts";
import { endStaleLeader, type Leadership, standForLeader } from "./fanout/leadership.ts";
import { Membership } from "./lane/membership.ts";
import { HEARTBEAT_MS } from "./lane/process-lease.ts";
import { type Loop, startLoop } from "./loop.ts";
import { StandingRound } from "./notice/standing-round.ts";
import { createPipeline, type Pipeline, type PipelineOptions } from "./pipeline.ts";

export interface EngineOptions extends Omit<
  PipelineOptions,
  "processId" | "onStandingChange" | "onProgress" | "onFault"
> {
  readonly clock: DatabaseClock;
  /** For people: host and pid. */
  readonly name: string;
  /** Further rounds that belong to the engine: recover jobs, notices, clean-up. Their loops start and stop with it. */
  readonly chores: readonly Chore[];
  /**
   * Acts on a receiver that failed for long or is gone. Found again in what is stored until it has been acted on, so that
   * neither a fault nor a killed process loses it.
   */
  readonly onStandingChange: (change: StandingChange) => Promise<void>;
  /** Told of faults that a loop lives through, such as a database that is away. */
  readonly onError: (stage: string, error: unknown) => void;
}

export interface Chore {
  readonly name: string;
  readonly round: () => Promise<boolean>;
  readonly pollMs: number;
  /** Woken by a notification on the jobs channel. */
  readonly isWokenByJobs?: boolean;
}

/** Loops that begin something new: the first to end at a stop. */
const STARTING_LOOPS = ["fan-out", "claim", "load", "due", "heads", "settings", "statistics"] as const;
/** Milliseconds between two looks for tables that have outgrown their statistics. */
const STATISTICS_MS = 2_000;
/** Milliseconds between two looks when no notification came. */
const POLL_MS = 1_000;
/** Milliseconds between two looks at what is due in memory. */
const DUE_MS = 50;
/** How long a stop waits for attempts under way, milliseconds. */
const DRAIN_MS = 15_000;
/** Outcomes worth writing, and events worth fanning out, at once: where fewer come, the next statement waits a moment for more. */
const FULL_WRITE = 200;
const FULL_FAN_OUT = 50;

const gather = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 3));

const wordsOf = (payload: string): string[] | null => (payload === "" ? null : payload.split(","));

export class Engine implements AsyncDisposable {
  readonly pipeline: Pipeline;
  readonly #options: EngineOptions;
  readonly #membership: Membership;
  readonly #loops = new Map<string, Loop>();
  readonly #standing: StandingRound;
  #leadership: Leadership | undefined;
  #subscription: Subscription | undefined;
  #leaseUntil: Date | null = null;
  /** Lanes to look at next; null: all. */
  #toClaim: Set<string> | null = null;
  /** Webhooks whose settings are to be read anew; null: all owned ones. */
  #toRefresh: Set<string> | null = new Set();
  #isPumping = false;
  #stopping: Promise<void> | undefined;

  constructor(options: EngineOptions) {
    this.#options = options;
    this.#membership = new Membership({
      db: options.db,
      clock: options.clock,
      name: options.name,
      role: "worker",
      leaderPid: () => this.#leadership?.leaderPid() ?? null,
      busyLanes: () => this.pipeline.lanes.busyLanes,
      onLease: (processId, until) => {
        this.#leaseUntil = until;
        this.pipeline.lanes.holdLease(processId, until);
      },
    });
    this.pipeline = createPipeline({
      ...options,
      processId: () => this.#membership.processId,
      onStandingChange: (change) => {
        this.#standing.add(change);
        this.#wakeLoop("standing");
      },
      onProgress: () => this.#pump(),
      onFault: (fault) => options.onError("deliver", fault),
    });
    const { lanes } = this.pipeline;
    this.#standing = new StandingRound({
      ...options,
      async onActed(webhookId) {
        await lanes.refresh([webhookId]);
        lanes.acted(webhookId);
      },
    });
  }

  get processId(): string {
    return this.#membership.processId;
  }

  /** Until when this process may own lanes, unless it renews its lease; null before the first heartbeat. */
  get leaseUntil(): Date | null {
    return this.#leaseUntil;
  }

  get isLeader(): boolean {
    return this.#leadership?.isLeader() ?? false;
  }

  /** Enters the cluster and begins. Rejects when the database can not be reached now; afterwards it lives through that. */
  async start(): Promise<void> {
    const { db } = this.#options;
    await this.#membership.beat();
    this.#startLoops();
    this.#leadership = standForLeader({ db, onGained: () => this.#wakeLoop("fan-out") });
    this.#subscription = await listen(db, {
      [CHANNELS.events]: () => this.wake(),
      [CHANNELS.lanes]: (payload) => this.#wakeLanes(wordsOf(payload), true),
      [CHANNELS.webhooks]: (payload) => this.#wakeSettings(wordsOf(payload)),
      [CHANNELS.jobs]: () => this.#wakeJobs(),
    });
  }

  /** Events were committed by this process: fan out now instead of at the next notification or poll. */
  wake(): void {
    if (this.isLeader) this.#wakeLoop("fan-out");
  }

  /** Starts nothing new, lets attempts under way end, writes everything, gives all lanes back, leaves. */
  stop(): Promise<void> {
    return (this.#stopping ??= this.#stop());
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.stop();
  }

  #startLoops(): void {
    const { pipeline } = this;
    const add = (name: string, pollMs: number, round: () => Promise<boolean | void>): void => {
      this.#loops.set(name, startLoop({ name, pollMs, round, onError: this.#options.onError }));
    };
    add("fan-out", POLL_MS, () => this.#fanOutRound());
    add("claim", POLL_MS, () => this.#claimRound());
    add("load", POLL_MS, async () => {
      const hasLoaded = await pipeline.lanes.load();
      this.#pump();
      return hasLoaded && pipeline.lanes.wantsLoad();
    });
    add("outcome", POLL_MS, () => this.#outcomeRound());
    add("statistics", STATISTICS_MS, async () => {
      if (this.isLeader) await analyzeGrown(this.#options.db.engine);
      return false;
    });
    add("stats", POLL_MS, () => pipeline.stats.tick(this.#options.db.engine));
    add("standing", this.#standing.pollMs, () => this.#standing.run());
    add("settings", POLL_MS, () => this.#settingsRound());
    add("due", DUE_MS, () => Promise.resolve(this.#pump()));
    add("heads", POLL_MS, async () => {
      await pipeline.lanes.lookAtHeads();
      return this.#releaseIdle();
    });
    add("heartbeat", HEARTBEAT_MS, async () => {
      await this.#membership.beat();
      await endStaleLeader(this.#options.db.engine, this.#options.clock.now());
      return pipeline.lanes.shareOut();
    });
    for (const chore of this.#options.chores) add(chore.name, chore.pollMs, chore.round);
  }

  async #fanOutRound(): Promise<boolean> {
    if (!this.isLeader) return false;
    const { events, webhookIds } = await this.pipeline.fanOut.tick(this.#options.clock.now());
    if (webhookIds.length > 0) this.#wakeLanes(webhookIds, false);
    // The first event after a rest waits for nobody; those that follow it one by one are put together.
    if (events > 0 && events < FULL_FAN_OUT) await gather();
    return events > 0;
  }

  async #claimRound(): Promise<boolean> {
    const wanted = this.#toClaim;
    this.#toClaim = null;
    const claimed = await this.pipeline.lanes.claim(wanted === null ? null : [...wanted]);
    if (claimed > 0) this.#wakeLoop("load");
    return claimed > 0;
  }

  async #outcomeRound(): Promise<boolean> {
    const { outcomes, lanes } = this.pipeline;
    if (outcomes.size < FULL_WRITE && lanes.inFlight > outcomes.size) await gather();
    await outcomes.tick();
    const released = await lanes.releaseParked();
    this.#pump();
    return outcomes.size > 0 || released > 0;
  }

  // One after the other, so that what was read first is never applied last.
  async #settingsRound(): Promise<boolean> {
    const { lanes } = this.pipeline;
    const wanted = this.#toRefresh;
    this.#toRefresh = new Set();
    try {
      await lanes.refresh(wanted === null ? [...lanes.lanes.keys()] : [...wanted]);
    } catch (error) {
      this.#wakeSettings(wanted === null ? null : [...wanted]);
      throw error;
    }
    if (wanted?.size !== 0) await this.#releaseIdle();
    this.#pump();
    return false;
  }

  async #releaseIdle(): Promise<void> {
    if ((await this.pipeline.lanes.releaseIdle()) > 0) this.#wakeLoop("claim");
  }

  #wakeLoop(name: string): void {
    this.#loops.get(name)?.wake();
  }

  #wakeJobs(): void {
    for (const chore of this.#options.chores) if (chore.isWokenByJobs) this.#wakeLoop(chore.name);
  }

  #wakeLanes(webhookIds: readonly string[] | null, alsoDue: boolean): void {
    if (webhookIds === null) {
      this.#toClaim = null;
      this.#wakeLoop("heads");
      return this.#wakeLoop("claim");
    }
    const unknown = this.pipeline.lanes.wake(webhookIds, alsoDue);
    if (unknown.length < webhookIds.length) this.#wakeLoop("load");
    if (unknown.length === 0) return;
    this.#toClaim ??= new Set();
    for (const id of unknown) this.#toClaim.add(id);
    this.#wakeLoop("claim");
  }

  #wakeSettings(webhookIds: readonly string[] | null): void {
    if (webhookIds === null) this.#toRefresh = null;
    else for (const id of webhookIds) this.#toRefresh?.add(id);
    this.#wakeLoop("settings");
  }

  // Once per turn of the event loop, however many attempts ended in it.
  #pump(): boolean {
    if (this.#isPumping) return false;
    this.#isPumping = true;
    setImmediate(() => {
      this.#isPumping = false;
      const { lanes, outcomes } = this.pipeline;
      lanes.start();
      if (lanes.wantsLoad()) this.#wakeLoop("load");
      if (outcomes.size > 0) this.#wakeLoop("outcome");
    });
    return false;
  }

  async #stop(): Promise<void> {
    const { pipeline } = this;
    const { onError } = this.#options;
    pipeline.lanes.beginDrain();
    const deadline = setTimeout(() => void this.#options.sender.close(), DRAIN_MS);
    const chores = this.#options.chores.map((chore) => chore.name);
    for (const name of [...STARTING_LOOPS, ...chores]) await this.#endLoop(name);
    await this.#leadership?.[Symbol.asyncDispose]();
    await this.#subscription?.[Symbol.asyncDispose]();
    await pipeline.lanes.whenQuiet();
    clearTimeout(deadline);
    for (const name of ["outcome", "standing", "stats", "heartbeat"]) await this.#endLoop(name);
    try {
      while (pipeline.outcomes.size > 0) await pipeline.outcomes.tick();
      await pipeline.stats.tick(this.#options.db.engine);
      await pipeline.lanes.releaseAll();
      await this.#membership.leave();
      // The others take the lanes now instead of at their next poll.
      await notify(this.#options.db, CHANNELS.lanes);
    } catch (error) {
      // The database is away: the lease runs out by itself, and what could not be stored is sent again.
      onError("stop", error);
    }
  }

  async #endLoop(name: string): Promise<void> {
    await this.#loops.get(name)?.[Symbol.asyncDispose]();
    this.#loops.delete(name);
  }
}
