// What stands between the answer and the handler when `ack` is "before". A queue of yours (BullMQ, SQS, a table) gets
// plain JSON and hands it to `receiver.work(job)` in its worker; the one in queues/memory.ts runs in this process.
import type { TicketwireEvent } from "../events.ts";
import type { Handling } from "../receive/handling.ts";
import type { Delivery } from "../verify/delivery.ts";

/** One verified event on its way to its handler; survives `JSON.stringify`. */
export interface Job {
  readonly event: TicketwireEvent;
  readonly delivery: Delivery;
}

export interface EventQueue {
  /** Resolves when the job is safe; the sender is answered then. Rejects when it can not be taken: answered 503. */
  push(job: Job): Promise<unknown> | void;
  /** Called once by `createReceiver`, for queues that work in this process. */
  start?(work: (job: Job) => Promise<Handling>): void;
  /** Resolves when nothing is waiting or running any more. */
  drain?(): Promise<void>;
}
