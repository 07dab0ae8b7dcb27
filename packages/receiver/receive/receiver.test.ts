// createReceiver: every way a request can end and its answer; once and only once; crash, race, and a failing store.
import { describe, expect, it, vi } from "vitest";
import { RetryLater } from "../errors.ts";
import { createMemoryStore } from "../stores/memory.ts";
import type { ReceiverStore } from "../stores/store.ts";
import { gate, NOW, SECRET, signedRequest, WEBHOOK_ID } from "../testkit/signed-request.ts";
import type { Handlers } from "./handlers.ts";
import type { ErrorContext, ReceiverOptions } from "./options.ts";
import type { Answer } from "./handling.ts";
import { createReceiver } from "./receiver.ts";

function receiverWith(options: Partial<ReceiverOptions> = {}) {
  const errors: [unknown, ErrorContext][] = [];
  const receiver = createReceiver({
    secrets: SECRET,
    store: createMemoryStore(),
    on: {},
    now: () => NOW,
    onError: (error, context) => errors.push([error, context]),
    ...options,
  });
  return { receiver, errors };
}

const bodyOf = ({ body }: Answer) => JSON.parse(body) as { status?: string; error?: { code: string; message: string } };

describe("a request", () => {
  it("is handled with its typed event and its context, and answered 200", async () => {
    const seen: unknown[] = [];
    const on: Handlers = {
      "ticket.assigned": (event, context) =>
        void seen.push(event.data.assigned_to, context.delivery.sequence, context.isTest),
    };
    const { receiver } = receiverWith({ on });
    const data = { ticket_id: "t", version: 1, assigned_to: "zoe" };
    const answer = await receiver.handle(signedRequest({ event_type: "ticket.assigned", data }, 7));
    expect([answer.status, bodyOf(answer)]).toEqual([200, { status: "handled" }]);
    expect(answer.headers["content-type"]).toBe("application/json; charset=utf-8");
    expect(seen).toEqual(["zoe", 7, false]);
  });

  it.each([
    ["ticket.updated", "own"],
    ["ticket.merged", "any"],
    ["webhook.test", "test"],
    ["constructor", "any"],
    ["__proto__", "any"],
  ])("of type %s reaches the %s handler", async (event_type, expected) => {
    const seen: string[] = [];
    const { receiver } = receiverWith({
      on: {
        "ticket.updated": () => void seen.push("own"),
        "webhook.test": () => void seen.push("test"),
        "*": () => void seen.push("any"),
      },
    });
    expect((await receiver.handle(signedRequest({ event_type }))).status).toBe(200);
    expect(seen).toEqual([expected]);
  });

  it("without a handler is answered 200, so that the sender does not retry for nothing", async () => {
    const { receiver } = receiverWith({ on: { "ticket.closed": () => {} } });
    expect(bodyOf(await receiver.handle(signedRequest()))).toEqual({ status: "ignored" });
  });

  it("that is tampered with is answered 401 and told to onRefused, and no handler runs", async () => {
    const handler = vi.fn<() => void>();
    const refused: string[] = [];
    const { receiver } = receiverWith({ on: { "*": handler }, onRefused: ({ code }) => refused.push(code) });
    const request = signedRequest();
    const answer = await receiver.handle({ ...request, rawBody: `${request.rawBody} ` });
    expect([answer.status, bodyOf(answer).error?.code]).toEqual([401, "signature_mismatch"]);
    expect((await receiver.handle({ rawBody: "{}", headers: {} })).status).toBe(401);
    expect(refused).toEqual(["signature_mismatch", "signature_missing"]);
    expect(handler).not.toHaveBeenCalled();
  });

  it("that is replayed later than the tolerance is answered 401", async () => {
    const { receiver } = receiverWith({ now: () => NOW + 301_000 });
    expect(bodyOf(await receiver.handle(signedRequest())).error?.code).toBe("timestamp_too_old");
  });

  it("that is signed but no event is answered 400", async () => {
    const { receiver } = receiverWith();
    const request = signedRequest({ occurred_at: "yesterday" });
    expect([(await receiver.handle(request)).status]).toEqual([400]);
  });

  it("that is too long is answered 413 before anything else is done", async () => {
    const { receiver } = receiverWith({ maxBodyBytes: 100 });
    const answer = await receiver.handle({ rawBody: "x".repeat(101), headers: {} });
    expect([answer.status, answer.headers["connection"], bodyOf(answer).error?.code]).toEqual([
      413,
      "close",
      "body_too_large",
    ]);
    expect((await receiver.handle({ rawBody: "x".repeat(100), headers: {} })).status).toBe(401);
  });

  it("whose body was parsed before is answered 500 with what to do, and reported", async () => {
    const { receiver, errors } = receiverWith();
    const answer = await receiver.handle({ ...signedRequest(), rawBody: { parsed: true } as unknown as string });
    expect(answer.status).toBe(500);
    expect(bodyOf(answer).error).toMatchObject({
      code: "body_not_raw",
      message: expect.stringMatching(/before a JSON parser/),
    });
    expect(errors[0]).toMatchObject([{ code: "body_not_raw" }, { stage: "adapter" }]);
  });
});

describe("a handler that fails", () => {
  it("is answered 500 with Retry-After, tells the error to onError only, and runs again on the next copy", async () => {
    let runs = 0;
    const { receiver, errors } = receiverWith({
      on: {
        "*": () => {
          runs += 1;
          if (runs === 1) throw new Error("secret detail of the CRM");
        },
      },
    });
    const request = signedRequest();
    const first = await receiver.handle(request);
    expect([first.status, first.headers["retry-after"]]).toEqual([500, "30"]);
    expect(first.body).not.toContain("secret detail");
    expect(errors).toMatchObject([[{ message: "secret detail of the CRM" }, { stage: "handler" }]]);
    expect(errors[0]?.[1].event?.event_id).toBe(request.eventId);
    expect(bodyOf(await receiver.handle(request))).toEqual({ status: "handled" });
    expect(bodyOf(await receiver.handle(request))).toEqual({ status: "duplicate" });
    expect(runs).toBe(2);
  });

  it("can name its own waiting time: 503 with Retry-After", async () => {
    const { receiver } = receiverWith({
      on: {
        "*": () => {
          throw new RetryLater(119.2);
        },
      },
    });
    const answer = await receiver.handle(signedRequest());
    expect([answer.status, answer.headers["retry-after"]]).toEqual([503, "120"]);
  });
});

describe("a store that fails", () => {
  const failing = (method: keyof ReceiverStore): ReceiverStore => {
    const store = createMemoryStore();
    return { ...store, [method]: () => Promise.reject(new Error(`${method} is away`)) };
  };

  it("when claiming: 503 with Retry-After, and no handler runs", async () => {
    const handler = vi.fn<() => void>();
    const { receiver, errors } = receiverWith({ store: failing("claim"), on: { "*": handler } });
    const answer = await receiver.handle(signedRequest());
    expect([answer.status, answer.headers["retry-after"]]).toEqual([503, "30"]);
    expect(errors).toMatchObject([[{ message: "claim is away" }, { stage: "store" }]]);
    expect(handler).not.toHaveBeenCalled();
  });

  it("when completing: 200, since the handler is through, and the fault is reported", async () => {
    const { receiver, errors } = receiverWith({ store: failing("complete"), on: { "*": () => {} } });
    expect((await receiver.handle(signedRequest())).status).toBe(200);
    expect(errors).toMatchObject([[{ message: "complete is away" }, { stage: "store" }]]);
  });

  it("when writing the position: 200, and the fault is reported", async () => {
    const { receiver, errors } = receiverWith({ store: failing("swap"), on: { "*": () => {} } });
    expect((await receiver.handle(signedRequest({}, 1))).status).toBe(200);
    expect(errors).toMatchObject([[{ message: "swap is away" }, { stage: "progress" }]]);
  });

  it("when releasing: the answer is that of the handler", async () => {
    const on: Handlers = {
      "*": () => {
        throw new Error("handler");
      },
    };
    const { receiver } = receiverWith({ store: failing("release"), on });
    expect((await receiver.handle(signedRequest())).status).toBe(500);
  });
});

describe("secrets", () => {
  it("can be looked up by webhook, and a look-up that fails is 503, not 401", async () => {
    const asked: (string | null)[] = [];
    const { receiver } = receiverWith({
      on: { "*": () => {} },
      secrets: async ({ webhookId }) => (asked.push(webhookId), ["another", SECRET]),
    });
    expect((await receiver.handle(signedRequest())).status).toBe(200);
    expect(asked).toEqual([WEBHOOK_ID]);
    const broken = receiverWith({ secrets: () => Promise.reject(new Error("vault")) });
    expect((await broken.receiver.handle(signedRequest())).status).toBe(503);
    expect(broken.errors).toMatchObject([[{ message: "vault" }, { stage: "secrets" }]]);
    const empty = receiverWith({ secrets: () => [] });
    expect((await empty.receiver.handle(signedRequest())).status).toBe(503);
  });
});

describe("hooks that throw", () => {
  it("change no answer", async () => {
    const silenced = vi.spyOn(console, "error").mockImplementation(() => {});
    const broken = (): never => {
      throw new Error("hook");
    };
    const options = { onError: broken, onRefused: broken, onGap: broken };
    const failing = receiverWith({ ...options, on: { "*": broken } });
    expect((await failing.receiver.handle(signedRequest())).status).toBe(500);
    expect((await failing.receiver.handle({ rawBody: "", headers: {} })).status).toBe(401);
    const fine = receiverWith({ ...options, on: { "*": () => {} } });
    expect((await fine.receiver.handle(signedRequest({}, 9))).status).toBe(200);
    expect(silenced).toHaveBeenCalledTimes(3);
    silenced.mockRestore();
  });
});

describe("drain", () => {
  it("waits for handlers under way", async () => {
    const opened = gate();
    let isDrained = false;
    const { receiver } = receiverWith({ on: { "*": () => opened.promise } });
    const answered = receiver.handle(signedRequest());
    const drained = receiver.drain().then(() => (isDrained = true));
    await Promise.resolve();
    expect(isDrained).toBe(false);
    opened.resolve();
    await Promise.all([answered, drained]);
    expect(isDrained).toBe(true);
  });
});
