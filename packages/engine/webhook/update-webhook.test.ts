// Changing, switching, rotating and deleting webhooks, on a real database.
import { randomUUID } from "node:crypto";
import { WebhookDesk } from "../testkit/webhook-desk.ts";
import { deleteWebhook } from "./delete-webhook.ts";
import { endOverlap, rotateSecret } from "./rotate-secret.ts";
import { updateWebhook } from "./update-webhook.ts";
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

describe("updating a webhook", () => {
  it("changes what it names, tells the audit log what, and moves updated_at", async () => {
    const { record } = await desk.create({ custom_headers: { A: "1", B: "2" } });
    const updated = await desk.update(record.webhook_id, {
      name: "ERP",
      url: "https://hooks.example.com:8443/",
      custom_headers: { A: "***", B: "3" },
    });
    expect(updated.record).toMatchObject({ name: "ERP", event_types: ["ticket.created"] });
    expect(updated.record.updated_at > record.updated_at).toBe(true);
    expect((await desk.settings(record.webhook_id)).customHeaders).toEqual({ A: "1", B: "3" });
    expect((await desk.lane(record.webhook_id)).origin).toBe("https://hooks.example.com:8443");
    const [, entry] = await desk.audit(record.webhook_id);
    expect(entry).toEqual({
      action: "webhook.updated",
      actor_id: desk.userId,
      details: {
        changes: {
          name: { previous: "CRM", new: "ERP" },
          url: { previous: "https://hooks.example.com/in", new: "https://hooks.example.com:8443/" },
          custom_headers: { previous: ["A", "B"], new: ["A", "B (new value)"] },
        },
      },
    });
  });

  it("writes nothing when nothing differs", async () => {
    const { record } = await desk.create();
    const again = await desk.update(record.webhook_id, {
      name: record.name,
      tags: [],
      retry_schedule: record.retry_schedule,
    });
    expect(again.record).toEqual(record);
    expect(await desk.audit(record.webhook_id)).toHaveLength(1);
  });

  it("leaves another tenant's webhook alone", async () => {
    const { record } = await desk.create();
    await desk.useNewTenant();
    expect(await updateWebhook(desk.kit, desk.call(record.webhook_id), { name: "x" })).toEqual({ kind: "not_found" });
    expect(await deleteWebhook(desk.kit, desk.call(record.webhook_id))).toBe(false);
    expect(
      await rotateSecret(desk.kit, desk.call(record.webhook_id), { rotationId: randomUUID(), overlapSeconds: 0 }),
    ).toBeUndefined();
  });

  it("counts both of two updates at once", async () => {
    const { record } = await desk.create();
    await Promise.all([
      desk.update(record.webhook_id, { name: "x" }),
      desk.update(record.webhook_id, { description: "y" }),
    ]);
    expect(await desk.read(record.webhook_id)).toMatchObject({ name: "x", description: "y" });
  });

  it("refuses a bad url and changes nothing", async () => {
    const { record } = await desk.create();
    const result = await updateWebhook(desk.kit, desk.call(record.webhook_id), {
      name: "x",
      url: "https://inside.example.com/",
    });
    expect(result).toMatchObject({ kind: "invalid", details: [{ path: "url", code: "address" }] });
    expect(await desk.read(record.webhook_id)).toEqual(record);
  });
});

describe("switching a webhook", () => {
  it("pauses the lane in the same transaction, and opens it again", async () => {
    const { record } = await desk.create();
    const paused = await desk.update(record.webhook_id, { is_active: false });
    expect(paused.record).toMatchObject({ is_active: false, health: "paused" });
    expect(paused.releaseJobId).toBeNull();
    expect(await desk.lane(record.webhook_id)).toMatchObject({ paused: true, must_hold: true });
    const enabled = await desk.update(record.webhook_id, { is_active: true });
    expect(enabled.releaseJobId).not.toBeNull();
    expect(await desk.lane(record.webhook_id)).toMatchObject({ paused: false, must_hold: false });
    expect((await desk.audit(record.webhook_id)).map((entry) => entry.action)).toEqual([
      "webhook.created",
      "webhook.paused",
      "webhook.enabled",
    ]);
  });

  it("leaves held what the caller wants held", async () => {
    const { record } = await desk.create({ is_active: false });
    expect((await desk.update(record.webhook_id, { is_active: true, resume_held: false })).releaseJobId).toBeNull();
    expect((await desk.update(record.webhook_id, { is_active: true })).releaseJobId).toBeNull();
    expect((await desk.update(record.webhook_id, { is_active: true, resume_held: true })).releaseJobId).not.toBeNull();
    for (const input of [{ resume_held: true }, { is_active: false, resume_held: false }])
      expect(await updateWebhook(desk.kit, desk.call(record.webhook_id), input)).toMatchObject({
        kind: "invalid",
        details: [{ path: "resume_held", code: "conflict" }],
      });
  });
});

describe("rotating a secret", () => {
  it("lets both secrets sign until the overlap ends", async () => {
    const { record, secret } = await desk.create();
    const call = desk.call(record.webhook_id);
    const rotated = await rotateSecret(desk.kit, call, { rotationId: randomUUID(), overlapSeconds: 3600 });
    expect(rotated?.signing_secret).not.toBe(secret.signing_secret);
    expect(rotated?.previous_secret_expires_at).toBe(new Date(call.now.getTime() + 3_600_000).toISOString());
    const { secrets } = await desk.settings(record.webhook_id);
    expect(secrets?.current.export().toString("utf8")).toBe(rotated?.signing_secret);
    expect(secrets?.previous?.export().toString("utf8")).toBe(secret.signing_secret);
    expect(await endOverlap(desk.kit, desk.call(record.webhook_id))).toBe(true);
    const ended = (await desk.settings(record.webhook_id)).secrets?.previousExpiresAt;
    expect((ended ?? new Date(0)) < new Date(call.now.getTime() + 3_600_000)).toBe(true);
    expect(await endOverlap(desk.kit, desk.call(record.webhook_id))).toBe(true);
    expect((await desk.audit(record.webhook_id)).map((entry) => entry.action)).toEqual([
      "webhook.created",
      "webhook.secret_rotated",
      "webhook.previous_secret_ended",
    ]);
  });

  it("without an overlap forgets the secret before at once", async () => {
    const { record } = await desk.create();
    const call = desk.call(record.webhook_id);
    const rotated = await rotateSecret(desk.kit, call, { rotationId: randomUUID(), overlapSeconds: 0 });
    expect(rotated?.previous_secret_expires_at).toBeNull();
    expect((await desk.settings(record.webhook_id)).secrets?.previousExpiresAt).toEqual(call.now);
  });

  it("rotates once for one call, however often it runs", async () => {
    const { record, secret } = await desk.create();
    const rotation = { rotationId: randomUUID(), overlapSeconds: 60 };
    const first = await rotateSecret(desk.kit, desk.call(record.webhook_id), rotation);
    expect(await rotateSecret(desk.kit, desk.call(record.webhook_id), rotation)).toEqual(first);
    expect((await desk.settings(record.webhook_id)).secrets?.previous?.export().toString("utf8")).toBe(
      secret.signing_secret,
    );
  });
});

describe("deleting a webhook", () => {
  it("hides it, pauses its lane and is done once", async () => {
    const { record } = await desk.create({ custom_headers: { A: "1" } });
    expect(await deleteWebhook(desk.kit, desk.call(record.webhook_id))).toBe(true);
    expect(await deleteWebhook(desk.kit, desk.call(record.webhook_id))).toBe(false);
    expect(await desk.read(record.webhook_id)).toBeUndefined();
    expect(await desk.lane(record.webhook_id)).toMatchObject({ paused: true, must_hold: true });
    expect(await desk.settings(record.webhook_id)).toMatchObject({ isActive: false, customHeaders: {} });
  });
});
