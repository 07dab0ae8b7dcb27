// The heart: claim → handle → done. A crash in between leaves a lease that runs out, and the next copy is handled; two
// copies never run at once; what is done stays done. In: a verified event. Out: a handling, never a thrown error.
import { ReceiverError } from "../errors.ts";
import { holdLease } from "../lib/lease.ts";
import type { OrderKeeper } from "../order/apply-if-newer.ts";
import type { Claim, Lease } from "../stores/store.ts";
import type { Job } from "../queues/queue.ts";
import type { Handler, HandlerContext, Handlers } from "./handlers.ts";
import type { ReceiverSettings } from "./options.ts";
import type { Handling } from "./handling.ts";

export interface HandleOnce {
  readonly settings: ReceiverSettings;
  readonly order: OrderKeeper;
  readonly job: Job;
}

export async function handleOnce(input: HandleOnce): Promise<Handling> {
  const { settings, job } = input;
  const handler = findHandler(settings.on, job.event.event_type);
  if (handler === undefined) return { kind: "ignored" };

  const lease = { key: `event:${job.event.event_id}`, token: crypto.randomUUID(), leaseMs: settings.leaseMs };
  let claim: Claim;
  try {
    claim = await settings.store.claim(lease);
  } catch (error) {
    settings.onError(error, { stage: "store", ...job });
    return { kind: "unavailable", error };
  }
  if (claim.kind === "done") return { kind: "duplicate" };
  if (claim.kind === "busy") return claim;
  return runClaimed(input, { lease, handler });
}

// Own properties only: a type called "constructor" must find nothing. The cast joins a type with its own handler.
function findHandler(on: Handlers, type: string): Handler | undefined {
  const own = Object.hasOwn(on, type) ? on[type as keyof Handlers] : undefined;
  return (own ?? on["*"]) as Handler | undefined;
}

async function runClaimed(
  input: HandleOnce,
  { lease, handler }: { lease: Lease; handler: Handler },
): Promise<Handling> {
  const { settings, order, job } = input;
  try {
    await holdLease({
      store: settings.store,
      lease,
      maxMs: settings.maxHandlerMs,
      run: (signal) => handler(job.event, contextOf(job, order, signal)),
    });
  } catch (error) {
    settings.onError(error, { stage: "handler", ...job });
    return { kind: "failed", error };
  }
  await markDone(settings, job, lease);
  return { kind: "handled" };
}

// The handler succeeded, so the answer is a success whatever the store says now: a failure would only have it run again.
async function markDone(settings: ReceiverSettings, job: Job, lease: Lease): Promise<void> {
  const completion = { ...lease, keepMs: settings.dedupeMs };
  try {
    const isOurs = await settings.store.complete(completion).catch(() => settings.store.complete(completion));
    if (!isOurs)
      throw new ReceiverError("lease_lost", `another one took ${lease.key} while it was handled: it may run twice`);
  } catch (error) {
    settings.onError(error, { stage: "store", ...job });
  }
}

function contextOf({ event, delivery }: Job, order: OrderKeeper, signal: AbortSignal): HandlerContext {
  return {
    delivery,
    signal,
    isTest: (event.data as { readonly is_test?: unknown }).is_test === true,
    applyIfNewer: (apply, { scope = "ticket" } = {}) => order.applyIfNewer({ event, scope, apply }),
  };
}
