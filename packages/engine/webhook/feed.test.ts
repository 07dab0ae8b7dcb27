// The feed and its long polls, with concurrent writers, on a real database.
import { randomUUID } from "node:crypto";
import type { WebhookId } from "@ticketwire/contract";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { openTestDatabase, type TestDatabase } from "../testkit/database.ts";
import { DeliveryDesk } from "../testkit/delivery-desk.ts";
import { WebhookDesk } from "../testkit/webhook-desk.ts";
import { type FeedNews, type FeedWaiters, openFeedWaiters } from "./feed-waiters.ts";
import { readFeed } from "./read-feed.ts";

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

interface Entry {
  readonly sequence: number;
  readonly status: string;
  readonly event: { readonly event_id: string; readonly data: object };
}

async function read(
  webhookId: WebhookId,
  after: number,
  limit = 100,
): Promise<{ entries: Entry[]; nextAfter: number }> {
  const key = { tenantId: desk.tenantId, webhookId };
  const page = await readFeed(test.db.forTenant(desk.tenantId), key, { after, limit });
  return { entries: page.entries.map((text) => JSON.parse(text) as Entry), nextAfter: page.nextAfter };
}

describe("the feed", () => {
  it("gives every event in sequence, projected as it is delivered, held ones too", async () => {
    const { record } = await desk.create({ payload_fields: { ticket: ["title"] } });
    const data = { ticket_id: randomUUID(), title: "a", version: 12345678901234567000 };
    const [first] = await deliveries.publish([{ data }]);
    await deliveries.fanOut();
    await desk.update(record.webhook_id, { is_active: false, payload_fields: null });
    const [second] = await deliveries.publish([{ data }]);
    await deliveries.fanOut();
    const page = await read(record.webhook_id, 0);
    expect(page.entries).toMatchObject([
      { sequence: 1, event: { event_id: first, data: { ticket_id: data.ticket_id, title: "a" } } },
      { sequence: 2, status: "held", event: { event_id: second, data } },
    ]);
    expect(page.entries[0]?.event.data).not.toHaveProperty("version");
    expect(page.nextAfter).toBe(2);
    expect(await read(record.webhook_id, 2)).toEqual({ entries: [], nextAfter: 2 });
    expect((await read(record.webhook_id, 0, 1)).nextAfter).toBe(1);
  });

  it("skips no sequence while several writers and a recover job write at once", async () => {
    const { record } = await desk.create();
    await deliveries.publishAndFanOut(200);
    await desk.update(record.webhook_id, { event_types: ["ticket.created", "ticket.closed"] });
    await deliveries.publish(Array.from({ length: 100 }, () => ({ type: "ticket.closed" })));
    const writers = Promise.all([
      ...Array.from({ length: 3 }, () => deliveries.publishAndFanOut(150)),
      deliveries.startRecover(record.webhook_id, { only: "missing" }).then(() => deliveries.runJobs()),
    ]);
    let isWriting = true;
    void writers.finally(() => (isWriting = false));
    const seen: number[] = [];
    let after = 0;
    for (let hadAny = true; isWriting || hadAny;) {
      const page = await read(record.webhook_id, after, 7);
      hadAny = page.entries.length > 0;
      seen.push(...page.entries.map((entry) => entry.sequence));
      after = page.nextAfter;
    }
    await writers;
    expect(seen).toEqual(Array.from({ length: 750 }, (_, index) => index + 1));
  });
});

describe("a long poll", () => {
  let waiters: FeedWaiters;

  beforeEach(() => {
    waiters = openFeedWaiters({ db: test.db, most: 5, mostPerWebhook: 3 });
    return () => waiters[Symbol.asyncDispose]();
  });

  function wait(
    webhookId: WebhookId,
    options: { after?: number; timeoutMs?: number; signal?: AbortSignal } = {},
  ): Promise<FeedNews> {
    const { after = 0, timeoutMs = 25_000, signal = new AbortController().signal } = options;
    return waiters.wait({ tenantId: desk.tenantId, webhookId, after, timeoutMs, signal });
  }

  it("ends when something new is there, was there already, or comes to a paused webhook", async () => {
    const [{ record: a }, { record: b }] = [await desk.create(), await desk.create({ is_active: false })];
    const waits = [wait(a.webhook_id), wait(b.webhook_id)];
    await deliveries.publishAndFanOut(1);
    expect(await Promise.all(waits)).toEqual(["more", "more"]);
    expect(await wait(a.webhook_id)).toBe("more");
    expect(waiters.size).toBe(0);
  });

  it("ends when its time is over, when its caller hangs up, and at once when the server stops", async () => {
    const { record } = await desk.create();
    expect(await wait(record.webhook_id, { timeoutMs: 20 })).toBe("nothing");
    const caller = new AbortController();
    const hungUp = wait(record.webhook_id, { signal: caller.signal });
    caller.abort();
    expect(await hungUp).toBe("nothing");
    const stopped = [wait(record.webhook_id), wait(record.webhook_id)];
    await waiters[Symbol.asyncDispose]();
    expect(await Promise.all(stopped)).toEqual(["nothing", "nothing"]);
    expect(await wait(record.webhook_id)).toBe("nothing");
  });

  it("is refused when too many wait for one webhook, or altogether", async () => {
    const [{ record: a }, { record: b }] = [await desk.create(), await desk.create()];
    const waits = [a, a, a, b, b].map((record) => wait(record.webhook_id));
    expect(await wait(a.webhook_id)).toBe("full");
    expect(await wait(b.webhook_id)).toBe("full");
    await waiters[Symbol.asyncDispose]();
    expect(new Set(await Promise.all(waits))).toEqual(new Set(["nothing"]));
  });
});
