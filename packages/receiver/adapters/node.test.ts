// node:http on a real server: the shared suite, bodies that others read, senders that hang up, slow and chunked bodies.
import { once } from "node:events";
import type { IncomingMessage } from "node:http";
import { connect as connectHttp2, createServer as createHttp2 } from "node:http2";
import { type AddressInfo, connect } from "node:net";
import { afterEach, describe, expect, it } from "vitest";
import { describeAdapter, recordingReceiver, type Served } from "../testkit/adapter-suite.ts";
import { listenOnLoopback } from "../testkit/loopback.ts";
import { gate, signedRequest } from "../testkit/signed-request.ts";
import { type NodeRequest, toNodeHandler } from "./node.ts";

describeAdapter("node:http", (receiver) => listenOnLoopback(toNodeHandler(receiver)));

describe("node:http", () => {
  let served: Served | undefined;
  afterEach(() => served?.close());
  const { rawBody, headers } = signedRequest();

  async function readAll(request: IncomingMessage): Promise<Buffer> {
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(part as Buffer);
    return Buffer.concat(parts);
  }

  it("answers 404 beside its path, whatever the query", async () => {
    const { receiver } = recordingReceiver();
    served = await listenOnLoopback((request, response) => {
      request.url = request.headers["x-url"] as string;
      void toNodeHandler(receiver, { path: "/hook" })(request, response);
    });
    const statusAt = async (url: string) =>
      (await served?.send({ body: rawBody, headers: { ...headers, "X-Url": url } }))?.status;
    expect(await statusAt("/hook?x=1")).toBe(200);
    expect(await statusAt("/hooks")).toBe(404);
    expect(await statusAt("/")).toBe(404);
  });

  it.each(["rawBody", "body"])("takes bytes that something kept as request.%s", async (name) => {
    const { receiver, events } = recordingReceiver();
    served = await listenOnLoopback(async (request, response) => {
      Object.assign(request, { [name]: await readAll(request) });
      await toNodeHandler(receiver)(request as NodeRequest, response);
    });
    expect((await served.send({ body: rawBody, headers })).status).toBe(200);
    expect(events).toHaveLength(1);
  });

  it("says so when the body was read and not kept", async () => {
    const { receiver, errors } = recordingReceiver();
    served = await listenOnLoopback(async (request, response) => {
      await readAll(request);
      await toNodeHandler(receiver)(request, response);
    });
    const answer = await served.send({ body: rawBody, headers });
    expect([answer.status, JSON.parse(answer.body).error]).toMatchObject([
      500,
      { code: "body_already_parsed", message: expect.stringMatching(/rawBody/) },
    ]);
    expect(errors).toMatchObject([{ code: "body_already_parsed" }]);
  });

  /** A connection that says nothing but what the test writes. */
  function openSocket(port: number, more: Readonly<Record<string, string>>) {
    const socket = connect(port, "127.0.0.1");
    const lines = Object.entries({ ...headers, Host: "x", Connection: "close", ...more });
    socket.write(`POST / HTTP/1.1\r\n${lines.map(([name, value]) => `${name}: ${value}`).join("\r\n")}\r\n\r\n`);
    return socket;
  }

  it("stays quiet about a sender that hangs up in the middle of its body", async () => {
    const { receiver, errors, events } = recordingReceiver();
    const finished = gate();
    const opened = await listenOnLoopback((request, response) => {
      void toNodeHandler(receiver)(request, response).then(finished.resolve);
      request.once("data", () => request.socket.destroy());
    });
    served = opened;
    const socket = openSocket(opened.port, { "Content-Length": String(rawBody.length) });
    socket.on("error", () => {});
    socket.write(rawBody.slice(0, 20));
    await finished.promise;
    expect([errors, events]).toEqual([[], []]);
  });

  it("puts a body together that comes in pieces", async () => {
    const { receiver, events } = recordingReceiver();
    const opened = await listenOnLoopback((request, response) => void toNodeHandler(receiver)(request, response));
    served = opened;
    const socket = openSocket(opened.port, { "Transfer-Encoding": "chunked" });
    for (const byte of Buffer.from(rawBody)) {
      socket.write(Buffer.concat([Buffer.from("1\r\n"), Buffer.of(byte), Buffer.from("\r\n")]));
    }
    socket.write("0\r\n\r\n");
    const [answer] = await once(socket, "data");
    expect(String(answer)).toMatch(/^HTTP\/1.1 200 /);
    expect(events).toHaveLength(1);
    socket.destroy();
  });

  it("works over HTTP/2, also when it refuses", async () => {
    const { receiver } = recordingReceiver();
    const server = createHttp2((request, response) => {
      void toNodeHandler(receiver)(request as unknown as NodeRequest, response as never);
    }).listen(0, "127.0.0.1");
    await once(server, "listening");
    const session = connectHttp2(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
    const post = async (body: string): Promise<number> => {
      const lower = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
      const stream = session.request({ ":method": "POST", ":path": "/", ...lower });
      stream.end(body);
      const [answer] = (await once(stream, "response")) as [{ ":status": number }];
      stream.resume();
      return answer[":status"];
    };
    expect(await post(rawBody)).toBe(200);
    expect(await post("x".repeat(200_000))).toBe(413);
    session.destroy();
    server.close();
    await once(server, "close");
  });
});
