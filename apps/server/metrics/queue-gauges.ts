// What the installation owes and what its database is up to, read when somebody asks: the same in every process. One reading
// serves all gauges and, for some seconds, all who ask: `/metrics` is open, and must not be a way to load the database.
// In: the database. Out: gauges by tenant; without the database only `ticketwire_database_up 0`.
import type { Clock } from "@ticketwire/engine/db/clock";
import type { Database } from "@ticketwire/engine/db/database";
import {
  type DatabaseStanding,
  readDatabaseStanding,
  readTenantQueues,
  type TenantQueue,
} from "@ticketwire/engine/overview/read-queues";
import type { Registry } from "prom-client";
import { addGauge } from "./add-gauge.ts";

/** Tenants shown: those with the most waiting. */
export const MOST_TENANTS = 500;
const KEEP_MS = 5_000;
/** Longer than this and the figures are left out of this answer. */
const READ_MS = 3_000;

interface Reading {
  readonly at: Date;
  readonly queues: readonly TenantQueue[];
  readonly standing: DatabaseStanding;
}

export interface QueueParts {
  readonly database: Database;
  readonly clock: Clock;
}

type QueueFigure = readonly [name: string, help: string, read: (queue: TenantQueue, at: Date) => number];

function ageOf(oldest: Date | null, at: Date): number {
  return oldest === null ? 0 : Math.max(0, (at.getTime() - oldest.getTime()) / 1000);
}

const QUEUE_FIGURES: readonly QueueFigure[] = [
  [
    "ticketwire_outbox_events",
    "Committed events that fan-out has not taken yet, counted up to 10,000.",
    (queue) => queue.outbox_events,
  ],
  [
    "ticketwire_outbox_oldest_age_seconds",
    "Age of the oldest such event.",
    (queue, at) => ageOf(queue.outbox_oldest_at, at),
  ],
  [
    "ticketwire_backlog_deliveries",
    "Deliveries of active webhooks that wait for their first attempt or have it under way.",
    (queue) => queue.first_attempts,
  ],
  [
    "ticketwire_backlog_oldest_age_seconds",
    "Age of the oldest such delivery.",
    (queue, at) => ageOf(queue.first_attempts_oldest_at, at),
  ],
  [
    "ticketwire_retries_due",
    "Retries, released and resent deliveries whose time has come, counted up to 10,000 per webhook.",
    (queue) => queue.due_again,
  ],
  [
    "ticketwire_retries_due_oldest_age_seconds",
    "For how long the oldest of them has been due.",
    (queue, at) => ageOf(queue.due_again_oldest_at, at),
  ],
];

const STANDING_FIGURES: readonly (readonly [name: string, help: string, read: (s: DatabaseStanding) => number])[] = [
  [
    "ticketwire_database_longest_transaction_seconds",
    "Age of the longest open transaction that this role can see. One that is forgotten slows every claim.",
    (standing) => standing.longest_transaction_seconds,
  ],
  [
    "ticketwire_database_oldest_snapshot_transactions",
    "How many transactions ago the oldest snapshot or transaction began that keeps dead rows from being cleaned up.",
    (standing) => standing.oldest_snapshot_transactions,
  ],
  ["ticketwire_workers", "Processes of the installation whose lease runs.", (standing) => standing.workers],
  ["ticketwire_leaders", "Of them, those that lead fan-out: 1, but for moments.", (standing) => standing.leaders],
];

const WEBHOOK_STATES = {
  active: (queue) => queue.webhooks_active - queue.webhooks_failing,
  failing: (queue) => queue.webhooks_failing,
  paused: (queue) => queue.webhooks_paused,
  disabled: (queue) => queue.webhooks_disabled,
} as const satisfies Readonly<Record<string, (queue: TenantQueue) => number>>;

async function read({ database, clock }: QueueParts): Promise<Reading> {
  const at = clock.now();
  const [queues, standing] = await Promise.all([
    readTenantQueues(database.engine, at, MOST_TENANTS),
    readDatabaseStanding(database.engine, at),
  ]);
  return { at, queues, standing };
}

async function inTime(reading: Promise<Reading>): Promise<Reading | null> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<null>((resolve) => {
    timer = setTimeout(resolve, READ_MS, null);
  });
  try {
    return await Promise.race([reading, late]);
  } catch {
    // The database is away: that is what the gauge says then.
    return null;
  } finally {
    clearTimeout(timer);
  }
}

/** One reading for all who ask within some seconds. */
function shareReading(parts: QueueParts): () => Promise<Reading | null> {
  let shared: { readonly until: number; readonly reading: Promise<Reading | null> } | undefined;
  return () => {
    const now = performance.now();
    if (shared === undefined || now >= shared.until) shared = { until: now + KEEP_MS, reading: inTime(read(parts)) };
    return shared.reading;
  };
}

function openTenantGauges(registry: Registry, look: () => Promise<Reading | null>): void {
  for (const [name, help, figure] of QUEUE_FIGURES)
    addGauge(registry, {
      name,
      help,
      labelNames: ["tenant"],
      async collect() {
        const reading = await look();
        this.reset();
        for (const queue of reading?.queues ?? [])
          this.set({ tenant: queue.tenant_id }, figure(queue, reading?.at ?? new Date(0)));
      },
    });
  addGauge(registry, {
    name: "ticketwire_webhooks",
    help: "Webhooks by state: active, failing (active, its last attempt failed), paused, disabled (by Ticketwire).",
    labelNames: ["tenant", "state"],
    async collect() {
      const reading = await look();
      this.reset();
      for (const queue of reading?.queues ?? [])
        for (const [state, count] of Object.entries(WEBHOOK_STATES))
          this.set({ tenant: queue.tenant_id, state }, count(queue));
    },
  });
}

/** Registers the gauges that are read from the database. */
export function openQueueGauges(registry: Registry, parts: QueueParts): void {
  const look = shareReading(parts);
  addGauge(registry, {
    name: "ticketwire_database_up",
    help: "1 when the database answered within 3 s, else 0; what is read from it is left out then.",
    async collect() {
      this.set((await look()) === null ? 0 : 1);
    },
  });
  openTenantGauges(registry, look);
  for (const [name, help, figure] of STANDING_FIGURES)
    addGauge(registry, {
      name,
      help,
      async collect() {
        const reading = await look();
        if (reading === null) this.remove();
        else this.set(figure(reading.standing));
      },
    });
}
