// API keys: shown once, listed without secrets, revoked at once, never stronger than who makes them may.
import { sql } from "@ticketwire/engine/db/sql";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { makeKey, openTestApp, type TestApp, type TestKey } from "../testkit/test-app.ts";

const URL = "/api/v1/api-keys";

interface KeyAnswer {
  readonly data: { readonly api_key_id: string; readonly api_key: string };
  readonly error?: { readonly code: string; readonly details: readonly object[] };
}

let t: TestApp;
let tenantAdmin: TestKey;
beforeAll(async () => {
  t = await openTestApp({ rateLimit: { burst: 1000, perMinute: 1000 } });
  tenantAdmin = await makeKey(t.db);
});
afterAll(() => t[Symbol.asyncDispose]());

const post = async (payload: object, key = t.admin.key, headers: Record<string, string> = {}) => {
  const answer = await t.call({ method: "POST", url: URL, payload, headers: { "x-api-key": key, ...headers } });
  return { status: answer.statusCode, ...answer.json<KeyAnswer>() };
};
const use = async (key: string) =>
  (await t.call({ method: "GET", url: URL, headers: { "x-api-key": key } })).statusCode;

describe("a key", () => {
  it("is shown once and works within its scopes", async () => {
    const made = await post({ name: "Reader", scopes: ["admin"] });
    expect(made.status).toBe(201);
    expect(made.data).toMatchObject({
      name: "Reader",
      scopes: ["admin"],
      rate_limit: null,
      expires_at: null,
      user_id: t.admin.userId,
    });
    expect(Buffer.from(made.data.api_key, "base64url")).toHaveLength(32);
    expect(await use(made.data.api_key)).toBe(200);
    const one = await t.call({ method: "GET", url: `${URL}/${made.data.api_key_id}` });
    const all = await t.call({ method: "GET", url: `${URL}?limit=100` });
    for (const answer of [one, all]) {
      expect(answer.statusCode).toBe(200);
      expect(answer.body).toContain(made.data.api_key_id);
      expect(answer.body).not.toContain(made.data.api_key);
    }
    const narrow = await post({ name: "Narrow", scopes: ["tickets:read"] });
    expect(await use(narrow.data.api_key)).toBe(403);
  });

  it("is refused at once when it is revoked, and stays in the list", async () => {
    const { data } = await post({ name: "Short", scopes: ["admin"] });
    expect(await use(data.api_key)).toBe(200);
    const remove = () => t.call({ method: "DELETE", url: `${URL}/${data.api_key_id}` });
    expect((await remove()).statusCode).toBe(204);
    expect(await use(data.api_key)).toBe(401);
    expect((await remove()).statusCode).toBe(204);
    const one = await t.call({ method: "GET", url: `${URL}/${data.api_key_id}` });
    expect(one.json()).toMatchObject({ data: { revoked_at: expect.stringMatching(/Z$/) } });
  });

  it("of another tenant is not there", async () => {
    for (const method of ["GET", "DELETE"] as const) {
      const answer = await t.call({
        method,
        url: `${URL}/${t.admin.apiKeyId}`,
        headers: { "x-api-key": tenantAdmin.key },
      });
      expect(answer.statusCode).toBe(404);
    }
  });

  it("may expire, and have a limit of its own", async () => {
    const { data } = await post({
      name: "Limited",
      scopes: ["admin"],
      expires_at: "2099-01-01T00:00:00+01:00",
      rate_limit: { burst: 1, per_minute: 1 },
    });
    expect(data).toMatchObject({ expires_at: "2098-12-31T23:00:00.000Z", rate_limit: { burst: 1, per_minute: 1 } });
    expect([await use(data.api_key), await use(data.api_key)]).toEqual([200, 429]);
  });

  it("is noted in the audit log when it is made and revoked, without its secret", async () => {
    const { data } = await post({ name: "Noted", scopes: ["admin"] });
    await t.call({ method: "DELETE", url: `${URL}/${data.api_key_id}` });
    const rows = await t.db.engine.query<{ action: string; actor_id: string }>(
      sql`SELECT action, actor_id, details FROM ticketwire.audit_log WHERE subject_id = ${data.api_key_id} ORDER BY audit_id`,
    );
    expect(rows.map(({ action }) => action).sort()).toEqual(["api_key.created", "api_key.revoked"]);
    expect(JSON.stringify(rows)).not.toContain(data.api_key);
  });

  it("is another one that works when the first answer was lost", async () => {
    const wish = { name: "Lost", scopes: ["admin"] };
    const headers = { "idempotency-key": "lost-1" };
    const first = await post(wish, t.admin.key, headers);
    await t.db.engine.query(
      sql`UPDATE ticketwire.idempotency_keys SET response_status = NULL, response_body = NULL, created_at = '-infinity'
        WHERE idempotency_key = 'lost-1'`,
    );
    const again = await post(wish, t.admin.key, headers);
    expect(again.status).toBe(201);
    expect(again.data.api_key).not.toBe(first.data.api_key);
    expect(await use(again.data.api_key)).toBe(200);
  });
});

describe("what is asked for", () => {
  it.each([
    [{ scopes: ["admin"] }, "name", "required"],
    [{ name: "x", scopes: [] }, "scopes", "too_few"],
    [{ name: "x", scopes: ["root"] }, "scopes.0", "not_allowed"],
    [{ name: "x", scopes: ["admin", "admin"] }, "scopes", "duplicate"],
    [{ name: "x", scopes: ["admin"], expires_at: "2001-01-01T00:00:00Z" }, "expires_at", "in_the_past"],
    [{ name: "x", scopes: ["admin"], rate_limit: "fast" }, "rate_limit", "wrong_type"],
    [{ name: "x", scopes: ["admin"], rate_limit: { burst: 0, per_minute: 1 } }, "rate_limit.burst", "too_small"],
    [{ name: "x", scopes: ["admin"], user_id: "01890a5d-ac96-774b-bcce-b302099a8057" }, "user_id", "unknown_id"],
  ])("is refused by name: %j", async (payload, path, code) => {
    const { status, error } = await post(payload);
    expect(status).toBe(400);
    expect(error?.details).toEqual([{ path, code, message: expect.any(String) }]);
  });

  it("is refused where a tenant's admin may not give it", async () => {
    const wish = { name: "x", scopes: ["admin"] };
    for (const more of [
      { is_installation_admin: true },
      { rate_limit: "off" },
      { rate_limit: { burst: 1001, per_minute: 1 } },
    ])
      expect((await post({ ...wish, ...more }, tenantAdmin.key)).error?.code).toBe("FORBIDDEN");
    const slower = { rate_limit: { burst: 10, per_minute: 10 }, is_installation_admin: false };
    expect((await post({ ...wish, ...slower }, tenantAdmin.key)).status).toBe(201);
    expect((await post({ ...wish, rate_limit: "off" })).status).toBe(201);
  });
});
