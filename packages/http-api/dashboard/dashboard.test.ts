// Signing in over HTTP: what a cookie opens, for whom, how long, and that no other site can use it.
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { manualClock } from "@ticketwire/engine/db/clock";
import type { FastifyInstance } from "fastify";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { echoResource } from "../testkit/echo-resource.ts";
import { buildApp, makeKey, openTestApp, type TestApp } from "../testkit/test-app.ts";
import type { BuildState } from "./build.ts";

const ORIGIN = "http://127.0.0.1:4400";
const HOUR_MS = 3_600_000;
const OURS = { origin: ORIGIN, "sec-fetch-site": "same-origin", "x-requested-with": "dashboard" };

let t: TestApp;
let app: FastifyInstance;
let folder: string;
let state: BuildState;
const clock = manualClock(new Date());

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "ticketwire-page-"));
  await mkdir(join(folder, "assets"));
  await writeFile(join(folder, "index.html"), '<script nonce="__TICKETWIRE_NONCE__" src="/msp/assets/a.js"></script>');
  await writeFile(join(folder, "assets", "a.js"), "1");
  state = { kind: "ready", folder };
  t = await openTestApp({ resources: [echoResource] });
  app = buildApp(t.db, { resources: [echoResource], clock, dashboard: { state: () => state } });
  await app.ready();
});
afterAll(async () => {
  await app.close();
  await t[Symbol.asyncDispose]();
  await rm(folder, { recursive: true, force: true });
});

const postForm = (fields: Record<string, string>, headers: Record<string, string> = {}) =>
  app.inject({
    method: "POST",
    url: "/msp/session",
    payload: new URLSearchParams(fields).toString(),
    headers: { "content-type": "application/x-www-form-urlencoded", origin: ORIGIN, ...headers },
  });

async function signIn(key: string): Promise<string> {
  const answer = await postForm({ api_key: key });
  return String(answer.headers["set-cookie"]).split(";", 1)[0] ?? "";
}

const read = (cookie: string, headers: Record<string, string> = {}) =>
  app.inject({ method: "GET", url: "/api/v1/things", headers: { cookie, ...headers } });
const write = (cookie: string, headers: Record<string, string>) =>
  app.inject({ method: "POST", url: "/api/v1/things", payload: { name: "x" }, headers: { cookie, ...headers } });

describe("signing in", () => {
  it("gives a cookie that scripts can not read and other sites can not send, and opens what was asked for", async () => {
    const answer = await postForm({ api_key: t.admin.key, next: "/msp/tickets/1?a=b" });
    expect([answer.statusCode, answer.headers.location]).toEqual([303, "/msp/tickets/1?a=b"]);
    expect(answer.headers["set-cookie"]).toMatch(/^ticketwire_session=[\w-]{43}; Path=\/; HttpOnly; SameSite=Strict$/);
  });

  it("gives a cookie bound to this host and TLS where the server is reached over TLS", async () => {
    const secure = buildApp(t.db, { baseUrl: "https://desk.example", dashboard: { state: () => state } });
    const answer = await secure.inject({ method: "POST", url: "/msp/session", payload: { api_key: t.admin.key } });
    expect(answer.headers["set-cookie"]).toMatch(/^__Host-ticketwire_session=.*; Secure$/);
    await secure.close();
  });

  it.each(["//evil.example", "https://evil.example/msp", "/msp/../x\\y", "/other", "/msp/session"])(
    "never leads elsewhere: %s",
    async (next) => {
      const { headers } = await postForm({ api_key: t.admin.key, next });
      expect(String(headers.location)).toMatch(/^\/msp(\/\.\.\/x)?$/);
    },
  );

  it("is refused with a wrong key, from another site, and never says more", async () => {
    const wrong = await postForm({ api_key: "wrong", next: "/msp/tickets" });
    expect(wrong.statusCode).toBe(401);
    expect(wrong.body).toContain('name="next" value="/msp/tickets"');
    expect(wrong.headers).not.toHaveProperty("set-cookie");
    expect((await postForm({ api_key: t.admin.key }, { origin: "https://evil.example" })).statusCode).toBe(403);
    expect((await postForm({ api_key: t.admin.key }, { "sec-fetch-site": "cross-site" })).statusCode).toBe(403);
  });
});

describe("a session", () => {
  it("speaks for its key, with the key's scopes", async () => {
    const reader = await makeKey(t.db, { scopes: ["tickets:read"] });
    const cookie = await signIn(reader.key);
    expect((await read(cookie)).statusCode).toBe(200);
    expect((await write(cookie, OURS)).json()).toMatchObject({ error: { code: "FORBIDDEN", details: {} } });
  });

  it("changes something only for our own page: the right origin and a header of its own", async () => {
    const cookie = await signIn(t.admin.key);
    expect((await write(cookie, OURS)).statusCode).toBe(201);
    const { "x-requested-with": _header, ...bare } = OURS;
    const foreign = { ...OURS, origin: "https://evil.example", "sec-fetch-site": "cross-site" };
    for (const headers of [bare, foreign, { ...OURS, origin: "null" }, { "x-requested-with": "x" }])
      expect((await write(cookie, headers)).statusCode).toBe(403);
    expect((await read(cookie, { "sec-fetch-site": "cross-site" })).statusCode).toBe(403);
    expect((await read(cookie, { origin: "https://evil.example" })).statusCode).toBe(403);
  });

  it("gives way to a key that is sent", async () => {
    const cookie = await signIn(t.admin.key);
    expect((await read(cookie, { "x-api-key": "wrong" })).statusCode).toBe(401);
  });

  it("ends twelve hours after it was last used, not after it began", async () => {
    const cookie = await signIn(t.admin.key);
    for (let hours = 0; hours < 24; hours += 11) {
      clock.advance(11 * HOUR_MS);
      expect((await read(cookie)).statusCode).toBe(200);
    }
    clock.advance(12 * HOUR_MS + 1);
    expect((await read(cookie)).statusCode).toBe(401);
  });

  it("ends with signing out, and with its key", async () => {
    const key = await makeKey(t.db);
    const [first, second] = [await signIn(key.key), await signIn(key.key)];
    const out = await app.inject({ method: "DELETE", url: "/msp/session", headers: { cookie: first, ...OURS } });
    expect([out.statusCode, String(out.headers["set-cookie"])]).toEqual([204, expect.stringContaining("Max-Age=0")]);
    expect((await read(first)).statusCode).toBe(401);
    expect((await read(second)).statusCode).toBe(200);
    await t.db.engine.query({
      text: "UPDATE ticketwire.api_keys SET revoked_at = now() WHERE api_key_id = $1",
      values: [key.apiKeyId],
      name: "",
    });
    expect((await read(second)).statusCode).toBe(401);
  });
});

describe("pages", () => {
  const open = (url: string, cookie = "") => app.inject({ method: "GET", url, headers: { cookie } });

  it.each(["/msp", "/msp/tickets/0198c0de", "/msp/settings/webhooks?new=true"])(
    "ask at %s for a key in one password field, and remember where one wanted to go",
    async (url) => {
      const { statusCode, body, headers } = await open(url);
      expect(statusCode).toBe(200);
      expect(body.match(/type="password"/g)).toHaveLength(1);
      expect(body).toContain('<label for="api-key">API key</label>');
      expect(body).toContain(`name="next" value="${url}"`);
      expect(headers["content-security-policy"]).toMatch(/^default-src 'none'; style-src 'sha256-/);
    },
  );

  it("are one document under a policy with a fresh nonce", async () => {
    const cookie = await signIn(t.admin.key);
    const [first, second] = [await open("/msp/tickets", cookie), await open("/msp/tickets", cookie)];
    const nonce = /nonce="([^"]+)"/.exec(first.body)?.[1];
    expect(first.headers["content-security-policy"]).toContain(`style-src 'self' 'nonce-${nonce}'`);
    expect(first.headers["content-security-policy"]).not.toContain("unsafe");
    expect(second.body).not.toBe(first.body);
    expect((await open("/")).headers["location"]).toBe("/msp");
  });

  it("come with files that may be kept for ever, and only with those", async () => {
    const file = await open("/msp/assets/a.js");
    expect([file.statusCode, file.headers["cache-control"]]).toEqual([200, "public, max-age=31536000, immutable"]);
    for (const url of ["/msp/assets/none.js", "/msp/assets/..%2findex.html", "/msp/assets/..%2f..%2f..%2fetc%2fpasswd"])
      expect((await open(url)).statusCode).toBeGreaterThanOrEqual(400);
  });

  it("say so while they are being built, or why they could not be", async () => {
    const cookie = await signIn(t.admin.key);
    const before = state;
    state = { kind: "building" };
    expect((await open("/msp", cookie)).body).toContain('http-equiv="refresh"');
    expect((await open("/msp/assets/a.js")).statusCode).toBe(404);
    state = { kind: "failed", message: "No tool." };
    expect((await open("/msp", cookie)).body).toContain("No tool.");
    state = before;
  });
});
