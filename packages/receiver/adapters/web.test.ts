// The adapters of Request and Response: plain fetch handlers, Hono, Next.js route handlers.
import { Hono } from "hono";
import { describe, expect, it } from "vitest";
import { createMemoryQueue } from "../queues/memory.ts";
import { createReceiver } from "../receive/receiver.ts";
import { createMemoryStore } from "../stores/memory.ts";
import { describeAdapter, recordingReceiver } from "../testkit/adapter-suite.ts";
import { callDirectly } from "../testkit/loopback.ts";
import { NOW, SECRET, signedRequest } from "../testkit/signed-request.ts";
import { toFetchHandler } from "./fetch.ts";
import { toHonoHandler } from "./hono.ts";
import { toNextRoute } from "./next.ts";

describeAdapter("fetch", async (receiver) => callDirectly(toFetchHandler(receiver)));
describeAdapter("Hono", async (receiver) => {
  const app = new Hono();
  app.post("/hook", toHonoHandler(receiver));
  return callDirectly(app.fetch);
});
describeAdapter("Next.js", async (receiver) => {
  const { POST } = toNextRoute(receiver);
  return callDirectly(POST);
});

const requestOf = ({ rawBody, headers } = signedRequest()): Request =>
  new Request("http://localhost/hook", { method: "POST", headers, body: rawBody });

describe("a fetch handler", () => {
  it("says so when the request was read before", async () => {
    const { receiver, errors } = recordingReceiver();
    for (const handler of [toFetchHandler(receiver), toNextRoute(receiver).POST]) {
      const request = requestOf();
      await request.json();
      const answer = await handler(request);
      expect([answer.status, await answer.json()]).toMatchObject([
        500,
        { error: { code: "body_already_parsed", message: expect.stringMatching(/request\.clone\(\)/) } },
      ]);
    }
    expect(errors).toHaveLength(2);
  });

  it("stops reading a stream without end at its limit", async () => {
    const { receiver } = recordingReceiver();
    let pulled = 0;
    let isCancelled = false;
    const body = new ReadableStream<Uint8Array>({
      pull(controller) {
        pulled += 1;
        controller.enqueue(new Uint8Array(10_000));
      },
      cancel: () => void (isCancelled = true),
    });
    const init = { method: "POST", body, duplex: "half" } as RequestInit;
    const answer = await toFetchHandler(receiver)(new Request("http://localhost/", init));
    expect([answer.status, isCancelled]).toEqual([413, true]);
    expect(pulled).toBeLessThan(20);
  });

  it("makes one receiver per environment on Workers", async () => {
    const made: string[] = [];
    const handler = toFetchHandler((env: { readonly SECRET: string }) => {
      made.push(env.SECRET);
      return createReceiver({ secrets: env.SECRET, store: createMemoryStore(), on: {}, now: () => NOW });
    });
    const first = { SECRET };
    expect((await handler(requestOf(), first)).status).toBe(200);
    expect((await handler(requestOf(), first)).status).toBe(200);
    expect((await handler(requestOf(), { SECRET: "other" })).status).toBe(401);
    expect(made).toEqual([SECRET, "other"]);
  });

  it("asks Workers to stay until queued events are handled", async () => {
    const handled: string[] = [];
    const receiver = createReceiver({
      secrets: SECRET,
      store: createMemoryStore(),
      on: { "*": async ({ event_id }) => void handled.push(await Promise.resolve(event_id)) },
      now: () => NOW,
      ack: "before",
      queue: createMemoryQueue(),
    });
    const waited: Promise<unknown>[] = [];
    const answer = await toFetchHandler(receiver)(requestOf(), {}, { waitUntil: (work) => waited.push(work) });
    expect([answer.status, waited.length]).toEqual([202, 1]);
    await Promise.all(waited);
    expect(handled).toHaveLength(1);
  });
});

describe("Hono", () => {
  it.each(["text", "arrayBuffer", "json"] as const)(
    "works behind a middleware that called c.req.%s()",
    async (form) => {
      const { receiver, events } = recordingReceiver();
      const app = new Hono();
      app.use(async (context, next) => {
        await context.req[form]();
        await next();
      });
      app.post("/hook", toHonoHandler(receiver));
      const signed = signedRequest({ data: { ticket_id: "t", title: "Grüße", amount: 1 } });
      expect((await app.fetch(requestOf(signed))).status).toBe(200);
      expect(events).toEqual([JSON.parse(signed.rawBody)]);
    },
  );

  it("says so when a middleware read the raw request", async () => {
    const { receiver } = recordingReceiver();
    const app = new Hono();
    app.use(async (context, next) => {
      await context.req.raw.json();
      await next();
    });
    app.post("/hook", toHonoHandler(receiver));
    const answer = await app.fetch(requestOf());
    expect([answer.status, await answer.json()]).toMatchObject([500, { error: { code: "body_already_parsed" } }]);
  });
});
