// Who may call, and how often: keys, scopes, tenants, revocation, rate limits; on a real database with two processes' worth of apps.
import type { FastifyInstance } from "fastify";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { CHANNELS, notify } from "@ticketwire/engine/db/listen";
import { sql } from "@ticketwire/engine/db/sql";
import { echoResource } from "../testkit/echo-resource.ts";
import { buildApp, makeKey, openTestApp, type TestApp, type TestKey } from "../testkit/test-app.ts";

const URL = "/api/v1/things";
let t: TestApp;

const call = (app: FastifyInstance, key: string | undefined, headers: Record<string, string> = {}) =>
  app.inject({ method: "GET", url: URL, headers: { ...(key === undefined ? {} : { "x-api-key": key }), ...headers } });

beforeAll(async () => {
  t = await openTestApp({ resources: [echoResource] });
});
afterAll(() => t[Symbol.asyncDispose]());

describe("a key", () => {
  it("is asked for before anything else is looked at", async () => {
    const answer = await t.app.inject({
      method: "POST",
      url: URL,
      payload: "not json, and far too large ".repeat(20_000),
      headers: { "content-type": "text/nonsense" },
    });
    expect(answer.statusCode).toBe(401);
    expect(answer.json()).toMatchObject({
      error: { code: "UNAUTHORIZED", message: expect.stringContaining("X-API-Key") },
    });
    expect((await call(t.app, undefined)).statusCode).toBe(401);
    expect((await t.app.inject({ method: "GET", url: "/api/v1/nowhere" })).statusCode).toBe(401);
  });

  it.each(["x", "é", "a".repeat(129), "' OR 1=1 --"])("that is not known is refused: %s", async (key) => {
    expect((await call(t.app, key)).statusCode).toBe(401);
  });

  it("is not asked for where health and figures are", async () => {
    for (const url of ["/health/live", "/health/ready", "/metrics"])
      expect((await t.app.inject({ method: "GET", url })).statusCode).toBe(200);
  });

  it("opens what its scopes say, and admin opens all", async () => {
    const { db } = t;
    const reader = await makeKey(db, { scopes: ["tickets:read"] });
    expect((await call(t.app, reader.key)).statusCode).toBe(200);
    const headers = { "x-api-key": reader.key };
    const write = await t.app.inject({ method: "POST", url: URL, payload: { name: "x" }, headers });
    expect(write.statusCode).toBe(403);
    expect(write.json()).toMatchObject({
      error: { code: "FORBIDDEN", details: { required_scope: "tickets:write", scopes: ["tickets:read"] } },
    });
    expect((await t.app.inject({ method: "GET", url: "/api/v1/admin-only", headers })).statusCode).toBe(403);
    expect((await t.call({ method: "GET", url: "/api/v1/admin-only" })).statusCode).toBe(200);
  });

  it("speaks for its own tenant only", async () => {
    const other = await makeKey(t.db);
    expect((await call(t.app, t.admin.key, { "x-tenant-id": t.admin.tenantId.toUpperCase() })).statusCode).toBe(200);
    const wrong = await call(t.app, t.admin.key, { "x-tenant-id": other.tenantId });
    expect(wrong.json()).toMatchObject({ error: { code: "FORBIDDEN" } });
    expect((await call(t.app, t.admin.key, { "x-tenant-id": "acme" })).statusCode).toBe(400);
  });

  it("ends when it expires", async () => {
    const { key } = await makeKey(t.db, { expiresAt: new Date(Date.now() - 1000) });
    expect((await call(t.app, key)).statusCode).toBe(401);
  });

  it("ends with its user", async () => {
    const { key, tenantId, userId } = await makeKey(t.db);
    await t.db.engine.query(
      sql`UPDATE ticketwire.users SET is_active = false WHERE tenant_id = ${tenantId} AND user_id = ${userId}`,
    );
    expect((await call(t.app, key)).statusCode).toBe(401);
  });

  it("has its last use written in batches", async () => {
    const { key, apiKeyId } = await makeKey(t.db);
    await call(t.app, key);
    await t.app.maintain();
    const [row] = await t.db.engine.query<{ last_used_at: Date | null }>(
      sql`SELECT last_used_at FROM ticketwire.api_keys WHERE api_key_id = ${apiKeyId}`,
    );
    expect(row?.last_used_at).toBeInstanceOf(Date);
  });
});

describe("a revoked key", () => {
  async function revoke(key: TestKey): Promise<void> {
    await t.db.engine.query(sql`UPDATE ticketwire.api_keys SET revoked_at = now() WHERE api_key_id = ${key.apiKeyId}`);
    await notify(t.db, CHANNELS.keys, [key.apiKeyId]);
  }

  it("is refused by every process as soon as the notification is there", async () => {
    const key = await makeKey(t.db);
    const second = buildApp(t.database.open(), { resources: [echoResource] });
    await second.ready();
    for (const app of [t.app, second]) expect((await call(app, key.key)).statusCode).toBe(200);
    await revoke(key);
    for (const app of [t.app, second])
      await expect.poll(async () => (await call(app, key.key)).statusCode, { interval: 5 }).toBe(401);
    await second.close();
  });

  it("is refused at once while notifications can not arrive", async () => {
    const key = await makeKey(t.db);
    expect((await call(t.app, key.key)).statusCode).toBe(200);
    // Ends the sessions that listen; they come back by themselves a little later.
    await t.db.engine.query(
      sql`SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity
        WHERE datname = current_database() AND query LIKE 'LISTEN%'`,
    );
    await t.db.engine.query(sql`UPDATE ticketwire.api_keys SET revoked_at = now() WHERE api_key_id = ${key.apiKeyId}`);
    await expect.poll(async () => (await call(t.app, key.key)).statusCode, { interval: 5 }).toBe(401);
  });
});

describe("the rate limit", () => {
  const limit = { burst: 10, perMinute: 1 };
  let apps: FastifyInstance[];

  beforeAll(async () => {
    apps = [0, 1].map(() => buildApp(t.database.open(), { resources: [echoResource], rateLimit: limit }));
    for (const app of apps) await app.ready();
  });
  afterAll(async () => {
    for (const app of apps) await app.close();
  });
  let key: string;
  beforeEach(async () => {
    ({ key } = await makeKey(t.db));
  });
  const first = (): FastifyInstance => apps[0] ?? t.app;

  it("counts down on every answer, errors and 304 included", async () => {
    const app = first();
    const headers = { "x-api-key": key };
    const id = "01890a5d-ac96-774b-bcce-b302099a8057";
    const answers = [
      await app.inject({ method: "GET", url: `${URL}/${id}`, headers: { ...headers, "if-none-match": "*" } }),
      await app.inject({ method: "GET", url: "/api/v1/nowhere", headers }),
      await app.inject({
        method: "POST",
        url: URL,
        payload: "{",
        headers: { ...headers, "content-type": "application/json" },
      }),
      await app.inject({ method: "DELETE", url: `${URL}/${id}`, headers }),
    ];
    expect(answers.map((answer) => answer.statusCode)).toEqual([304, 404, 400, 204]);
    expect(answers.map((answer) => answer.headers["x-ratelimit-remaining"])).toEqual(["9", "8", "7", "6"]);
    expect(answers.map((answer) => answer.headers["x-ratelimit-limit"])).toEqual(["10", "10", "10", "10"]);
  });

  it("refuses with the time to wait", async () => {
    const app = first();
    for (let n = 0; n < 10; n++) expect((await call(app, key)).statusCode).toBe(200);
    const refused = await call(app, key);
    expect(refused.statusCode).toBe(429);
    const { error } = refused.json<{
      error: { code: string; details: { retry_after_ms: number; remaining: number } };
    }>();
    expect(error).toMatchObject({ code: "RATE_LIMITED", details: { remaining: 0 } });
    expect(error.details.retry_after_ms).toBeLessThanOrEqual(60_000);
    expect(error.details.retry_after_ms).toBeGreaterThan(30_000);
    expect(refused.headers["retry-after"]).toBe(String(Math.ceil(error.details.retry_after_ms / 1000)));
    expect(refused.headers["x-ratelimit-reset"]).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
    expect(refused.headers["x-ratelimit-remaining"]).toBe("0");
  });

  it("holds over all processes together, for calls at once", async () => {
    const answers = await Promise.all(Array.from({ length: 40 }, (_unused, n) => call(apps[n % 2] ?? t.app, key)));
    expect(answers.filter((answer) => answer.statusCode === 200)).toHaveLength(10);
    expect(answers.filter((answer) => answer.statusCode === 429)).toHaveLength(30);
  });

  it("is a key's own where one is set", async () => {
    const small = await makeKey(t.db, { rateLimit: { burst: 2, perMinute: 1 } });
    const free = await makeKey(t.db, { rateLimit: "off" });
    const statuses = [];
    for (let n = 0; n < 3; n++) statuses.push((await call(first(), small.key)).statusCode);
    expect(statuses).toEqual([200, 200, 429]);
    for (let n = 0; n < 15; n++) {
      const answer = await call(first(), free.key);
      expect(answer.statusCode).toBe(200);
      expect(answer.headers).not.toHaveProperty("x-ratelimit-limit");
    }
  });

  it("gives what one process leased and did not use back to the others", async () => {
    const big = await makeKey(t.db, { rateLimit: { burst: 64, perMinute: 1 } });
    for (const app of apps) expect((await call(app, big.key)).statusCode).toBe(200);
    const [one, two] = apps;
    if (!one || !two) throw new Error("two apps");
    // Closing settles; another app sees all that is left.
    const third = buildApp(t.database.open(), { resources: [echoResource], rateLimit: limit });
    await third.ready();
    expect((await call(third, big.key)).headers["x-ratelimit-remaining"]).toBe("55");
    await two.close();
    const again = Array.from({ length: 70 }, () => call(third, big.key));
    const passed = (await Promise.all(again)).filter((answer) => answer.statusCode === 200);
    // 64, less one each and less what the first app still holds.
    expect(passed).toHaveLength(64 - 3 - 3);
    await third.close();
  });

  it("of addresses stops those who only guess, while good keys come through", async () => {
    const app = first();
    expect((await call(app, key)).statusCode).toBe(200);
    const guesses = await Promise.all(Array.from({ length: 320 }, (_unused, n) => call(app, `guess-${n}`)));
    const refused = guesses.filter((answer) => answer.statusCode === 429);
    expect(refused.length).toBeGreaterThanOrEqual(19);
    expect(guesses[0]?.headers["x-ratelimit-limit"]).toBe("300");
    expect(refused[0]?.json()).toMatchObject({ error: { code: "RATE_LIMITED", details: { remaining: 0 } } });
    // Also a key that this process has not seen before.
    const fresh = await makeKey(t.db);
    for (const good of [key, fresh.key]) expect((await call(app, good)).statusCode).toBe(200);
    expect((await app.inject({ method: "GET", url: "/health/live" })).headers["x-ratelimit-remaining"]).toBe("0");
  });
});
