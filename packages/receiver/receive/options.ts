// The options of a receiver, checked once when it is made: a typo or a missing store is told then, not at 3 in the
// morning. In: what the owner wrote. Out: the same with every default filled in.
import { EVENT_TYPES, TEST_EVENT_TYPE } from "@ticketwire/contract/events";
import { SIGNATURE_TOLERANCE_SECONDS } from "@ticketwire/contract/limits";
import { badOption } from "../errors.ts";
import type { TicketwireEvent } from "../events.ts";
import { checkNumber, LONGEST_TIMER_MS, type NumberRule } from "../lib/check-number.ts";
import { reportFault } from "../lib/report-fault.ts";
import { checkSecrets } from "../lib/secret-keys.ts";
import type { Gap, StartAt } from "../order/progress.ts";
import type { EventQueue } from "../queues/queue.ts";
import type { ReceiverStore } from "../stores/store.ts";
import type { Delivery } from "../verify/delivery.ts";
import type { Refusal } from "../verify/refusal.ts";
import { checkTolerance, type Now, readNow } from "../verify/verify.ts";
import type { Handlers } from "./handlers.ts";

/** Where something went wrong, and with which event, as told to `onError`. */
export interface ErrorContext {
  readonly stage: "adapter" | "secrets" | "store" | "handler" | "queue" | "progress";
  readonly event?: TicketwireEvent;
  readonly delivery?: Delivery;
}

export type SecretsSource =
  | string
  | readonly string[]
  | ((request: {
      readonly webhookId: string | null;
    }) => string | readonly string[] | Promise<string | readonly string[]>);

export interface ReceiverOptions {
  /** The signing secret, several of them, or a function that finds them (the webhook's id is not proven yet there). */
  readonly secrets: SecretsSource;
  /** Where "handled" is remembered; see `@ticketwire/receiver/stores/…`. */
  readonly store: ReceiverStore;
  readonly on: Handlers;
  /** Seconds a signature may be off, either way. Default 300. */
  readonly toleranceSeconds?: number;
  /** Most bytes of a body; beyond is answered 413. Default 1 MiB. */
  readonly maxBodyBytes?: number;
  /** Answer after the handler (default), or before it, right after the event stands in `queue`. */
  readonly ack?: "after" | "before";
  /** Takes events over when `ack` is `"before"`. */
  readonly queue?: EventQueue;
  /** How long a claim stands when its process dies. Prolonged while a handler runs. Default 60,000. */
  readonly leaseMs?: number;
  /** The longest a handler may run before its claim is no longer prolonged. Default 900,000. */
  readonly maxHandlerMs?: number;
  /** How long a handled event is remembered. Default 7 days; the sender's own retries end within 15 hours. */
  readonly dedupeMs?: number;
  /** `Retry-After` of 500 and 503 answers, in seconds. Default 30. */
  readonly retryAfterSeconds?: number;
  /** Which sequence numbers count as missed when the store knows none yet. Default `"beginning"`. */
  readonly start?: StartAt;
  /** Told every fault. Default: one line on `console.error`. */
  readonly onError?: (error: unknown, context: ErrorContext) => void;
  /** Told every request that was refused, with the reason. */
  readonly onRefused?: (refusal: Refusal) => void;
  /** Told when sequence numbers were jumped over; they may still be on their way. */
  readonly onGap?: (gap: Gap) => void;
  readonly now?: Now;
}

export interface ReceiverSettings extends Required<Omit<ReceiverOptions, "queue">> {
  readonly queue: EventQueue | null;
}

const DEFAULTS = {
  toleranceSeconds: SIGNATURE_TOLERANCE_SECONDS,
  maxBodyBytes: 1_048_576,
  ack: "after",
  queue: null,
  leaseMs: 60_000,
  maxHandlerMs: 900_000,
  dedupeMs: 7 * 86_400_000,
  retryAfterSeconds: 30,
  start: "beginning",
  onError: (error: unknown, { stage, event }: ErrorContext) =>
    reportFault(event === undefined ? stage : `${stage}, event ${event.event_id} (${event.event_type})`, error),
  onRefused: () => {},
  onGap: () => {},
  now: Date.now,
} as const;

const NUMBERS: Readonly<Record<string, NumberRule>> = {
  maxBodyBytes: { low: 1, high: 2 ** 30 },
  leaseMs: { low: 1000, high: LONGEST_TIMER_MS },
  maxHandlerMs: { low: 1000, high: LONGEST_TIMER_MS },
  dedupeMs: { low: 60_000, high: 10 * 365 * 86_400_000 },
  retryAfterSeconds: { low: 0, high: 86_400, isWhole: true },
};
const STORE_METHODS = ["claim", "extend", "complete", "release", "read", "swap"] as const;

/** @throws ReceiverError `bad_option` naming the option, its value and what it may be. */
export function checkOptions(options: ReceiverOptions): ReceiverSettings {
  if (typeof options !== "object" || options === null) throw badOption("createReceiver", "takes one object of options");
  for (const name of Object.keys(options)) {
    if (!(name in DEFAULTS) && !["secrets", "store", "on"].includes(name))
      throw badOption(`option ${name}`, "is not known");
  }
  if (typeof options.secrets !== "function") checkSecrets(options.secrets);
  if (STORE_METHODS.some((method) => typeof options.store?.[method] !== "function")) {
    throw badOption("store", "is missing: give one of @ticketwire/receiver/stores, for example createMemoryStore()");
  }
  checkHandlers(options.on);
  if (options.toleranceSeconds !== undefined) checkTolerance(options.toleranceSeconds);
  if (typeof options.now !== "function") readNow(options.now);
  const given = Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined));
  const settings: ReceiverSettings = { ...DEFAULTS, ...(given as unknown as ReceiverOptions) };
  for (const [name, rule] of Object.entries(NUMBERS)) checkNumber(name, settings[name as keyof ReceiverSettings], rule);
  checkModes(settings);
  return withSafeHooks(settings);
}

/** A hook that throws must not change the answer. */
function withSafeHooks(settings: ReceiverSettings): ReceiverSettings {
  const safe =
    <Arguments extends readonly unknown[]>(hook: (...given: Arguments) => void) =>
    (...given: Arguments): void => {
      try {
        hook(...given);
      } catch (error) {
        reportFault("a hook threw", error);
      }
    };
  const { onError, onRefused, onGap } = settings;
  return { ...settings, onError: safe(onError), onRefused: safe(onRefused), onGap: safe(onGap) };
}

function checkHandlers(on: unknown): void {
  if (typeof on !== "object" || on === null)
    throw badOption("on", 'is missing: {"ticket.assigned": async (event) => …}');
  const known: readonly string[] = [...EVENT_TYPES, TEST_EVENT_TYPE, "*"];
  for (const [type, handler] of Object.entries(on)) {
    if (!known.includes(type)) throw badOption(`on["${type}"]`, `is no event type; there are ${known.join(", ")}`);
    if (handler !== undefined && typeof handler !== "function")
      throw badOption(`on["${type}"]`, `must be a function, not ${typeof handler}`);
  }
}

function checkModes({ ack, queue, start, ...hooks }: ReceiverSettings): void {
  for (const name of ["onError", "onRefused", "onGap"] as const) {
    if (typeof hooks[name] !== "function") throw badOption(name, `must be a function, not ${typeof hooks[name]}`);
  }
  if (ack !== "after" && ack !== "before") throw badOption("ack", `must be "after" or "before", not ${String(ack)}`);
  if (ack === "before" && typeof queue?.push !== "function")
    throw badOption("queue", 'is missing: ack "before" needs a place to keep events');
  if (ack === "after" && queue !== null) throw badOption("queue", 'is only used with ack "before"');
  const isCount = typeof start === "number" && Number.isSafeInteger(start) && start >= 0;
  if (start !== "beginning" && start !== "latest" && !isCount) {
    throw badOption("start", `must be "beginning", "latest" or a sequence number, not ${String(start)}`);
  }
}
