// What is sent, through the API and over real HTTP: tests, deliveries, retries, recovering, the feed, figures, notices.
import { sql } from "@ticketwire/engine/db/sql";
import { fanOutEvents } from "@ticketwire/engine/fanout/fan-out-events";
import { createStandingAct } from "@ticketwire/engine/notice/act-on-standing";
import { manualClock } from "@ticketwire/engine/db/clock";
import { type Receiver, startReceiver } from "@ticketwire/engine/testkit/receiver";
import { bucketOf, emptyLatency } from "@ticketwire/engine/webhook/latency";
import { recoverRound } from "@ticketwire/engine/webhook/recover-round";
import type { WebhookId } from "@ticketwire/contract";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type Caller, makeCaller, rowsOf } from "../testkit/caller.ts";
import { openTestApp, type TestApp } from "../testkit/test-app.ts";

let test: TestApp;
let receiver: Receiver;
let webhookId: WebhookId;
let base: string;
let call: Caller;

async function publish(count: number): Promise<void> {
  await test.db.engine.query(sql`
    SELECT ticketwire.publish(${test.admin.tenantId}, array_fill('ticket.created'::text, array[${count}::int]),
      array_fill(gen_random_uuid(), array[${count}::int]), array_fill('{"ticket_id":"1","title":"A"}'::text, array[${count}::int]))`);
  while ((await fanOutEvents(test.db.engine, { limit: 500, now: new Date() })).events > 0);
}

beforeAll(async () => {
  test = await openTestApp();
  call = makeCaller(test);
  receiver = await startReceiver({ script: { status: 200, body: "thanks" } });
});

afterAll(async () => {
  await test[Symbol.asyncDispose]();
  await receiver.close();
});

beforeEach(async () => {
  const created = await call("POST", "/webhooks", {
    name: "CRM",
    url: receiver.url("/in"),
    event_types: ["ticket.created"],
  });
  webhookId = String(created.body.data["webhook_id"]) as WebhookId;
  base = `/webhooks/${webhookId}`;
});

describe("a test through the API", () => {
  it("is answered with what the receiver did and listed with its bodies", async () => {
    const before = receiver.requests.length;
    const { status, body } = await call("POST", `${base}/test`, { test_event_type: "ticket.assigned" });
    expect(status).toBe(200);
    expect(body.data).toMatchObject({ success: true, status_code: 200, response_body: "thanks", error_message: null });
    expect(receiver.requests).toHaveLength(before + 1);
    const list = await call("GET", `${base}/deliveries?limit=5`);
    expect(list.body.data).toMatchObject([
      {
        delivery_id: body.data["delivery_id"],
        is_test: true,
        event_type: "ticket.assigned",
        status: "delivered",
        response_status_code: 200,
        response_body: "thanks",
        request_body: receiver.requests.at(-1)?.body,
      },
    ]);
    expect((await call("POST", `${base}/deliveries/${String(body.data["delivery_id"])}/retry`)).status).toBe(409);
  });

  it("needs no body, and refuses what it does not know", async () => {
    expect((await call("POST", `${base}/test`)).body.data).toMatchObject({ success: true });
    expect((await call("POST", `${base}/test`, { test_event_type: "webhook.test" })).status).toBe(400);
    expect((await call("POST", `${base}/test`, { override_url: "https://x" })).status).toBe(400);
    expect((await call("POST", `${base}/test`, { test_payload: [] })).status).toBe(400);
  });

  it("is explained by verify", async () => {
    await call("POST", `${base}/test`);
    const request = receiver.requests.at(-1);
    const signature = request?.headers["x-alga-signature"] ?? "";
    const verify = async (body: string): Promise<unknown> =>
      (await call("POST", "/webhooks/verify", { webhook_id: webhookId, signature, body })).body.data;
    expect(await verify(request?.body ?? "")).toMatchObject({ valid: true, reason: "valid" });
    expect(await verify(`${request?.body ?? ""} `)).toMatchObject({ valid: false, reason: "body_changed" });
  });
});

describe("deliveries of all webhooks", () => {
  it("are listed together, paged by cursor, and read by id alone", async () => {
    const other = await call("POST", "/webhooks", {
      name: "Two",
      url: receiver.url("/two"),
      event_types: ["ticket.created"],
    });
    await publish(2);
    const both = [webhookId, String(other.body.data["webhook_id"])];
    const rows: Record<string, unknown>[] = [];
    let cursor: unknown = "";
    for (; cursor !== null;) {
      const query = `limit=3${cursor === "" ? "" : `&cursor=${String(cursor)}`}`;
      const reply = await call("GET", `/deliveries?${query}`);
      rows.push(...rowsOf<Record<string, unknown>>(reply));
      cursor = reply.body.pagination.next_cursor;
    }
    const ours = rows.filter((row) => both.includes(String(row["webhook_id"])));
    expect(ours).toHaveLength(4);
    expect(new Set(ours.map((row) => row["event_id"])).size).toBe(2);
    expect(new Set(rows.map((row) => row["delivery_id"])).size).toBe(rows.length);
    const id = String(ours[0]?.["delivery_id"]);
    expect((await call("GET", `/deliveries/${id}`)).body.data).toMatchObject({ delivery_id: id, attempts: [] });
    expect((await call("GET", `/deliveries/${webhookId}`)).status).toBe(404);
    expect((await call("GET", "/deliveries?page=5000")).status).toBe(400);
  });
});

describe("deliveries through the API", () => {
  it("are paged by number and by cursor, and filtered", async () => {
    await publish(7);
    await test.db.engine.query(sql`
      UPDATE ticketwire.deliveries SET status = 'abandoned', response_status_code = 502 WHERE webhook_id = ${webhookId} AND sequence > 5`);
    const sequences = async (query: string): Promise<unknown[]> => {
      const reply = await call("GET", `${base}/deliveries?${query}`);
      expect(reply.status).toBe(200);
      return rowsOf<{ sequence: number }>(reply).map((delivery) => delivery.sequence);
    };
    expect(await sequences("limit=3&page=2")).toEqual([4, 3, 2]);
    expect(await sequences("status=abandoned,held")).toEqual([7, 6]);
    expect(await sequences("status=pending&event_type=ticket.created&is_test=false&limit=2")).toEqual([5, 4]);
    expect(await sequences("response_status=5xx")).toEqual([7, 6]);
    expect(await sequences("response_status=500")).toEqual([]);
    expect(await sequences("to_date=2020-01-01T00:00:00Z")).toEqual([]);
    const first = await call("GET", `${base}/deliveries?limit=4`);
    expect(first.body).toMatchObject({
      pagination: { total: 7, totalPages: 2, hasNext: true, page: 1 },
      meta: { total_is_exact: true },
    });
    const cursor = String(first.body.pagination.next_cursor);
    expect(await sequences(`limit=4&cursor=${cursor}`)).toEqual([3, 2, 1]);
    for (const query of [
      "limit=0",
      "limit=101",
      "status=sent",
      "response_status=6xx",
      "from_date=yesterday",
      "nope=1",
      "page=402",
      "cursor=abc",
      `page=2&cursor=${cursor}`,
      `status=held&cursor=${cursor}`,
    ])
      expect([query, (await call("GET", `${base}/deliveries?${query}`)).status]).toEqual([query, 400]);
  });

  it("are sent again by retry while the webhook is active", async () => {
    await publish(1);
    await test.db.engine.query(sql`
      UPDATE ticketwire.deliveries SET status = 'abandoned', attempt_number = 6 WHERE webhook_id = ${webhookId}`);
    const list = await call("GET", `${base}/deliveries`);
    const [delivery] = rowsOf<{ delivery_id: string }>(list);
    const path = `${base}/deliveries/${delivery?.delivery_id ?? ""}/retry`;
    const { status, body } = await call("POST", path);
    expect([status, body.data["status"], body.data["delivery_id"]]).toEqual([202, "retrying", delivery?.delivery_id]);
    await call("PUT", base, { is_active: false });
    expect((await call("POST", path)).status).toBe(409);
    await call("DELETE", base);
    expect((await call("POST", path)).status).toBe(404);
  });

  it("are recovered by a job with its progress", async () => {
    await publish(3);
    await test.db.engine.query(
      sql`UPDATE ticketwire.deliveries SET status = 'abandoned' WHERE webhook_id = ${webhookId}`,
    );
    const since = new Date(Date.now() - 3_600_000).toISOString();
    const { status, body } = await call("POST", `${base}/recover`, { since, only: "failed" });
    expect(status).toBe(202);
    expect(body.data).toMatchObject({
      status: "queued",
      dry_run: false,
      matched: 0,
      sent: 0,
      skipped: 0,
      finished_at: null,
    });
    while (await recoverRound(test.db, new Date()));
    const job = await call("GET", `${base}/recover/${String(body.data["job_id"])}`);
    expect(job.body.data).toMatchObject({ status: "done", matched: 3, sent: 3, skipped: 0 });
    expect((await call("POST", `${base}/recover`, {})).status).toBe(400);
    expect((await call("POST", `${base}/recover`, { since, until: "2020-01-01T00:00:00Z" })).status).toBe(400);
    await call("PUT", base, { is_active: false });
    expect((await call("POST", `${base}/recover`, { since })).status).toBe(409);
    expect((await call("POST", `${base}/recover`, { since, dry_run: true })).status).toBe(202);
  });
});

describe("the feed through the API", () => {
  it("gives what comes after a sequence, waits for it, and says where to go on", async () => {
    const empty = await call("GET", `${base}/events`);
    expect(empty.body).toEqual({ data: [], meta: { next_after: 0 } });
    const waiting = call("GET", `${base}/events?wait=20`);
    await publish(2);
    const came = await waiting;
    expect(rowsOf(came)[0]).toMatchObject({ sequence: 1, event: { data: { title: "A" } } });
    const all = await call("GET", `${base}/events?after=0&limit=100`);
    expect(all.body.meta).toEqual({ next_after: 2 });
    const [entry] = rowsOf<{ delivery_id: string; event: object }>(all);
    const delivery = await call("GET", `${base}/deliveries/${entry?.delivery_id ?? ""}`);
    expect(JSON.parse(String(delivery.body.data["request_body"]))).toEqual(entry?.event);
    expect((await call("GET", `${base}/events?after=2`)).body).toEqual({ data: [], meta: { next_after: 2 } });
    for (const query of ["wait=31", "after=-1", "limit=101"])
      expect((await call("GET", `${base}/events?${query}`)).status).toBe(400);
  });
});

describe("figures through the API", () => {
  it("tell state, rate, percentiles and a timeline without holes", async () => {
    const minute = new Date(Math.floor(Date.now() / 60_000) * 60_000 - 3_600_000);
    const latency = emptyLatency();
    latency[bucketOf(40)] = 9;
    latency[bucketOf(900)] = 1;
    await test.db.engine.query(sql`
      INSERT INTO ticketwire.delivery_stats (tenant_id, day, webhook_id, minute, delivered, failed, abandoned, latency)
      VALUES (${test.admin.tenantId}, (now() AT TIME ZONE 'UTC')::date, ${webhookId}, ${minute}, 8, 2, 1, ${latency})`);
    const { body } = await call("GET", `${base}/analytics?bucket=hour`);
    expect(body.data).toMatchObject({ delivered: 8, failed: 2, abandoned: 1, success_rate: 0.8, bucket: "hour" });
    const timeline = body.data["timeline"] as { start: string; delivered: number }[];
    expect([24, 25]).toContain(timeline.length);
    expect(timeline.filter((bucket) => bucket.delivered > 0)).toHaveLength(1);
    const { p50, p99 } = body.data["latency_ms"] as { p50: number; p99: number };
    expect([p50 > 30 && p50 <= 50, p99 > 700 && p99 <= 1000]).toEqual([true, true]);
    const health = await call("GET", `${base}/health`);
    expect(health.body.data).toMatchObject({
      state: "idle",
      delivered: 8,
      success_rate: 0.8,
      last_error: null,
      waiting: { retry: 0 },
    });
    for (const query of [
      "bucket=second",
      "from_date=2026-01-02T00:00:00Z&to_date=2026-01-01T00:00:00Z",
      "from_date=2020-01-01T00:00:00Z&bucket=minute",
    ])
      expect((await call("GET", `${base}/analytics?${query}`)).status).toBe(400);
  });

  it("tell what waits and what went wrong last, with advice", async () => {
    await publish(2);
    await test.db.engine.query(sql`
      UPDATE ticketwire.deliveries SET status = 'retrying', attempt_number = 1, attempted_at = now(), error_class = 'status',
        error_message = 'answered 401', response_status_code = 401, next_attempt_at = now() + interval '1 hour'
      WHERE webhook_id = ${webhookId} AND sequence = 2`);
    await test.db.engine.query(sql`
      UPDATE ticketwire.lanes SET sent_through = 2, last_failure_at = now(), last_delivery_at = now(), failing_since = now(), failed_attempts = 1
      WHERE webhook_id = ${webhookId}`);
    const { body } = await call("GET", `${base}/health`);
    expect(body.data).toMatchObject({
      state: "failing",
      consecutive_failures: 1,
      waiting: { first_attempt: 0, retry: 1, held: 0 },
      last_error: { error_message: "answered 401", advice: expect.stringContaining("signing secret") as string },
    });
    expect(body.data["disables_at"]).not.toBeNull();
  });
});

describe("notices and the audit log through the API", () => {
  it("show what the owner was told and who changed what", async () => {
    const act = createStandingAct({
      db: test.db,
      clock: manualClock(new Date(Date.now() + 60_000)),
      baseUrl: "https://tickets.example.com",
      autoDisableAfterMs: 86_400_000,
      isMailed: false,
    });
    await call("PUT", base, { name: "ERP" });
    await act({ tenantId: test.admin.tenantId, webhookId, kind: "gone", lastError: "answered 410" });
    const notices = await call("GET", `/notices?webhook_id=${webhookId}`);
    expect(notices.body.data).toMatchObject([{ kind: "webhook_gone", state: "kept", recipient: "ada@example.com" }]);
    const audit = await call("GET", `/audit-log?subject_id=${webhookId}`);
    expect(
      rowsOf<{ action: string; actor_name: string | null }>(audit).map((entry) => [entry.action, entry.actor_name]),
    ).toEqual([
      ["webhook.auto_disabled", null],
      ["webhook.updated", "Ada Admin"],
      ["webhook.created", "Ada Admin"],
    ]);
    const first = await call("GET", `/audit-log?subject_id=${webhookId}&limit=1`);
    const next = await call(
      "GET",
      `/audit-log?subject_id=${webhookId}&limit=1&cursor=${String(first.body.pagination.next_cursor)}`,
    );
    expect(next.body.data).toMatchObject([{ action: "webhook.updated" }]);
    expect((await call("GET", "/audit-log?action=webhook.updated")).status).toBe(200);
    expect((await call("GET", "/notices?kind=nope")).status).toBe(400);
  });
});
