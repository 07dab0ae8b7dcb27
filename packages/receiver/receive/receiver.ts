// The receiver: verify → claim → handle → done → position, and an answer for each way that can end. Framework-free: the
// adapters bring bytes and headers and carry the answer away. In: `createReceiver(options)`. Out: a Receiver.
import { ReceiverError } from "../errors.ts";
import type { TicketwireEvent } from "../events.ts";
import { type RawBody, toBodyBytes } from "../lib/body-bytes.ts";
import { checkNumber } from "../lib/check-number.ts";
import { type HeadersInput, readDeliveryHeaders } from "../lib/delivery-headers.ts";
import { createRunningSet } from "../lib/running-set.ts";
import { checkSecrets, createKeyring, type Keyring } from "../lib/secret-keys.ts";
import { createOrderKeeper, type OrderKeeper } from "../order/apply-if-newer.ts";
import { createProgressLog, type Gap, type Progress, type ProgressLog, type StartAt } from "../order/progress.ts";
import type { Job } from "../queues/queue.ts";
import type { ReceiverStore } from "../stores/store.ts";
import { type Delivery, readDelivery } from "../verify/delivery.ts";
import { verifyWith } from "../verify/verify.ts";
import { handleOnce } from "./handle-once.ts";
import { checkOptions, type ReceiverOptions, type ReceiverSettings } from "./options.ts";
import {
  type Answer,
  answerDone,
  answerFault,
  answerHandling,
  answerRefusal,
  answerTooLarge,
  type Handling,
} from "./handling.ts";

export interface DeliveryRequest {
  /** The bytes of the body, before any parser. */
  readonly rawBody: RawBody;
  readonly headers: HeadersInput;
}

export interface Receiver {
  readonly store: ReceiverStore;
  readonly start: StartAt;
  readonly maxBodyBytes: number;
  /** A whole request: verified, handled or queued, and answered. Never rejects. */
  handle(request: DeliveryRequest): Promise<Answer>;
  /** An event that is already proven, from the feed or a queue: handled once, like one that was pushed. Never rejects. */
  accept(event: TicketwireEvent, delivery: Delivery): Promise<Handling>;
  /** For the worker of your own queue: like `accept`, but rejects when the job has to come again. */
  work(job: Job): Promise<void>;
  /** How far a webhook was handled, and what is missing. */
  progress(webhookId: string): Promise<Progress>;
  /** Crosses sequence numbers off as if they had been handled, for example of an event that no handler will ever take. */
  skip(gap: Gap): Promise<void>;
  /** Tells of gaps besides `onGap`; returns a function that ends it. */
  watchGaps(listener: (gap: Gap) => void): () => void;
  /** Resolves when nothing is being handled any more; call it after the server stopped taking requests. */
  drain(): Promise<void>;
  /** For adapters: the answer to a body that is too long. */
  tooLarge(): Answer;
  /** For adapters: reports a fault of wiring and gives its answer. */
  fault(error: unknown): Answer;
}

/**
 * @throws ReceiverError `bad_option` for anything missing, unknown or out of range.
 *
 * @example
 * const receiver = createReceiver({
 *   secrets: process.env.TICKETWIRE_SECRET,
 *   store: createMemoryStore(),
 *   on: { "ticket.assigned": async (event) => notify(event.data.assigned_to) },
 * });
 */
export function createReceiver(options: ReceiverOptions): Receiver {
  const settings = checkOptions(options);
  const { store, queue } = settings;
  const listeners = new Set([settings.onGap]);
  const onGap = (gap: Gap): void => listeners.forEach((tell) => tell(gap));
  const core: Core = {
    settings,
    keyring: createKeyring(),
    order: createOrderKeeper({ store, leaseMs: settings.leaseMs, maxMs: settings.maxHandlerMs }),
    progress: createProgressLog({ store, start: settings.start, onGap }),
  };
  const running = createRunningSet();
  const fault = (error: unknown): Answer => {
    settings.onError(error, { stage: "adapter" });
    return answerFault(error, settings.retryAfterSeconds);
  };
  const accept: Receiver["accept"] = (event, delivery) => running.track(take(core, { event, delivery }));
  queue?.start?.((job) => accept(job.event, job.delivery));
  return {
    store,
    start: settings.start,
    maxBodyBytes: settings.maxBodyBytes,
    handle: (request) => running.track(answer(core, request).catch(fault)),
    accept,
    async work(job) {
      const handling = await accept(job.event, job.delivery);
      if (!isSettled(handling)) throw notHandled(job, handling);
    },
    progress: (webhookId) => core.progress.read(webhookId),
    async skip({ webhookId, from, to }) {
      checkNumber("from", from, { low: 1, high: to, isWhole: true });
      checkNumber("to", to, { low: from, high: Number.MAX_SAFE_INTEGER, isWhole: true });
      await core.progress.record(webhookId, [from, to]);
    },
    watchGaps(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    async drain() {
      await running.drain();
      await queue?.drain?.();
    },
    tooLarge: () => answerTooLarge(settings.maxBodyBytes),
    fault,
  };
}

interface Core {
  readonly settings: ReceiverSettings;
  readonly keyring: Keyring;
  readonly order: OrderKeeper;
  readonly progress: ProgressLog;
}

async function answer(core: Core, request: DeliveryRequest): Promise<Answer> {
  const { settings, keyring } = core;
  const { retryAfterSeconds, toleranceSeconds, now } = settings;
  const rawBody = toBodyBytes(request.rawBody);
  if (rawBody.length > settings.maxBodyBytes) return answerTooLarge(settings.maxBodyBytes);
  const found = await findSecrets(settings, request.headers);
  if ("kind" in found) return answerHandling(found, retryAfterSeconds);
  const options = { secrets: found.secrets, toleranceSeconds, now };
  const verification = await verifyWith(keyring, { rawBody, headers: request.headers, options });
  if (verification.kind === "refused") {
    settings.onRefused(verification);
    return answerRefusal(verification);
  }
  const { event, delivery } = verification;
  if (settings.queue !== null) return enqueue(settings, { event, delivery });
  return answerHandling(await take(core, { event, delivery }), retryAfterSeconds);
}

/** One verified event: handled once, and its place in the sequence remembered. */
async function take({ settings, order, progress }: Core, job: Job): Promise<Handling> {
  const handling = await handleOnce({ settings, order, job });
  const { webhookId, sequence } = job.delivery;
  if (webhookId !== null && sequence !== null && isSettled(handling)) {
    await progress.record(webhookId, [sequence, sequence]).catch((error: unknown) => {
      settings.onError(error, { stage: "progress", ...job });
    });
  }
  return handling;
}

/** Nothing more is to be done for this event: its place in the sequence counts as handled. */
function isSettled({ kind }: Handling): boolean {
  return kind === "handled" || kind === "duplicate" || kind === "ignored";
}

function notHandled({ event }: Job, handling: Handling): ReceiverError {
  const cause = "error" in handling ? handling.error : undefined;
  return new ReceiverError("event_not_handled", `event ${event.event_id} was not handled: ${handling.kind}`, { cause });
}

type FoundSecrets = { readonly secrets: readonly string[] } | Extract<Handling, { kind: "unavailable" }>;

async function findSecrets({ secrets, onError }: ReceiverSettings, headers: HeadersInput): Promise<FoundSecrets> {
  if (typeof secrets !== "function") return { secrets: checkSecrets(secrets) };
  try {
    const { webhookId } = readDelivery(readDeliveryHeaders(headers));
    return { secrets: checkSecrets(await secrets({ webhookId })) };
  } catch (error) {
    onError(error, { stage: "secrets" });
    return { kind: "unavailable", error };
  }
}

async function enqueue({ queue, onError, retryAfterSeconds }: ReceiverSettings, job: Job): Promise<Answer> {
  try {
    await queue?.push(job);
    return answerDone(202, "queued");
  } catch (error) {
    onError(error, { stage: "queue", ...job });
    return answerHandling({ kind: "unavailable", error }, retryAfterSeconds);
  }
}
