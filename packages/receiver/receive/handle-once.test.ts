// Once and only once: copies that race, receivers that die, handlers that take long.
import { describe, expect, it, vi } from "vitest";
import type { TicketwireEvent } from "../events.ts";
import { createMemoryStore } from "../stores/memory.ts";
import { gate, NOW, SECRET, signedRequest } from "../testkit/signed-request.ts";
import type { Handlers } from "./handlers.ts";
import type { ReceiverOptions } from "./options.ts";
import type { Answer } from "./handling.ts";
import { createReceiver } from "./receiver.ts";

const PUSHED = { source: "push", webhookId: null, deliveryId: null, attempt: 1, sequence: null } as const;

function receiverWith(options: Partial<ReceiverOptions>) {
  const receiver = createReceiver({
    secrets: SECRET,
    store: createMemoryStore(),
    on: {},
    now: () => NOW,
    onError: () => {},
    ...options,
  });
  return { receiver };
}

const bodyOf = ({ body }: Answer) => JSON.parse(body) as { status?: string; error?: { code: string } };

describe("copies of one event", () => {
  it("that race are handled once: the others are told to come again, then that it is done", async () => {
    const opened = gate();
    const started = gate();
    let runs = 0;
    const { receiver } = receiverWith({
      on: {
        "*": async () => {
          runs += 1;
          started.resolve();
          await opened.promise;
        },
      },
    });
    const request = signedRequest();
    const first = receiver.handle(request);
    await started.promise;
    const others = await Promise.all(Array.from({ length: 20 }, () => receiver.handle(request)));
    for (const answer of others) {
      expect([answer.status, bodyOf(answer).error?.code]).toEqual([503, "event_busy"]);
      expect(Number(answer.headers["retry-after"])).toBeGreaterThan(0);
    }
    opened.resolve();
    expect((await first).status).toBe(200);
    expect(bodyOf(await receiver.handle(request))).toEqual({ status: "duplicate" });
    expect(runs).toBe(1);
  });

  it("are handled again when the first receiver died in its handler, once its lease is over", async () => {
    let now = NOW;
    const store = createMemoryStore({ clock: () => now });
    const never = gate();
    const started = gate();
    const dead = receiverWith({ store, on: { "*": () => (started.resolve(), never.promise) } });
    const request = signedRequest();
    void dead.receiver.handle(request);
    await started.promise;
    const handled: string[] = [];
    const alive = receiverWith({ store, on: { "*": (event) => void handled.push(event.event_id) } });
    expect((await alive.receiver.handle(request)).status).toBe(503);
    now += 60_000;
    expect(bodyOf(await alive.receiver.handle(request))).toEqual({ status: "handled" });
    expect(handled).toEqual([request.eventId]);
  });

  it("never run at the same time, whatever mixture of receivers, failures and copies there is", async () => {
    const store = createMemoryStore();
    const runningNow = new Map<string, number>();
    const successes = new Map<string, number>();
    const on: Handlers = {
      "*": async ({ event_id }) => {
        const others = runningNow.get(event_id) ?? 0;
        runningNow.set(event_id, others + 1);
        expect(others).toBe(0);
        await Promise.resolve();
        runningNow.set(event_id, 0);
        if (Number(event_id.split(":")[1]) % 3 === 0 && !successes.has(event_id)) {
          successes.set(event_id, 0);
          throw new Error("once");
        }
        successes.set(event_id, (successes.get(event_id) ?? 0) + 1);
      },
    };
    const receivers = [receiverWith({ store, on }), receiverWith({ store, on }), receiverWith({ store, on })];
    const requests = Array.from({ length: 30 }, (_, index) => signedRequest({ event_id: `e:${index}` }));
    for (let round = 0; round < 4; round += 1) {
      await Promise.all(requests.flatMap((request) => receivers.map(({ receiver }) => receiver.handle(request))));
    }
    expect([...successes.values()]).toEqual(Array.from({ length: 30 }, () => 1));
  });
});

describe("a long handler", () => {
  it("keeps its claim as long as it runs, and loses it when it runs longer than allowed", async () => {
    vi.useFakeTimers({ now: NOW });
    try {
      const store = createMemoryStore();
      let aborted: unknown;
      const slow: Handlers = {
        "*": (_, { signal }) =>
          new Promise<void>(() => signal.addEventListener("abort", () => (aborted = signal.reason))),
      };
      const first = receiverWith({ store, on: slow, leaseMs: 60_000, maxHandlerMs: 300_000 });
      const second = receiverWith({ store, on: { "*": () => {} } });
      const event = JSON.parse(signedRequest().rawBody) as TicketwireEvent;
      const answered = first.receiver.accept(event, PUSHED);
      await vi.advanceTimersByTimeAsync(299_000);
      expect((await second.receiver.accept(event, PUSHED)).kind).toBe("busy");
      await vi.advanceTimersByTimeAsync(1_000);
      expect((await answered).kind).toBe("failed");
      expect(aborted).toMatchObject({ code: "handler_timeout" });
      // The handler may still be at work, so its claim stands until it runs out by itself.
      expect((await second.receiver.accept(event, PUSHED)).kind).toBe("busy");
      await vi.advanceTimersByTimeAsync(60_000);
      expect((await second.receiver.accept(event, PUSHED)).kind).toBe("handled");
    } finally {
      vi.useRealTimers();
    }
  });

  it("is told by its signal when another one took its claim, and its failure harms nobody", async () => {
    vi.useFakeTimers({ now: NOW });
    try {
      const store = createMemoryStore();
      const stopped: unknown[] = [];
      const { receiver } = receiverWith({
        store,
        on: {
          "*": (_, { signal }) =>
            new Promise<void>((_resolve, reject) => signal.addEventListener("abort", () => reject(signal.reason))),
        },
        onError: (error) => stopped.push(error),
      });
      const answered = receiver.accept(JSON.parse(signedRequest().rawBody) as TicketwireEvent, PUSHED);
      vi.spyOn(store, "extend").mockResolvedValue(false);
      await vi.advanceTimersByTimeAsync(20_000);
      expect((await answered).kind).toBe("failed");
      expect(stopped).toMatchObject([{ code: "lease_lost" }]);
    } finally {
      vi.useRealTimers();
    }
  });
});
