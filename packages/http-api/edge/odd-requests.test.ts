// Requests that no client library sends: what two readers could understand in two ways is refused, and nobody holds on to a
// connection for ever.
import { once } from "node:events";
import { type AddressInfo, connect } from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { echoResource, runs } from "../testkit/echo-resource.ts";
import { exchangeRaw } from "../testkit/raw-exchange.ts";
import { buildApp, openTestApp, type TestApp } from "../testkit/test-app.ts";

let t: TestApp;
let port = 0;

beforeAll(async () => {
  t = await openTestApp({
    resources: [echoResource],
    rateLimit: { burst: 1000, perMinute: 60 },
  });
  await t.app.listen({ port: 0, host: "127.0.0.1" });
  port = (t.app.server.address() as AddressInfo).port;
});
afterAll(() => t[Symbol.asyncDispose]());

const BODY = '{"name":"x"}';
const key = () => `X-API-Key: ${t.admin.key}\r\n`;
const post = (headers: string, body = BODY) =>
  `POST /api/v1/things HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n${headers}Connection: close\r\n\r\n${body}`;
const LENGTH = `Content-Length: ${BODY.length}\r\n`;

describe("a request that could be read in two ways", () => {
  it.each([
    ["two Hosts", () => post(`Host: y\r\n${key()}${LENGTH}`), "Host"],
    ["two media types", () => post(`content-type: text/plain\r\n${key()}${LENGTH}`), "content-type"],
    ["two keys", () => post(`${key()}${key()}${LENGTH}`), "X-API-Key"],
    [
      "two idempotency keys",
      () => post(`${key()}Idempotency-Key: a\r\nIdempotency-Key: b\r\n${LENGTH}`),
      "Idempotency-Key",
    ],
    [
      "a transfer coding that is not undone",
      () => post(`${key()}Transfer-Encoding: gzip, chunked\r\n`, `c\r\n${BODY}\r\n0\r\n\r\n`),
      "Transfer-Encoding: gzip, chunked",
    ],
    ["a path without a slash", () => `GET * HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`, "got *"],
    ["another version of HTTP", () => `GET / HTTP/2.0\r\nHost: x\r\nConnection: close\r\n\r\n`, "HTTP/2.0"],
  ])("for %s is refused", async (_what, bytes, named) => {
    runs.created = 0;
    const answer = await exchangeRaw(port, bytes());
    expect(answer).toMatch(/^HTTP\/1\.1 40[01] /);
    if (answer.includes(" 400 ")) expect(answer).toContain(named);
    expect(answer).toContain("x-ratelimit-limit: ");
    expect(runs.created).toBe(0);
  });

  it("is not one that names the server in its first line, or comes in chunks with trailers", async () => {
    const absolute = `GET http://x/api/v1/things HTTP/1.1\r\nHost: x\r\n${key()}Connection: close\r\n\r\n`;
    expect(await exchangeRaw(port, absolute)).toMatch(/^HTTP\/1\.1 200 /);
    const chunks = `c\r\n${BODY}\r\n0\r\nX-After: y\r\n\r\n`;
    expect(await exchangeRaw(port, post(`${key()}Transfer-Encoding: Chunked\r\n`, chunks))).toMatch(/^HTTP\/1\.1 201 /);
  });
});

describe("a caller who asks before sending a body", () => {
  const ask = (headers: string) => post(`Expect: 100-continue\r\n${headers}`, "").replace("Connection: close\r\n", "");

  it("is told to go on when the call is admitted", async () => {
    const answer = await exchangeRaw(port, [ask(`${key()}${LENGTH}`), BODY, "stop\r\n\r\n"]);
    expect(answer).toMatch(/^HTTP\/1\.1 100 Continue\r\n\r\nHTTP\/1\.1 201 /);
  });

  it.each([
    ["without a key", () => ask(LENGTH), 401],
    ["of too large a body", () => ask(`${key()}Content-Length: 99999999\r\n`), 413],
    ["of an encoded body", () => ask(`${key()}Content-Encoding: gzip\r\n${LENGTH}`), 415],
  ])("%s is refused first, and the connection ends", async (_what, bytes, status) => {
    const answer = await exchangeRaw(port, bytes());
    expect(answer).toMatch(new RegExp(`^HTTP/1\\.1 ${status} `));
    expect(answer).toContain("connection: close");
  });
});

describe("a caller who takes no answer", () => {
  it("is cut off", async () => {
    await using app = buildApp(t.db, { resources: [], edge: { stillMs: 100 } });
    await app.listen({ port: 0, host: "127.0.0.1" });
    const isCut = once(app.server, "timeout");
    const socket = connect((app.server.address() as AddressInfo).port, "127.0.0.1");
    socket.pause();
    socket.on("error", () => undefined);
    // More answers than both ends can hold.
    socket.write("GET /docs HTTP/1.1\r\nHost: x\r\n\r\n".repeat(400));
    expect(await isCut).toHaveLength(1);
    socket.destroy();
  });
});

describe("a call", () => {
  it.each([
    ["Application/Problem+JSON", "application/problem+json"],
    ["text/html, application/problem+json;q=0.5", "application/problem+json"],
    ["application/problem+json;q=0", "application/json; charset=utf-8"],
  ])("that accepts %s is told of its fault as %s", async (accept, type) => {
    const answer = await t.call({ method: "GET", url: "/api/v1/nowhere", headers: { accept } });
    expect(answer.headers["content-type"]).toBe(type);
  });

  it("for a thing without its id finds nothing", async () => {
    expect((await t.call({ method: "GET", url: "/api/v1/things/" })).statusCode).toBe(404);
  });
});
