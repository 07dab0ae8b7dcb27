// Webhooks through the API: create, read, change, delete, and what is refused.
import { randomUUID } from "node:crypto";
import { EVENT_TYPES } from "@ticketwire/contract";
import { sql } from "@ticketwire/engine/db/sql";
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

const minimal = {
  name: "CRM",
  url: "https://hooks.example.com/in",
  event_types: ["ticket.created", "ticket.assigned"],
};

async function create(extra: object = {}): Promise<Record<string, unknown>> {
  const { status, body, text } = await call("POST", "/webhooks", { ...minimal, ...extra });
  expect([status, text]).toEqual([201, expect.anything()]);
  return body.data;
}

describe("webhooks", () => {
  it("lists the six event types", async () => {
    const { status, body } = await call("GET", "/webhooks/events");
    expect([status, body.data]).toEqual([200, EVENT_TYPES]);
  });

  it("shows the secret once: in the answer to its creation, and in no answer to a GET", async () => {
    const created = await create({ is_active: true, verify_ssl: true, custom_headers: { "X-Api-Key": "hunter2" } });
    expect(created["signing_secret"]).toMatch(/^[\w-]{43}$/);
    expect(created["standard_webhooks_secret"]).toMatch(/^whsec_/);
    const id = String(created["webhook_id"]);
    for (const path of [`/webhooks/${id}`, "/webhooks", `/webhooks/${id}/health`, `/webhooks/${id}/deliveries`]) {
      const { status, text } = await call("GET", path);
      expect(status).toBe(200);
      for (const secret of [String(created["signing_secret"]), "hunter2", "whsec_"]) expect(text).not.toContain(secret);
    }
    const { signing_secret: _s, standard_webhooks_secret: _w, ...record } = created;
    expect((await call("GET", `/webhooks/${id}`)).body.data).toEqual(record);
  });

  it("honours every field and shows it back", async () => {
    const fields = {
      description: "for the sales team",
      is_active: false,
      verify_ssl: false,
      event_filter: {
        entity_ids: [randomUUID()],
        tags: ["vip"],
        conditions: [{ field: "version", operator: "greater_than", value: 1 }],
      },
      payload_fields: { ticket: ["title", "changes"] },
      rate_limit: { requests_per_minute: 60, burst_limit: 120 },
      max_concurrency: 3,
      timeout_ms: 5000,
      ordering: "ticket",
      retry_schedule: [1, 2, 3],
      tags: ["a"],
      metadata: { owner: { team: "x" } },
      method: "POST",
      payload_format: "json",
      content_type: "application/json",
    };
    const created = await create(fields);
    expect(created).toMatchObject(fields);
    const config = {
      strategy: "linear_backoff",
      max_attempts: 3,
      initial_delay: 2000,
      max_delay: 60_000,
      backoff_multiplier: 1.5,
      timeout: 3000,
    };
    expect(await create({ retry_config: config })).toMatchObject({
      retry_config: config,
      retry_schedule: [2, 4],
      timeout_ms: 3000,
    });
  });

  it.each([
    [{ name: "" }, "name"],
    [{ name: "x".repeat(256) }, "name"],
    [{ url: "https://hooks.example.com:6667/" }, "url"],
    [{ url: "ftp://hooks.example.com/" }, "url"],
    [{ url: "https://inside.example.com/" }, "url"],
    [{ url: "https://169.254.169.254/" }, "url"],
    [{ url: 5 }, "url"],
    [{ event_types: [] }, "event_types"],
    [{ event_types: ["ticket.exploded"] }, "event_types.0"],
    [{ custom_headers: { "x-alga-Signature": "x" } }, "custom_headers.x-alga-Signature"],
    [{ custom_headers: { "X-A": "a\r\nb" } }, "custom_headers.X-A"],
    [
      { event_filter: { conditions: [{ field: "nope", operator: "equals", value: 1 }] } },
      "event_filter.conditions.0.field",
    ],
    [
      { event_filter: { conditions: [{ field: "title", operator: "matches", value: 1 }] } },
      "event_filter.conditions.0.operator",
    ],
    [{ event_filter: { entity_types: ["ticket"] } }, "event_filter.entity_types"],
    [{ payload_fields: { ticket: ["nope"] } }, "payload_fields.ticket.0"],
    [{ payload_fields: { project: [] } }, "payload_fields.project"],
    [{ rate_limit: { requests_per_minute: 0 } }, "rate_limit.requests_per_minute"],
    [{ rate_limit: { enabled: true } }, "rate_limit.enabled"],
    [{ timeout_ms: 999 }, "timeout_ms"],
    [{ timeout_ms: 30_001 }, "timeout_ms"],
    [{ max_concurrency: 0 }, "max_concurrency"],
    [{ ordering: "strict" }, "ordering"],
    [{ retry_schedule: [0] }, "retry_schedule.0"],
    [{ retry_schedule: Array.from({ length: 21 }, () => 1) }, "retry_schedule"],
    [{ retry_config: { strategy: "custom" } }, "retry_config.strategy"],
    [{ retry_config: {}, retry_schedule: [1] }, "retry_schedule"],
    [{ method: "GET" }, "method"],
    [{ payload_format: "xml" }, "payload_format"],
    [{ content_type: "text/plain" }, "content_type"],
    [{ security: { type: "none" } }, "security"],
    [{ is_test_mode: true }, "is_test_mode"],
    [{ secret_token: "x" }, "secret_token"],
    [{ payload_transformation: {} }, "payload_transformation"],
    [{ webhook_id: randomUUID() }, "webhook_id"],
    [{ resume_held: true }, "resume_held"],
    [{ is_active: "yes" }, "is_active"],
  ])("refuses %j and names %s", async (extra, path) => {
    const { status, body } = await call("POST", "/webhooks", { ...minimal, ...extra });
    expect([status, body.error.code]).toEqual([400, "VALIDATION_ERROR"]);
    expect(body.error.details.map((detail) => detail.path)).toContain(path);
  });

  it("names everything that is missing", async () => {
    const { body } = await call("POST", "/webhooks", {});
    expect(body.error.details.map((detail) => detail.path).sort()).toEqual(["event_types", "name", "url"]);
  });

  it("takes a name that does not resolve yet, with a warning", async () => {
    const { status, body } = await call("POST", "/webhooks", { ...minimal, url: "https://not-yet.example.com/" });
    expect(status).toBe(201);
    expect(body.meta).toMatchObject({ warnings: [{ path: "url", code: "dns" }] });
  });

  it("changes what is sent, by an id in any case, and keeps masked header values", async () => {
    const created = await create({ custom_headers: { A: "1" } });
    const id = String(created["webhook_id"]);
    const { status, body } = await call("PUT", `/webhooks/${id.toUpperCase()}`, {
      name: "ERP",
      custom_headers: { A: "***", B: "2" },
    });
    expect(status).toBe(200);
    expect(body.data).toMatchObject({ name: "ERP", custom_headers: { A: "***", B: "***" }, url: minimal.url });
    expect((await call("PUT", `/webhooks/${id}`, { custom_headers: { C: "***" } })).status).toBe(400);
    expect((await call("PUT", `/webhooks/${id}`, { health: "healthy" })).status).toBe(400);
  });

  it("pauses, enables and says which job sends what was held", async () => {
    const id = String((await create())["webhook_id"]);
    expect((await call("PUT", `/webhooks/${id}`, { is_active: false })).body.data).toMatchObject({ health: "paused" });
    const { body } = await call("PUT", `/webhooks/${id}`, { is_active: true });
    const job = await call("GET", `/webhooks/${id}/recover/${String(body.meta?.["release_job_id"])}`);
    expect(job.body.data).toMatchObject({ kind: "release", status: "queued" });
    expect((await call("PUT", `/webhooks/${id}`, { resume_held: false })).status).toBe(400);
  });

  it("rotates the secret, ends the overlap, and answers a repeated call with the same secret", async () => {
    const created = await create();
    const id = String(created["webhook_id"]);
    const rotate = (key: string): Promise<{ statusCode: number; body: string }> =>
      test.call({
        method: "POST",
        url: `/api/v1/webhooks/${id}/secret/rotate`,
        headers: { "idempotency-key": key },
        payload: { overlap_seconds: 60 },
      });
    const [first, again] = [await rotate("a"), await rotate("a")];
    expect(first.statusCode).toBe(200);
    expect(again.body).toBe(first.body);
    const { data } = JSON.parse(first.body) as { data: Record<string, string> };
    expect(data["signing_secret"]).not.toBe(created["signing_secret"]);
    expect(data["previous_secret_expires_at"]).toMatch(/Z$/);
    expect((await call("DELETE", `/webhooks/${id}/secret/previous`)).status).toBe(204);
    expect((await call("POST", `/webhooks/${id}/secret/rotate`)).status).toBe(200);
    for (const overlap_seconds of [-1, 604_801, "1", 1.5])
      expect((await call("POST", `/webhooks/${id}/secret/rotate`, { overlap_seconds })).status).toBe(400);
  });

  it("deletes, after which only history is left", async () => {
    const id = String((await create())["webhook_id"]);
    expect((await call("DELETE", `/webhooks/${id}`)).status).toBe(204);
    for (const [method, path] of [
      ["GET", ""],
      ["PUT", ""],
      ["DELETE", ""],
      ["GET", "/health"],
      ["POST", "/test"],
      ["POST", "/secret/rotate"],
      ["DELETE", "/secret/previous"],
    ] as const)
      expect(
        (await call(method, `/webhooks/${id}${path}`, method === "GET" || method === "DELETE" ? undefined : {})).status,
      ).toBe(404);
    for (const path of ["/deliveries", "/events", "/analytics"])
      expect((await call("GET", `/webhooks/${id}${path}`)).status).toBe(200);
  });

  it("lists newest first in pages that hold together, and filters", async () => {
    const mine = makeCaller(test, await makeKey(test.db));
    for (let index = 0; index < 5; index++) {
      const event_types = [index % 2 === 0 ? "ticket.created" : "ticket.closed"];
      await mine("POST", "/webhooks", { ...minimal, name: `Hook ${index}`, event_types, is_active: index < 4 });
    }
    const names: unknown[] = [];
    let cursor = "";
    do {
      const { body } = await mine("GET", `/webhooks?limit=2${cursor === "" ? "" : `&cursor=${cursor}`}`);
      const page = body as unknown as {
        data: { name: string }[];
        pagination: { next_cursor: string | null; total: number };
      };
      names.push(...page.data.map((webhook) => webhook.name));
      expect(page.pagination.total).toBe(5);
      cursor = page.pagination.next_cursor ?? "";
    } while (cursor !== "");
    expect(names).toEqual(["Hook 4", "Hook 3", "Hook 2", "Hook 1", "Hook 0"]);
    const count = async (query: string): Promise<number> => {
      const { body } = await mine("GET", `/webhooks?${query}`);
      return (body as unknown as { data: unknown[] }).data.length;
    };
    expect(await count("is_active=false")).toBe(1);
    expect(await count("event_type=ticket.closed")).toBe(2);
    expect(await count("search=hook%203")).toBe(1);
    expect(await count("page=3&limit=2")).toBe(1);
    expect((await mine("GET", "/webhooks?status=x")).status).toBe(400);
  });

  it("refuses more than a hundred of a tenant", async () => {
    const key = await makeKey(test.db);
    await test.db.engine.query(sql`
      INSERT INTO ticketwire.webhooks (tenant_id, webhook_id, name, url, event_types, is_active, verify_ssl, max_concurrency,
        timeout_ms, ordering, retry_schedule, signing_secret, created_at, updated_at)
      SELECT ${key.tenantId}, gen_random_uuid(), 'x', 'https://x/', '{}', true, true, 1, 1000, 'none', '{}', '', now(), now()
      FROM generate_series(1, 100)`);
    const { status, body } = await makeCaller(test, key)("POST", "/webhooks", minimal);
    expect([status, body.error.code, body.error.details]).toEqual([409, "CONFLICT", { limit: 100 }]);
  });
});
