// Order within a ticket as a pure rule: an earlier event ends before a later one starts, and tickets do not wait for each other.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { DueDelivery } from "./load-deliveries.ts";
import { TicketOrder } from "./ticket-order.ts";

const delivery = (subjectId: string | null, sequence: number, nextAttemptAt: Date | null = null): DueDelivery =>
  ({ subjectId, sequence, nextAttemptAt }) as DueDelivery;

const DUE = new Date(0);

const sequenceOf = (one: DueDelivery | undefined): number | null => one?.sequence ?? null;

describe("order within a ticket", () => {
  test("a later event waits while the earlier is under way, and is next when it ended", () => {
    const order = new TicketOrder();
    const [first, second] = [delivery("t", 1), delivery("t", 2)];
    expect(order.take(first)).toEqual({ kind: "start" });
    expect(order.take(second)).toEqual({ kind: "wait" });
    expect(order.take(delivery("other", 3))).toEqual({ kind: "start" });
    expect(order.end(first, true)).toEqual({ next: [second], park: [], release: false });
    expect(order.take(second)).toEqual({ kind: "start" });
  });

  test("of many that wait one after the other is handed on, and what comes behind a thousand of them is parked", () => {
    const order = new TicketOrder();
    const burst = Array.from({ length: 1003 }, (_, index) => delivery("t", index + 1));
    const turns = burst.map((one) => order.take(one).kind);
    expect(new Set(turns.slice(1, 1001))).toEqual(new Set(["wait"]));
    expect([turns[0], ...turns.slice(1001)]).toEqual(["start", "park", "park"]);
    for (const [index, one] of burst.slice(0, 1001).entries()) {
      const { next, park, release } = order.end(one, true);
      expect([next.map(sequenceOf), park, release]).toEqual([index < 1000 ? [index + 2] : [], [], index >= 999]);
      for (const handed of next) expect(order.take(handed)).toEqual({ kind: "start" });
    }
    expect(order.firstParked("t")).toBe(1002);
  });

  test("one that was handed on goes first, whatever is asked for of its ticket meanwhile", () => {
    const order = new TicketOrder();
    const [first, second, third] = [delivery("t", 1), delivery("t", 2), delivery("t", 3)];
    for (const one of [first, second, third]) order.take(one);
    order.end(first, true);
    expect(order.take(delivery("t", 4))).toEqual({ kind: "wait" });
    expect(order.take(second)).toEqual({ kind: "start" });
    expect(order.end(second, true).next).toEqual([third]);
    expect(order.drain().map(sequenceOf)).toEqual([4]);
  });

  test("what waits behind a failed attempt is parked, and so is what comes later, until it has ended", () => {
    const order = new TicketOrder();
    const [first, second] = [delivery("t", 1), delivery("t", 2)];
    order.take(first);
    order.take(second);
    expect(order.end(first, false)).toEqual({ next: [], park: [second], release: false });
    expect(order.take(delivery("t", 3))).toEqual({ kind: "park" });
    expect(order.take(delivery("t", 1, DUE))).toEqual({ kind: "start" });
    expect(order.end(first, true).release).toBe(true);
    order.released("t", { sequence: 2, next: 3 });
    expect(order.take(delivery("t", 4))).toEqual({ kind: "park" });
    expect(order.take(delivery("t", 2, DUE))).toEqual({ kind: "start" });
  });

  test("what is parked while an earlier one is being released waits for it, though that release did not see it", () => {
    const order = new TicketOrder([{ subjectId: "t", open: [], firstParked: 2 }]);
    order.beginRelease("t");
    expect(order.take(delivery("t", 5))).toEqual({ kind: "park" });
    order.released("t", { sequence: 2, next: null });
    expect(order.take(delivery("t", 2, DUE))).toEqual({ kind: "start" });
    expect(order.take(delivery("t", 6))).toEqual({ kind: "park" });
    expect(order.end(delivery("t", 2, DUE), true).release).toBe(true);
  });

  test("one that was asked for or released waits for an earlier one that is parked", () => {
    const order = new TicketOrder([{ subjectId: "t", open: [1], firstParked: 3 }]);
    expect(order.take(delivery("t", 2))).toEqual({ kind: "park" });
    expect(order.take(delivery("t", 1, DUE))).toEqual({ kind: "start" });
    expect(order.take(delivery("t", 7, DUE))).toEqual({ kind: "park" });
    expect(order.end(delivery("t", 1, DUE), true)).toEqual({ next: [], park: [], release: true });
    expect(order.firstParked("t")).toBe(2);
    order.beginRelease("t");
    order.released("t", { sequence: 2, next: 3 });
    expect(order.isStranded("t")).toBe(false);
    expect(order.take(delivery("t", 2, DUE))).toEqual({ kind: "start" });
  });

  test("what is parked again while it is being released is released again", () => {
    const order = new TicketOrder([{ subjectId: "t", open: [], firstParked: 2 }]);
    order.beginRelease("t");
    expect(order.take(delivery("t", 3, DUE))).toEqual({ kind: "park" });
    order.released("t", { sequence: 3, next: 4 });
    expect([order.firstParked("t"), order.isStranded("t")]).toEqual([3, true]);
  });

  test("finds what was left parked by an owner that died", () => {
    const order = new TicketOrder([
      { subjectId: "t", open: [], firstParked: 2 },
      { subjectId: "u", open: [3], firstParked: 4 },
    ]);
    expect(order.stranded()).toEqual(["t"]);
  });

  test("events without a subject never wait", () => {
    const order = new TicketOrder();
    expect(order.take(delivery(null, 1))).toEqual({ kind: "start" });
    expect(order.take(delivery(null, 2))).toEqual({ kind: "start" });
  });

  test("in any history of successes and failures, a ticket's events start in order and none is lost", () => {
    const step = fc.record({ subject: fc.constantFrom("a", "b", "c"), fails: fc.integer({ min: 0, max: 2 }) });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40 }), fc.infiniteStream(fc.nat()), (steps, choices) => {
        const order = new TicketOrder();
        const parked: DueDelivery[] = [];
        const underWay: DueDelivery[] = [];
        const ready = steps.map((entry, index) => delivery(entry.subject, index + 1));
        const fails = new Map(steps.map((entry, index) => [index + 1, entry.fails]));
        const ended: DueDelivery[] = [];
        const choose = (below: number): number => (choices.next().value ?? 0) % below;
        while (ended.length < steps.length) {
          if (ready.length > 0 && (underWay.length === 0 || choose(2) === 0)) {
            const next = ready.shift() as DueDelivery;
            const turn = order.take(next);
            if (turn.kind === "start") underWay.push(next);
            if (turn.kind === "park") parked.push(next);
            continue;
          }
          const [attempt] = underWay.splice(choose(underWay.length), 1) as [DueDelivery];
          const left = fails.get(attempt.sequence) ?? 0;
          fails.set(attempt.sequence, left - 1);
          const result = order.end(attempt, left <= 0);
          if (left > 0) ready.push({ ...attempt, nextAttemptAt: DUE });
          else ended.push(attempt);
          parked.push(...result.park);
          ready.unshift(...result.next);
          if (result.release) {
            const mine = parked
              .filter((entry) => entry.subjectId === attempt.subjectId)
              .sort((a, b) => a.sequence - b.sequence);
            const [first] = mine;
            if (first) parked.splice(parked.indexOf(first), 1);
            order.beginRelease(attempt.subjectId as string);
            order.released(attempt.subjectId as string, {
              sequence: sequenceOf(first),
              next: sequenceOf(mine[1]),
            });
            if (first) ready.push({ ...first, nextAttemptAt: DUE });
          }
        }
        for (const subject of ["a", "b", "c"]) {
          const sequences = ended.filter((entry) => entry.subjectId === subject).map((entry) => entry.sequence);
          expect(sequences).toEqual([...sequences].sort((a, b) => a - b));
        }
      }),
    );
  });
});
