import { createServer, type AddressInfo, type Socket } from "node:net";
import { beforeEach, describe, expect, test } from "vitest";
import * as replies from "../testkit/receiver-replies.ts";
import type { RawReply, Receiver } from "../testkit/receiver.ts";
import { requestTo, useSending } from "../testkit/sending.ts";
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

// name, reply, class, words of the message
const FAILURES: readonly (readonly [string, RawReply, string, string])[] = [
  ["closes without an answer", replies.drop, "closed", "closed before an answer"],
  ["resets", replies.reset, "closed", "closed before an answer"],
  ["ends its half", replies.halfClose, "closed", "closed before an answer"],
  ["ends in the middle of the body", replies.dropInBody, "closed", "closed before the body ended"],
  ["speaks something else", replies.garbage, "closed", "not valid HTTP/1.1"],
  ["switches protocols", replies.unaskedUpgrade, "closed", "closed before"],
  ["sends headers without end", replies.endlessHeaders, "closed", "larger than 16 KiB"],
  ["sends one header without end", replies.endlessHeader, "closed", "larger than 16 KiB"],
  ["sends a status line without end", replies.endlessStatusLine, "closed", "without end"],
  ["sends interim answers without end", replies.endlessInterim, "closed", "without end"],
  ["says 100 Continue without end", replies.endlessContinue, "closed", "without end"],
  ["hangs", replies.hang, "timeout", "no answer within 0.7 s"],
  ["hangs in the body", replies.hangInBody, "timeout", "answered 200, but the body did not end within 0.7 s"],
  ["drips its body", replies.dripBody, "timeout", "answered 200, but the body did not end within 0.7 s"],
  ["drips its headers", replies.dripHeaders, "timeout", "headers did not end within 0.7 s"],
];

describe("a receiver that", () => {
  test.each(FAILURES)("%s fails the attempt and loses its connection", async (...[, reply, errorClass, words]) => {
    receiver.replyWith(reply);
    const timeoutMs = errorClass === "timeout" ? 700 : 5000;
    const result = await send({ timeoutMs });
    expect(result).toMatchObject({ kind: "failure", errorClass, message: expect.stringContaining(words) });
    await receiver.waitForSilence();
    expect(sender.attemptsUnderWay).toBe(0);
    receiver.replyWith({ status: 200 });
    expect(await send()).toMatchObject({ kind: "response", status: 200 });
  });

  test.each([
    ["sends a body without end", replies.endlessBody],
    ["sends a gigabyte", replies.gigabyteBody],
    ["sends chunk extensions without end", replies.endlessChunkExtension],
  ])("%s is cut off, and its status counts", async (_name, reply) => {
    receiver.replyWith(reply);
    expect(await send()).toMatchObject({ kind: "response", status: 200, truncated: true });
    await receiver.waitForSilence();
  });

  test("sends trailers without end is cut off", async () => {
    receiver.replyWith(replies.endlessTrailers);
    expect(await send()).toMatchObject({ kind: "failure", errorClass: "closed" });
    await receiver.waitForSilence();
  });

  test("answers before it reads the body is heard", async () => {
    const early = await openReceiver({ script: { status: 413, headers: { Connection: "close" } }, answersEarly: true });
    const body = Buffer.alloc(256 * 1024, "x");
    const result = await sender.send(requestTo(early.url(), { body }));
    expect(result).toMatchObject({ kind: "response", status: 413 });
  });

  test("says 100 Continue although nobody asked is heard, and its connection used again", async () => {
    receiver.replyWith(replies.unaskedContinue);
    expect(await send()).toMatchObject({ kind: "response", status: 200, body: "ok" });
    expect(await send()).toMatchObject({ kind: "response", status: 200, body: "ok" });
    expect(receiver.connectionsAccepted).toBe(1);
  });

  test("sends a few interim answers first is heard", async () => {
    receiver.replyWith(replies.interimThenAnswer);
    expect(await send()).toMatchObject({ kind: "response", status: 200, body: "ok" });
  });

  test("ends its body with the connection is heard", async () => {
    receiver.replyWith(replies.closeDelimited);
    expect(await send()).toMatchObject({ kind: "response", status: 200, body: "fine", truncated: false });
  });

  test("sends a second answer does not answer the next attempt with it", async () => {
    receiver.replyWith(replies.doubleAnswer);
    expect(await send()).toMatchObject({ status: 200, body: "first" });
    receiver.replyWith({ status: 200, body: "third" });
    expect(await send()).toMatchObject({ status: 200, body: "third" });
  });

  test("announces two lengths is refused or read one way, never two", async () => {
    receiver.replyWith(replies.ambiguousLength);
    await send();
    receiver.replyWith({ status: 200, body: "next" });
    expect(await send()).toMatchObject({ status: 200, body: "next" });
  });
});

describe("a server that accepts and says nothing", () => {
  test("costs a plain attempt and a TLS handshake their deadline, no more", async () => {
    const sockets = new Set<Socket>();
    const silent = createServer((socket) => sockets.add(socket.on("error", () => undefined)));
    await new Promise<void>((resolve) => silent.listen(0, "127.0.0.1", resolve));
    const { port } = silent.address() as AddressInfo;
    const plain = await sender.send(requestTo(`http://127.0.0.1:${port}/`, { timeoutMs: 500 }));
    expect(plain).toMatchObject({ errorClass: "timeout", message: "no answer within 0.5 s" });
    const secure = await sender.send(requestTo(`https://127.0.0.1:${port}/`, { timeoutMs: 500 }));
    expect(secure).toMatchObject({
      errorClass: "timeout",
      message: `the TLS handshake with 127.0.0.1:${port} did not end within 0.5 s`,
      timing: { connectMs: expect.any(Number), tlsMs: null },
    });
    for (const socket of sockets) socket.destroy();
    await new Promise((resolve) => silent.close(resolve));
  });
});
