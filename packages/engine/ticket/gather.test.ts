// Questions are put together while a statement is on its way, each answered by one that began later, each with its own answer.
import type { TenantId } from "@ticketwire/contract";
import { expect, test } from "vitest";
import { Gatherer, LOCK_WAIT_MS } from "./gather.ts";

const [ONE, TWO] = ["one" as TenantId, "two" as TenantId];

/** A statement that waits to be let go; tells what it was asked. */
function scripted() {
  const asked: { tenantId: TenantId; questions: readonly number[]; end: (error?: Error) => void }[] = [];
  const gatherer = new Gatherer<number, string>((tenantId, questions) => {
    const { promise, resolve, reject } = Promise.withResolvers<readonly string[]>();
    const end = (error?: Error): void =>
      error ? reject(error) : resolve(questions.map((question) => `${tenantId} ${question}`));
    asked.push({ tenantId, questions, end });
    return promise;
  });
  return { gatherer, asked };
}

const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

test("the first goes at once, those that come meanwhile go together, and each gets its own answer", async () => {
  const { gatherer, asked } = scripted();
  const answers = [gatherer.ask(ONE, 1), gatherer.ask(ONE, 2), gatherer.ask(ONE, 3)];
  expect(asked.map(({ questions }) => questions)).toEqual([[1]]);
  asked[0]?.end();
  await settled();
  expect(asked.map(({ questions }) => questions)).toEqual([[1], [2, 3]]);
  asked[1]?.end();
  expect(await Promise.all(answers)).toEqual(["one 1", "one 2", "one 3"]);
  const later = gatherer.ask(ONE, 4);
  asked[2]?.end();
  expect(await later).toBe("one 4");
});

test("tenants do not wait for each other", async () => {
  const { gatherer, asked } = scripted();
  void gatherer.ask(ONE, 1);
  const other = gatherer.ask(TWO, 2);
  asked[1]?.end();
  expect(await other).toBe("two 2");
});

test("a statement that fails fails those it was to answer, and no others", async () => {
  const { gatherer, asked } = scripted();
  const first = gatherer.ask(ONE, 1);
  const second = gatherer.ask(ONE, 2);
  asked[0]?.end(new Error("gone"));
  await expect(first).rejects.toThrow("gone");
  asked[1]?.end();
  expect(await second).toBe("one 2");
});

test("a statement answers a bounded number", async () => {
  const { gatherer, asked } = scripted();
  const answers = Array.from({ length: 151 }, (_, index) => gatherer.ask(ONE, index));
  asked[0]?.end();
  await settled();
  asked[1]?.end();
  await settled();
  asked[2]?.end();
  expect(await Promise.all(answers)).toHaveLength(151);
  expect(asked.map(({ questions }) => questions.length)).toEqual([1, 100, 50]);
});

test("where one question is at fault each is asked alone, and only that one fails", async () => {
  const refused = Object.assign(new Error("twice"), { code: "23505" });
  const asked: (readonly number[])[] = [];
  const gatherer = new Gatherer<number, string>((_tenantId, questions) => {
    asked.push(questions);
    return questions.includes(3) ? Promise.reject(refused) : Promise.resolve(questions.map(String));
  });
  const answers = await Promise.allSettled([1, 2, 3, 4].map((question) => gatherer.ask(ONE, question)));
  expect(asked).toEqual([[1], [2, 3, 4], [2], [3], [4]]);
  expect(answers.map((answer) => (answer.status === "fulfilled" ? answer.value : answer.reason))).toEqual([
    "1",
    "2",
    refused,
    "4",
  ]);
});

test("one that meets a row that is held waits aside, further ones about it behind it, and the others go on", async () => {
  const locked = Object.assign(new Error("held"), { code: "55P03" });
  const held = Promise.withResolvers<void>();
  const asked: (readonly number[])[] = [];
  const gatherer = new Gatherer<number, string>(
    async (_tenantId, questions, lockMs) => {
      asked.push(questions);
      if (!questions.some((question) => question % 10 === 3)) return questions.map(String);
      if (lockMs === LOCK_WAIT_MS.shared) throw locked;
      await held.promise;
      return questions.map(String);
    },
    (question) => question % 10,
  );
  const first = [1, 2, 3, 4].map((question) => gatherer.ask(ONE, question));
  expect(await Promise.all([first[0], first[1], first[3]])).toEqual(["1", "2", "4"]);
  const later = [13, 5].map((question) => gatherer.ask(ONE, question));
  expect(await later[1]).toBe("5");
  expect(asked).toEqual([[1], [2, 3, 4], [2], [3], [3], [4], [5]]);
  held.resolve();
  expect(await Promise.all([first[2], later[0]])).toEqual(["3", "13"]);
  expect(asked.slice(7)).toEqual([[13]]);
  expect(await gatherer.ask(ONE, 6)).toBe("6");
});

test("not more than a hundred wait aside; the others are told what the first one met", async () => {
  const locked = Object.assign(new Error("held"), { code: "55P03" });
  const held = Promise.withResolvers<void>();
  const gatherer = new Gatherer<number, string>(
    async (_tenantId, questions, lockMs) => {
      if (lockMs === LOCK_WAIT_MS.shared) throw locked;
      await held.promise;
      return questions.map(String);
    },
    () => "the same",
  );
  const first = gatherer.ask(ONE, 0);
  await settled();
  const answers = Array.from({ length: 100 }, (_, index) => gatherer.ask(ONE, index + 1));
  await expect(answers[99]).rejects.toBe(locked);
  held.resolve();
  expect(await Promise.all([first, ...answers.slice(0, 99)])).toHaveLength(100);
});
