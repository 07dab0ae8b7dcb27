import { beforeEach, describe, expect, test } from "vitest";
import * as replies from "../testkit/receiver-replies.ts";
import type { Receiver } from "../testkit/receiver.ts";
import { requestTo, SENT_BODY, useSending } from "../testkit/sending.ts";
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

describe("an attempt", () => {
  test("posts the very bytes and headers it was given", async () => {
    const result = await send();
    expect(result).toMatchObject({ kind: "response", status: 200, body: "", truncated: false });
    const [request] = receiver.requests;
    expect(request).toMatchObject({ method: "POST", path: "/in?a=1", body: SENT_BODY.toString() });
    expect(request?.headers).toMatchObject({
      host: `127.0.0.1:${receiver.port}`,
      "content-type": "application/json",
      "content-length": String(SENT_BODY.length),
      "x-test": "1",
    });
    expect(request?.headers).not.toHaveProperty("expect");
    expect(request?.headers).not.toHaveProperty("accept-encoding");
  });

  test.each([200, 201, 204, 301, 302, 307, 308, 400, 401, 410, 429, 500, 503])(
    "hands back status %i as an answer and follows nothing",
    async (status) => {
      receiver.replyWith({ status, headers: { Location: receiver.url("/elsewhere"), "Retry-After": "7" } });
      expect(await send()).toMatchObject({
        kind: "response",
        status,
        headers: { "retry-after": "7", location: receiver.url("/elsewhere") },
      });
      expect(receiver.requests).toHaveLength(1);
    },
  );

  test("says where the time went, and that an open connection cost none", async () => {
    const first = await send();
    const second = await send();
    expect(first).toMatchObject({ timing: { dnsMs: null, tlsMs: null } });
    expect(first).toMatchObject({ timing: { connectMs: expect.any(Number), firstByteMs: expect.any(Number) } });
    expect(second).toMatchObject({ timing: { dnsMs: null, connectMs: null, tlsMs: null } });
    expect(receiver.connectionsAccepted).toBe(1);
  });

  test("uses as many connections as there are attempts at a time, and keeps them", async () => {
    for (let round = 0; round < 5; round++) await Promise.all(Array.from({ length: 4 }, () => send()));
    expect(receiver.requests).toHaveLength(20);
    expect(receiver.connectionsAccepted).toBe(4);
    expect(sender.connectionsOpen).toBe(4);
    expect(sender.attemptsUnderWay).toBe(0);
  });

  test("never puts two attempts on one connection at a time", async () => {
    receiver.replyWith(replies.hang);
    const hanging = send({ timeoutMs: 300 });
    await receiver.waitForRequests(1);
    receiver.replyWith({ status: 200 });
    expect(await send()).toMatchObject({ status: 200 });
    expect(receiver.connectionsAccepted).toBe(2);
    await hanging;
  });
});

describe("of an answer is kept", () => {
  test("the first 8 KiB of the body, as text, with a mark when there was more", async () => {
    receiver.replyWith({ status: 500, body: "x".repeat(8192) });
    expect(await send()).toMatchObject({ body: "x".repeat(8192), truncated: false });
    receiver.replyWith({ status: 500, body: "x".repeat(8193) });
    expect(await send()).toMatchObject({ status: 500, body: "x".repeat(8192), truncated: true });
    expect(receiver.connectionsAccepted).toBe(1);
  });

  test("nothing of what is behind 64 KiB: the connection is dropped and the outcome stands", async () => {
    receiver.replyWith({ status: 200, body: "x".repeat(64 * 1024) });
    expect(await send()).toMatchObject({ status: 200, truncated: true });
    expect(receiver.connectionsOpen).toBe(1);
    receiver.replyWith({ status: 200, body: "x".repeat(200 * 1024) });
    expect(await send()).toMatchObject({ kind: "response", status: 200, truncated: true });
    await receiver.waitForSilence();
  });

  test("compressed bytes as they came, never blown up", async () => {
    const gzip = Buffer.from("1f8b0800000000000003cb48cdc9c95728cf2fca49010085114a0d0b000000", "hex");
    receiver.replyWith({ status: 200, headers: { "Content-Encoding": "gzip" }, body: gzip });
    const result = await send();
    expect(result).toMatchObject({ kind: "response", headers: { "content-encoding": "gzip" } });
    expect(JSON.stringify(result)).not.toContain("hello world");
  });

  test("what PostgreSQL can store: no U+0000 and no broken character", async () => {
    receiver.replyWith({ status: 200, body: Buffer.from([0x61, 0x00, 0xff, 0xc3, 0xa4, 0xed, 0xa0, 0x80]) });
    const result = await send();
    expect(result).toMatchObject({ body: expect.stringMatching(/^a\ufffd\ufffdä\ufffd+$/) });
  });
});

describe("the number of sockets", () => {
  test("is bounded: attempts beyond it wait their turn, idle connections make room", async () => {
    sender = openSender({ maxSockets: 3 });
    const others = [await openReceiver(), await openReceiver(), await openReceiver()];
    const results = await Promise.all(
      Array.from({ length: 30 }, (_, i) => sender.send(requestTo(others[i % 3]?.url() ?? ""))),
    );
    expect(results.every((result) => result.kind === "response")).toBe(true);
    expect(sender.connectionsOpen).toBeLessThanOrEqual(3);
    await sender.close();
    for (const other of others) await other.waitForSilence();
  });

  test("waiting for a place does not use up the deadline", async () => {
    sender = openSender({ maxSockets: 1 });
    receiver.replyWith((request) => (request.index === 0 ? replies.hang : { status: 200 }));
    const hanging = send({ timeoutMs: 700 });
    await receiver.waitForRequests(1);
    const waiting = send({ timeoutMs: 600 });
    expect(await hanging).toMatchObject({ errorClass: "timeout" });
    expect(await waiting).toMatchObject({ kind: "response", status: 200 });
  });
});

describe("the end of the sender", () => {
  test("waits for what is under way, then closes everything", async () => {
    let answer: (() => void) | undefined;
    receiver.replyWith(() => new Promise((resolve) => (answer = () => resolve({ status: 202 }))));
    const underWay = send();
    await receiver.waitForRequests(1);
    const closing = sender.close({ graceMs: 60_000 });
    answer?.();
    expect(await underWay).toMatchObject({ kind: "response", status: 202 });
    await closing;
    await receiver.waitForSilence();
  });

  test("ends what does not end by itself, without a verdict, and takes nothing new", async () => {
    sender = openSender({ maxSockets: 1 });
    receiver.replyWith(replies.hang);
    const underWay = send();
    const waiting = send();
    await receiver.waitForRequests(1);
    await sender.close();
    for (const ended of [await underWay, await waiting, await send()]) {
      expect(ended).toEqual({ kind: "aborted", message: "the sender is stopping" });
    }
    await receiver.waitForSilence();
  });
});

describe("a fault of our own", () => {
  test("is thrown, not blamed on the receiver", async () => {
    await expect(send({ headers: ["X-Broken", "a\r\nb"] })).rejects.toMatchObject({ code: "ATTEMPT_FAULT" });
    expect(receiver.requests).toHaveLength(0);
    expect(sender.attemptsUnderWay).toBe(0);
  });
});
