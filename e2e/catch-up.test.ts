// The receiver kit against a real server when things were away: the receiver, one delivery, the server. What was missed comes
// through the feed by itself, once each, from where it stopped; a push that comes later finds it done.
import { once } from "node:events";
import { createServer } from "node:http";
import { dirname, join } from "node:path";
import { createReceiver, type Handlers, type Receiver } from "@ticketwire/receiver";
import { catchUp, type CatchUpReport, type CatchUpSchedule, startCatchUp } from "@ticketwire/receiver/catch-up";
import { toNodeHandler } from "@ticketwire/receiver/node";
import { createMemoryStore } from "@ticketwire/receiver/stores/memory";
import { createSqliteStore, openSqlite } from "@ticketwire/receiver/stores/sqlite";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { type Api, openApi } from "./harness/api.ts";
import {
  freePort,
  makeDataDir,
  removeDataDir,
  type ServerProcess,
  startServerProcess,
  TEST_KEY,
} from "./harness/server-process.ts";

vi.setConfig({ testTimeout: 60_000 });

let server: ServerProcess;
let api: Api;
let dataDir: string;
let env: Readonly<Record<string, string>>;

beforeAll(async () => {
  dataDir = await makeDataDir();
  env = { TICKETWIRE_PORT: String(await freePort()) };
  server = await startServerProcess({ dataDir, env });
  api = openApi(server.url, TEST_KEY);
});
afterAll(async () => {
  expect(await server.stop()).toBe(0);
  await removeDataDir(dataDir);
});

interface Subscription {
  readonly webhook_id: string;
  readonly signing_secret: string;
}

/** A webhook whose failed deliveries stay failed for an hour: what arrives before, came through the feed. */
async function subscribe(url: string, more: object = {}): Promise<Subscription> {
  const wish = { name: "Catching up", url, event_types: ["ticket.created"], retry_schedule: [3600], ...more };
  const { status, body } = await api.call("POST", "/webhooks", wish);
  expect(status).toBe(201);
  return body.data as unknown as Subscription;
}

async function createTickets(...titles: readonly string[]): Promise<void> {
  for (const title of titles) expect((await api.call("POST", "/tickets", { title })).status).toBe(201);
}

/** Handlers that note the title of each ticket they are given. */
function noting(titles: string[], refuse: (title: string) => boolean = () => false): Handlers {
  return {
    "ticket.created": ({ data }) => {
      if (refuse(data.title ?? "")) throw new Error(`not ready for ${data.title}`);
      titles.push(data.title ?? "");
    },
  };
}

/** A program that takes pushes; on a port of its own until it is disposed. */
async function listen(receiver: Receiver, port: number): Promise<AsyncDisposable> {
  const program = createServer(toNodeHandler(receiver)).listen(port, "127.0.0.1");
  await once(program, "listening");
  return {
    [Symbol.asyncDispose]: async () => {
      program.closeAllConnections();
      program.close();
      await once(program, "close");
    },
  };
}

function feedOf({ webhook_id: webhookId }: Subscription, more: Partial<CatchUpSchedule> = {}): CatchUpSchedule {
  return { baseUrl: server.url, apiKey: TEST_KEY, webhookId, ...more };
}

const soon = { timeout: 30_000, interval: 25 };

it("a receiver that was down gets what it missed when it starts, once each, and a later push finds it done", async () => {
  const port = await freePort();
  const webhook = await subscribe(`http://127.0.0.1:${port}/`);
  const path = join(dirname(dataDir), "receiver.db");
  const titles: string[] = [];
  const options = { secrets: webhook.signing_secret, on: noting(titles) };
  using first = await openSqliteDisposable(path);
  {
    const receiver = createReceiver({ ...options, store: createSqliteStore(first.database) });
    await using open = new AsyncDisposableStack();
    open.use(await listen(receiver, port));
    await createTickets("pushed");
    await vi.waitFor(() => expect(titles).toEqual(["pushed"]), soon);
    await receiver.drain();
  }
  await createTickets("missed 1", "missed 2", "missed 3");
  await deliveriesOf(webhook, 3, "retrying");

  // Another process of the same program, on the same store.
  using second = await openSqliteDisposable(path);
  const receiver = createReceiver({ ...options, store: createSqliteStore(second.database) });
  const reports: CatchUpReport[] = [];
  await using open = new AsyncDisposableStack();
  open.use(startCatchUp(receiver, feedOf(webhook, { onReport: (report) => void reports.push(report) })));
  await vi.waitFor(() => expect(reports).toHaveLength(1), soon);
  expect(reports).toEqual([{ kind: "done", handled: 3, passed: 0, failed: [], lost: [], position: 4 }]);
  expect(titles).toEqual(["pushed", "missed 1", "missed 2", "missed 3"]);

  open.use(await listen(receiver, port));
  const [late = ""] = await deliveriesOf(webhook, 3, "retrying");
  const retry = await api.call("POST", `/webhooks/${webhook.webhook_id}/deliveries/${late}/retry`);
  expect(retry.status).toBe(202);
  await vi.waitFor(async () => expect(await answerOf(webhook, late)).toBe('{"status":"duplicate"}'), soon);
  expect(titles).toHaveLength(4);
  expect(await receiver.progress(webhook.webhook_id)).toMatchObject({ position: 4, highest: 4, gaps: [] });
});

it("a delivery that failed leaves a gap, and the gap closes by itself long before the sender tries again", async () => {
  const port = await freePort();
  const webhook = await subscribe(`http://127.0.0.1:${port}/`);
  const titles: string[] = [];
  let isReady = false;
  const receiver = createReceiver({
    secrets: webhook.signing_secret,
    store: createMemoryStore(),
    on: noting(titles, (title) => title === "hard" && !isReady),
    onError: () => {},
  });
  await using open = new AsyncDisposableStack();
  open.use(await listen(receiver, port));
  const firstRun = Promise.withResolvers<void>();
  const schedule = feedOf(webhook, { graceMs: 0, everyMs: 0, onReport: () => firstRun.resolve() });
  open.use(startCatchUp(receiver, schedule));
  await firstRun.promise;
  await createTickets("easy", "hard");
  await deliveriesOf(webhook, 1, "retrying");
  isReady = true;
  await createTickets("next");
  await vi.waitFor(() => expect(titles.toSorted()).toEqual(["easy", "hard", "next"]), soon);
  await vi.waitFor(
    async () => expect(await receiver.progress(webhook.webhook_id)).toMatchObject({ position: 3, gaps: [] }),
    soon,
  );
});

it("a run goes on where the one before stopped, and asks only for what is missing", async () => {
  const webhook = await subscribe("http://127.0.0.1:1/", { is_active: false });
  const titles: string[] = [];
  let isReady = false;
  const receiver = createReceiver({
    secrets: webhook.signing_secret,
    store: createMemoryStore(),
    on: noting(titles, (title) => title === "b" && !isReady),
    onError: () => {},
  });
  await createTickets("a", "b", "c", "d");
  await deliveriesOf(webhook, 4, "held");
  const one = await catchUp(receiver, feedOf(webhook, { pageSize: 1, maxFailures: 1 }));
  expect(one).toMatchObject({ kind: "stopped", handled: 1, failed: [{ sequence: 2 }], position: 1 });
  const two = await catchUp(receiver, feedOf(webhook, { pageSize: 2 }));
  expect(two).toMatchObject({ kind: "done", handled: 2, failed: [{ sequence: 2 }], position: 1 });
  isReady = true;
  const three = await catchUp(receiver, feedOf(webhook));
  expect(three).toMatchObject({ kind: "done", handled: 1, passed: 0, failed: [], position: 4 });
  expect(titles).toEqual(["a", "c", "d", "b"]);
});

it("a receiver that lives on the feed alone follows through a server that was killed and came back", async () => {
  const webhook = await subscribe("http://127.0.0.1:1/", { is_active: false });
  const titles: string[] = [];
  const store = createMemoryStore();
  const receiver = createReceiver({ secrets: webhook.signing_secret, store, on: noting(titles) });
  const sleeping = Promise.withResolvers<void>();
  const schedule = feedOf(webhook, {
    waitSeconds: 30,
    attempts: 1000,
    // Waits as it does in life, only shorter; the first wait tells that the outage was seen.
    sleep: async () => {
      sleeping.resolve();
      await new Promise((resolve) => setTimeout(resolve, 50));
    },
  });
  await using open = new AsyncDisposableStack();
  open.use(startCatchUp(receiver, schedule));
  await createTickets("before");
  await vi.waitFor(() => expect(titles).toEqual(["before"]), soon);
  await server.kill();
  await sleeping.promise;
  server = await startServerProcess({ dataDir, env });
  await createTickets("after");
  await vi.waitFor(() => expect(titles).toEqual(["before", "after"]), soon);
});

async function openSqliteDisposable(path: string) {
  const database = await openSqlite(path);
  return { database, [Symbol.dispose]: () => database.close() };
}

interface DeliveryRow {
  readonly delivery_id: string;
  readonly response_body: string | null;
}

/** Waits until so many deliveries have a status; returns their ids, newest first. */
async function deliveriesOf(
  { webhook_id: id }: Subscription,
  count: number,
  status: string,
): Promise<readonly string[]> {
  return vi.waitFor(async () => {
    const path = `/webhooks/${id}/deliveries?status=${status}`;
    const { body } = await api.call<{ readonly data: readonly DeliveryRow[] }>("GET", path);
    expect(body.data).toHaveLength(count);
    return body.data.map((row) => row.delivery_id);
  }, soon);
}

async function answerOf({ webhook_id: id }: Subscription, deliveryId: string): Promise<string | null> {
  const { body } = await api.call("GET", `/webhooks/${id}/deliveries/${deliveryId}`);
  return (body.data as unknown as DeliveryRow).response_body;
}
