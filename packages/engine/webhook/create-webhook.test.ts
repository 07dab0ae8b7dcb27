// Creating webhooks, and what their lanes then know of them, on a real database.
import { randomUUID } from "node:crypto";
import { DEFAULT_RETRY_SCHEDULE, toStandardSecret } from "@ticketwire/contract";
import { sql } from "../db/sql.ts";
import { MINIMAL_WEBHOOK, WebhookDesk } from "../testkit/webhook-desk.ts";
import { createWebhook } from "./create-webhook.ts";
import { readWebhookSettings } from "./read-settings.ts";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { openTestDatabase, type TestDatabase } from "../testkit/database.ts";

let test: TestDatabase;
let desk: WebhookDesk;

beforeAll(async () => {
  test = await openTestDatabase();
});

beforeEach(async () => {
  desk = await WebhookDesk.open(test, { start: new Date("2026-05-01T12:00:00.000Z") });
});

afterAll(async () => {
  await test[Symbol.asyncDispose]();
});

describe("creating a webhook", () => {
  it("fills in the defaults and shows the secret in both forms", async () => {
    const { record, secret, warnings } = await desk.create();
    expect(secret.signing_secret).toMatch(/^[A-Za-z0-9_-]{43}$/);
    expect(secret.standard_webhooks_secret).toBe(toStandardSecret(secret.signing_secret));
    expect(warnings).toEqual([]);
    expect(record).toMatchObject({
      ...MINIMAL_WEBHOOK,
      tenant: desk.tenantId,
      is_active: true,
      verify_ssl: true,
      max_concurrency: 10,
      timeout_ms: 10_000,
      ordering: "none",
      retry_schedule: DEFAULT_RETRY_SCHEDULE,
      custom_headers: {},
      event_filter: null,
      created_by: desk.userId,
      total_deliveries: 0,
      health: "idle",
      method: "POST",
    });
    expect(JSON.stringify(await desk.read(record.webhook_id))).not.toContain(secret.signing_secret);
  });

  it("makes its lane: open from today on, or paused when it is created inactive", async () => {
    const active = await desk.create();
    expect(await desk.lane(active.record.webhook_id)).toMatchObject({
      paused: false,
      must_hold: false,
      origin: "https://hooks.example.com",
      open_day: "2026-05-01",
    });
    const inactive = await desk.create({ is_active: false });
    expect(await desk.lane(inactive.record.webhook_id)).toMatchObject({ paused: true });
    expect(inactive.record.health).toBe("paused");
  });

  it("keeps secrets and custom headers sealed; the lane opens them, reads show names only", async () => {
    const { record, secret } = await desk.create({ custom_headers: { Authorization: "Bearer s3cr3t" } });
    const [row] = await test.db.engine.query<{ text: string }>(sql`
      SELECT w::text AS text FROM ticketwire.webhooks AS w WHERE webhook_id = ${record.webhook_id}`);
    for (const hidden of [secret.signing_secret, "Bearer s3cr3t"]) {
      expect(row?.text).not.toContain(hidden);
      expect(row?.text).not.toContain(Buffer.from(hidden).toString("hex"));
    }
    expect(record.custom_headers).toEqual({ Authorization: "***" });
    const settings = await desk.settings(record.webhook_id);
    expect(settings.customHeaders).toEqual({ Authorization: "Bearer s3cr3t" });
    expect(settings.secrets?.current.export().toString("utf8")).toBe(secret.signing_secret);
    expect(settings).toMatchObject({
      origin: "https://hooks.example.com",
      isActive: true,
      rateLimit: null,
      fault: null,
    });
  });

  it.each([
    ["http://hooks.example.com/", "scheme"],
    ["https://inside.example.com/", "address"],
    ["https://mixed.example.com/", "address"],
    ["https://169.254.169.254/latest", "address"],
    ["https://user:pw@hooks.example.com/", "credentials"],
  ])("refuses %s", async (url, code) => {
    const result = await createWebhook(desk.kit, desk.call(randomUUID()), { ...MINIMAL_WEBHOOK, url });
    expect(result).toMatchObject({ kind: "invalid", details: [{ path: "url", code }] });
  });

  it("takes a name that does not resolve yet, and warns", async () => {
    const { warnings } = await desk.create({ url: "https://soon.example.com/" });
    expect(warnings).toMatchObject([{ path: "url", code: "dns" }]);
  });

  it("answers the same again when the same call runs again", async () => {
    const call = desk.call(randomUUID());
    const [first, second] = [
      await createWebhook(desk.kit, call, MINIMAL_WEBHOOK),
      await createWebhook(desk.kit, call, MINIMAL_WEBHOOK),
    ];
    expect(second).toEqual(first);
    expect(await desk.audit(call.webhookId)).toHaveLength(1);
  });

  it("stops at a hundred a tenant, however many are created at once", async () => {
    await test.db.engine.query(sql`
      INSERT INTO ticketwire.webhooks (tenant_id, webhook_id, name, url, event_types, is_active, verify_ssl, max_concurrency,
        timeout_ms, ordering, retry_schedule, signing_secret, created_at, updated_at)
      SELECT ${desk.tenantId}, gen_random_uuid(), 'x', 'https://x/', '{}', true, true, 1, 1000, 'none', '{}', '', now(), now()
      FROM generate_series(1, 97)`);
    const results = await Promise.all(
      Array.from({ length: 8 }, () => createWebhook(desk.kit, desk.call(randomUUID()), MINIMAL_WEBHOOK)),
    );
    expect(results.filter((result) => result.kind === "created")).toHaveLength(3);
    expect(results.filter((result) => result.kind === "too_many")).toHaveLength(5);
    await desk.useNewTenant();
    await desk.create();
  });
});

describe("settings for lanes", () => {
  it("of a webhook whose secret does not open say why, and keep no other from being read", async () => {
    const [good, bad] = [await desk.create(), await desk.create()];
    await test.db.engine.query(sql`
      UPDATE ticketwire.webhooks SET signing_secret = '\\x0102030405' WHERE webhook_id = ${bad.record.webhook_id}`);
    const settings = await readWebhookSettings(
      test.db.engine,
      desk.kit.box,
      [good, bad].map(({ record }) => ({ tenantId: desk.tenantId, webhookId: record.webhook_id })),
    );
    const byId = new Map(settings.map((entry) => [entry.webhookId, entry]));
    expect(byId.get(good.record.webhook_id)).toMatchObject({ fault: null });
    expect(byId.get(bad.record.webhook_id)).toMatchObject({ secrets: null, customHeaders: {} });
    expect(byId.get(bad.record.webhook_id)?.fault).toContain("TICKETWIRE_MASTER_KEY");
  });
});
