// Whose turn it is, as a rule: no lane, no tenant and no number of tenants can fill all slots, and whoever waits longest is next.
import { randomUUID } from "node:crypto";
import { describe, expect, test } from "vitest";
import type { DeliveryId, TenantId, WebhookId } from "@ticketwire/contract";
import type { WebhookSettings } from "../webhook/read-settings.ts";
import type { ClaimedLane } from "./claim-due-lanes.ts";
import { Lane } from "./lane.ts";
import { LaneTurns, type Slot } from "./lane-turns.ts";
import type { DueDelivery } from "./load-deliveries.ts";

const NOW = new Date("2026-03-01T12:00:00Z");

interface LaneWish {
  readonly tenantId: TenantId;
  readonly queued?: number;
  readonly maxConcurrency?: number;
  readonly isSuspect?: boolean;
}

function makeLane({ tenantId, queued = 100, maxConcurrency = 10, isSuspect = false }: LaneWish): Lane {
  const webhookId = randomUUID() as WebhookId;
  const claimed: ClaimedLane = {
    tenantId,
    webhookId,
    epoch: 1,
    resets: 0,
    sentThrough: 0,
    openDay: "2026-03-01",
    nextDueAt: null,
    blockedUntil: null,
    rateState: null,
    wasAbandoned: false,
    signatureOrder: "old_first",
    failingSince: isSuspect ? NOW : null,
    failedAttempts: 0,
    warnedAt: null,
  };
  const settings = { tenantId, webhookId, maxConcurrency, rateLimit: null, isActive: true } as WebhookSettings;
  const lane = new Lane(claimed, settings, NOW);
  lane.addFresh(
    Array.from({ length: queued }, (_, index) => {
      const deliveryId = randomUUID() as DeliveryId;
      return { tenantId, webhookId, deliveryId, day: "2026-03-01", sequence: index + 1 } as DueDelivery;
    }),
  );
  return lane;
}

const tenants = (count: number): TenantId[] => Array.from({ length: count }, () => randomUUID() as TenantId);
const lanesOf = (count: number, wish: LaneWish): Lane[] => Array.from({ length: count }, () => makeLane(wish));

/** A process whose attempts end only when told to; lanes that were served go behind the others. */
class Slots {
  readonly turns: LaneTurns;
  readonly taken: Slot[] = [];
  #lanes: Lane[];

  constructor(maxInFlight: number, lanes: readonly Lane[]) {
    this.turns = new LaneTurns({ maxInFlight, tenantShare: 0.75 });
    this.#lanes = [...lanes];
  }

  add(...lanes: readonly Lane[]): void {
    this.#lanes.push(...lanes);
  }

  run(): Slot[] {
    const before = this.taken.length;
    const { served } = this.turns.run(this.#lanes, NOW.getTime(), (lane) => {
      lane.take();
      this.taken.push(this.turns.enter(lane));
    });
    this.#lanes = [...this.#lanes.filter((lane) => !served.has(lane)), ...served];
    return this.taken.slice(before);
  }

  /** The attempt that was started first ends. */
  endFirst(): void {
    const slot = this.taken.shift();
    if (slot) this.turns.leave(slot);
  }

  of(tenantId: TenantId): number {
    return this.taken.filter((slot) => slot.lane.tenantId === tenantId).length;
  }
}

describe("slots", () => {
  test("one tenant takes its share of them, and no more, however many lanes it has", () => {
    const [loud] = tenants(1) as [TenantId];
    const slots = new Slots(100, lanesOf(2_000, { tenantId: loud }));
    slots.run();
    expect(slots.of(loud)).toBe(75);
  });

  test.each([2, 5, 10, 20])("%i tenants that want everything leave room for who comes next", (count) => {
    const loud = tenants(count);
    const slots = new Slots(
      100,
      loud.flatMap((tenantId) => lanesOf(200, { tenantId })),
    );
    for (let round = 0; round < 5; round++) slots.run();
    expect(slots.taken.length).toBeLessThan(100);
    const counts = loud.map((tenantId) => slots.of(tenantId));
    expect(Math.max(...counts) - Math.min(...counts)).toBeLessThanOrEqual(4);
    const [quiet] = tenants(1) as [TenantId];
    slots.add(makeLane({ tenantId: quiet }));
    slots.run();
    expect(slots.of(quiet)).toBeGreaterThan(0);
  });

  test("receivers that do not answer share a quarter of them", () => {
    const [one, two, healthy] = tenants(3) as [TenantId, TenantId, TenantId];
    const silent = [one, two].flatMap((tenantId) => lanesOf(500, { tenantId, isSuspect: true }));
    const slots = new Slots(100, silent);
    slots.run();
    expect(slots.taken.length).toBeLessThanOrEqual(25);
    expect(slots.of(two)).toBeGreaterThan(0);
    slots.add(...lanesOf(20, { tenantId: healthy }));
    slots.run();
    expect(slots.of(healthy)).toBeGreaterThan(50);
  });
});

describe("turns", () => {
  test("go round the tenants while slots come free one at a time, however many lanes one of them has", () => {
    const [loud, quiet] = tenants(2) as [TenantId, TenantId];
    const slots = new Slots(40, lanesOf(1_000, { tenantId: loud }));
    slots.run();
    slots.add(makeLane({ tenantId: quiet, queued: 10, maxConcurrency: 100 }));
    for (let freed = 0; freed < 20; freed++) {
      slots.endFirst();
      slots.run();
    }
    expect(slots.of(quiet)).toBe(10);
  });

  test("go round a tenant's lanes, so that none waits for ever", () => {
    const [tenantId] = tenants(1) as [TenantId];
    const lanes = lanesOf(60, { tenantId });
    const slots = new Slots(20, lanes);
    const served = new Set<Lane>();
    for (let freed = 0; freed < 60; freed++) {
      for (const { lane } of slots.run()) served.add(lane);
      slots.endFirst();
    }
    expect(served.size).toBe(60);
  });
});

describe("a lane whose receiver lets attempts run into their deadline", () => {
  test("gets half its concurrency for each in a row, one at least, and all of it back with an answer of any kind", () => {
    const lane = makeLane({ tenantId: tenants(1)[0] as TenantId });
    const widths = [1, 2, 3, 4, 5].map(() => {
      lane.pace.ended("timeout");
      return lane.pace.widthOf(10);
    });
    expect(widths).toEqual([5, 2, 1, 1, 1]);
    expect(lane.pace.isSuspect).toBe(true);
    lane.pace.ended("status");
    expect([lane.pace.widthOf(10), lane.pace.isSuspect]).toEqual([10, false]);
  });
});
