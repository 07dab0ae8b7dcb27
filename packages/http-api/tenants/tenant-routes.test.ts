// A whole installation can be set up through the API: tenants and their keys, each within its own walls.
import { sql } from "@ticketwire/engine/db/sql";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { makeKey, openTestApp, type TestApp } from "../testkit/test-app.ts";

interface TenantAnswer {
  readonly data: {
    readonly tenant_id: string;
    readonly name: string;
    readonly api_key: string;
    readonly api_key_id: string;
  };
}

let t: TestApp;
beforeAll(async () => {
  t = await openTestApp();
});
afterAll(() => t[Symbol.asyncDispose]());

async function make(name: string, headers: Record<string, string> = {}): Promise<TenantAnswer["data"]> {
  const answer = await t.call({ method: "POST", url: "/api/v1/tenants", payload: { name }, headers });
  expect(answer.statusCode).toBe(201);
  return answer.json<TenantAnswer>().data;
}

describe("POST /tenants", () => {
  it("makes a tenant whose key works and sees nothing else", async () => {
    const made = await make("Acme");
    const key = { "x-api-key": made.api_key };
    const { data } = (
      await t.call({ method: "GET", url: `/api/v1/tenants/${made.tenant_id}`, headers: key })
    ).json<TenantAnswer>();
    expect(data).toMatchObject({ tenant_id: made.tenant_id, name: "Acme", default_board_id: expect.any(String) });
    expect(data).not.toHaveProperty("api_key");
    const listed = await t.call({ method: "GET", url: "/api/v1/tenants", headers: key });
    expect(listed.json()).toMatchObject({ data: [{ tenant_id: made.tenant_id }], pagination: { total: 1 } });
    const other = await t.call({ method: "GET", url: `/api/v1/tenants/${t.admin.tenantId}`, headers: key });
    expect(other.statusCode).toBe(404);
  });

  it("is for installation admins only", async () => {
    const admin = await makeKey(t.db);
    const answer = await t.call({
      method: "POST",
      url: "/api/v1/tenants",
      payload: { name: "x" },
      headers: { "x-api-key": admin.key },
    });
    expect(answer.json()).toMatchObject({ error: { code: "FORBIDDEN" } });
  });

  it("takes the admin's name and address", async () => {
    const admin = { first_name: "Grace", last_name: "Hopper", email: "grace@example.com" };
    const answer = await t.call({ method: "POST", url: "/api/v1/tenants", payload: { name: "Navy", admin } });
    const { tenant_id: tenantId } = answer.json<TenantAnswer>().data;
    const users = await t.db.engine.query(
      sql`SELECT first_name, last_name, email FROM ticketwire.users WHERE tenant_id = ${tenantId}`,
    );
    expect(users).toContainEqual(admin);
    const bad = await t.call({
      method: "POST",
      url: "/api/v1/tenants",
      payload: { name: "x", admin: { ...admin, email: "nobody" } },
    });
    expect(bad.json()).toMatchObject({ error: { details: [{ path: "admin.email", code: "bad_format" }] } });
  });

  it("answers with a key that works after its first run died behind the commit", async () => {
    const headers = { "idempotency-key": "tenant-1" };
    const first = await make("Twice", headers);
    // As if the process had died before it could keep the answer.
    await t.db.engine.query(
      sql`UPDATE ticketwire.idempotency_keys SET response_status = NULL, response_body = NULL, created_at = '-infinity'
        WHERE idempotency_key = 'tenant-1'`,
    );
    const again = await make("Twice", headers);
    expect(again.tenant_id).toBe(first.tenant_id);
    const use = (key: string) => t.call({ method: "GET", url: "/api/v1/tenants", headers: { "x-api-key": key } });
    expect((await use(again.api_key)).statusCode).toBe(200);
    await expect.poll(async () => (await use(first.api_key)).statusCode, { interval: 5 }).toBe(401);
  });
});

describe("GET /tenants", () => {
  it("goes through all of them by cursor for an installation admin", async () => {
    for (const name of ["A", "B", "C"]) await make(name);
    const names: string[] = [];
    let url = "/api/v1/tenants?limit=2";
    for (;;) {
      const page = (await t.call({ method: "GET", url })).json<{
        data: { name: string }[];
        pagination: { next_cursor: string | null };
      }>();
      names.push(...page.data.map(({ name }) => name));
      if (page.pagination.next_cursor === null) break;
      url = `/api/v1/tenants?limit=2&cursor=${page.pagination.next_cursor}`;
    }
    expect(names).toEqual(expect.arrayContaining(["A", "B", "C"]));
    const all = (await t.call({ method: "GET", url: "/api/v1/tenants?limit=100" })).json<{ pagination: object }>();
    expect(all.pagination).toMatchObject({ total: names.length, hasNext: false });
  });
});

describe("PUT /tenants/{tenant_id}", () => {
  it("changes the name and the defaults, and refuses those of others", async () => {
    const [one, two] = [await make("One"), await make("Two")];
    const headers = { "x-api-key": one.api_key };
    const put = (payload: object, id = one.tenant_id) =>
      t.call({ method: "PUT", url: `/api/v1/tenants/${id}`, payload, headers });
    expect((await put({ name: "Uno" })).json()).toMatchObject({ data: { name: "Uno" } });
    const { default_board_id: foreign } = (
      await t.call({ method: "GET", url: `/api/v1/tenants/${two.tenant_id}` })
    ).json<{
      data: { default_board_id: string };
    }>().data;
    expect((await put({ default_board_id: foreign })).json()).toMatchObject({
      error: { code: "VALIDATION_ERROR", details: [{ path: "default_board_id", code: "unknown_id" }] },
    });
    expect((await put({ name: "x" }, two.tenant_id)).statusCode).toBe(404);
  });
});
