import { beforeEach, describe, expect, test } from "vitest";
import type { Lookup } from "../target/resolve-target.ts";
import * as replies from "../testkit/receiver-replies.ts";
import type { Receiver } from "../testkit/receiver.ts";
import { policyOf, requestTo, useSending } from "../testkit/sending.ts";
import type { AttemptResult } from "./result.ts";
import type { Sender, SendRequest } from "./sender.ts";

const { openReceiver, openSender } = useSending();
let sender: Sender;
let receiver: Receiver;

const send = (overrides: Partial<SendRequest> = {}): Promise<AttemptResult> =>
  sender.send(requestTo(receiver.url("/in?a=1"), overrides));

beforeEach(async () => {
  sender = openSender();
  receiver = await openReceiver();
});

describe("a connection that was kept open", () => {
  test("and that the receiver has closed is replaced without a word", async () => {
    await send();
    receiver.dropConnections();
    expect(await send()).toMatchObject({ kind: "response", status: 200, timing: { connectMs: expect.any(Number) } });
    expect(receiver.requests).toHaveLength(2);
  });

  test.each([
    ["closes", replies.drop],
    ["resets", replies.reset],
    ["half-closes", replies.halfClose],
  ])("and that the receiver %s just as the request comes is dialled anew, once", async (_name, reply) => {
    await send();
    receiver.replyWith((request) => (request.index === 1 ? reply : { status: 200 }));
    expect(await send()).toMatchObject({ kind: "response", status: 200 });
    expect(receiver.requests.map((request) => request.connection)).toEqual([0, 0, 1]);
  });

  test("is not replaced twice: the second time the attempt has failed", async () => {
    await send();
    receiver.replyWith(replies.drop);
    expect(await send()).toMatchObject({ kind: "failure", errorClass: "closed" });
    expect(receiver.requests).toHaveLength(3);
  });

  test("is not replaced when a byte of the answer came: the receiver has seen the request", async () => {
    await send();
    receiver.replyWith(replies.dropInBody);
    expect(await send()).toMatchObject({ kind: "failure", errorClass: "closed" });
    expect(receiver.requests).toHaveLength(2);
  });

  test("a fresh one that is closed at once is no reason to send twice", async () => {
    receiver.replyWith(replies.drop);
    expect(await send()).toMatchObject({ kind: "failure", errorClass: "closed" });
    expect(receiver.requests).toHaveLength(1);
  });

  test("is not used again when the receiver says so", async () => {
    receiver.replyWith({ status: 200, headers: { Connection: "close" } });
    await send();
    await send();
    expect(receiver.connectionsAccepted).toBe(2);
  });
});

describe("where it connects", () => {
  const named = (hostname: string): string => `http://${hostname}:${receiver.port}/`;

  test("the judged address is dialled, under the name of the URL", async () => {
    const asked: string[] = [];
    const lookup: Lookup = (hostname) => {
      asked.push(hostname);
      return Promise.resolve(["127.0.0.1"]);
    };
    sender = openSender({ lookup });
    const result = await sender.send(requestTo(named("hooks.example.com")));
    expect(result).toMatchObject({ kind: "response", status: 200, timing: { dnsMs: expect.any(Number) } });
    expect(asked).toEqual(["hooks.example.com"]);
    expect(receiver.requests[0]?.headers["host"]).toBe(`hooks.example.com:${receiver.port}`);
  });

  test("a name that turns to a forbidden address is refused at the next dial; nothing is sent", async () => {
    const answers = [["127.0.0.1"], ["169.254.169.254"], ["127.0.0.1", "10.0.0.1"]];
    sender = openSender({ lookup: () => Promise.resolve(answers.shift() ?? []) });
    receiver.replyWith({ status: 200, headers: { Connection: "close" } });
    expect(await sender.send(requestTo(named("rebind.example.com")))).toMatchObject({ status: 200 });
    for (const _ of [1, 2]) {
      const result = await sender.send(requestTo(named("rebind.example.com")));
      expect(result).toMatchObject({ kind: "failure", errorClass: "refused_target" });
    }
    expect(receiver.connectionsAccepted).toBe(1);
  });

  test("the policy of the sender holds, whatever policy the target was parsed with", async () => {
    sender = openSender({ policy: policyOf() });
    expect(await send()).toMatchObject({ kind: "failure", errorClass: "refused_target" });
    expect(receiver.connectionsAccepted).toBe(0);
  });

  test("the second address is tried when the first does not listen", async () => {
    sender = openSender({ lookup: () => Promise.resolve(["127.0.0.2", "127.0.0.1"]) });
    expect(await sender.send(requestTo(named("two.example.com")))).toMatchObject({ kind: "response", status: 200 });
  });

  test("a name that does not exist, and one that hangs", async () => {
    sender = openSender({ lookup: () => Promise.reject(Object.assign(new Error(), { code: "ENOTFOUND" })) });
    expect(await sender.send(requestTo(named("none.example.com")))).toMatchObject({
      kind: "failure",
      errorClass: "dns",
      message: expect.stringContaining("none.example.com does not exist"),
    });
    sender = openSender({ lookup: () => new Promise(() => undefined) });
    expect(await sender.send(requestTo(named("hang.example.com"), { timeoutMs: 100 }))).toMatchObject({
      kind: "failure",
      errorClass: "timeout",
      message: "no answer from the name server for hang.example.com within 0.1 s",
      timing: { dnsMs: null, connectMs: null, firstByteMs: null },
    });
  });

  test("nobody listens there", async () => {
    const url = receiver.url();
    await receiver.close();
    expect(await sender.send(requestTo(url))).toMatchObject({
      kind: "failure",
      errorClass: "connect",
      message: expect.stringMatching(/^127\.0\.0\.1:\d+ refused the connection/),
    });
  });
});
