// Holding, releasing and retrying deliveries, round by round, on a real database; fan-out is the real one.
import { randomUUID } from "node:crypto";
import { deleteWebhook } from "./delete-webhook.ts";
import { retryDelivery } from "./retry-delivery.ts";
import { disableWebhook } from "./switch-webhook.ts";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { openTestDatabase, type TestDatabase } from "../testkit/database.ts";
import { DeliveryDesk } from "../testkit/delivery-desk.ts";
import { WebhookDesk } from "../testkit/webhook-desk.ts";

let test: TestDatabase;
let desk: WebhookDesk;
let deliveries: DeliveryDesk;

beforeAll(async () => {
  test = await openTestDatabase();
});

beforeEach(async () => {
  desk = await WebhookDesk.open(test);
  deliveries = new DeliveryDesk(desk);
});

afterAll(async () => {
  await test[Symbol.asyncDispose]();
});

describe("a paused webhook", () => {
  it("turns what was open into held, what comes into held, and sends it all when it is enabled", async () => {
    const { record } = await desk.create();
    const id = record.webhook_id;
    await deliveries.publishAndFanOut(5);
    await deliveries.settle(id, "retrying", [2]);
    await deliveries.settle(id, "delivered", [3]);
    await desk.update(id, { is_active: false });
    await deliveries.hold();
    await deliveries.publishAndFanOut(2);
    expect(await deliveries.countByStatus(id)).toEqual({ held: 6, delivered: 1 });
    expect((await deliveries.of(id)).every((delivery) => !delivery.due)).toBe(true);
    expect(await desk.lane(id)).toMatchObject({ must_hold: false, paused: true });

    await desk.update(id, { is_active: true });
    expect(await desk.lane(id)).toMatchObject({ sent_through: 7, paused: false });
    await deliveries.runJobs();
    expect(await deliveries.countByStatus(id)).toEqual({ pending: 5, retrying: 1, delivered: 1 });
    const open = (await deliveries.of(id)).filter((delivery) => delivery.status !== "delivered");
    expect(open.every((delivery) => delivery.due && delivery.ladder_step === 0)).toBe(true);
    expect((await desk.lane(id)).next_due_at).not.toBeNull();
    await deliveries.publishAndFanOut(1);
    expect((await deliveries.of(id)).at(-1)).toMatchObject({ sequence: 8, status: "pending", due: false });
  });

  it("is held in chunks that any process may do", async () => {
    const { record } = await desk.create();
    await deliveries.publishAndFanOut(2_500);
    await desk.update(record.webhook_id, { is_active: false });
    expect(await deliveries.hold()).toBeGreaterThan(2);
    expect(await deliveries.countByStatus(record.webhook_id)).toEqual({ held: 2_500 });
    await desk.update(record.webhook_id, { is_active: true });
    expect(await deliveries.runJobs()).toBeGreaterThan(3);
    expect(await deliveries.countByStatus(record.webhook_id)).toEqual({ pending: 2_500 });
  });

  it("holds a retry that an attempt under way at the pause left behind", async () => {
    const { record } = await desk.create();
    await deliveries.publishAndFanOut(1);
    await desk.update(record.webhook_id, { is_active: false });
    await deliveries.hold();
    await deliveries.settle(record.webhook_id, "retrying", [1]);
    await deliveries.hold();
    expect(await deliveries.countByStatus(record.webhook_id)).toEqual({ held: 1 });
  });

  it("enabled again before everything was held goes on with what was not", async () => {
    const { record } = await desk.create();
    await deliveries.publishAndFanOut(3);
    await desk.update(record.webhook_id, { is_active: false });
    await desk.update(record.webhook_id, { is_active: true });
    await deliveries.runJobs();
    expect(await desk.lane(record.webhook_id)).toMatchObject({ sent_through: 0 });
    expect((await deliveries.of(record.webhook_id)).every(({ status, due }) => status === "pending" && !due)).toBe(
      true,
    );
  });

  it("leaves what is held alone when it is told to, and recover sends it later", async () => {
    const { record } = await desk.create({ is_active: false });
    await deliveries.publishAndFanOut(3);
    await desk.update(record.webhook_id, { is_active: true, resume_held: false });
    await deliveries.runJobs();
    await deliveries.publishAndFanOut(1);
    expect(await deliveries.countByStatus(record.webhook_id)).toEqual({ held: 3, pending: 1 });
    expect(await deliveries.recover(record.webhook_id, { only: "failed" })).toMatchObject({ status: "done", sent: 0 });
    expect(await deliveries.recover(record.webhook_id, { only: "missing" })).toMatchObject({
      matched: 4,
      sent: 3,
      skipped: 1,
    });
    expect(await deliveries.countByStatus(record.webhook_id)).toEqual({ pending: 4 });
  });

  it("that was disabled by itself says why, once, and is told apart from a pause", async () => {
    const { record } = await desk.create();
    const { tenantId, webhookId } = desk.call(record.webhook_id);
    const disabling = { tenantId, webhookId, now: desk.now(), reason: "It answered 410 Gone." };
    expect(await test.db.engine.transaction((tx) => disableWebhook(tx, disabling))).toBe(true);
    expect(await test.db.engine.transaction((tx) => disableWebhook(tx, disabling))).toBe(false);
    expect(await desk.read(webhookId)).toMatchObject({
      health: "disabled",
      is_active: false,
      auto_disabled_at: disabling.now.toISOString(),
      disabled_reason: disabling.reason,
    });
    const enabled = await desk.update(webhookId, { is_active: true });
    expect(enabled.record).toMatchObject({ auto_disabled_at: null, disabled_reason: null, health: "idle" });
    expect((await desk.audit(webhookId)).map((entry) => entry.action)).toEqual([
      "webhook.created",
      "webhook.auto_disabled",
      "webhook.enabled",
    ]);
  });

  it("that is deleted has its open deliveries held, with a reason", async () => {
    const { record } = await desk.create();
    await deliveries.publishAndFanOut(2);
    await deleteWebhook(desk.kit, desk.call(record.webhook_id));
    await deliveries.hold();
    await deliveries.publishAndFanOut(1);
    expect(await deliveries.countByStatus(record.webhook_id)).toEqual({ held: 2 });
  });
});

describe("retrying a delivery", () => {
  it("makes it due now with its ladder from the start, whatever it had come to", async () => {
    const { record } = await desk.create();
    await deliveries.publishAndFanOut(3);
    await deliveries.settle(record.webhook_id, "abandoned", [1]);
    await deliveries.settle(record.webhook_id, "delivered", [2]);
    const [abandoned, delivered, fresh] = await deliveries.of(record.webhook_id);
    for (const delivery of [abandoned, delivered, fresh])
      expect(await retryDelivery(desk.kit, desk.call(record.webhook_id), delivery?.delivery_id ?? "")).toEqual({
        kind: "queued",
      });
    expect(await deliveries.of(record.webhook_id)).toEqual([
      { ...abandoned, status: "retrying", due: true, ladder_step: 0 },
      { ...delivered, status: "retrying", due: true, ladder_step: 0 },
      fresh,
    ]);
    expect((await desk.lane(record.webhook_id)).next_due_at).not.toBeNull();
  });

  it("is refused on an inactive webhook, for another webhook and for ids that are none of ours", async () => {
    const [{ record }, other] = [await desk.create(), await desk.create()];
    await deliveries.publishAndFanOut(1);
    const [delivery] = await deliveries.of(record.webhook_id);
    const id = delivery?.delivery_id ?? "";
    for (const [webhookId, deliveryId] of [
      [other.record.webhook_id, id],
      [record.webhook_id, randomUUID()],
      [record.webhook_id, "ffffffff-ffff-ffff-ffff-ffffffffffff"],
    ] as const)
      expect(await retryDelivery(desk.kit, desk.call(webhookId), deliveryId)).toEqual({ kind: "not_found" });
    await desk.update(record.webhook_id, { is_active: false });
    expect(await retryDelivery(desk.kit, desk.call(record.webhook_id), id)).toEqual({ kind: "inactive" });
  });
});
