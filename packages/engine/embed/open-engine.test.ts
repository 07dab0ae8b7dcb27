// The engine as another program uses it: through index.ts alone, with events that are no tickets.
import { createHmac, randomBytes, randomUUID } from "node:crypto";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  type EmbeddedEngine,
  type OpenEngineOptions,
  openEngine,
  publish,
  type WebhookRefusedError,
} from "../index.ts";
import { openTestDatabase, type TestDatabase } from "../testkit/database.ts";
import { type Receiver, startReceiver } from "../testkit/receiver.ts";

const MASTER_KEY = randomBytes(32);
const TENANT = randomUUID();
const PATIENT = { timeout: 10_000 };

let test: TestDatabase;
let pool: pg.Pool;
let receiver: Receiver;
let engine: EmbeddedEngine;
const standing: string[] = [];

function open(options: Partial<OpenEngineOptions> = {}): Promise<EmbeddedEngine> {
  return openEngine({
    databaseUrl: test.url,
    masterKey: MASTER_KEY,
    eventTypes: ["order.paid", "order.shipped"],
    allowHttp: true,
    allowTargets: ["127.0.0.0/8"],
    ...options,
  });
}

beforeAll(async () => {
  test = await openTestDatabase();
  pool = new pg.Pool({ connectionString: test.url });
  receiver = await startReceiver();
  engine = await open({ onStandingChange: (change) => void standing.push(`${change.kind} ${change.webhookId}`) });
  await engine.addTenant(TENANT, "Shop");
});
afterAll(async () => {
  await engine.stop();
  await pool.end();
  await receiver.close();
  await test[Symbol.asyncDispose]();
});

function circle(): object {
  const one: { self?: object } = {};
  one.self = one;
  return one;
}

async function publishOne(data: object, type = "order.paid"): Promise<string> {
  const client = await pool.connect();
  try {
    await client.query("BEGIN");
    const [event] = await publish(client, [{ type, data }], { tenantId: TENANT });
    await client.query("COMMIT");
    return event?.eventId ?? "";
  } finally {
    client.release();
  }
}

async function faultsOf(input: object): Promise<readonly string[]> {
  const refused = (await engine.webhooks
    .create(TENANT, input as never)
    .catch((error: unknown) => error)) as WebhookRefusedError;
  expect(refused).toMatchObject({ name: "WebhookRefusedError", code: "webhook_refused" });
  return refused.details.map(({ path, code }) => `${path} ${code}`);
}

describe("an engine inside another program", () => {
  it("delivers the program's own events, filtered by the program's own fields, signed", async () => {
    const { webhook, signing_secret: secret } = await engine.webhooks.create(TENANT, {
      name: "Large orders",
      url: receiver.url("/large"),
      event_types: ["order.paid"],
      event_filter: { conditions: [{ field: "cents", operator: "greater_than", value: 1000 }] },
    });
    await publishOne({ order: 1, cents: 50 });
    const eventId = await publishOne({ order: 2, cents: 5000 });
    const [request] = await receiver.waitForRequests(1);
    expect(JSON.parse(request?.body ?? "")).toMatchObject({
      event_id: eventId,
      event_type: "order.paid",
      tenant_id: TENANT,
      data: { order: 2, cents: 5000 },
    });
    const [, time, signature] = /^t=(\d+),v1=(\w+)$/.exec(request?.headers["x-alga-signature"] ?? "") ?? [];
    expect(createHmac("sha256", secret).update(`${time}.${request?.body}`).digest("hex")).toBe(signature);
    const name = { tenantId: TENANT, webhookId: webhook.webhook_id };
    await expect.poll(() => engine.webhooks.listDeliveries(name, { status: ["delivered"] }), PATIENT).toHaveLength(1);
    const [delivery] = await engine.webhooks.listDeliveries(name);
    const whole = await engine.webhooks.readDelivery(name, delivery?.delivery_id ?? "");
    expect(whole?.attempts).toHaveLength(1);
    expect(await engine.webhooks.retryDelivery(name, delivery?.delivery_id ?? "")).toBe("queued");
    await receiver.waitForRequests(2);
    await engine.webhooks.delete(name);
    expect(await engine.webhooks.read(name)).toBeNull();
  });

  it("takes only what is in its catalogue, and names every fault", async () => {
    expect(await faultsOf({ name: "x", url: receiver.url(), event_types: ["order.lost"] })).toEqual([
      "event_types.0 unknown_event_type",
    ]);
    expect(await faultsOf({ name: "", event_types: [], timeout_ms: 1, secret: "x", ordering: "fifo" })).toEqual([
      "name wrong_type",
      "event_types wrong_type",
      "timeout_ms wrong_type",
      "secret unknown_field",
      "ordering wrong_type",
      "url required",
    ]);
    expect(await faultsOf({ name: "x", url: "https://10.0.0.1/", event_types: ["order.paid"] })).toEqual([
      expect.stringMatching(/^url /),
    ]);
    const filter = { entity_ids: [randomUUID()] };
    expect(
      await faultsOf({ name: "x", url: receiver.url(), event_types: ["order.paid"], event_filter: filter }),
    ).toEqual(["event_filter.entity_ids unknown_field"]);
    await expect(engine.webhooks.list("no uuid")).rejects.toThrow('tenantId must be a UUID, got "no uuid"');
  });

  it("pauses, re-enables, rotates, tests and recovers", async () => {
    const created = await engine.webhooks.create(TENANT, {
      name: "Everything",
      url: receiver.url("/all"),
      event_types: ["order.paid"],
    });
    const name = { tenantId: TENANT, webhookId: created.webhook.webhook_id };
    expect(await engine.webhooks.update(name, { is_active: false })).toMatchObject({ is_active: false });
    await publishOne({ order: 3 });
    await expect.poll(() => engine.webhooks.listDeliveries(name, { status: ["held"] }), PATIENT).toHaveLength(1);
    const before = receiver.requests.length;
    await engine.webhooks.update(name, { is_active: true });
    await receiver.waitForRequests(before + 1);
    const rotated = await engine.webhooks.rotateSecret(name, 60);
    expect(rotated?.signing_secret).not.toBe(created.signing_secret);
    const tested = await engine.webhooks.test(name, { hello: "world" });
    expect(tested).toMatchObject({ success: true, status_code: 200 });
    expect(receiver.requests.at(-1)?.headers["x-alga-signature"]?.match(/v1=/g)).toHaveLength(3);
    expect(await engine.webhooks.endOverlap(name)).toBe(true);
    const job = await engine.webhooks.recover(name, { since: new Date(Date.now() - 60_000), isDryRun: true });
    await expect
      .poll(() => engine.webhooks.readRecoverJob(name, job?.job_id ?? ""), PATIENT)
      .toMatchObject({ status: "done", dry_run: true });
    expect((await engine.webhooks.list(TENANT)).map((webhook) => webhook.name)).toEqual(["Everything"]);
  });

  it("disables a webhook whose receiver is gone, and tells the program", async () => {
    receiver.replyWith({ status: 410 });
    const { webhook } = await engine.webhooks.create(TENANT, {
      name: "Gone",
      url: receiver.url("/gone"),
      event_types: ["order.shipped"],
    });
    const name = { tenantId: TENANT, webhookId: webhook.webhook_id };
    await publishOne({ order: 4 }, "order.shipped");
    await expect.poll(() => standing, PATIENT).toEqual([`gone ${webhook.webhook_id}`]);
    expect(await engine.webhooks.read(name)).toMatchObject({ is_active: false, health: "disabled" });
    receiver.replyWith({ status: 200 });
  });

  it("stops more than once without harm, and looks after webhooks without sending where others send", async () => {
    const other = await open({ sends: false });
    expect(await other.webhooks.list(TENANT)).toHaveLength(2);
    other.wake();
    await Promise.all([other.stop(), other.stop()]);
    await other[Symbol.asyncDispose]();
  });

  it("seals what is stored with a new master key", async () => {
    await using renewed = await open({ sends: false, masterKey: "ab".repeat(32), previousMasterKey: MASTER_KEY });
    expect(await renewed.rekey()).toMatchObject({ unreadable: [] });
    expect((await renewed.rekey()).resealed).toBe(0);
    await using back = await open({ sends: false, previousMasterKey: "ab".repeat(32) });
    await back.rekey();
  });

  it("refuses a master key that opens none of the stored secrets, before it takes anything from those that can send", async () => {
    await expect(open({ masterKey: "cd".repeat(32) })).rejects.toMatchObject({
      code: "wrong_master_key",
      message: expect.stringContaining("previousMasterKey"),
    });
  });

  it.each([
    [{ masterKey: "short" }, "masterKey must be 32 bytes"],
    [{ allowTargets: ["10.0.0.0/99"] }, "allowTargets: "],
    [{ retrySchedule: [0] }, "retrySchedule must be at most 20 whole numbers"],
    [{ retentionDays: 0 }, "retentionDays must be a whole number"],
  ])("refuses %j", async (options, message) => {
    await expect(open(options)).rejects.toThrow(message);
  });
});

describe("publishing", () => {
  const options = { tenantId: TENANT };
  it.each([
    [{ type: "", data: {} }, "needs a type"],
    [{ type: "a.b", data: [] }, "no object"],
    [{ type: "a.b", data: undefined as never }, "no object"],
    [{ type: "a.b", subjectId: "7", data: {} }, "must be a UUID or left out"],
    [{ type: "a.b", data: { text: "a\0b" } }, "U+0000"],
    [{ type: "a.b", data: { text: "\ud83d" } }, "surrogate"],
    [{ type: "a.b", data: { text: "x".repeat(1_048_577) } }, "at most 1048576"],
  ])("refuses what could not be delivered: %j", async (event, why) => {
    await expect(publish(pool, [event], options)).rejects.toMatchObject({
      code: "bad_event",
      message: expect.stringContaining(why),
    });
  });

  it.each([
    ["a BigInt", { cents: 7n }],
    ["a circle", circle()],
  ])("says which event holds %s, which JSON can not say", async (_, data) => {
    await expect(publish(pool, [{ type: "a.b", data }], options)).rejects.toMatchObject({
      code: "bad_event",
      message: expect.stringMatching(
        /^The "a.b" event has data that can not be written as JSON \(.+\); take that out\.$/,
      ),
    });
  });

  it("keeps any text that JSON can say, backslashes before a u included", async () => {
    const data = { text: '\\u0000 😀  \\\\ud83d "quoted"' };
    const events = await publish(pool, [{ type: "a.b", data }], options);
    const { rows } = await pool.query("SELECT set_config('ticketwire.tenant', '*', false)");
    expect(rows).toHaveLength(1);
    const { rows: stored } = await pool.query<{ body: string }>(
      "SELECT body FROM ticketwire.events WHERE event_id = $1",
      [events[0]?.eventId],
    );
    expect(JSON.parse(stored[0]?.body ?? "")).toMatchObject({ data });
  });

  it("asks for a tenant and a client that it knows", async () => {
    await expect(publish(pool, [{ type: "a.b", data: {} }], { tenantId: "7" })).rejects.toThrow(
      "A tenant id is a UUID",
    );
    await expect(publish({ query: () => Promise.resolve(7) }, [{ type: "a.b", data: {} }], options)).rejects.toThrow(
      "wrap yours accordingly",
    );
    expect(await publish(pool, [], options)).toEqual([]);
  });
});
