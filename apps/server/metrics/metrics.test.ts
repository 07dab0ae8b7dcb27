// The figures of a real server after real work, and the page that lists them.
import { readFileSync } from "node:fs";
import { sql } from "@ticketwire/engine/db/sql";
import { openTestDatabase, type TestDatabase } from "@ticketwire/engine/testkit/database";
import { type Receiver, startReceiver } from "@ticketwire/engine/testkit/receiver";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openTestServer, type TestServer } from "../testkit/open-server.ts";
import { writtenAt } from "./engine-metrics.ts";
import { renderMetricsReference } from "./reference.ts";

/** For what happens soon after an answer. */
const PATIENT = { timeout: 10_000 };

let database: TestDatabase;
let server: TestServer;
let receiver: Receiver;
let webhookId: string;

beforeAll(async () => {
  database = await openTestDatabase();
  server = await openTestServer(database.url);
  receiver = await startReceiver();
  const input = { name: "CRM", url: receiver.url("/in"), event_types: ["ticket.created"] };
  const created = await server.call("POST", "/webhooks", input);
  webhookId = String(created.data["webhook_id"]);
});
afterAll(async () => {
  await server?.[Symbol.asyncDispose]();
  await receiver?.close();
  await database?.[Symbol.asyncDispose]();
});

/** The samples of a metric: labels as they stand in the text, and values. */
async function sample(name: string): Promise<ReadonlyMap<string, number>> {
  const { text } = await server.page("/metrics");
  const lines = text.split("\n").filter((line) => line.startsWith(`${name} `) || line.startsWith(`${name}{`));
  return new Map(
    lines.map((line) => [
      line.slice(name.length, line.lastIndexOf(" ")),
      Number(line.slice(line.lastIndexOf(" ") + 1)),
    ]),
  );
}

describe("the figures of a server", () => {
  it("count what was fanned out, attempted and written", async () => {
    await server.call("POST", "/tickets", { title: "Printer" });
    await receiver.waitForRequests(1);
    await expect
      .poll(() => sample("ticketwire_attempts_total"))
      .toEqual(new Map([['{outcome="delivered",error_class="none"}', 1]]));
    receiver.replyWith({ status: 500 });
    await server.call("POST", "/tickets", { title: "Plotter" });
    await receiver.waitForRequests(2);
    await expect
      .poll(async () => (await sample("ticketwire_attempts_total")).get('{outcome="retrying",error_class="status"}'))
      .toBe(1);
    expect((await sample("ticketwire_fan_out_events_total")).get("")).toBe(2);
    expect((await sample("ticketwire_fan_out_deliveries_total")).get("")).toBe(2);
    expect((await sample("ticketwire_delivery_latency_seconds_count")).get('{attempt="first"}')).toBe(1);
    expect((await sample("ticketwire_attempt_duration_seconds_count")).get('{result="failed"}')).toBe(1);
    await expect.poll(async () => (await sample("ticketwire_outcome_batch_outcomes_sum")).get("")).toBe(2);
    expect((await sample("ticketwire_lanes_claimed_total")).get('{from="free"}')).toBe(1);
  });

  it("count tests apart, by what came of them", async () => {
    const before = await sample("ticketwire_attempts_total");
    receiver.replyWith({ status: 302, headers: { Location: "/elsewhere" } });
    await server.call("POST", `/webhooks/${webhookId}/test`, {});
    receiver.replyWith({ status: 200 });
    await server.call("POST", `/webhooks/${webhookId}/test`, {});
    expect(await sample("ticketwire_test_attempts_total")).toEqual(
      new Map([
        ['{error_class="redirect"}', 1],
        ['{error_class="none"}', 1],
      ]),
    );
    expect(await sample("ticketwire_attempts_total")).toEqual(before);
  });

  it("say what the process has in its hands", async () => {
    expect((await sample("ticketwire_leader")).get("")).toBe(1);
    expect((await sample("ticketwire_lanes_owned")).get("")).toBe(1);
    expect((await sample("ticketwire_attempts_under_way")).get("")).toBe(0);
    expect((await sample("ticketwire_lease_remaining_seconds")).get("")).toBeGreaterThan(0);
    expect([...(await sample("ticketwire_build_info")).keys()]).toEqual([expect.stringContaining('role="all"')]);
    expect((await sample("process_cpu_seconds_total")).get("")).toBeGreaterThan(0);
  });

  it("say of each failed attempt in the log which one it was", async () => {
    const line = server.lines.find((each) => each["msg"] === "an attempt failed and will be repeated");
    const list = `/webhooks/${webhookId}/deliveries?status=retrying`;
    const read = async () => (await server.call("GET", list)).data as unknown as Record<string, unknown>[];
    await expect.poll(read, PATIENT).toHaveLength(1);
    const [delivery] = await read();
    expect(line).toMatchObject({
      event_id: delivery?.["event_id"],
      delivery_id: delivery?.["delivery_id"],
      webhook_id: webhookId,
      attempt: 1,
      error_class: "status",
      status_code: 500,
    });
    expect(JSON.stringify(server.lines)).not.toContain(receiver.origin);
  });

  it("tell time from an event's id", () => {
    expect(new Date(writtenAt("0193a5f0-1234-7000-8000-0000000000aa")).toISOString()).toBe("2024-12-08T11:03:14.228Z");
  });
});

describe("what the installation owes", () => {
  it("is told by tenant, with the age of the oldest", async () => {
    // A database of its own, with no engine at work on it.
    await using idle = await openTestDatabase();
    await using api = await openTestServer(idle.url, { TICKETWIRE_ROLE: "api" });
    const created = await api.call("POST", "/webhooks", {
      name: "CRM",
      url: receiver.url(),
      event_types: ["ticket.created"],
    });
    const tenant = String(created.data["tenant"]);
    await api.call("POST", "/tickets", { title: "Printer" });
    await idle.db.engine.query(sql`
      UPDATE ticketwire.outbox SET occurred_at = now() - interval '1 hour'`);
    await idle.db.engine.query(sql`UPDATE ticketwire.lane_heads SET last_sequence = 7`);
    const { text } = await api.page("/metrics");
    const figures = new Map(text.split("\n").map((line) => line.split(" ") as [string, string]));
    const figureOf = (name: string): number => Number(figures.get(`${name}{tenant="${tenant}"}`));
    expect(figureOf("ticketwire_outbox_events")).toBe(1);
    expect(Math.round(figureOf("ticketwire_outbox_oldest_age_seconds") / 60)).toBe(60);
    expect(figureOf("ticketwire_backlog_deliveries")).toBe(7);
    expect(figureOf("ticketwire_retries_due")).toBe(0);
    expect(figures.get(`ticketwire_webhooks{tenant="${tenant}",state="active"}`)).toBe("1");
    expect(figures.get("ticketwire_leaders")).toBe("0");
    expect(figures.get("ticketwire_database_up")).toBe("1");
  });

  it("counts retries that are due and sees a transaction that somebody forgot", async () => {
    await using idle = await openTestDatabase();
    await using api = await openTestServer(idle.url, { TICKETWIRE_ROLE: "api" });
    await api.call("POST", "/webhooks", { name: "CRM", url: receiver.url(), event_types: ["ticket.created"] });
    await idle.db.engine.query(sql`
      INSERT INTO ticketwire.deliveries (tenant_id, day, delivery_id, webhook_id, event_id, sequence, created_at, event_type,
        status, next_attempt_at)
      SELECT tenant_id, current_date, gen_random_uuid(), webhook_id, gen_random_uuid(), n, now(), 'ticket.created', 'retrying',
        now() - interval '1 minute' FROM ticketwire.webhooks, generate_series(1, 3) AS n`);
    await idle.db.engine.query(sql`UPDATE ticketwire.lanes SET next_due_at = now() - interval '1 minute'`);
    const forgotten = await idle.db.openSession();
    await forgotten.query("BEGIN; SELECT txid_current(); SET LOCAL lock_timeout = 1");
    await idle.db.engine.query(sql`UPDATE ticketwire.tenants SET name = 'x'`);
    const { text } = await api.page("/metrics");
    await forgotten.end();
    expect(text).toMatch(/^ticketwire_retries_due\{.*\} 3$/m);
    expect(text).toMatch(/^ticketwire_retries_due_oldest_age_seconds\{.*\} [56]\d\.?\d*$/m);
    expect(Number(/^ticketwire_database_longest_transaction_seconds (.*)$/m.exec(text)?.[1])).toBeGreaterThan(0);
    expect(Number(/^ticketwire_database_oldest_snapshot_transactions (.*)$/m.exec(text)?.[1])).toBeGreaterThan(0);
  });
});

describe("the page of metrics", () => {
  it("docs/reference/metrics.md is what the metrics make (write it with: npx vitest run apps/server/metrics -u)", async () => {
    await expect(renderMetricsReference()).toMatchFileSnapshot("../../../docs/reference/metrics.md");
  });

  it("every name says its unit, and every counter that it counts", async () => {
    const { text } = await server.page("/metrics");
    const types = [...text.matchAll(/^# TYPE (ticketwire_\S+) (\S+)$/gm)].map(
      ([, name, type]) => [name, type] as const,
    );
    expect(types.length).toBeGreaterThan(20);
    const named =
      /_(seconds|total|events|deliveries|outcomes|due|transactions|webhooks|workers|leaders?|owned|open|waiting|way|info|up)$/;
    expect(types.filter(([name]) => !named.test(`_${name}`))).toEqual([]);
    expect(types.filter(([name, type]) => (type === "counter") !== name?.endsWith("_total"))).toEqual([]);
  });
});

describe("the operator's guide", () => {
  it("names only metrics that there are", () => {
    const guide = readFileSync(new URL("../../../docs/guides/operate.md", import.meta.url), "utf8");
    const named = new Set([...guide.matchAll(/\bticketwire_[a-z_]+/g)].map(([name]) => name.replace(/_bucket$/, "")));
    const known = renderMetricsReference();
    expect(named.size).toBeGreaterThan(10);
    expect([...named].filter((name) => !known.includes(`\`${name}\``))).toEqual([]);
  });
});
