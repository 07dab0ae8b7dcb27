// The lanes that this process owns: taken when due, kept up to date with what others change, given back when idle. In: the
// lease. Out: lanes in memory, those that were served longest ago first. It starts nothing; lane-runner.ts does.
import type { TenantId, WebhookId } from "@ticketwire/contract";
import type { Clock } from "../db/clock.ts";
import type { Database } from "../db/database.ts";
import { CHANNELS, notify } from "../db/listen.ts";
import { spentRateWindow } from "../verdict/rate-window.ts";
import type { LaneKey, WebhookSettings } from "../webhook/read-settings.ts";
import { Balance, SETTLING_MS } from "./balance.ts";
import { type ClaimedLane, claimDueLanes, freeOrphans } from "./claim-due-lanes.ts";
import { Lane } from "./lane.ts";
import { readOrders } from "./ordered-lanes.ts";
import { isDue } from "./plausible.ts";
import { type LaneOutlook, readOutlook } from "./read-outlook.ts";
import { releaseLanes } from "./release-lanes.ts";

export interface OwnedLanesOptions {
  readonly db: Database;
  readonly clock: Clock;
  readonly readSettings: (lanes: readonly LaneKey[]) => Promise<readonly WebhookSettings[]>;
  /** Told of each claim, for metrics. */
  readonly onClaim?: (lanes: readonly ClaimedLane[]) => void;
  /** What a lane has loaded is to be dropped: nothing more of it is started. */
  readonly onStopped: (lane: Lane) => void;
}

/** How long an owned lane may idle before it is given back, milliseconds. */
const IDLE_MS = 30_000;
/** How many lanes one claim takes: the rest is left for other processes, and taken next round if none does. */
const LANES_PER_CLAIM = 200;

export class OwnedLanes {
  readonly byId = new Map<WebhookId, Lane>();
  readonly #options: OwnedLanesOptions;
  #processId = "";
  // Counts moments from which on lanes may stand under this process's name in their rows that are not here.
  #doubts = 0;
  #doubtsCleared = 0;
  readonly #balance = new Balance();
  /** Given away to other processes, and until when they are left to them; milliseconds since 1970. */
  readonly #given = new Map<WebhookId, number>();
  /** Being given back: no longer here, still ours in their rows. */
  readonly #leaving = new Set<WebhookId>();
  /** Settings that changed while a claim was under way, which may have read them before. */
  #changedMeanwhile: Set<string> | null = null;
  /** Settings are read one call after the other, so that what was read first is never applied last. */
  #refreshing: Promise<void> = Promise.resolve();

  constructor(options: OwnedLanesOptions) {
    this.#options = options;
  }

  get processId(): string {
    return this.#processId;
  }

  /** A new name means that the lanes of before are gone. */
  rename(processId: string): void {
    if (processId === this.#processId) return;
    for (const lane of this.byId.values()) this.stop(lane);
    this.byId.clear();
    this.#doubtsCleared = this.#doubts;
    this.#processId = processId;
  }

  /** Nothing more of this lane is sent; it is given back when nothing is under way. */
  stop(lane: Lane): void {
    lane.isStopped = true;
    this.#options.onStopped(lane);
  }

  /** Forgets a lane that belongs to another process now, or that can not be written for. */
  forget(lane: Lane): void {
    this.stop(lane);
    this.byId.delete(lane.webhookId);
    this.#doubts += 1;
  }

  /** Puts lanes that had a turn behind the others. */
  putBehind(served: Iterable<Lane>): void {
    for (const lane of served) {
      if (!this.byId.delete(lane.webhookId)) continue;
      this.byId.set(lane.webhookId, lane);
    }
  }

  /** Takes due lanes; only the named ones, or any. Returns how many. Not to be called again before it has ended. */
  async claim(webhookIds: readonly string[] | null): Promise<number> {
    const { db, clock, onClaim } = this.#options;
    const processId = this.#processId;
    if (processId === "") return 0;
    if (this.#doubts > this.#doubtsCleared) await this.#freeOrphans();
    this.#changedMeanwhile = new Set();
    const doubt = ++this.#doubts;
    const claimed = await claimDueLanes(db.engine, {
      processId,
      now: clock.now(),
      limit: LANES_PER_CLAIM,
      webhookIds: webhookIds === null ? null : webhookIds.filter((id) => !this.byId.has(id as WebhookId)),
      except: this.#recentlyGiven(),
      origins: [...new Set([...this.byId.values()].map((lane) => lane.settings.origin))],
    });
    const lanes = claimed.length === 0 ? [] : await this.#open(claimed);
    if (processId !== this.#processId) return 0;
    for (const lane of lanes) this.byId.set(lane.webhookId, lane);
    if (doubt === this.#doubts) this.#doubtsCleared = doubt;
    const changed: ReadonlySet<string> = this.#changedMeanwhile;
    this.#changedMeanwhile = null;
    if (claimed.length > 0) onClaim?.(claimed);
    if (changed.size > 0) await this.refresh([...changed]);
    return claimed.length;
  }

  async #open(claimed: readonly ClaimedLane[]): Promise<Lane[]> {
    const { db, clock, readSettings } = this.#options;
    const settings = new Map((await readSettings(claimed)).map((entry) => [entry.webhookId, entry]));
    const lanes = claimed.flatMap((entry) => {
      const webhook = settings.get(entry.webhookId);
      return webhook ? [new Lane(entry, webhook, clock.now())] : [];
    });
    await readOrders(db.engine, lanes);
    return lanes;
  }

  async #freeOrphans(): Promise<void> {
    const doubts = this.#doubts;
    const except = [...this.byId.keys(), ...this.#leaving];
    await freeOrphans(this.#options.db.engine, { processId: this.#processId, except });
    this.#doubtsCleared = doubts;
  }

  /** Reads what others may have changed about these webhooks. One that is no longer active stops. */
  refresh(webhookIds: readonly string[]): Promise<void> {
    for (const id of webhookIds) this.#changedMeanwhile?.add(id);
    const refreshed = this.#refreshing.then(() => this.#refresh(webhookIds));
    this.#refreshing = refreshed.catch(() => undefined);
    return refreshed;
  }

  async #refresh(webhookIds: readonly string[]): Promise<void> {
    const owned = webhookIds.flatMap((id) => this.byId.get(id as WebhookId) ?? []);
    if (owned.length === 0) return;
    const { db, readSettings } = this.#options;
    const settings = new Map((await readSettings(owned)).map((entry) => [entry.webhookId, entry]));
    for (const lane of owned) this.#apply(lane, settings.get(lane.webhookId));
    for (const outlook of await readOutlook(db.engine, owned)) this.#heed(outlook);
  }

  #apply(lane: Lane, settings: WebhookSettings | undefined): void {
    if (settings === undefined) return this.stop(lane);
    const before = lane.settings;
    lane.settings = settings;
    lane.restsUntil = 0;
    if (!settings.isActive) this.stop(lane);
    // How open deliveries of its tickets stand is read when a lane is taken.
    if (settings.ordering !== before.ordering) this.#leave(lane);
    if (before.rateLimit === null && settings.rateLimit !== null)
      lane.rateWindow = spentRateWindow(settings.rateLimit, this.#options.clock.now().getTime());
  }

  /** The safety poll behind lost notifications: looks at the rows of all owned lanes. */
  async lookAtHeads(): Promise<void> {
    const owned = [...this.byId.values()];
    if (owned.length === 0) return;
    for (const outlook of await readOutlook(this.#options.db.engine, owned)) this.#heed(outlook);
  }

  #heed(outlook: LaneOutlook): void {
    const lane = this.byId.get(outlook.webhookId);
    if (lane === undefined) return;
    lane.adopt(outlook);
    // Whoever has it next reads again what is loaded; kept here, it would keep the lane from ever being given back.
    if (lane.isLeaving) this.#options.onStopped(lane);
    if (outlook.paused && !lane.isStopped) this.stop(lane);
    if (outlook.lastSequence > lane.loadedThrough) lane.mayHaveFresh = true;
    const due = outlook.nextDueAt?.getTime() ?? null;
    if (due === lane.dueInRow) return;
    lane.dueInRow = due;
    if (outlook.nextDueAt !== null && (lane.nextDueAt === null || outlook.nextDueAt < lane.nextDueAt))
      lane.nextDueAt = outlook.nextDueAt;
  }

  /** Gives back lanes that are stopped, blocked for long, or idle. Returns how many of them can be taken anew at once. */
  async releaseIdle(): Promise<number> {
    const now = this.#options.clock.now();
    for (const lane of this.byId.values()) if (restsLong(lane, now)) this.#leave(lane);
    const idle = [...this.byId.values()].filter((lane) => lane.isIdle && this.#mayGo(lane, now));
    await this.giveBack(idle);
    const given = idle.filter((lane) => this.#given.has(lane.webhookId));
    if (given.length > 0) await notify(this.#options.db, CHANNELS.lanes, given.map(idOf));
    return idle.filter((lane) => lane.isStopped || lane.isLeaving).length;
  }

  /** Gives busy lanes away to processes that have fewer. Nothing more of them is started here; they go when they are quiet. */
  async shareOut(): Promise<void> {
    const { db, clock } = this.#options;
    const lanes = await this.#balance.pick({
      db: db.engine,
      clock,
      processId: this.#processId,
      lanes: this.byId.values(),
    });
    for (const lane of lanes) {
      this.#given.set(lane.webhookId, clock.now().getTime() + SETTLING_MS);
      this.#leave(lane);
    }
  }

  #recentlyGiven(): WebhookId[] {
    const now = this.#options.clock.now().getTime();
    for (const [id, until] of this.#given) if (until <= now) this.#given.delete(id);
    return [...this.#given.keys()];
  }

  #leave(lane: Lane): void {
    lane.isLeaving = true;
    this.#options.onStopped(lane);
  }

  #mayGo(lane: Lane, now: Date): boolean {
    // A receiver that is gone, or failed for too long, is left alone until that has been acted on.
    if (lane.isLeaving || lane.isStopped) return !lane.isJudged;
    if (now.getTime() - lane.activeAt <= IDLE_MS || lane.mayHaveFresh || isDue(lane.nextDueAt, now)) return false;
    const restsUntil = Math.max(lane.nextDueAt?.getTime() ?? Infinity, lane.blockedUntil?.getTime() ?? 0);
    return restsUntil - now.getTime() > IDLE_MS;
  }

  /** Gives these lanes back with where they stand. */
  async giveBack(lanes: readonly Lane[]): Promise<void> {
    if (lanes.length === 0) return;
    const { db, clock } = this.#options;
    for (const lane of lanes) {
      this.byId.delete(lane.webhookId);
      this.#leaving.add(lane.webhookId);
    }
    try {
      await releaseLanes(db.engine, { processId: this.#processId, now: clock.now(), lanes: lanes.map(releaseOf) });
    } catch (error) {
      this.#doubts += 1;
      throw error;
    } finally {
      for (const lane of lanes) this.#leaving.delete(lane.webhookId);
    }
  }
}

const idOf = (lane: Lane): WebhookId => lane.webhookId;

// Retry-After for hours: nothing of it is kept in memory meanwhile.
function restsLong(lane: Lane, now: Date): boolean {
  return lane.isBlocked(now.getTime() + IDLE_MS) && lane.inFlight === 0 && lane.queued > 0;
}

interface Release {
  readonly tenantId: TenantId;
  readonly webhookId: WebhookId;
  readonly epoch: number;
  readonly sentThrough: number;
  readonly openDay: string;
  readonly rateState: unknown;
}

function releaseOf(lane: Lane): Release {
  const { tenantId, webhookId, epoch, settledThrough: sentThrough, openDay, rateWindow: rateState } = lane;
  return { tenantId, webhookId, epoch, sentThrough, openDay, rateState };
}
