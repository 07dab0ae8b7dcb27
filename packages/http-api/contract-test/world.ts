// A tenant in which one of each thing exists, so that generated requests find something: tickets with events, webhooks with
// deliveries, a recover job, a session's worth of reference rows. In: an app. Out: its key, and a pool of ids.
import { fanOutEvents } from "@ticketwire/engine/fanout/fan-out-events";
import { createTenant } from "@ticketwire/engine/tenant/create-tenant";
import { type Receiver, startReceiver } from "@ticketwire/engine/testkit/receiver";
import type { InjectOptions, LightMyRequestResponse } from "fastify";
import { BASE_PATH } from "../route/mount.ts";
import type { Json } from "../openapi/schema-book.ts";
import { makeKey, type TestApp } from "../testkit/test-app.ts";
import { type Companions, type Harvest, harvest } from "./harvest.ts";
import type { Pool } from "./value-maker.ts";

export interface World extends Harvest, AsyncDisposable {
  /** A key without any scope. */
  readonly powerlessKey: string;
  /** Calls as an installation admin of the tenant. */
  call(request: InjectOptions): Promise<LightMyRequestResponse>;
}

type Data = Readonly<Record<string, Json>>;

interface Calls {
  post(path: string, payload: object): Promise<Data>;
  /** Reads a list, only to harvest its ids. */
  look(path: string): Promise<void>;
}

async function fill(t: TestApp, { post, look }: Calls, receiver: Receiver): Promise<void> {
  const { webhook_id: webhookId } = await post("/webhooks", {
    name: "One",
    url: receiver.url("/in"),
    event_types: ["ticket.created", "ticket.comment.added"],
  });
  const { ticket_id: ticketId } = await post("/tickets", { title: "One" });
  await post(`/tickets/${String(ticketId)}/comments`, { comment_text: "One" });
  await post(`/webhooks/${String(webhookId)}/test`, {});
  while ((await fanOutEvents(t.db.engine, { limit: 100, now: new Date() })).events > 0);
  await look(`/webhooks/${String(webhookId)}/deliveries`);
  await post(`/webhooks/${String(webhookId)}/secret/rotate`, {});
  await post(`/webhooks/${String(webhookId)}/recover`, { since: "2026-01-01T00:00:00Z", dry_run: true });
}

/** Makes the world; `lists` are the paths whose answers fill the pool. */
export async function makeWorld(t: TestApp, lists: readonly string[]): Promise<World> {
  const receiver = await startReceiver({ script: { status: 200, body: "ok" } });
  const own = await createTenant(t.db, { name: "World", isInstallationAdmin: true, withPeople: true });
  const { tenant_id: tenantId } = own.tenant;
  const powerless = await makeKey(t.db, { tenantId, scopes: [] });
  const call: World["call"] = (request) =>
    t.app.inject({ ...request, headers: { "x-api-key": own.apiKey, ...request.headers } });
  const spared = new Set<string>([own.adminUserId, own.apiKeyId, tenantId, powerless.userId, powerless.apiKeyId]);
  // No waiting for what will not come, and addresses that answer.
  const pool: Pool = new Map<string, Json[]>([
    ["wait", [0]],
    ["url", [receiver.url("/in"), receiver.url("/other")]],
  ]);
  const companions: Companions = new Map();
  const harvested = { pool, companions, spared };
  const read = async (request: InjectOptions): Promise<Json> => {
    const answer = await call(request);
    const { method = "GET", url } = request;
    if (answer.statusCode >= 300) throw new Error(`${method} ${String(url)}: ${answer.statusCode} ${answer.body}`);
    const body = answer.json<Json>();
    harvest(harvested, body);
    return body;
  };
  const calls: Calls = {
    post: async (path, payload) =>
      ((await read({ method: "POST", url: BASE_PATH + path, payload })) as { data: Data }).data,
    look: async (path) => void (await read({ method: "GET", url: BASE_PATH + path })),
  };
  await fill(t, calls, receiver);
  for (const url of lists) harvest(harvested, (await call({ method: "GET", url })).json<Json>());
  return { ...harvested, powerlessKey: powerless.key, call, [Symbol.asyncDispose]: () => receiver.close() };
}
