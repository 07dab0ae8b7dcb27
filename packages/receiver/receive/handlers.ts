// What the owner of a receiver writes: one handler per event type, and what each is given beside the event. Types only.
import type { EventOf, ReceivedEventType, TicketwireEvent } from "../events.ts";
import type { ApplyOptions } from "../order/apply-if-newer.ts";
import type { Delivery } from "../verify/delivery.ts";

export interface HandlerContext {
  readonly delivery: Delivery;
  /** True for test deliveries, which carry sample data. */
  readonly isTest: boolean;
  /** Aborts when the claim on this event was lost or the handler ran too long: stop, another copy may be handled. */
  readonly signal: AbortSignal;
  /**
   * Runs `apply` only if this event shows its ticket later than anything applied before, one at a time per ticket over
   * all processes. Resolves to whether it ran; never for test deliveries. Do not nest two of the same scope.
   */
  applyIfNewer(apply: (signal: AbortSignal) => Promise<void> | void, options?: ApplyOptions): Promise<boolean>;
}

/** Resolve and the event is done; throw and it comes again. */
export type Handler<Type extends ReceivedEventType = ReceivedEventType> = (
  event: EventOf<Type>,
  context: HandlerContext,
) => Promise<void> | void;

/** Handlers by event type; `"*"` takes every type without one of its own, also types newer than this kit. */
export type Handlers = { readonly [Type in ReceivedEventType]?: Handler<Type> } & {
  readonly "*"?: (event: TicketwireEvent, context: HandlerContext) => Promise<void> | void;
};
