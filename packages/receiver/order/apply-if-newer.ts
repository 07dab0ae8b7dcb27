// Keeping a copy of tickets right although events come out of order: per ticket, one at a time, newest wins.
// In: an event and what to do with it. Out: whether it was done. A lease per ticket keeps other processes out, a queue
// per ticket keeps this process from waiting for itself, and the moment last applied stands in the store.
import { ReceiverError, RetryLater } from "../errors.ts";
import type { EventData, TicketwireEvent } from "../events.ts";
import { createKeyedQueue } from "../lib/keyed-queue.ts";
import { holdLease } from "../lib/lease.ts";
import type { Lease, ReceiverStore } from "../stores/store.ts";
import { isNewer, type TicketMoment } from "./newer.ts";

export interface ApplyOptions {
  /** Name of what is kept up to date; two copies of tickets in one receiver need two names. Default `"ticket"`. */
  readonly scope?: string;
}

export interface Application {
  readonly event: TicketwireEvent;
  readonly scope: string;
  readonly apply: (signal: AbortSignal) => Promise<void> | void;
}

export interface OrderKeeper {
  /** Runs `apply` if the event is newer than what was applied to its ticket; false when it was not. */
  applyIfNewer(application: Application): Promise<boolean>;
}

/** A ticket that was not touched for this long starts anew: longer than a server keeps events. */
const KEEP_MS = 90 * 86_400_000;
const FIRST_WAIT_MS = 25;
const LONGEST_WAIT_MS = 1000;

export interface OrderKeeperOptions {
  readonly store: ReceiverStore;
  readonly leaseMs: number;
  readonly maxMs: number;
}

export function createOrderKeeper({ store, leaseMs, maxMs }: OrderKeeperOptions): OrderKeeper {
  const queue = createKeyedQueue();

  async function claim(key: string): Promise<Lease> {
    const lease = { key, token: crypto.randomUUID(), leaseMs };
    let waitMs = FIRST_WAIT_MS;
    for (let waited = 0; waited <= leaseMs; waited += waitMs, waitMs = Math.min(waitMs * 2, LONGEST_WAIT_MS)) {
      if ((await store.claim(lease)).kind === "claimed") return lease;
      await sleep(waitMs);
    }
    throw new RetryLater(5, `another event of the same ticket is being applied for longer than ${leaseMs} ms`);
  }

  async function applyNow(signal: AbortSignal, { event, scope, apply }: Application): Promise<boolean> {
    const key = `moment:${scope}:${ticketKey(event)}`;
    const text = await store.read(key);
    const incoming = momentOf(event);
    if (!isNewer(incoming, text === null ? null : (JSON.parse(text) as TicketMoment))) return false;
    await apply(signal);
    const isWritten = await store.swap({ key, expected: text, next: JSON.stringify(incoming), keepMs: KEEP_MS });
    if (!isWritten)
      throw new ReceiverError("lease_lost", `${key} was changed by another one while this event was applied`);
    return true;
  }

  async function applyOnce(application: Application): Promise<boolean> {
    const lease = await claim(`ticket:${application.scope}:${ticketKey(application.event)}`);
    const isApplied = await holdLease({ store, lease, maxMs, run: (signal) => applyNow(signal, application) });
    await store.release(lease);
    return isApplied;
  }

  return {
    async applyIfNewer(application) {
      if (ticketKey(application.event) === null) return false;
      return queue.run(`${application.scope}:${ticketKey(application.event)}`, () => applyOnce(application));
    },
  };
}

/** Null for what must never change a copy: test deliveries, and events without a ticket. */
function ticketKey(event: TicketwireEvent): string | null {
  const data = event.data as Partial<EventData>;
  return data.is_test === true || typeof data.ticket_id !== "string" ? null : `${event.tenant_id}:${data.ticket_id}`;
}

function momentOf(event: TicketwireEvent): TicketMoment {
  const { version } = event.data as Partial<EventData>;
  return { ...(typeof version === "number" && { version }), occurredAt: event.occurred_at };
}

function sleep(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
