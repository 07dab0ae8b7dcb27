// A real Fastify application: the plugin keeps the bytes for itself and leaves the rest of the application alone.
import fastify, { type FastifyInstance } from "fastify";
import { describe, expect, it } from "vitest";
import { describeAdapter, recordingReceiver } from "../testkit/adapter-suite.ts";
import { sendTo } from "../testkit/loopback.ts";
import { signedRequest } from "../testkit/signed-request.ts";
import { toFastifyPlugin } from "./fastify.ts";

async function listen(app: FastifyInstance) {
  const address = await app.listen({ port: 0, host: "127.0.0.1" });
  return {
    send: (request: Parameters<typeof sendTo>[1]) => sendTo(`${address}/hook`, request),
    close: () => app.close(),
  };
}

describeAdapter("Fastify", async (receiver) => {
  const app = fastify({ forceCloseConnections: true });
  app.register(toFastifyPlugin(receiver, { path: "/hook" }));
  return listen(app);
});

describe("Fastify", () => {
  it("goes on parsing JSON on its other routes", async () => {
    const { receiver, events } = recordingReceiver();
    const app = fastify();
    app.register(toFastifyPlugin(receiver, { path: "/hook" }), { prefix: "/in" });
    app.post("/other", (request, reply) => reply.send({ got: request.body }));
    const other = await app.inject({ method: "POST", url: "/other", payload: { a: 1 } });
    expect(other.json()).toEqual({ got: { a: 1 } });
    const { rawBody, headers } = signedRequest();
    const hook = await app.inject({ method: "POST", url: "/in/hook", payload: rawBody, headers: { ...headers } });
    expect([hook.statusCode, events.length]).toEqual([200, 1]);
    await app.close();
  });

  it("takes a delivery without a body for unsigned, and a hook that replaced it for a fault", async () => {
    const { receiver, errors } = recordingReceiver();
    const app = fastify();
    app.register(toFastifyPlugin(receiver, { path: "/hook" }));
    app.addHook("preValidation", async (request) => {
      if (request.headers["x-parse"] === "yes") request.body = { parsed: true };
    });
    expect((await app.inject({ method: "POST", url: "/hook" })).statusCode).toBe(401);
    const { rawBody, headers } = signedRequest();
    const parsed = { ...headers, "X-Parse": "yes" };
    const eaten = await app.inject({ method: "POST", url: "/hook", payload: rawBody, headers: parsed });
    expect([eaten.statusCode, eaten.json().error.code]).toEqual([500, "body_already_parsed"]);
    expect(errors).toHaveLength(1);
    await app.close();
  });
});
