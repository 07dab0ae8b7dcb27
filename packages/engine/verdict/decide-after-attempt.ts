// The verdict: what becomes of a delivery and its webhook when an attempt has ended (CONTRACT section 4). Pure: no clock, no
// randomness, no database; the same facts always give the same verdict. The table below is the rule; SPEC.md explains it.
import { advise, describeReply, type AttemptError } from "./advise.ts";
import {
  endOf,
  situationOf,
  type AttemptEnd,
  type AttemptFacts,
  type Situation,
  type SignatureOrder,
  type Standing,
} from "./attempt-facts.ts";
import { judgeStanding } from "./judge-standing.ts";
import { retryAt } from "./ladder.ts";
import { parseRetryAfter } from "./retry-after.ts";

/** What becomes of the delivery. `ladderStep` counts failed attempts since its ladder began. */
export type DeliveryVerdict =
  | {
      readonly status: "delivered" | "abandoned" | "held";
      /** One sentence for people. */
      readonly reason: string;
      readonly ladderStep: number;
    }
  | { readonly status: "retrying"; readonly reason: string; readonly ladderStep: number; readonly retryAt: Date };

/** The owner is to be told; `gone` and `only_failures` also mean: the webhook is to be disabled. */
export type StandingNotice = "warn" | "gone" | "only_failures";

export interface Verdict {
  readonly delivery: DeliveryVerdict;
  /** Null when the attempt succeeded. */
  readonly error: (AttemptError & { readonly advice: string }) | null;
  /** How the receiver stands from now on. */
  readonly standing: Standing;
  /** The new secret stood first and was taken: the owner can be shown that the receiver knows it. */
  readonly isNewSecretSeen: boolean;
  readonly notice: StandingNotice | null;
  /** The receiver asked to be left alone: nothing more is sent to this webhook before. Null when it did not ask. */
  readonly blockedUntil: Date | null;
}

/**
 * The reason of a delivery whose next attempt is the once-more, by the order that this attempt takes. What is remembered by
 * then says nothing about it: another delivery's once-more may have turned that in between.
 */
export const ORDER_RETRY_REASONS: Readonly<Record<SignatureOrder, string>> = {
  new_first: "not accepted with the old secret first and last: sent once more with the new one there",
  old_first: "not accepted with the new secret first and last: sent once more with the old one there",
};

/** The order of the once-more that this reason asks for; null when it asks for none. */
export function orderRetryOf(reason: string | null): SignatureOrder | null {
  if (reason === ORDER_RETRY_REASONS.new_first) return "new_first";
  return reason === ORDER_RETRY_REASONS.old_first ? "old_first" : null;
}

/** The reason of a delivery that is held because its webhook was inactive: held only if the webhook still is when it is written. */
export const INACTIVE_REASON = "the webhook is inactive; waits until it is enabled again";

type Action =
  | "deliver"
  | "retry_on_ladder"
  | "retry_other_order"
  | "abandon_ladder"
  | "abandon_test"
  | "hold_inactive"
  | "hold_gone";

/** Every end of an attempt in every situation. A cell that is missing does not compile. */
export const VERDICT_TABLE = {
  delivered: {
    test: "deliver",
    retry_left: "deliver",
    last_try: "deliver",
    inactive_retry_left: "deliver",
    inactive_last_try: "deliver",
  },
  gone: {
    test: "abandon_test",
    retry_left: "hold_gone",
    last_try: "hold_gone",
    inactive_retry_left: "hold_inactive",
    inactive_last_try: "hold_inactive",
  },
  unauthorized: {
    test: "abandon_test",
    retry_left: "retry_other_order",
    last_try: "retry_other_order",
    inactive_retry_left: "hold_inactive",
    inactive_last_try: "hold_inactive",
  },
  throttled: {
    test: "abandon_test",
    retry_left: "retry_on_ladder",
    last_try: "abandon_ladder",
    inactive_retry_left: "hold_inactive",
    inactive_last_try: "abandon_ladder",
  },
  failed: {
    test: "abandon_test",
    retry_left: "retry_on_ladder",
    last_try: "abandon_ladder",
    inactive_retry_left: "hold_inactive",
    inactive_last_try: "abandon_ladder",
  },
} as const satisfies Record<AttemptEnd, Record<Situation, Action>>;

interface Decision {
  readonly facts: AttemptFacts;
  readonly end: AttemptEnd;
  readonly error: AttemptError | null;
  readonly notice: StandingNotice | null;
}

const toldOf = ({ facts, error }: Decision): string =>
  error?.message ?? (facts.reply.kind === "response" ? `answered ${facts.reply.status}` : "");

function retryOnLadder(decision: Decision): DeliveryVerdict {
  const { facts, end } = decision;
  const { ladderStep } = facts.delivery;
  const schedule = facts.webhook.retrySchedule;
  const asked = end === "throttled" ? " and asked to wait" : "";
  return {
    status: "retrying",
    reason: `${toldOf(decision)}${asked}; retry ${ladderStep + 1} of ${schedule.length}`,
    ladderStep: ladderStep + 1,
    retryAt: retryAt({
      waitSeconds: schedule[ladderStep] ?? 0,
      retryAfterMs: retryAfterOf(facts, end),
      random: facts.random,
      now: facts.now,
    }),
  };
}

function holdInactive({ facts, notice }: Decision): DeliveryVerdict {
  const hours = Math.round(facts.webhook.autoDisableAfterMs / 360_000) / 10;
  const disabled = `only failures for ${hours} h: the webhook was disabled; waits until it is enabled again`;
  return {
    status: "held",
    reason: notice === "only_failures" ? disabled : INACTIVE_REASON,
    ladderStep: facts.delivery.ladderStep + 1,
  };
}

// The ladder does not move for the once-more: it belongs to the same step.
const retryOtherOrder = ({ facts }: Decision): DeliveryVerdict => ({
  status: "retrying",
  reason: ORDER_RETRY_REASONS[otherOrder(facts.delivery.signedOrder ?? facts.webhook.standing.signatureOrder)],
  ladderStep: facts.delivery.ladderStep,
  retryAt: facts.now,
});

const holdGone = ({ facts }: Decision): DeliveryVerdict => ({
  status: "held",
  reason: "answered 410 (gone): the webhook was disabled; waits until it is enabled again",
  ladderStep: facts.delivery.ladderStep + 1,
});

function abandonLadder(decision: Decision): DeliveryVerdict {
  const ladderStep = decision.facts.delivery.ladderStep + 1;
  const attempts = ladderStep === 1 ? "1 attempt" : `${ladderStep} failed attempts`;
  return { status: "abandoned", reason: `gave up after ${attempts}: ${toldOf(decision)}`, ladderStep };
}

const ACTIONS: Readonly<Record<Action, (decision: Decision) => DeliveryVerdict>> = {
  deliver: (decision) => ({
    status: "delivered",
    reason: toldOf(decision),
    ladderStep: decision.facts.delivery.ladderStep,
  }),
  retry_on_ladder: retryOnLadder,
  retry_other_order: retryOtherOrder,
  abandon_ladder: abandonLadder,
  abandon_test: (decision) => ({
    status: "abandoned",
    reason: `tests are not retried: ${toldOf(decision)}`,
    ladderStep: decision.facts.delivery.ladderStep + 1,
  }),
  hold_inactive: holdInactive,
  hold_gone: holdGone,
};

function retryAfterOf({ reply, now }: AttemptFacts, end: AttemptEnd): number | null {
  return end === "throttled" && reply.kind === "response" ? parseRetryAfter(reply.headers["retry-after"], now) : null;
}

function standingAfter({ delivery, webhook, now }: AttemptFacts, end: AttemptEnd): Standing {
  const before = webhook.standing;
  if (delivery.isTest) return before;
  if (end === "delivered") {
    // Only the once-more proves anything: an attempt of before the flip may end after it.
    const signatureOrder = (delivery.isOrderRetry ? delivery.signedOrder : null) ?? before.signatureOrder;
    return { failingSince: null, failedAttempts: 0, warnedAt: null, signatureOrder };
  }
  return { ...before, failingSince: before.failingSince ?? now, failedAttempts: before.failedAttempts + 1 };
}

// While the other order has not been tried yet, nobody is warned and nothing disabled: the once-more decides.
function noticeOf(
  { delivery, webhook, now }: AttemptFacts,
  end: AttemptEnd,
  standing: Standing,
): StandingNotice | null {
  if (delivery.isTest || !webhook.isActive || end === "delivered" || end === "unauthorized") return null;
  if (end === "gone") return "gone";
  const judged = judgeStanding({ standing, autoDisableAfterMs: webhook.autoDisableAfterMs, now });
  return judged === "disable" ? "only_failures" : judged;
}

function otherOrder(order: SignatureOrder): SignatureOrder {
  return order === "old_first" ? "new_first" : "old_first";
}

function withAdvice(error: AttemptError, { reply }: AttemptFacts): Verdict["error"] {
  const [status, location] =
    reply.kind === "response" ? [reply.status, reply.headers["location"] ?? null] : [null, null];
  return { ...error, advice: advise({ ...error, status, location }) };
}

/**
 * Decides what becomes of a delivery and its webhook after an attempt. Attempts that were `aborted` by this process are
 * none and never come here.
 */
export function decideAfterAttempt(facts: AttemptFacts): Verdict {
  const { delivery, webhook, now } = facts;
  const end = endOf(facts);
  const error = describeReply(facts.reply);
  const standing = standingAfter(facts, end);
  const notice = noticeOf(facts, end, standing);
  const situation = situationOf(facts, webhook.isActive && notice !== "only_failures");
  const retryAfterMs = delivery.isTest ? null : retryAfterOf(facts, end);
  return {
    delivery: ACTIONS[VERDICT_TABLE[end][situation]]({ facts, end, error, notice }),
    error: error && withAdvice(error, facts),
    standing: notice === "warn" ? { ...standing, warnedAt: now } : standing,
    isNewSecretSeen: !delivery.isTest && end === "delivered" && delivery.signedOrder === "new_first",
    notice,
    blockedUntil: retryAfterMs === null ? null : new Date(now.getTime() + retryAfterMs),
  };
}
