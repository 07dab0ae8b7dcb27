// Whose turn it is: tenants in turn and each tenant's lanes in turn, whoever waited longest first, under caps that no lane and
// no tenant can fill. In: the lanes of this process, those that were served longest ago first. Out: who was served.
import type { TenantId } from "@ticketwire/contract";
import type { Lane } from "./lane.ts";
import { Queue } from "./queue.ts";

export interface TurnLimits {
  /** Attempts under way in this process at most. */
  readonly maxInFlight: number;
  /** Share of them that one tenant may take while no other wants any, 0 to 1; see `#hasSlot`. */
  readonly tenantShare: number;
}

/** Attempts a lane may start before the next lane has its turn. */
const STARTS_PER_TURN = 4;
/** Share of all slots that receivers may hold which do not answer. */
const SUSPECT_SHARE = 0.25;

/** A slot that is taken until the attempt ends. */
export interface Slot {
  readonly lane: Lane;
  readonly isSuspect: boolean;
}

/** Counts of one pool of slots, all and by tenant. */
class Pool {
  readonly size: number;
  taken = 0;
  readonly #byTenant = new Map<TenantId, number>();

  constructor(size: number) {
    this.size = size;
  }

  of(tenantId: TenantId): number {
    return this.#byTenant.get(tenantId) ?? 0;
  }

  add(tenantId: TenantId, change: 1 | -1): void {
    this.taken += change;
    const count = this.of(tenantId) + change;
    if (count === 0) this.#byTenant.delete(tenantId);
    else this.#byTenant.set(tenantId, count);
  }

  // A tenant may take so many times what is free: alone it gets its share of the pool; however many want everything, a part
  // stays free for who comes next. (Dynamic thresholds, as switches share their buffers.)
  hasRoom(tenantId: TenantId, factor: number): boolean {
    const free = this.size - this.taken;
    return free > 0 && this.of(tenantId) < factor * free;
  }
}

export class LaneTurns {
  readonly #all: Pool;
  readonly #suspects: Pool;
  readonly #tenantFactor: number;
  readonly #lastTurn = new Map<TenantId, number>();
  #turn = 0;
  #quietWaiters: (() => void)[] = [];

  constructor({ maxInFlight, tenantShare }: TurnLimits) {
    this.#all = new Pool(maxInFlight);
    this.#suspects = new Pool(Math.max(1, Math.floor(maxInFlight * SUSPECT_SHARE)));
    this.#tenantFactor = tenantShare / Math.max(0.001, 1 - tenantShare);
  }

  get inFlight(): number {
    return this.#all.taken;
  }

  enter(lane: Lane): Slot {
    const { isSuspect } = lane.pace;
    lane.inFlight += 1;
    this.#all.add(lane.tenantId, 1);
    if (isSuspect) this.#suspects.add(lane.tenantId, 1);
    return { lane, isSuspect };
  }

  leave({ lane, isSuspect }: Slot): void {
    lane.inFlight -= 1;
    this.#all.add(lane.tenantId, -1);
    if (isSuspect) this.#suspects.add(lane.tenantId, -1);
    if (this.inFlight === 0) for (const resolve of this.#quietWaiters.splice(0)) resolve();
  }

  /** Resolves when nothing is under way, after what ended last was recorded. */
  async whenQuiet(): Promise<void> {
    if (this.inFlight > 0) await new Promise<void>((resolve) => this.#quietWaiters.push(resolve));
  }

  /**
   * Calls `startOne` for lanes in turn until no lane can start or no slot is left. Returns how often, and the lanes that had
   * a turn: the caller puts them behind the others.
   */
  run(
    lanes: Iterable<Lane>,
    now: number,
    startOne: (lane: Lane) => void,
  ): { readonly started: number; readonly served: ReadonlySet<Lane> } {
    const served = new Set<Lane>();
    let started = 0;
    let tenants = this.#waitingTenants(lanes, now);
    while (tenants.length > 0) {
      for (const [tenantId, queue] of tenants) {
        const lane = queue.shift();
        if (lane === undefined) continue;
        const starts = this.#takeTurn(lane, now, startOne);
        started += starts;
        if (starts > 0) {
          served.add(lane);
          this.#lastTurn.set(tenantId, ++this.#turn);
        }
        if (starts === STARTS_PER_TURN && lane.canStart(now)) queue.push(lane);
      }
      tenants = tenants.filter(
        ([tenantId, queue]) => queue.length > 0 && this.#all.hasRoom(tenantId, this.#tenantFactor),
      );
    }
    return { started, served };
  }

  #hasSlot(lane: Lane): boolean {
    if (!this.#all.hasRoom(lane.tenantId, this.#tenantFactor)) return false;
    return !lane.pace.isSuspect || this.#suspects.hasRoom(lane.tenantId, 1);
  }

  #takeTurn(lane: Lane, now: number, startOne: (lane: Lane) => void): number {
    let starts = 0;
    while (starts < STARTS_PER_TURN && lane.canStart(now) && this.#hasSlot(lane)) {
      startOne(lane);
      starts += 1;
    }
    return starts;
  }

  /** Tenants that have a lane to start, the one whose turn is longest ago first. */
  #waitingTenants(lanes: Iterable<Lane>, now: number): [TenantId, Queue<Lane>][] {
    if (this.#all.taken >= this.#all.size) return [];
    const queues = new Map<TenantId, Queue<Lane>>();
    for (const lane of lanes) {
      if (!lane.canStart(now) || !this.#hasSlot(lane)) continue;
      const queue = queues.get(lane.tenantId) ?? new Queue<Lane>();
      if (queue.length === 0) queues.set(lane.tenantId, queue);
      queue.push(lane);
    }
    if (this.#lastTurn.size > 10_000) this.#lastTurn.clear();
    const turnOf = (tenantId: TenantId): number => this.#lastTurn.get(tenantId) ?? 0;
    return [...queues].sort(([a], [b]) => turnOf(a) - turnOf(b));
  }
}
