import { DEFAULT_RETRY_SCHEDULE, ERROR_CLASSES } from "@ticketwire/contract";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  ATTEMPT_ENDS,
  endOf,
  SITUATIONS,
  type AttemptEnd,
  type AttemptFacts,
  type AttemptReply,
  type Situation,
  type Standing,
} from "./attempt-facts.ts";
import {
  decideAfterAttempt,
  ORDER_RETRY_REASONS,
  VERDICT_TABLE,
  type DeliveryVerdict,
} from "./decide-after-attempt.ts";

const NOW = new Date("2026-03-01T12:00:00.000Z");
const HOUR_MS = 3_600_000;
const HEALTHY: Standing = { failingSince: null, failedAttempts: 0, warnedAt: null, signatureOrder: "old_first" };

const answered = (status: number, headers: Record<string, string> = {}): AttemptReply => ({
  kind: "response",
  status,
  headers,
});
const REFUSED: AttemptReply = { kind: "failure", errorClass: "connect", message: "nothing listens there" };
const failingFor = (hours: number, over: Partial<Standing> = {}): Standing => ({
  ...HEALTHY,
  failingSince: new Date(NOW.getTime() - hours * HOUR_MS),
  failedAttempts: 3,
  ...over,
});

interface FactsInput {
  readonly reply?: AttemptReply;
  readonly delivery?: Partial<AttemptFacts["delivery"]>;
  readonly webhook?: Partial<AttemptFacts["webhook"]>;
  readonly random?: number;
}

function factsOf({ reply = REFUSED, delivery, webhook, random = 0.5 }: FactsInput = {}): AttemptFacts {
  return {
    reply,
    delivery: { ladderStep: 0, isTest: false, signedOrder: null, isOrderRetry: false, ...delivery },
    webhook: {
      isActive: true,
      retrySchedule: DEFAULT_RETRY_SCHEDULE,
      autoDisableAfterMs: 24 * HOUR_MS,
      standing: HEALTHY,
      ...webhook,
    },
    now: NOW,
    random,
  };
}

const REPLY_OF: Readonly<Record<AttemptEnd, FactsInput>> = {
  delivered: { reply: answered(204) },
  gone: { reply: answered(410) },
  unauthorized: { reply: answered(401), delivery: { signedOrder: "old_first" } },
  throttled: { reply: answered(429, { "retry-after": "120" }) },
  failed: { reply: REFUSED },
};
const IN_SITUATION: Readonly<Record<Situation, FactsInput>> = {
  test: { delivery: { isTest: true } },
  retry_left: { delivery: { ladderStep: 1 } },
  last_try: { delivery: { ladderStep: 5 } },
  inactive_retry_left: { delivery: { ladderStep: 1 }, webhook: { isActive: false } },
  inactive_last_try: { delivery: { ladderStep: 5 }, webhook: { isActive: false } },
};
// Status and the step of the ladder after it, for every cell; written out a second time, by what a person expects.
const EXPECTED: Readonly<Record<AttemptEnd, Record<Situation, readonly [DeliveryVerdict["status"], number]>>> = {
  delivered: {
    test: ["delivered", 0],
    retry_left: ["delivered", 1],
    last_try: ["delivered", 5],
    inactive_retry_left: ["delivered", 1],
    inactive_last_try: ["delivered", 5],
  },
  gone: {
    test: ["abandoned", 1],
    retry_left: ["held", 2],
    last_try: ["held", 6],
    inactive_retry_left: ["held", 2],
    inactive_last_try: ["held", 6],
  },
  unauthorized: {
    test: ["abandoned", 1],
    retry_left: ["retrying", 1],
    last_try: ["retrying", 5],
    inactive_retry_left: ["held", 2],
    inactive_last_try: ["held", 6],
  },
  throttled: {
    test: ["abandoned", 1],
    retry_left: ["retrying", 2],
    last_try: ["abandoned", 6],
    inactive_retry_left: ["held", 2],
    inactive_last_try: ["abandoned", 6],
  },
  failed: {
    test: ["abandoned", 1],
    retry_left: ["retrying", 2],
    last_try: ["abandoned", 6],
    inactive_retry_left: ["held", 2],
    inactive_last_try: ["abandoned", 6],
  },
};
const CELLS = ATTEMPT_ENDS.flatMap((end) => SITUATIONS.map((situation) => ({ end, situation })));

describe("every cell of the table", () => {
  test.each(CELLS)("$end, $situation", ({ end, situation }) => {
    const [reply, where] = [REPLY_OF[end], IN_SITUATION[situation]];
    const facts = factsOf({ ...reply, ...where, delivery: { ...reply.delivery, ...where.delivery } });
    const { delivery } = decideAfterAttempt(facts);
    const [status, ladderStep] = EXPECTED[end][situation];
    expect(delivery).toMatchObject({ status, ladderStep });
    expect(delivery.reason).not.toBe("");
    expect("retryAt" in delivery).toBe(status === "retrying");
  });

  test("is there, and no other", () => {
    expect(Object.keys(VERDICT_TABLE)).toEqual([...ATTEMPT_ENDS]);
    for (const row of Object.values(VERDICT_TABLE)) expect(Object.keys(row)).toEqual([...SITUATIONS]);
  });
});

describe("what came of an attempt", () => {
  test.each([
    [200, "delivered"],
    [204, "delivered"],
    [299, "delivered"],
    [301, "failed"],
    [304, "failed"],
    [400, "failed"],
    [401, "failed"],
    [404, "failed"],
    [410, "gone"],
    [429, "failed"],
    [500, "failed"],
    [503, "failed"],
  ] as const)("%i is %s", (status, end) => {
    expect(endOf(factsOf({ reply: answered(status) }))).toBe(end);
  });

  test("Retry-After counts on 429 and 503 only, and only when it can be read", () => {
    const asked = { "retry-after": "10" };
    expect(endOf(factsOf({ reply: answered(429, asked) }))).toBe("throttled");
    expect(endOf(factsOf({ reply: answered(503, asked) }))).toBe("throttled");
    expect(endOf(factsOf({ reply: answered(500, asked) }))).toBe("failed");
    expect(endOf(factsOf({ reply: answered(301, asked) }))).toBe("failed");
    expect(endOf(factsOf({ reply: answered(429, { "retry-after": "soon" }) }))).toBe("failed");
  });
});

describe("whatever happens", () => {
  const anyReply: fc.Arbitrary<AttemptReply> = fc.oneof(
    fc.record({
      kind: fc.constant("response" as const),
      status: fc.integer({ min: 200, max: 599 }),
      headers: fc.oneof(fc.constant({}), fc.record({ "retry-after": fc.oneof(fc.nat().map(String), fc.string()) })),
    }),
    fc.record({
      kind: fc.constant("failure" as const),
      errorClass: fc.constantFrom("dns", "connect", "tls", "timeout", "refused_target", "closed"),
      message: fc.string({ minLength: 1 }),
    }) as fc.Arbitrary<AttemptReply>,
  );
  const anyFacts: fc.Arbitrary<AttemptFacts> = fc.record({
    reply: anyReply,
    delivery: fc.record({
      ladderStep: fc.nat({ max: 25 }),
      isTest: fc.boolean(),
      signedOrder: fc.constantFrom(null, "old_first" as const, "new_first" as const),
      isOrderRetry: fc.boolean(),
    }),
    webhook: fc.record({
      isActive: fc.boolean(),
      retrySchedule: fc.array(fc.integer({ min: 1, max: 604_800 }), { maxLength: 20 }),
      autoDisableAfterMs: fc.integer({ min: 1000, max: 7 * 24 * HOUR_MS }),
      standing: fc.oneof(
        fc.constant(HEALTHY),
        fc.double({ min: 0, max: 100, noNaN: true }).map((h) => failingFor(h)),
      ),
    }),
    now: fc.constant(NOW),
    random: fc.double({ min: 0, max: 1, noNaN: true }),
  });

  test("a delivery ends, or is tried again at a time that is not in the past; it says why", () => {
    fc.assert(
      fc.property(anyFacts, (facts) => {
        const { delivery } = decideAfterAttempt(facts);
        expect(delivery.reason.length).toBeGreaterThan(0);
        if (delivery.status !== "retrying") return;
        expect(delivery.retryAt.getTime()).toBeGreaterThanOrEqual(NOW.getTime());
        expect(facts.delivery.isTest).toBe(false);
        expect(facts.webhook.isActive).toBe(true);
      }),
    );
  });

  test("there is an error exactly when it is not delivered, with a class, a message and advice", () => {
    fc.assert(
      fc.property(anyFacts, (facts) => {
        const { delivery, error } = decideAfterAttempt(facts);
        expect(error === null).toBe(delivery.status === "delivered");
        if (error === null) return;
        expect(ERROR_CLASSES).toContain(error.errorClass);
        expect(error.message.length * error.advice.length).toBeGreaterThan(0);
      }),
    );
  });

  test("tests change nothing about the webhook", () => {
    fc.assert(
      fc.property(anyFacts, (facts) => {
        const verdict = decideAfterAttempt({ ...facts, delivery: { ...facts.delivery, isTest: true } });
        expect(verdict.standing).toEqual(facts.webhook.standing);
        expect(verdict).toMatchObject({ notice: null, blockedUntil: null, isNewSecretSeen: false });
      }),
    );
  });

  test("an inactive webhook is neither warned about nor disabled", () => {
    fc.assert(
      fc.property(anyFacts, (facts) => {
        const verdict = decideAfterAttempt({ ...facts, webhook: { ...facts.webhook, isActive: false } });
        expect(verdict.notice).toBeNull();
        expect(verdict.delivery.status).not.toBe("retrying");
      }),
    );
  });

  test("the same facts give the same verdict, and stay as they are", () => {
    fc.assert(
      fc.property(anyFacts, (facts) => {
        const before = structuredClone(facts);
        expect(decideAfterAttempt(facts)).toEqual(decideAfterAttempt(facts));
        expect(facts).toEqual(before);
      }),
    );
  });
});

describe("a delivery that waits for its once-more", () => {
  test("is told apart by its reason", () => {
    const { delivery } = decideAfterAttempt(factsOf(REPLY_OF.unauthorized));
    expect(delivery).toMatchObject({
      status: "retrying",
      reason: ORDER_RETRY_REASONS.new_first,
      retryAt: NOW,
      ladderStep: 0,
    });
  });
});

describe("a redirect", () => {
  test("is an error of its own class, and the advice says where it points", () => {
    const reply: AttemptReply = answered(308, { location: "https://b.example/" });
    expect(decideAfterAttempt(factsOf({ reply })).error).toEqual({
      errorClass: "redirect",
      message: "answered 308: redirects are not followed",
      advice: expect.stringContaining("https://b.example/"),
    });
  });
});
