// One delivery, once: build and sign, attempt, decide. In: a lane and its next delivery with the event's body. Out: what is
// written of it and what it says about the receiver. The one place where lane, attempt and verdict meet.
import type { KeyObject } from "node:crypto";
import type { TenantId, WebhookId } from "@ticketwire/contract";
import { buildHeaders, type HeaderTemplate, prepareHeaders, signingKeys } from "./attempt/request-headers.ts";
import type { AttemptFailure, AttemptResponse } from "./attempt/result.ts";
import type { Sender } from "./attempt/sender.ts";
import type { Clock } from "./db/clock.ts";
import type { Lane } from "./lane/lane.ts";
import type { Deliver, Verdicted } from "./lane/lane-runner.ts";
import type { DueDelivery } from "./lane/load-deliveries.ts";
import type { EngineObserver } from "./observe.ts";
import type { AttemptRecord, Outcome, Standing } from "./outcome/outcome.ts";
import type { TargetPolicy } from "./target/policy.ts";
import { type ParsedTarget, parseTarget } from "./target/target.ts";
import type { SignatureOrder } from "./verdict/attempt-facts.ts";
import {
  decideAfterAttempt,
  type DeliveryVerdict,
  INACTIVE_REASON,
  orderRetryOf,
  type Verdict,
} from "./verdict/decide-after-attempt.ts";
import { maskAnswer } from "./webhook/mask-answer.ts";
import { type PayloadFields, projectBody } from "./webhook/project-body.ts";
import type { WebhookSecrets, WebhookSettings } from "./webhook/read-settings.ts";
import { keepRequestHeaders } from "./webhook/request-headers.ts";

/** A receiver failed so long, or said so clearly, that its owner must be told. */
export interface StandingChange {
  readonly tenantId: TenantId;
  readonly webhookId: WebhookId;
  readonly kind: "warn" | "gone" | "only_failures";
  /** One sentence: how the last attempt failed. */
  readonly lastError: string;
}

export interface DeliverOptions {
  readonly sender: Sender;
  readonly policy: TargetPolicy;
  readonly clock: Clock;
  /** For the User-Agent. */
  readonly version: string;
  /** Only failures for this long disable a webhook, milliseconds. */
  readonly autoDisableAfterMs: number;
  readonly onStandingChange: (change: StandingChange) => void;
  readonly traceAttempt: EngineObserver["traceAttempt"];
  /** A fault of our own: nothing was sent, the delivery stays as it is. */
  readonly onFault: (fault: unknown) => void;
}

/** What is the same for all deliveries of a webhook as it is set now. */
interface Prepared {
  readonly parsed: ParsedTarget;
  readonly template: HeaderTemplate;
}

interface Signing {
  readonly keys: readonly KeyObject[];
  /** Null outside of an overlap. */
  readonly order: SignatureOrder | null;
}

/** How long a lane that can not be signed for rests, and a delivery that can not be built, milliseconds. */
const FAULT_REST_MS = 60_000;

function signingOf(
  secrets: WebhookSecrets,
  turn: { readonly delivery: DueDelivery; readonly standing: Standing; readonly now: Date },
): Signing {
  const { current, previous, previousExpiresAt } = secrets;
  if (previous === null || previousExpiresAt === null || previousExpiresAt <= turn.now)
    return { keys: [current], order: null };
  const order = orderRetryOf(turn.delivery.reason) ?? turn.standing.signatureOrder;
  return { keys: signingKeys({ current, previous }, order), order };
}

/** A change of the webhook after its first failure starts the clock anew. */
function standingOf(lane: Lane): Standing {
  const { failingSince } = lane.standing;
  if (failingSince === null || lane.settings.configuredAt <= failingSince) return lane.standing;
  return { ...lane.standing, failingSince: null, failedAttempts: 0, warnedAt: null };
}

export function recordOf(sent: {
  readonly at: Date;
  readonly settings: WebhookSettings;
  readonly requestHeaders: string;
  readonly result: AttemptResponse | AttemptFailure;
  readonly verdict: Verdict;
}): AttemptRecord {
  const { result, verdict } = sent;
  const { timing } = result;
  const answer = result.kind === "response" ? result : null;
  const kept = answer && maskAnswer(sent.settings, answer);
  return {
    attemptedAt: sent.at,
    requestUrl: sent.settings.url,
    requestHeaders: sent.requestHeaders,
    responseStatusCode: answer?.status ?? null,
    responseHeaders: kept && kept.headers,
    responseBody: kept && kept.body,
    responseTruncated: answer?.truncated ?? false,
    durationMs: timing.totalMs,
    timing: [timing.dnsMs, timing.connectMs, timing.tlsMs, timing.firstByteMs, timing.totalMs],
    errorClass: verdict.error?.errorClass ?? null,
    errorMessage: verdict.error?.message ?? null,
  };
}

class Deliverer {
  readonly #options: DeliverOptions;
  readonly #prepared = new WeakMap<WebhookSettings, Prepared>();

  constructor(options: DeliverOptions) {
    this.#options = options;
  }

  async deliver(lane: Lane, delivery: DueDelivery, eventBody: string): Promise<Verdicted> {
    const { settings, standing } = lane;
    const { clock, onFault } = this.#options;
    const restUntil = (): Date => new Date(clock.now().getTime() + FAULT_REST_MS);
    if (settings.secrets === null) {
      onFault(new Error(settings.fault ?? "The signing secret can not be read."));
      return { outcome: null, standing, blockedUntil: restUntil() };
    }
    try {
      return await this.#attempt(lane, delivery, { eventBody, secrets: settings.secrets });
    } catch (fault) {
      // Of this delivery alone: it waits where it can be seen, and the others go on.
      onFault(fault);
      return { outcome: faultOutcome(delivery, restUntil()), standing: lane.standing, blockedUntil: null };
    }
  }

  async #attempt(
    lane: Lane,
    delivery: DueDelivery,
    material: { readonly eventBody: string; readonly secrets: WebhookSecrets },
  ): Promise<Verdicted> {
    const { clock, sender, traceAttempt } = this.#options;
    const { settings } = lane;
    const at = clock.now();
    const { parsed, template } = this.#prepare(settings);
    const standing = standingOf(lane);
    const signing = signingOf(material.secrets, { delivery, standing, now: at });
    const body = Buffer.from(projectBody(material.eventBody, delivery.payloadFields as PayloadFields | null));
    const trace = traceAttempt(delivery);
    const headers = buildHeaders(template, {
      eventId: delivery.eventId,
      eventType: delivery.eventType,
      deliveryId: delivery.deliveryId,
      attemptNumber: delivery.attemptNumber + 1,
      sequence: delivery.sequence,
      timestamp: Math.floor(at.getTime() / 1000),
      body,
      keys: signing.keys,
      traceparent: trace?.traceparent,
    });
    const { verifySsl, timeoutMs } = settings;
    const result =
      parsed.kind === "ok"
        ? await sender.send({ target: parsed.target, verifySsl, timeoutMs, headers, body })
        : refusedResult(parsed.message);
    if (result.kind === "aborted") {
      trace?.end(null);
      return { outcome: null, standing: lane.standing, blockedUntil: null };
    }
    const verdict = this.#decide(lane, { delivery, result, signing, standing });
    const requestHeaders = keepRequestHeaders(headers, settings.customHeaders);
    const attempt = recordOf({ at, settings, requestHeaders, result, verdict });
    const newSecretSeenAt = verdict.isNewSecretSeen ? at : lane.standing.newSecretSeenAt;
    const outcome = outcomeOf(delivery, verdict, attempt);
    trace?.end(outcome);
    return {
      outcome,
      standing: { ...verdict.standing, newSecretSeenAt },
      blockedUntil: verdict.blockedUntil,
    };
  }

  #decide(
    lane: Lane,
    ended: {
      readonly delivery: DueDelivery;
      readonly result: AttemptResponse | AttemptFailure;
      readonly signing: Signing;
      readonly standing: Standing;
    },
  ): Verdict {
    const { clock, autoDisableAfterMs, onStandingChange } = this.#options;
    const { delivery, signing } = ended;
    const verdict = decideAfterAttempt({
      reply: ended.result,
      delivery: {
        ladderStep: delivery.ladderStep,
        isTest: false,
        signedOrder: signing.order,
        isOrderRetry: orderRetryOf(delivery.reason) !== null,
      },
      webhook: {
        isActive: lane.settings.isActive && !lane.isStopped,
        retrySchedule: lane.settings.retrySchedule,
        autoDisableAfterMs,
        standing: standingOf(lane),
      },
      now: clock.now(),
      random: Math.random(),
    });
    if (verdict.notice !== null) {
      const { tenantId, webhookId } = lane;
      onStandingChange({ tenantId, webhookId, kind: verdict.notice, lastError: verdict.error?.message ?? "" });
      // From here on nothing more is started; the webhook itself is disabled by whoever was told.
      if (verdict.notice !== "warn") lane.isStopped = lane.isJudged = true;
      if (verdict.notice === "gone") lane.goneAt = clock.now();
    }
    return verdict;
  }

  #prepare(settings: WebhookSettings): Prepared {
    let prepared = this.#prepared.get(settings);
    if (prepared === undefined) {
      const { webhookId, customHeaders } = settings;
      const template = prepareHeaders({ webhookId, version: this.#options.version, customHeaders });
      prepared = { parsed: parseTarget(settings.url, this.#options.policy), template };
      this.#prepared.set(settings, prepared);
    }
    return prepared;
  }
}

export function refusedResult(message: string): AttemptFailure {
  const timing = { dnsMs: null, connectMs: null, tlsMs: null, firstByteMs: null, totalMs: 0 };
  return { kind: "failure", errorClass: "refused_target", message, timing };
}

function outcomeOf(delivery: DueDelivery, verdict: Verdict, attempt: AttemptRecord): Outcome {
  const { status, reason, ladderStep } = verdict.delivery;
  return { delivery, attempt, status, reason, ladderStep, nextAttemptAt: nextAttemptAtOf(verdict.delivery) };
}

function nextAttemptAtOf(verdict: DeliveryVerdict): Outcome["nextAttemptAt"] {
  if (verdict.status === "retrying") return verdict.retryAt;
  return verdict.reason === INACTIVE_REASON ? "paused" : null;
}

// Not an attempt: nothing was sent, and the ladder stays where it is.
function faultOutcome(delivery: DueDelivery, nextAttemptAt: Date): Outcome {
  return {
    delivery,
    attempt: null,
    status: delivery.attemptNumber === 0 ? "pending" : "retrying",
    reason:
      "Could not be sent because of a fault in Ticketwire, which is in the server's log; tried again each minute.",
    ladderStep: delivery.ladderStep,
    nextAttemptAt,
  };
}

export function createDeliver(options: DeliverOptions): Deliver {
  const deliverer = new Deliverer(options);
  return (lane, delivery, body) => deliverer.deliver(lane, delivery, body);
}
