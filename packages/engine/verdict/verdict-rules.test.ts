// The rules of CONTRACT section 4 one by one: the ladder, Retry-After, rotation, and the clock of only failures.
import { DEFAULT_RETRY_SCHEDULE } from "@ticketwire/contract";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { AttemptFacts, AttemptReply, SignatureOrder, Standing } from "./attempt-facts.ts";
import { decideAfterAttempt, ORDER_RETRY_REASONS, orderRetryOf, type Verdict } from "./decide-after-attempt.ts";
import { judgeStanding } from "./judge-standing.ts";
import { parseRetryAfter } from "./retry-after.ts";

const START = new Date("2026-03-01T12:00:00.000Z");
const HOUR_MS = 3_600_000;
const HEALTHY: Standing = { failingSince: null, failedAttempts: 0, warnedAt: null, signatureOrder: "old_first" };
const later = (ms: number): Date => new Date(START.getTime() + ms);
const answered = (status: number, retryAfter?: string): AttemptReply => ({
  kind: "response",
  status,
  headers: retryAfter === undefined ? {} : { "retry-after": retryAfter },
});

interface Step {
  readonly reply: AttemptReply;
  readonly now?: Date;
  readonly random?: number;
  readonly ladderStep?: number;
  readonly signedOrder?: SignatureOrder | null;
  readonly isOrderRetry?: boolean;
  readonly isTest?: boolean;
  readonly standing?: Standing;
  readonly schedule?: readonly number[];
}

function decide(step: Step): Verdict {
  const { reply, now = START, random = 0.5, ladderStep = 0, signedOrder = null, isOrderRetry = false } = step;
  const facts: AttemptFacts = {
    reply,
    delivery: { ladderStep, isTest: step.isTest ?? false, signedOrder, isOrderRetry },
    webhook: {
      isActive: true,
      retrySchedule: step.schedule ?? DEFAULT_RETRY_SCHEDULE,
      autoDisableAfterMs: 24 * HOUR_MS,
      standing: step.standing ?? HEALTHY,
    },
    now,
    random,
  };
  return decideAfterAttempt(facts);
}

describe("the retry ladder", () => {
  // Fails until it is given up, as the lane would; returns the moments of the attempts, milliseconds after the first.
  function climb(randoms: readonly number[], schedule?: readonly number[]): readonly number[] {
    const moments = [0];
    let now = START;
    let ladderStep = 0;
    for (let attempt = 0; attempt < 50; attempt++) {
      const random = randoms[attempt % randoms.length] ?? 0.5;
      const { delivery } = decide({ reply: answered(500), now, random, ladderStep, ...(schedule && { schedule }) });
      if (delivery.status !== "retrying") return moments;
      ({ ladderStep, retryAt: now } = delivery);
      moments.push(now.getTime() - START.getTime());
    }
    throw new Error("the ladder has no end");
  }

  test("is 1 min, 5 min, 30 min, 2 h, 12 h: six sends in 14 h 36 min, then abandoned", () => {
    expect(climb([0.5]).map((ms) => ms / 60_000)).toEqual([0, 1, 6, 36, 156, 876]);
    expect(decide({ reply: answered(500), ladderStep: 5 }).delivery).toMatchObject({
      status: "abandoned",
      reason: "gave up after 6 failed attempts: answered 500",
    });
  });

  test("stays within 5 % of it, whatever the jitter", () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 5, maxLength: 5 }), (randoms) => {
        const moments = climb(randoms);
        expect(moments).toHaveLength(6);
        expect(Math.abs((moments[5] ?? 0) / 60_000 - 876)).toBeLessThanOrEqual(876 * 0.05 + 0.001);
      }),
    );
  });

  test("is the webhook's own, of any length, none included", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 604_800 }), { maxLength: 20 }), (schedule) => {
        const moments = climb([0.5], schedule);
        const waits = moments.slice(1).map((moment, i) => (moment - (moments[i] ?? 0)) / 1000);
        expect(waits).toEqual(schedule);
      }),
    );
  });

  test("says which retry comes", () => {
    expect(decide({ reply: answered(500), ladderStep: 1 }).delivery.reason).toBe("answered 500; retry 2 of 5");
    expect(decide({ reply: answered(500), schedule: [] }).delivery.reason).toBe(
      "gave up after 1 attempt: answered 500",
    );
  });
});

describe("Retry-After", () => {
  test.each([
    ["0", null],
    ["1", 1000],
    ["120", 120_000],
    ["1.5", 1500],
    [" 7 ", 7000],
    ["86400", 86_400_000],
    ["86401", 86_400_000],
    ["99999999999999999999", 86_400_000],
    ["Sun, 01 Mar 2026 12:00:30 GMT", 30_000],
    ["Sunday, 01-Mar-26 12:00:30 GMT", 30_000],
    ["Sun Mar  1 12:00:30 2026", 30_000],
    ["Sun, 01 Mar 2026 11:00:00 GMT", null],
    ["Sun, 01 Mar 2036 12:00:00 GMT", 86_400_000],
    ["-5", null],
    ["soon", null],
    ["2026-03-01T13:00:00Z", null],
    ["", null],
    ["1e3", null],
    ["Sun, 99 Foo 2026 99:99:99 GMT", null],
  ])("%j means %j ms", (value, expected) => {
    expect(parseRetryAfter(value, START)).toBe(expected);
  });

  test.each([429, 503])("on %i is waited for at least; the ladder when that is longer", (status) => {
    const long = decide({ reply: answered(status, "600"), random: 0 });
    expect(long.delivery).toMatchObject({ status: "retrying", retryAt: later(600_000), ladderStep: 1 });
    expect(long.blockedUntil).toEqual(later(600_000));
    const short = decide({ reply: answered(status, "2"), random: 0 });
    expect(short.delivery).toMatchObject({ retryAt: later(57_000) });
    expect(short.blockedUntil).toEqual(later(2000));
  });

  test("is never undercut by the jitter", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 100_000 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (seconds, random) => {
          const { delivery } = decide({ reply: answered(429, String(seconds)), random });
          if (delivery.status !== "retrying") throw new Error(delivery.status);
          const waitMs = delivery.retryAt.getTime() - START.getTime();
          expect(waitMs).toBeGreaterThanOrEqual(Math.min(seconds, 86_400) * 1000);
        },
      ),
    );
  });

  test("also rests the lane when the delivery itself is given up", () => {
    const last = decide({ reply: answered(429, "60"), ladderStep: 5 });
    expect(last.delivery.status).toBe("abandoned");
    expect(last.blockedUntil).toEqual(later(60_000));
    expect(decide({ reply: answered(500, "60") }).blockedUntil).toBeNull();
  });
});

describe("rotation with two valid secrets", () => {
  test.each([401, 403])("%i brings one more attempt at once in the other order, on the same step", (status) => {
    const first = decide({ reply: answered(status), ladderStep: 2, signedOrder: "old_first" });
    const reason = ORDER_RETRY_REASONS.new_first;
    expect(first.delivery).toEqual({ status: "retrying", reason, ladderStep: 2, retryAt: START });
    expect(first.standing.signatureOrder).toBe("old_first");
    const second = decide({
      reply: answered(status),
      ladderStep: 2,
      signedOrder: "new_first",
      isOrderRetry: true,
      standing: first.standing,
    });
    expect(second.delivery).toMatchObject({ status: "retrying", ladderStep: 3 });
    expect(second.standing).toMatchObject({ signatureOrder: "old_first", failedAttempts: 2 });
  });

  test("the order that worked is remembered, and the new secret counts as seen", () => {
    const verdict = decide({ reply: answered(200), signedOrder: "new_first", isOrderRetry: true });
    expect(verdict).toMatchObject({ delivery: { status: "delivered" }, isNewSecretSeen: true });
    expect(verdict.standing.signatureOrder).toBe("new_first");
  });

  test("an attempt that was signed before the flip and ends after it does not turn it back", () => {
    const flipped: Standing = { ...HEALTHY, signatureOrder: "new_first" };
    const verdict = decide({ reply: answered(200), signedOrder: "old_first", standing: flipped });
    expect(verdict.standing.signatureOrder).toBe("new_first");
    expect(verdict.isNewSecretSeen).toBe(false);
  });

  test("a receiver that goes back to the old secret is followed back", () => {
    const flipped: Standing = { ...HEALTHY, signatureOrder: "new_first" };
    const refused = decide({ reply: answered(401), signedOrder: "new_first", standing: flipped });
    expect(refused.delivery).toMatchObject({ status: "retrying", reason: ORDER_RETRY_REASONS.old_first });
    const taken = decide({ reply: answered(200), signedOrder: "old_first", isOrderRetry: true, standing: flipped });
    expect(taken.standing.signatureOrder).toBe("old_first");
  });

  test("the once-more takes the order that its own first attempt did not take, whatever was learned in between", () => {
    const flipped: Standing = { ...HEALTHY, signatureOrder: "new_first" };
    const refused = decide({ reply: answered(401), signedOrder: "old_first", standing: flipped });
    expect(orderRetryOf(refused.delivery.reason)).toBe("new_first");
    expect(orderRetryOf("answered 401; retry 1 of 5")).toBeNull();
  });

  test("outside an overlap 401 is an ordinary failure, and other statuses are so within it", () => {
    expect(decide({ reply: answered(401) }).delivery).toMatchObject({ status: "retrying", ladderStep: 1 });
    expect(decide({ reply: answered(400), signedOrder: "old_first" }).delivery).toMatchObject({ ladderStep: 1 });
  });

  test("nobody is disabled before the other order was tried", () => {
    const standing: Standing = { ...HEALTHY, failingSince: later(-30 * HOUR_MS), failedAttempts: 5 };
    expect(decide({ reply: answered(401), signedOrder: "old_first", standing }).notice).toBeNull();
    const retried = decide({ reply: answered(401), signedOrder: "new_first", isOrderRetry: true, standing });
    expect(retried.notice).toBe("only_failures");
  });
});

describe("410", () => {
  test("disables at once and holds the delivery, on the first attempt and on the last", () => {
    for (const ladderStep of [0, 5]) {
      expect(decide({ reply: answered(410), ladderStep })).toMatchObject({
        notice: "gone",
        delivery: { status: "held", reason: expect.stringContaining("410") },
        error: { errorClass: "status" },
      });
    }
  });

  test("of a test disables nothing", () => {
    expect(decide({ reply: answered(410), isTest: true })).toMatchObject({
      notice: null,
      delivery: { status: "abandoned" },
      standing: HEALTHY,
    });
  });
});

describe("only failures", () => {
  const failing = (hours: number, over: Partial<Standing> = {}): Standing => ({
    ...HEALTHY,
    failingSince: later(-hours * HOUR_MS),
    failedAttempts: 3,
    ...over,
  });

  test("begin with the first failure and end with a success", () => {
    const first = decide({ reply: answered(500) });
    expect(first.standing).toEqual({ ...HEALTHY, failingSince: START, failedAttempts: 1 });
    const second = decide({ reply: answered(500), standing: first.standing, now: later(60_000) });
    expect(second.standing).toEqual({ ...HEALTHY, failingSince: START, failedAttempts: 2 });
    expect(decide({ reply: answered(200), standing: second.standing }).standing).toEqual(HEALTHY);
  });

  test("for half of the time warn once, for the whole of it disable", () => {
    expect(decide({ reply: answered(500), standing: failing(11.99) }).notice).toBeNull();
    const warned = decide({ reply: answered(500), standing: failing(12) });
    expect(warned).toMatchObject({ notice: "warn", delivery: { status: "retrying" }, standing: { warnedAt: START } });
    expect(decide({ reply: answered(500), standing: failing(23.99, { warnedAt: START }) }).notice).toBeNull();
    const disabled = decide({ reply: answered(500), standing: failing(24, { warnedAt: START }) });
    expect(disabled.notice).toBe("only_failures");
    expect(disabled.delivery).toMatchObject({
      status: "held",
      reason: "only failures for 24 h: the webhook was disabled; waits until it is enabled again",
    });
  });

  test("that end a ladder abandon the delivery all the same", () => {
    const verdict = decide({ reply: answered(500), standing: failing(30), ladderStep: 5 });
    expect(verdict).toMatchObject({ notice: "only_failures", delivery: { status: "abandoned" } });
  });

  test("need at least two attempts", () => {
    const once = failing(30, { failedAttempts: 0 });
    expect(decide({ reply: answered(500), standing: once }).notice).toBeNull();
    expect(decide({ reply: answered(500), standing: failing(30, { failedAttempts: 1 }) }).notice).toBe("only_failures");
  });

  test("are judged by the clock too, when nothing is sent any more", () => {
    const judge = (hours: number, over: Partial<Standing> = {}): ReturnType<typeof judgeStanding> =>
      judgeStanding({ standing: failing(hours, over), autoDisableAfterMs: 24 * HOUR_MS, now: START });
    expect([judge(11), judge(12), judge(12, { warnedAt: START }), judge(24)]).toEqual([null, "warn", null, "disable"]);
    expect(judge(48, { failedAttempts: 1 })).toBeNull();
    expect(judge(48, { failingSince: null })).toBeNull();
  });
});
