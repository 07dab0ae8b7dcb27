// Whether a process is ready, as a load balancer or an orchestrator asks: over HTTP, of real servers on one database.
import type { Engine } from "@ticketwire/engine/engine";
import { manualClock } from "@ticketwire/engine/db/clock";
import { openTestDatabase, type TestDatabase } from "@ticketwire/engine/testkit/database";
import { startReceiver } from "@ticketwire/engine/testkit/receiver";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { listReadinessChecks } from "./readiness.ts";
import { openTestServer } from "./testkit/open-server.ts";

const PATIENT = { timeout: 10_000 };

let database: TestDatabase;
beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database[Symbol.asyncDispose]());

function ready(server: { page(path: string): Promise<{ status: number; text: string }> }) {
  return async (): Promise<unknown> => {
    const { status, text } = await server.page("/health/ready");
    return { status, ...(JSON.parse(text) as object) };
  };
}

describe("readiness", () => {
  it("names what was looked at", async () => {
    await using api = await openTestServer(database.url, { TICKETWIRE_ROLE: "api" });
    await using worker = await openTestServer(database.url, { TICKETWIRE_ROLE: "worker" });
    expect(await ready(api)()).toEqual({ status: "ok", checks: { database: "ok", running: "ok" } });
    expect(await ready(worker)()).toEqual({ status: "ok", checks: { database: "ok", running: "ok", lease: "ok" } });
  });

  it("ends when a worker is asked to stop, while what is under way may still end", async () => {
    await using api = await openTestServer(database.url, { TICKETWIRE_ROLE: "api" });
    const worker = await openTestServer(database.url, { TICKETWIRE_ROLE: "worker" });
    const receiver = await startReceiver();
    const answer = Promise.withResolvers<void>();
    receiver.replyWith(async () => {
      await answer.promise;
      return { status: 200 };
    });
    await api.call("POST", "/webhooks", { name: "Slow", url: receiver.url(), event_types: ["ticket.created"] });
    await api.call("POST", "/tickets", { title: "Printer" });
    await receiver.waitForRequests(1);
    const stopped = worker.server.stop();
    await expect
      .poll(ready(worker), PATIENT)
      .toEqual({ status: "unavailable", checks: { database: "ok", running: "failed", lease: "ok" } });
    answer.resolve();
    await stopped;
    await expect(worker.page("/health/ready")).rejects.toThrow("fetch failed");
    await worker[Symbol.asyncDispose]();
    await receiver.close();
    const list = await api.call("GET", "/webhooks");
    const [webhook] = list.data as unknown as Record<string, unknown>[];
    expect(webhook?.["successful_deliveries"]).toBe(1);
  });

  it("asks for a lease that runs", () => {
    const clock = manualClock(new Date("2026-01-01T00:00:00Z"));
    const engine = { leaseUntil: new Date("2026-01-01T00:00:05Z") } as Engine;
    const { lease } = listReadinessChecks({ clock, engine, isStopping: () => false });
    expect(lease).not.toThrow();
    clock.advance(5_000);
    expect(lease).toThrow("the lease has run out");
  });
});
