// A real Express application: before its parsers, behind the raw and text ones, and behind the JSON parser that ate it.
import express from "express";
import { describe, expect, it } from "vitest";
import { describeAdapter, recordingReceiver } from "../testkit/adapter-suite.ts";
import { listenOnLoopback } from "../testkit/loopback.ts";
import { signedRequest } from "../testkit/signed-request.ts";
import { toExpressHandler } from "./express.ts";

describeAdapter("Express", (receiver) => {
  const app = express();
  app.post("/hook", toExpressHandler(receiver));
  app.use(express.json());
  return listenOnLoopback(app);
});

describe("Express", () => {
  const { rawBody, headers } = signedRequest({ data: { ticket_id: "t", title: "Grüße 1.0" } });

  it.each([
    ["express.raw()", express.raw({ type: "*/*" })],
    ["express.text()", express.text({ type: "*/*" })],
    [
      "express.json() that keeps the bytes",
      express.json({ verify: (request, _response, bytes) => Object.assign(request, { rawBody: bytes }) }),
    ],
    ["a parser for another type", express.urlencoded({ extended: true })],
  ])("works behind %s", async (_, parser) => {
    const { receiver, events } = recordingReceiver();
    const app = express();
    app.use(parser);
    app.post("/hook", toExpressHandler(receiver));
    const served = await listenOnLoopback(app);
    expect((await served.send({ body: rawBody, headers })).status).toBe(200);
    expect(events).toEqual([JSON.parse(rawBody)]);
    await served.close();
  });

  it("behind express.json() says what to change, and the sender keeps the event", async () => {
    const { receiver, errors } = recordingReceiver();
    const app = express();
    app.use(express.json());
    app.post("/hook", toExpressHandler(receiver));
    const served = await listenOnLoopback(app);
    const answer = await served.send({ body: rawBody, headers });
    expect(answer.status).toBe(500);
    expect(JSON.parse(answer.body).error).toMatchObject({
      code: "body_already_parsed",
      message: expect.stringMatching(/mount the receiver before app\.use\(express\.json\(\)\)/),
    });
    expect(errors).toHaveLength(1);
    await served.close();
  });
});
