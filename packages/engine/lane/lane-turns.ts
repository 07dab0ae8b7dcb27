// Whose turn it is: lanes one after the other, under a cap for the process and one for each tenant, so that neither a lane
// nor a tenant can fill all slots.
import type { TenantId } from "@ticketwire/contract";
import type { Lane } from "./lane.ts";

export interface TurnLimits {
  /** Attempts under way in this process at most. */
  readonly maxInFlight: number;
  /** Share of them that one tenant may take, 0 to 1. */
  readonly tenantShare: number;
}

/** Attempts a lane may start before the next lane has its turn. */
const STARTS_PER_TURN = 4;

export class LaneTurns {
  readonly #limits: TurnLimits;
  readonly #perTenant = new Map<TenantId, number>();
  #inFlight = 0;
  /** Where the last round stopped, so that the next one begins with the lane after it. */
  #lastTurn: Lane | null = null;
  #quietWaiters: (() => void)[] = [];

  constructor(limits: TurnLimits) {
    this.#limits = limits;
  }

  get inFlight(): number {
    return this.#inFlight;
  }

  enter(lane: Lane): void {
    lane.inFlight += 1;
    this.#inFlight += 1;
    this.#perTenant.set(lane.tenantId, (this.#perTenant.get(lane.tenantId) ?? 0) + 1);
  }

  leave(lane: Lane): void {
    lane.inFlight -= 1;
    this.#inFlight -= 1;
    const left = (this.#perTenant.get(lane.tenantId) ?? 1) - 1;
    if (left === 0) this.#perTenant.delete(lane.tenantId);
    else this.#perTenant.set(lane.tenantId, left);
    if (this.#inFlight === 0) for (const resolve of this.#quietWaiters.splice(0)) resolve();
  }

  /** Resolves when nothing is under way, after what ended last was recorded. */
  async whenQuiet(): Promise<void> {
    if (this.#inFlight > 0) await new Promise<void>((resolve) => this.#quietWaiters.push(resolve));
  }

  #hasSlot(lane: Lane): boolean {
    const { maxInFlight, tenantShare } = this.#limits;
    if (this.#inFlight >= maxInFlight) return false;
    return (this.#perTenant.get(lane.tenantId) ?? 0) < Math.max(1, maxInFlight * tenantShare);
  }

  /** Calls `startOne` for lanes in turn until no lane can start or no slot is left. Returns how often. */
  run(lanes: Iterable<Lane>, now: number, startOne: (lane: Lane) => void): number {
    let ready = this.#fromLastTurn([...lanes].filter((lane) => lane.canStart(now)));
    let started = 0;
    while (ready.length > 0 && this.#inFlight < this.#limits.maxInFlight) {
      const again: Lane[] = [];
      for (const lane of ready) {
        let turn = 0;
        while (turn < STARTS_PER_TURN && lane.canStart(now) && this.#hasSlot(lane)) {
          startOne(lane);
          turn += 1;
        }
        started += turn;
        if (turn > 0) this.#lastTurn = lane;
        if (turn === STARTS_PER_TURN && lane.canStart(now)) again.push(lane);
      }
      ready = again;
    }
    return started;
  }

  #fromLastTurn(ready: Lane[]): Lane[] {
    const index = this.#lastTurn === null ? -1 : ready.indexOf(this.#lastTurn);
    return index < 0 ? ready : [...ready.slice(index + 1), ...ready.slice(0, index + 1)];
  }
}
