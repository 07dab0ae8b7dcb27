// What the HTTP server bears: raw connections to a listening app, CORS, logs and figures.
import { once } from "node:events";
import { type AddressInfo, connect } from "node:net";
import { pino } from "pino";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { echoResource } from "../testkit/echo-resource.ts";
import { exchangeRaw } from "../testkit/raw-exchange.ts";
import { openTestApp, type TestApp } from "../testkit/test-app.ts";

const logLines: string[] = [];
let t: TestApp;
let port = 0;

beforeAll(async () => {
  t = await openTestApp({
    resources: [echoResource],
    edge: { requestMs: 300, headersMs: 200, checkMs: 20 },
    corsOrigins: ["https://app.example.com"],
    rateLimit: { burst: 1000, perMinute: 60 },
    baseUrl: "https://tickets.example.com",
    log: pino({ level: "info" }, { write: (line: string) => void logLines.push(line) }),
  });
  await t.app.listen({ port: 0, host: "127.0.0.1" });
  port = (t.app.server.address() as AddressInfo).port;
});
afterAll(() => t[Symbol.asyncDispose]());

const exchange = (bytes: string): Promise<string> => exchangeRaw(port, bytes);

describe("a connection", () => {
  const head = () => `Host: x\r\nX-API-Key: ${t.admin.key}\r\n`;

  it("whose body never comes is cut with 408", async () => {
    const answer = await exchange(
      `POST /api/v1/things HTTP/1.1\r\n${head()}Content-Type: application/json\r\nContent-Length: 100\r\n\r\n{"na`,
    );
    expect(answer).toMatch(/^HTTP\/1\.1 408 /);
    expect(answer).toContain('"code":"REQUEST_TIMEOUT"');
  });

  it("whose headers never end is cut with 408", async () => {
    expect(await exchange("GET /api/v1/things HTTP/1.1\r\nX-A: b\r\n")).toMatch(/^HTTP\/1\.1 408 /);
  });

  it("that sends too large headers is answered 431", async () => {
    const answer = await exchange(`GET / HTTP/1.1\r\nHost: x\r\nX-A: ${"b".repeat(20_000)}\r\n\r\n`);
    expect(answer).toMatch(/^HTTP\/1\.1 431 /);
    expect(answer).toContain("HEADERS_TOO_LARGE");
  });

  it.each([
    ["speaks something else", "hello\r\n\r\n"],
    ["invents a method", `FROB /api/v1/things HTTP/1.1\r\n${"Host: x\r\n"}\r\n`],
    ["sends two lengths", "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab"],
    [
      "sends a length and chunks",
      "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
    ],
  ])("that %s is answered 400 in our shape", async (_what, bytes) => {
    const answer = await exchange(bytes);
    expect(answer).toMatch(/^HTTP\/1\.1 400 /);
    expect(answer).toContain('"code":"BAD_REQUEST"');
    expect(answer).toContain("Connection: close");
  });

  it("that announces too large a body is answered before it is sent, and one without a key before that", async () => {
    const post = `POST /api/v1/things HTTP/1.1\r\nContent-Type: application/json\r\nContent-Length: 99999999\r\n`;
    expect(await exchange(`${post}${head()}\r\n`)).toMatch(/^HTTP\/1\.1 413 /);
    expect(await exchange(`${post}Host: x\r\nConnection: close\r\n\r\n`)).toMatch(/^HTTP\/1\.1 401 /);
  });

  it.each([
    ["TRACE", "/api/v1/things", "GET, HEAD, POST"],
    ["TRACE", "/nowhere", "GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS"],
    ["PROPFIND", "/health/live", "GET, HEAD"],
    ["DELETE", "/health/live", "GET, HEAD"],
    ["POST", "/openapi.json", "GET, HEAD"],
  ])("that asks with %s for %s is told what is possible, whoever it is", async (method, path, allowed) => {
    const answer = await exchange(`${method} ${path} HTTP/1.1\r\n${head()}Connection: close\r\n\r\n`);
    expect(answer).toMatch(/^HTTP\/1\.1 405 /);
    expect(answer).toContain(`allow: ${allowed}\r\n`);
    expect(answer).not.toContain(t.admin.key);
    if (method === "TRACE")
      expect(await exchange(`${method} ${path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`)).toMatch(
        /^HTTP\/1\.1 405 /,
      );
  });

  it.each([
    ["CONNECT", "CONNECT example.com:443 HTTP/1.1\r\nHost: x\r\n\r\n", 405],
    ["no Host", "GET /health/live HTTP/1.1\r\nConnection: close\r\n\r\n", 400],
    ["an odd Expect", "GET /health/live HTTP/1.1\r\nHost: x\r\nExpect: tea\r\nConnection: close\r\n\r\n", 400],
    ["broken HTTP", "GET\r\n\r\n", 400],
    ["headers without end", `GET / HTTP/1.1\r\nX-A: ${"b".repeat(20_000)}`, 431],
    ["a broken escape", "GET /api/v1/%zz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n", 400],
  ])("with %s is answered with the headers of every answer", async (_what, bytes, status) => {
    const answer = await exchange(bytes);
    expect(answer).toMatch(new RegExp(`^HTTP/1\\.1 ${status} `));
    expect(answer).toMatch(/\{"error":\{"code":"[A-Z_]+","message":"[^"]+"/);
    for (const header of ["x-request-id", "x-ratelimit-limit", "x-ratelimit-remaining", "x-content-type-options"])
      expect(answer.toLowerCase()).toContain(`${header}: `);
  });

  it("of HTTP/1.0 may leave the Host out", async () => {
    expect(await exchange("GET /health/live HTTP/1.0\r\n\r\n")).toMatch(/^HTTP\/1\.1 200 /);
  });
});

describe("browsers", () => {
  const preflight = (origin: string) =>
    t.app.inject({
      method: "OPTIONS",
      url: "/api/v1/things",
      headers: { origin, "access-control-request-method": "POST", "access-control-request-headers": "x-api-key" },
    });

  it("may come from the origins that are listed, and are told so without a key", async () => {
    const answer = await preflight("https://app.example.com");
    expect(answer.statusCode).toBe(204);
    expect(answer.headers["access-control-allow-origin"]).toBe("https://app.example.com");
    expect(answer.headers).toMatchObject({ "x-ratelimit-limit": "300", "x-request-id": expect.any(String) });
    const refused = await t.app.inject({
      method: "GET",
      url: "/api/v1/things",
      headers: { origin: "https://app.example.com" },
    });
    expect([refused.statusCode, refused.headers["access-control-allow-origin"]]).toEqual([
      401,
      "https://app.example.com",
    ]);
  });

  it("are told like everybody what is not there", async () => {
    const headers = { origin: "https://app.example.com" };
    expect((await t.app.inject({ method: "GET", url: "/nowhere", headers })).statusCode).toBe(404);
    expect((await t.app.inject({ method: "OPTIONS", url: "/api/v1/things", headers })).statusCode).toBe(204);
  });

  it("of other origins are not let in", async () => {
    expect((await preflight("https://evil.example")).headers).not.toHaveProperty("access-control-allow-origin");
  });

  it("are told to insist on TLS where the installation has it", async () => {
    const answer = await t.app.inject({ method: "GET", url: "/health/live" });
    expect(answer.headers["strict-transport-security"]).toBe("max-age=31536000");
  });
});

describe("logs and figures", () => {
  it("tell of each call who, what and how long, without secrets", async () => {
    logLines.length = 0;
    await t.call({
      method: "POST",
      url: "/api/v1/things?token=hush",
      payload: { name: "Geheimnis" },
      headers: { "x-request-id": "req-1" },
    });
    await t.call({ method: "POST", url: "/api/v1/things/break" });
    await expect.poll(() => logLines.length).toBeGreaterThanOrEqual(3);
    const [first] = logLines.map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(first).toMatchObject({
      msg: "call",
      request_id: "req-1",
      method: "POST",
      route: "/api/v1/things",
      status: 400,
      ms: expect.any(Number),
      api_key_id: t.admin.apiKeyId,
      tenant_id: t.admin.tenantId,
    });
    const all = logLines.join("\n");
    for (const secret of [t.admin.key, "hush", "Geheimnis"]) expect(all).not.toContain(secret);
    // A fault of ours is in the log in full, for us.
    expect(all).toContain("the secret inside");
  });

  it("tell of a caller who hung up in the middle of a body, and of no fault of ours", async () => {
    logLines.length = 0;
    const socket = connect(port, "127.0.0.1");
    const head = `Host: x\r\nX-API-Key: ${t.admin.key}\r\nX-Request-Id: hung-up\r\nContent-Type: application/json\r\n`;
    socket.write(`POST /api/v1/things HTTP/1.1\r\n${head}Content-Length: 100\r\nExpect: 100-continue\r\n\r\n`);
    // Asked for its body, the call is under way.
    await once(socket, "data");
    socket.destroy();
    await expect.poll(() => logLines.some((line) => line.includes("hung-up"))).toBe(true);
    expect(logLines.map((line) => JSON.parse(line) as object)).toEqual([
      expect.objectContaining({ level: 30, msg: "the caller hung up before the body was there" }),
    ]);
  });

  it("are served to Prometheus by route, never by path", async () => {
    await t.call({ method: "GET", url: "/api/v1/things/01890a5d-ac96-774b-bcce-b302099a8057" });
    const { body } = await t.app.inject({ method: "GET", url: "/metrics" });
    expect(body).toMatch(
      /ticketwire_http_request_seconds_count\{method="GET",route="\/api\/v1\/things\/:thing_id",status="200"\} \d/,
    );
    expect(body).not.toContain("01890a5d");
  });
});
