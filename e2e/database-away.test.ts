// When the database is away the API says so and when to come back; when it is back everything goes on, and nothing is lost.
// Two processes on one database: one serves the API, one sends.
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Receiver, startReceiver } from "@ticketwire/engine/testkit/receiver";
import { type EmbeddedPostgres, startEmbeddedPostgres } from "@ticketwire/server/embedded/embedded-postgres";
import { type Api, openApi } from "./harness/api.ts";
import { removeDataDir, type ServerProcess, startServerProcess, TEST_KEY } from "./harness/server-process.ts";

const quiet = { info: () => undefined, warn: () => undefined, error: () => undefined };

let folder: string;
let database: EmbeddedPostgres;
let receiver: Receiver;
let apiServer: ServerProcess;
let worker: ServerProcess;
let api: Api;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "ticketwire-away-"));
  database = await startEmbeddedPostgres({ dataDir: folder, log: quiet });
  receiver = await startReceiver();
  const env = { TICKETWIRE_DATABASE_URL: database.url };
  apiServer = await startServerProcess({ env: { ...env, TICKETWIRE_ROLE: "api" } });
  worker = await startServerProcess({ dataDir: apiServer.dataDir, env: { ...env, TICKETWIRE_ROLE: "worker" } });
  api = openApi(apiServer.url, TEST_KEY);
});
afterAll(async () => {
  expect(await worker.stop()).toBe(0);
  expect(await apiServer.stop()).toBe(0);
  await receiver.close();
  await database.stop();
  await rm(folder, { recursive: true, force: true });
  await removeDataDir(apiServer.dataDir);
});

async function untilStatus(wanted: number): Promise<Response> {
  for (;;) {
    const response = await fetch(`${apiServer.url}/api/v1/tickets`, { headers: { "X-API-Key": TEST_KEY } });
    await response.arrayBuffer();
    if (response.status === wanted) return response;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

test("503 with Retry-After while it is away, then everything goes on by itself", async () => {
  const subscribed = await api.call("POST", "/webhooks", {
    name: "W",
    url: receiver.url(),
    event_types: ["ticket.created"],
  });
  expect(subscribed.status).toBe(201);
  expect((await api.call("POST", "/tickets", { title: "Before" })).status).toBe(201);
  await receiver.waitForRequests(1);

  await database.stop();
  const away = await untilStatus(503);
  expect(Number(away.headers.get("retry-after"))).toBeGreaterThan(0);
  const refused = await api.call("POST", "/tickets", { title: "While away" });
  expect(refused).toMatchObject({ status: 503, body: { error: { code: "UNAVAILABLE" } } });
  expect((await fetch(`${apiServer.url}/health/live`)).status).toBe(200);
  expect((await fetch(`${apiServer.url}/health/ready`)).status).toBe(503);

  database = await startEmbeddedPostgres({ dataDir: folder, log: quiet });
  await untilStatus(200);
  expect((await api.call("POST", "/tickets", { title: "After" })).status).toBe(201);
  const requests = await receiver.waitForRequests(2);
  expect((JSON.parse(requests.at(-1)?.body ?? "") as { data: { title: string } }).data.title).toBe("After");
}, 90_000);
