// Holding a claim while work runs: prolonged at a third of its time, given up when it is lost or the work takes too
// long. In: a claimed lease and the work. Out: what the work returned, with the lease still held for the caller to end;
// or its error, with the lease given back so that the next copy can run at once.
import { ReceiverError } from "../errors.ts";
import type { Lease, ReceiverStore } from "../stores/store.ts";

export interface HeldWork<Result> {
  readonly store: ReceiverStore;
  readonly lease: Lease;
  /** After this the lease is no longer prolonged and the signal aborts. */
  readonly maxMs: number;
  readonly run: (signal: AbortSignal) => Promise<Result> | Result;
}

/**
 * Runs work under a lease that is kept alive. The signal aborts when the lease is lost or `maxMs` is over; then the
 * returned promise rejects at once, although nobody can stop a handler that does not look at its signal: such a lease
 * is left to run out by itself.
 */
export async function holdLease<Result>({ store, lease, maxMs, run }: HeldWork<Result>): Promise<Result> {
  const controller = new AbortController();
  let heldUntil = Date.now() + lease.leaseMs;
  const beat = async (): Promise<void> => {
    try {
      if (await store.extend(lease)) heldUntil = Date.now() + lease.leaseMs;
      else controller.abort(lost(lease.key, "another one holds it"));
    } catch (cause) {
      // A store that is away for a moment is asked again at the next beat, as long as the lease still stands.
      if (Date.now() >= heldUntil) controller.abort(lost(lease.key, "the store does not answer", cause));
    }
  };
  const beats = setInterval(() => void beat(), Math.max(10, Math.floor(lease.leaseMs / 3)));
  const limit = setTimeout(() => controller.abort(tooLong(maxMs)), maxMs);
  unref(beats);
  unref(limit);
  const aborted = new Promise<never>((_, reject) => {
    controller.signal.addEventListener("abort", () => reject(controller.signal.reason), { once: true });
  });
  aborted.catch(() => {});
  controller.signal.addEventListener("abort", () => clearInterval(beats), { once: true });
  try {
    return await Promise.race([aborted, Promise.resolve().then(() => run(controller.signal))]);
  } catch (error) {
    // A store that fails here too only means that the lease runs out by itself; the error of the work is what counts.
    if (!controller.signal.aborted) await store.release(lease).catch(() => {});
    throw error;
  } finally {
    clearInterval(beats);
    clearTimeout(limit);
  }
}

function lost(key: string, why: string, cause?: unknown): ReceiverError {
  return new ReceiverError("lease_lost", `the claim on ${key} was lost: ${why}`, { cause });
}

function tooLong(maxMs: number): ReceiverError {
  return new ReceiverError(
    "handler_timeout",
    `the handler took longer than ${maxMs} ms; its event will be handled again`,
  );
}

/** Lets a process end although the timer runs; edge runtimes have plain numbers here. */
export function unref(timer: unknown): void {
  if (typeof timer === "object" && timer !== null && "unref" in timer && typeof timer.unref === "function")
    timer.unref();
}
