// Nothing that was answered 2xx is lost when the server is killed in the middle of writing and sending (P1, P2).
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Receiver, startReceiver } from "@ticketwire/engine/testkit/receiver";
import { openApi } from "./harness/api.ts";
import {
  freePort,
  makeDataDir,
  removeDataDir,
  type ServerProcess,
  startServerProcess,
  TEST_KEY,
} from "./harness/server-process.ts";

let receiver: Receiver;
let dataDir: string;

beforeAll(async () => {
  receiver = await startReceiver();
  dataDir = await makeDataDir();
});
afterAll(async () => {
  await receiver.close();
  await removeDataDir(dataDir);
});

interface Received {
  readonly event_id: string;
  readonly event_type: string;
  readonly data: { readonly ticket_id: string };
}

function createdIdIn(body = ""): string {
  return (JSON.parse(body) as Received).data.ticket_id;
}

/** Writes tickets one after the other until told to stop; returns the ids that were answered 201. */
async function writeUntil(url: string, isOver: () => boolean): Promise<string[]> {
  const api = openApi(url, TEST_KEY);
  const written: string[] = [];
  while (!isOver()) {
    try {
      const { status, body } = await api.call("POST", "/tickets", { title: `Written ${written.length}` });
      if (status === 201) written.push(body.data["ticket_id"] as string);
    } catch {
      // The server is gone: what was under way has no answer and is owed nothing.
    }
  }
  return written;
}

test("kill -9 in the middle of writes and sends loses no event of an answered write, and invents none", async () => {
  const env = { TICKETWIRE_PORT: String(await freePort()) };
  let server: ServerProcess = await startServerProcess({ dataDir, env });
  const api = openApi(server.url, TEST_KEY);
  const subscribed = await api.call("POST", "/webhooks", {
    name: "Ledger",
    url: receiver.url(),
    event_types: ["ticket.created"],
  });
  expect(subscribed.status).toBe(201);

  const written: string[] = [];
  for (let round = 0; round < 2; round++) {
    let isOver = false;
    const writers = Array.from({ length: 4 }, () => writeUntil(server.url, () => isOver));
    await receiver.waitForRequests(receiver.requests.length + 25);
    await server.kill();
    isOver = true;
    for (const writer of writers) written.push(...(await writer));
    server = await startServerProcess({ dataDir, env });
  }

  const createdIds = new Set<string>();
  let seen = 0;
  const readNew = (): void => {
    for (; seen < receiver.requests.length; seen++) createdIds.add(createdIdIn(receiver.requests[seen]?.body));
  };
  readNew();
  while (written.some((id) => !createdIds.has(id))) {
    await receiver.waitForRequests(seen + 1);
    readNew();
  }

  // Every event that arrived belongs to a ticket that is there.
  const reader = openApi(server.url, TEST_KEY);
  for (const id of createdIds) expect((await reader.call("GET", `/tickets/${id}`)).status).toBe(200);
  // Sequences are dense: nothing is missing between the first and the last.
  const sequences = new Set(receiver.requests.map((request) => Number(request.headers["x-alga-sequence"])));
  expect([...sequences].sort((a, b) => a - b)).toEqual(Array.from({ length: sequences.size }, (_, index) => index + 1));
  expect(await server.stop()).toBe(0);
}, 120_000);
