// Take-over (P2, P3): what a killed worker owned is sent by another within ten seconds; at a planned stop it is handed over at
// once, and nothing is sent twice.
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, expect, test } from "vitest";
import { sql } from "@ticketwire/engine/db/sql";
import { type Receiver, startReceiver } from "@ticketwire/engine/testkit/receiver";
import { Cluster, type Node } from "./chaos/cluster.ts";
import { type Api, openApi } from "./harness/api.ts";
import { TEST_KEY } from "./harness/server-process.ts";

/** The promise: a lease, a poll, and what is left for a slow machine. */
const TAKE_OVER_MS = 10_000;

let cluster: Cluster;
let receiver: Receiver;
let api: Api;

beforeAll(async () => {
  cluster = await Cluster.start(["api", "worker", "worker"]);
  receiver = await startReceiver();
  api = openApi(cluster.apiUrls[0] ?? "", TEST_KEY);
  const subscribed = await api.call("POST", "/webhooks", {
    name: "W",
    url: receiver.url(),
    event_types: ["ticket.created"],
  });
  expect(subscribed.status).toBe(201);
});
afterAll(async () => {
  await cluster[Symbol.asyncDispose]();
  await receiver.close();
});

async function writeTicket(): Promise<void> {
  expect((await api.call("POST", "/tickets", { title: "T" })).status).toBe(201);
}

/** The worker that owns the one lane. */
async function ownerOf(): Promise<Node> {
  for (;;) {
    const [row] = await cluster.db.engine.query<{ name: string }>(sql`
      SELECT p.name FROM ticketwire.lanes AS l JOIN ticketwire.processes AS p ON p.process_id = l.owner
      WHERE p.lease_until > clock_timestamp()`);
    const owner = cluster.nodes.find((node) => row?.name.endsWith(`:${node.server.pid}`));
    if (owner !== undefined) return owner;
    await sleep(50);
  }
}

const sequences = (): number[] => receiver.requests.map((request) => Number(request.headers["x-alga-sequence"]));

test("a planned stop hands lanes over at once: nothing waits for a lease, nothing is sent twice", async () => {
  await writeTicket();
  await receiver.waitForRequests(1);
  const owner = await ownerOf();
  const writing = (async () => {
    for (let n = 0; n < 40; n++) await writeTicket();
  })();
  expect(await owner.server.stop()).toBe(0);
  const [left] = await cluster.db.engine.query<{ n: number }>(sql`
    SELECT count(*)::int AS n FROM ticketwire.lanes AS l
    WHERE l.owner IS NOT NULL AND NOT EXISTS (SELECT FROM ticketwire.processes AS p WHERE p.process_id = l.owner)`);
  expect(left?.n).toBe(0);
  await writing;
  await receiver.waitForRequests(41);
  expect(sequences().sort((a, b) => a - b)).toEqual(Array.from({ length: 41 }, (_, index) => index + 1));
  await cluster.startAgain(owner);
});

test("after a kill another worker goes on within ten seconds", async () => {
  await writeTicket();
  await receiver.waitForRequests(receiver.requests.length + 1);
  const owner = await ownerOf();
  const before = receiver.requests.length;
  await owner.server.kill();
  const killedAt = performance.now();
  await writeTicket();
  await receiver.waitForRequests(before + 1);
  expect(performance.now() - killedAt).toBeLessThan(TAKE_OVER_MS);
  expect(await ownerOf()).not.toBe(owner);
  await cluster.startAgain(owner);
});

test("so it does when the owner is only stopped, and what wakes up later writes nothing", async () => {
  await writeTicket();
  await receiver.waitForRequests(receiver.requests.length + 1);
  const owner = await ownerOf();
  const before = receiver.requests.length;
  owner.server.signal("SIGSTOP");
  const stoppedAt = performance.now();
  await writeTicket();
  await receiver.waitForRequests(before + 1);
  expect(performance.now() - stoppedAt).toBeLessThan(TAKE_OVER_MS);
  const next = await ownerOf();
  expect(next).not.toBe(owner);
  owner.server.signal("SIGCONT");
  await writeTicket();
  await receiver.waitForRequests(before + 2);
  expect(await ownerOf()).toBe(next);
  expect(await owner.server.stop()).toBe(0);
  await cluster.startAgain(owner);
});
