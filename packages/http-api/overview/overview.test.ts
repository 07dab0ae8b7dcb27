// The overview: figures without holes, what waits, and the processes for operators only.
import { sql } from "@ticketwire/engine/db/sql";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { makeKey, openTestApp, type TestApp } from "../testkit/test-app.ts";

interface OverviewAnswer {
  readonly data: {
    readonly timeline: readonly { readonly start: string; readonly delivered: number; readonly failed: number }[];
    readonly totals: { readonly events: number; readonly delivered: number; readonly success_rate: number | null };
    readonly latency_ms: { readonly p50: number | null };
    readonly waiting_events: number;
    readonly webhooks: readonly {
      readonly name: string;
      readonly held: number;
      readonly delivered_by_minute: readonly number[];
    }[];
    readonly processes: readonly { readonly is_leader: boolean }[] | null;
  };
}

let t: TestApp;
beforeAll(async () => {
  t = await openTestApp();
});
afterAll(() => t[Symbol.asyncDispose]());

async function readOverview(minutes = 10, key = t.admin.key): Promise<OverviewAnswer["data"]> {
  const url = `/api/v1/overview?minutes=${minutes}`;
  return (await t.call({ method: "GET", url, headers: { "x-api-key": key } })).json<OverviewAnswer>().data;
}

async function makeWebhook(): Promise<string> {
  const payload = { name: "Seen", url: "https://8.8.8.8/hook", event_types: ["ticket.created"], is_active: false };
  const answer = await t.call({ method: "POST", url: "/api/v1/webhooks", payload });
  return answer.json<{ data: { webhook_id: string } }>().data.webhook_id;
}

describe("the overview", () => {
  it("has one entry a minute up to now, and nothing before the first event", async () => {
    const overview = await readOverview(7);
    const starts = overview.timeline.map(({ start }) => Date.parse(start));
    expect(starts).toHaveLength(7);
    expect(starts.every((start, index) => index === 0 || start - (starts[index - 1] ?? 0) === 60_000)).toBe(true);
    expect(overview).toMatchObject({
      totals: { events: 0, delivered: 0, success_rate: null },
      latency_ms: { p50: null },
    });
  });

  it("adds up the figures of each webhook", async () => {
    const webhookId = await makeWebhook();
    const latency = Array.from({ length: 25 }, (_unused, bucket) => (bucket === 5 ? 4 : 0));
    await t.db.engine.query(sql`
      INSERT INTO ticketwire.delivery_stats (tenant_id, day, webhook_id, minute, delivered, failed, abandoned, latency)
      VALUES (${t.admin.tenantId}, current_date, ${webhookId}, date_trunc('minute', now()), 3, 1, 1, ${latency})`);
    const overview = await readOverview();
    expect(overview.totals).toMatchObject({ delivered: 3, success_rate: 0.75 });
    expect(overview.latency_ms.p50).toBeGreaterThan(7);
    expect(overview.webhooks).toMatchObject([{ name: "Seen", health: "paused", success_rate: 0.75, failed: 1 }]);
    expect(overview.webhooks[0]?.delivered_by_minute.reduce((sum, count) => sum + count, 0)).toBe(3);
  });

  it("counts events that wait to be given to webhooks", async () => {
    const made = await t.call({ method: "POST", url: "/api/v1/tenants", payload: { name: "Acme" } });
    const { api_key: key } = made.json<{ data: { api_key: string } }>().data;
    const headers = { "x-api-key": key };
    await t.call({ method: "POST", url: "/api/v1/tickets", payload: { title: "Waits" }, headers });
    expect(await readOverview(10, key)).toMatchObject({ totals: { events: 1 }, waiting_events: 1 });
  });

  it("shows processes to an installation admin only, and each tenant its own figures only", async () => {
    await t.db.engine.query(sql`
      INSERT INTO ticketwire.processes (process_id, name, role, started_at, lease_until, leader_pid)
      VALUES (gen_random_uuid(), 'host:1', 'all', now(), now() + interval '1 minute', 7)`);
    expect((await readOverview()).processes).toMatchObject([
      { name: "host:1", is_alive: true, is_leader: true, lanes: 0 },
    ]);
    const other = await makeKey(t.db);
    expect(await readOverview(10, other.key)).toMatchObject({ processes: null, webhooks: [], totals: { events: 0 } });
  });

  it("refuses a time it does not keep", async () => {
    for (const minutes of [4, 181]) {
      const answer = await t.call({ method: "GET", url: `/api/v1/overview?minutes=${minutes}` });
      expect(answer.json()).toMatchObject({ error: { code: "VALIDATION_ERROR", details: [{ path: "minutes" }] } });
    }
  });
});

describe("who is calling", () => {
  it("is told without a secret", async () => {
    const reader = await makeKey(t.db, { scopes: ["tickets:read"] });
    const answer = await t.call({ method: "GET", url: "/api/v1/me", headers: { "x-api-key": reader.key } });
    expect(answer.json()).toMatchObject({
      data: { tenant: { tenant_id: reader.tenantId }, user: { name: "Ada Admin" }, scopes: ["tickets:read"] },
    });
    expect(answer.body).not.toContain(reader.key);
  });
});

describe("a URL", () => {
  it.each([
    ["https://203.0.113.7/hook", false],
    ["https://10.0.0.7/hook", false],
    ["ftp://example.com", false],
    ["https://8.8.8.8/hook", true],
  ])("is judged before a webhook is saved: %s", async (url, isAllowed) => {
    const answer = await t.call({ method: "POST", url: "/api/v1/webhooks/check-url", payload: { url } });
    const { data: check } = answer.json<{ data: { is_allowed: boolean; message: string | null } }>();
    expect(check.is_allowed).toBe(isAllowed);
    expect(check.message === null).toBe(isAllowed);
  });
});
