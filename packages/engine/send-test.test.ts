// Test deliveries over real HTTP, and what is kept of them.
import { randomUUID } from "node:crypto";
import { EVENT_TYPES, formatSignature, importSigningSecret } from "@ticketwire/contract";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { sql } from "./db/sql.ts";
import { uuidOf } from "./db/uuid.ts";
import { sendTest, type TestKit, type TestRecord, type TestWish } from "./send-test.ts";
import { openTestDatabase, type TestDatabase } from "./testkit/database.ts";
import { DeliveryDesk } from "./testkit/delivery-desk.ts";
import type { ReceivedRequest } from "./testkit/receiver.ts";
import { useSending } from "./testkit/sending.ts";
import { WebhookDesk } from "./testkit/webhook-desk.ts";
import { explainSignature } from "./webhook/explain-signature.ts";
import { listDeliveries } from "./webhook/list-deliveries.ts";
import { readDelivery } from "./webhook/read-delivery.ts";
import { rotateSecret } from "./webhook/rotate-secret.ts";

const sending = useSending();
let test: TestDatabase;
let desk: WebhookDesk;
let kit: TestKit;

beforeAll(async () => {
  test = await openTestDatabase();
});

beforeEach(async () => {
  desk = await WebhookDesk.open(test, { allow: ["127.0.0.0/8"] });
  kit = { ...desk.kit, sender: sending.openSender(), version: "1.2.3", baseUrl: "https://tickets.example.com" };
});

afterAll(async () => {
  await test[Symbol.asyncDispose]();
});

async function send(webhookId: string, wish: Partial<TestWish> = {}): Promise<TestRecord> {
  const testId = uuidOf(Date.now());
  const result = await sendTest(kit, desk.call(webhookId), { testId, type: null, payload: {}, ...wish });
  if (result.kind !== "tested") throw new Error(result.kind);
  return result.test;
}

function envelopeOf(request: ReceivedRequest | undefined): { event_type: string; data: Record<string, unknown> } {
  return JSON.parse(request?.body ?? "null") as { event_type: string; data: Record<string, unknown> };
}

describe("a test delivery", () => {
  it("is one signed attempt that says what it is, also to an inactive webhook", async () => {
    const receiver = await sending.openReceiver({ script: { status: 202, body: "thanks" } });
    const { record, secret } = await desk.create({
      url: receiver.url("/in"),
      is_active: false,
      custom_headers: { "X-Key": "k" },
    });
    const sent = await send(record.webhook_id);
    expect(sent).toMatchObject({ success: true, status_code: 202, response_body: "thanks", error_message: null });
    expect(receiver.requests).toHaveLength(1);
    const [request] = receiver.requests;
    expect(envelopeOf(request)).toMatchObject({
      event_id: sent.test_id,
      event_type: "webhook.test",
      tenant_id: desk.tenantId,
      data: { webhook_id: record.webhook_id, webhook_name: "CRM", is_test: true },
    });
    const headers = request?.headers ?? {};
    const t = Number(/t=(\d+)/.exec(headers["x-alga-signature"] ?? "")?.[1]);
    const key = importSigningSecret(secret.signing_secret);
    expect(headers).toMatchObject({
      "x-alga-signature": formatSignature([key], t, request?.body ?? ""),
      "x-alga-event-id": sent.test_id,
      "x-alga-delivery-id": sent.delivery_id,
      "x-alga-delivery-attempt": "1",
      "user-agent": "Ticketwire/1.2.3",
      "x-key": "k",
    });
    expect(headers).not.toHaveProperty("x-alga-sequence");
  });

  it.each(EVENT_TYPES)("carries a sample ticket in the shape of %s", async (type) => {
    const receiver = await sending.openReceiver();
    const { record } = await desk.create({ url: receiver.url() });
    await send(record.webhook_id, { type, payload: { title: "Mine", extra: 1, is_test: false } });
    const { event_type, data } = envelopeOf(receiver.requests[0]);
    expect([event_type, data["title"], data["extra"], data["is_test"]]).toEqual([type, "Mine", 1, true]);
    expect(data["url"]).toBe(`https://tickets.example.com/msp/tickets/${String(data["ticket_id"])}`);
    expect("changes" in data).toBe(type === "ticket.updated");
    expect("previous_status_id" in data).toBe(type === "ticket.status_changed");
    expect("comment" in data).toBe(type === "ticket.comment.added");
    expect(data["is_closed"]).toBe(type === "ticket.closed" || type === "ticket.status_changed");
  });

  it("goes out cut to the webhook's fields", async () => {
    const receiver = await sending.openReceiver();
    const { record } = await desk.create({ url: receiver.url(), payload_fields: { ticket: ["status_name"] } });
    await send(record.webhook_id, { type: "ticket.created" });
    const { data } = envelopeOf(receiver.requests[0]);
    expect(Object.keys(data)).toEqual(["ticket_id", "status_name", "is_test"]);
  });

  it("that fails says why, is not retried, and leaves every counter alone", async () => {
    const receiver = await sending.openReceiver({ script: { status: 410 } });
    const { record } = await desk.create({ url: receiver.url() });
    const sent = await send(record.webhook_id);
    expect(sent).toMatchObject({
      success: false,
      status_code: 410,
      error_class: "status",
      error_message: "answered 410",
    });
    expect(sent.advice).toContain("gone for good");
    const after = await desk.read(record.webhook_id);
    expect(after).toEqual(record);
    const [delivery] = await test.db.engine.query<{ status: string; next_attempt_at: Date | null }>(sql`
      SELECT status, next_attempt_at FROM ticketwire.deliveries WHERE delivery_id = ${sent.delivery_id}`);
    expect(delivery).toEqual({ status: "abandoned", next_attempt_at: null });
  });

  it("to an address that may not be reached is refused without a connection", async () => {
    const receiver = await sending.openReceiver();
    const { record } = await desk.create({ url: receiver.url() });
    const { policy } = (await WebhookDesk.open(test)).kit;
    kit = { ...kit, policy };
    expect(await send(record.webhook_id)).toMatchObject({
      success: false,
      error_class: "refused_target",
      status_code: null,
    });
    expect(receiver.connectionsAccepted).toBe(0);
  });

  it("is found among the deliveries with its bodies, and is no event of any ticket or other webhook", async () => {
    const receiver = await sending.openReceiver({ script: { status: 500, body: "no" } });
    const [{ record }, other] = [await desk.create({ url: receiver.url() }), await desk.create()];
    const sent = await send(record.webhook_id, { type: "ticket.created" });
    const key = { tenantId: desk.tenantId, webhookId: record.webhook_id };
    const tenant = test.db.forTenant(desk.tenantId);
    const page = await listDeliveries(tenant, key, { filter: {}, limit: 5, offset: 0, after: null });
    expect(page.deliveries).toMatchObject([
      {
        delivery_id: sent.delivery_id,
        is_test: true,
        sequence: null,
        ticket_id: null,
        event_type: "ticket.created",
        response_status_code: 500,
        response_body: "no",
        request_body: receiver.requests[0]?.body,
        attempt_number: 1,
      },
    ]);
    const delivery = await readDelivery(tenant, key, sent.delivery_id);
    expect(delivery?.attempts).toHaveLength(1);
    expect(delivery?.attempts[0]).toMatchObject({ error_class: "status", response_status_code: 500 });
    expect(delivery?.attempts[0]?.advice).not.toBeNull();
    const shown = Object.entries(delivery?.request_headers ?? {}).map(([name, value]) => [name.toLowerCase(), value]);
    expect(Object.fromEntries(shown)).toEqual(receiver.requests[0]?.headers);
    expect(await new DeliveryDesk(desk).recover(other.record.webhook_id)).toMatchObject({ matched: 0 });
  });

  it("keeps no secret that the receiver prints in its answer", async () => {
    const receiver = await sending.openReceiver();
    const value = "Bearer sesame/open+7731";
    const { record, secret } = await desk.create({ url: receiver.url(), custom_headers: { Authorization: value } });
    const body = `you sent ${value}, signed with ${secret.signing_secret}`;
    receiver.replyWith({ status: 200, headers: { "x-echo": value }, body });
    const sent = await send(record.webhook_id);
    expect(sent.response_body).toBe("you sent ***, signed with ***");
    const key = { tenantId: desk.tenantId, webhookId: record.webhook_id };
    const delivery = await readDelivery(test.db.forTenant(desk.tenantId), key, sent.delivery_id);
    expect(delivery?.attempts[0]).toMatchObject({
      response_body: sent.response_body,
      response_headers: { "x-echo": "***" },
    });
    expect(JSON.stringify(delivery)).not.toMatch(/sesame|7731/);
  });

  it("is sent once for one call, and unknown webhooks get none", async () => {
    const receiver = await sending.openReceiver();
    const { record } = await desk.create({ url: receiver.url() });
    const testId = uuidOf(Date.now());
    await send(record.webhook_id, { testId });
    await send(record.webhook_id, { testId });
    const rows = await test.db.engine.query(sql`SELECT 1 FROM ticketwire.deliveries WHERE event_id = ${testId}`);
    expect(rows).toHaveLength(1);
    expect(await sendTest(kit, desk.call(randomUUID()), { testId, type: null, payload: {} })).toEqual({
      kind: "not_found",
    });
  });

  it("is explained by verify: as it came, changed, and after a rotation", async () => {
    const receiver = await sending.openReceiver();
    const { record } = await desk.create({ url: receiver.url(), payload_fields: { ticket: ["title"] } });
    await send(record.webhook_id, { type: "ticket.created" });
    const [request] = receiver.requests;
    const signature = request?.headers["x-alga-signature"] ?? "";
    const verify = (body: string): Promise<string | undefined> =>
      explainSignature(test.db.forTenant(desk.tenantId), desk.kit.box, {
        tenantId: desk.tenantId,
        webhookId: record.webhook_id,
        signature,
        body,
        receivedAt: new Date(),
      }).then((result) => result?.reason);
    const body = request?.body ?? "";
    expect(await verify(body)).toBe("valid");
    expect(await verify(body.replace("Sample", "Simple"))).toBe("body_changed");
    await rotateSecret(desk.kit, desk.call(record.webhook_id), { rotationId: randomUUID(), overlapSeconds: 0 });
    expect(await verify(body)).toBe("previous_secret");
    await rotateSecret(desk.kit, desk.call(record.webhook_id), { rotationId: randomUUID(), overlapSeconds: 60 });
    expect(await verify(body)).toBe("wrong_secret");
  });
});
