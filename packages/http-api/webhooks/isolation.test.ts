// Webhooks of one tenant through the key of another, and through keys that may not do everything.
import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Caller, makeCaller } from "../testkit/caller.ts";
import { makeKey, openTestApp, type TestApp } from "../testkit/test-app.ts";

let test: TestApp;
let call: Caller;

beforeAll(async () => {
  test = await openTestApp();
  call = makeCaller(test);
});

afterAll(async () => {
  await test[Symbol.asyncDispose]();
});

const minimal = { name: "CRM", url: "https://hooks.example.com/in", event_types: ["ticket.created"] };

describe("other tenants and scopes", () => {
  it("answer 404 for every path of a webhook, and leave it as it is", async () => {
    const { body: creation } = await call("POST", "/webhooks", minimal);
    const created = creation.data;
    const id = String(created["webhook_id"]);
    const stranger = makeCaller(test, await makeKey(test.db));
    const other = randomUUID();
    const paths = [
      ["GET", `/webhooks/${id}`],
      ["PUT", `/webhooks/${id}`, { name: "x" }],
      ["DELETE", `/webhooks/${id}`],
      ["POST", `/webhooks/${id}/test`, {}],
      ["POST", `/webhooks/${id}/secret/rotate`, {}],
      ["DELETE", `/webhooks/${id}/secret/previous`],
      ["GET", `/webhooks/${id}/deliveries`],
      ["GET", `/webhooks/${id}/deliveries/${other}`],
      ["POST", `/webhooks/${id}/deliveries/${other}/retry`, {}],
      ["POST", `/webhooks/${id}/recover`, { since: "2026-01-01T00:00:00Z" }],
      ["GET", `/webhooks/${id}/recover/${other}`],
      ["GET", `/webhooks/${id}/events`],
      ["GET", `/webhooks/${id}/health`],
      ["GET", `/webhooks/${id}/analytics`],
      ["POST", "/webhooks/verify", { webhook_id: id, signature: "t=1", body: "{}" }],
    ] as const;
    for (const [method, path, body] of paths) {
      const reply = await stranger(method, path, body);
      expect([path, reply.status, reply.body.error.code]).toEqual([path, 404, "NOT_FOUND"]);
    }
    const { signing_secret: _s, standard_webhooks_secret: _w, ...record } = created;
    expect((await call("GET", `/webhooks/${id}`)).body.data).toEqual(record);
  });

  it("need webhooks:write to change and webhooks:read to see", async () => {
    const reader = makeCaller(
      test,
      await makeKey(test.db, { tenantId: test.admin.tenantId, scopes: ["webhooks:read"] }),
    );
    const outsider = makeCaller(
      test,
      await makeKey(test.db, { tenantId: test.admin.tenantId, scopes: ["tickets:write"] }),
    );
    expect((await reader("POST", "/webhooks", minimal)).status).toBe(403);
    expect((await reader("GET", "/webhooks")).status).toBe(200);
    expect((await outsider("GET", "/webhooks")).status).toBe(403);
    expect((await reader("GET", "/audit-log")).status).toBe(403);
  });
});
