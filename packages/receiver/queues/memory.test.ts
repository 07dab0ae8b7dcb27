// `ack: "before"` with the queue in memory, and with a queue of one's own.
import { describe, expect, it, vi } from "vitest";
import { RetryLater } from "../errors.ts";
import type { Handlers } from "../receive/handlers.ts";
import type { ReceiverOptions } from "../receive/options.ts";
import { createReceiver } from "../receive/receiver.ts";
import { createMemoryStore } from "../stores/memory.ts";
import { gate, NOW, SECRET, signedRequest, WEBHOOK_ID } from "../testkit/signed-request.ts";
import { createMemoryQueue } from "./memory.ts";
import type { Job } from "./queue.ts";

const receiverWith = (options: Partial<ReceiverOptions>) =>
  createReceiver({
    secrets: SECRET,
    store: createMemoryStore(),
    on: {},
    now: () => NOW,
    ack: "before",
    onError: () => {},
    ...options,
  });

describe("the memory queue", () => {
  it("lets the answer go before the handler is through, and drain waits for it", async () => {
    const opened = gate();
    const handled: string[] = [];
    const on: Handlers = {
      "*": async ({ event_id }) => {
        await opened.promise;
        handled.push(event_id);
      },
    };
    const receiver = receiverWith({ on, queue: createMemoryQueue() });
    const request = signedRequest({}, 1);
    const answer = await receiver.handle(request);
    expect([answer.status, JSON.parse(answer.body)]).toEqual([202, { status: "queued" }]);
    expect(await receiver.progress(WEBHOOK_ID)).toMatchObject({ position: 0 });
    opened.resolve();
    await receiver.drain();
    expect(handled).toEqual([request.eventId]);
    expect(await receiver.progress(WEBHOOK_ID)).toMatchObject({ position: 1 });
  });

  it("handles a copy that was queued twice once", async () => {
    const handled: string[] = [];
    const receiver = receiverWith({
      on: { "*": ({ event_id }) => void handled.push(event_id) },
      queue: createMemoryQueue(),
    });
    const request = signedRequest();
    await Promise.all([receiver.handle(request), receiver.handle(request), receiver.handle(request)]);
    await receiver.drain();
    expect(handled).toEqual([request.eventId]);
  });

  it("runs no more at once than allowed", async () => {
    let running = 0;
    let most = 0;
    const on: Handlers = {
      "*": async () => {
        running += 1;
        most = Math.max(most, running);
        await new Promise(setImmediate);
        running -= 1;
      },
    };
    const receiver = receiverWith({ on, queue: createMemoryQueue({ concurrency: 3 }) });
    await Promise.all(Array.from({ length: 20 }, () => receiver.handle(signedRequest())));
    await receiver.drain();
    expect(most).toBe(3);
  });

  it("that is full leaves the event with the sender: 503 with Retry-After", async () => {
    const opened = gate();
    const receiver = receiverWith({ on: { "*": () => opened.promise }, queue: createMemoryQueue({ limit: 2 }) });
    const answers = [];
    for (let index = 0; index < 3; index += 1) answers.push(await receiver.handle(signedRequest()));
    expect(answers.map(({ status }) => status)).toEqual([202, 202, 503]);
    expect(answers[2]?.headers["retry-after"]).toBe("30");
    opened.resolve();
    await receiver.drain();
  });

  it("tries again with growing waits, and gives up in the open: the sequence stays missing", async () => {
    vi.useFakeTimers({ now: NOW });
    try {
      const given: [Job, unknown][] = [];
      const times: number[] = [];
      const on: Handlers = {
        "*": () => {
          times.push(Date.now() - NOW);
          throw new Error("always");
        },
      };
      const queue = createMemoryQueue({ attempts: 4, onGiveUp: (job, handling) => given.push([job, handling.kind]) });
      const receiver = receiverWith({ on, queue });
      const request = signedRequest({}, 1);
      await receiver.handle(request);
      await vi.advanceTimersByTimeAsync(60_000);
      await receiver.drain();
      expect(times).toEqual([0, 1000, 3000, 7000]);
      expect(given).toMatchObject([[{ event: { event_id: request.eventId } }, "failed"]]);
      expect(await receiver.progress(WEBHOOK_ID)).toMatchObject({ position: 0 });
    } finally {
      vi.useRealTimers();
    }
  });

  it("waits as long as the handler asks", async () => {
    vi.useFakeTimers({ now: NOW });
    try {
      const times: number[] = [];
      const on: Handlers = {
        "*": () => {
          times.push(Date.now() - NOW);
          if (times.length === 1) throw new RetryLater(45);
        },
      };
      const receiver = receiverWith({ on, queue: createMemoryQueue() });
      await receiver.handle(signedRequest());
      await vi.advanceTimersByTimeAsync(60_000);
      expect(times).toEqual([0, 45_000]);
    } finally {
      vi.useRealTimers();
    }
  });

  it.each([{ concurrency: 0 }, { limit: 1.5 }, { attempts: -1 }, { backoffMs: Number.NaN }])(
    "refuses %j",
    (options) => {
      expect(() => createMemoryQueue(options)).toThrow(/must be a whole number/);
    },
  );

  it("serves one receiver", () => {
    const queue = createMemoryQueue();
    receiverWith({ queue });
    expect(() => receiverWith({ queue })).toThrow(/already serves another receiver/);
  });
});

describe("a queue of one's own", () => {
  it("gets plain JSON, and its worker is told whether to try again", async () => {
    const stored: string[] = [];
    let runs = 0;
    const on: Handlers = {
      "*": () => {
        runs += 1;
        if (runs === 1) throw new Error("once");
      },
    };
    const receiver = receiverWith({ on, queue: { push: async (job) => void stored.push(JSON.stringify(job)) } });
    expect((await receiver.handle(signedRequest({}, 1))).status).toBe(202);
    const job = JSON.parse(stored[0] ?? "") as Job;
    await expect(receiver.work(job)).rejects.toMatchObject({ code: "event_not_handled", cause: { message: "once" } });
    await receiver.work(job);
    await receiver.work(job);
    expect(runs).toBe(2);
    expect(await receiver.progress(WEBHOOK_ID)).toMatchObject({ position: 1 });
  });

  it("that can not take it leaves the event with the sender", async () => {
    const receiver = receiverWith({ queue: { push: () => Promise.reject(new Error("broker")) } });
    expect((await receiver.handle(signedRequest())).status).toBe(503);
  });
});
