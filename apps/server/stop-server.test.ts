// A stop ends, in order and in time, whatever callers and receivers do: one that never answers a test or an attempt, a caller in
// the middle of a call, a mail server that never comes to an end.
import { once } from "node:events";
import { type AddressInfo, connect, createServer, type Socket } from "node:net";
import { sql } from "@ticketwire/engine/db/sql";
import { openTestDatabase, type TestDatabase } from "@ticketwire/engine/testkit/database";
import { type Receiver, startReceiver } from "@ticketwire/engine/testkit/receiver";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openMail } from "./mail.ts";
import { openTestServer, TEST_KEY, type TestServer } from "./testkit/open-server.ts";

const SOON = { drainMs: 200, cutOffMs: 600 };
const SILENT = { raw: () => undefined };

let database: TestDatabase;
let receiver: Receiver;

beforeAll(async () => {
  database = await openTestDatabase();
  receiver = await startReceiver({ script: SILENT });
});
afterAll(async () => {
  await receiver.close();
  await database[Symbol.asyncDispose]();
});

function openServer(role: string): Promise<TestServer> {
  return openTestServer(database.url, { TICKETWIRE_ROLE: role }, SOON);
}

async function subscribe(server: TestServer): Promise<string> {
  const wish = { name: "Slow", url: receiver.url(), event_types: ["ticket.created"], timeout_ms: 30_000 };
  const { data } = await server.call("POST", "/webhooks", wish);
  return String(data["webhook_id"]);
}

/** Processes that are still on the list, and lanes that are still theirs. */
async function leftBehind(): Promise<object | undefined> {
  const [left] = await database.db.engine.query(sql`
    SELECT (SELECT count(*) FROM ticketwire.processes)::int AS processes,
      (SELECT count(*) FROM ticketwire.lanes WHERE owner IS NOT NULL)::int AS lanes`);
  return left;
}

describe("a stop", () => {
  it.for(["all", "api"])("of a process in role %s does not wait for a test that is not answered", async (role) => {
    const server = await openServer(role);
    const webhookId = await subscribe(server);
    const before = receiver.requests.length;
    const tested = server.call("POST", `/webhooks/${webhookId}/test`, {});
    await receiver.waitForRequests(before + 1);
    await server[Symbol.asyncDispose]();
    expect((await tested).status).toBe(503);
    expect(await leftBehind()).toEqual({ processes: 0, lanes: 0 });
  });

  it("gives lanes back though an attempt is under way, which is neither a failure nor forgotten", async () => {
    const server = await openServer("all");
    const webhookId = await subscribe(server);
    const before = receiver.requests.length;
    await server.call("POST", "/tickets", { title: "Printer" });
    await receiver.waitForRequests(before + 1);
    await server[Symbol.asyncDispose]();
    expect(await leftBehind()).toEqual({ processes: 0, lanes: 0 });
    const rows = await database.db.engine.query(sql`
      SELECT status, attempt_number FROM ticketwire.deliveries WHERE webhook_id = ${webhookId} AND NOT is_test`);
    expect(rows).toEqual([{ status: "pending", attempt_number: 0 }]);
    await database.db.engine.query(sql`UPDATE ticketwire.lane_heads SET paused = true`);
  });

  it("does not wait for a caller that never sends the rest of its call", async () => {
    const server = await openServer("all");
    const { port } = new URL(server.url);
    const caller = connect(Number(port), "127.0.0.1");
    caller.on("error", () => undefined);
    await once(caller, "connect");
    caller.write(
      `POST /api/v1/tickets HTTP/1.1\r\nHost: x\r\nX-API-Key: ${TEST_KEY}\r\nContent-Type: application/json\r\nContent-Length: 99\r\n\r\n{`,
    );
    // Answered on another connection: so the half call above has arrived, too.
    await server.call("GET", "/tickets");
    await server[Symbol.asyncDispose]();
    caller.destroy();
    expect(await leftBehind()).toEqual({ processes: 0, lanes: 0 });
  });
});

describe("a mail", () => {
  it("ends though the mail server says one more word each moment and never comes to an end", async () => {
    const sockets = new Set<Socket>();
    const server = createServer((socket) => {
      sockets.add(socket);
      socket.on("error", () => undefined);
      const drip = setInterval(() => socket.write("220-wait\r\n"), 20);
      socket.once("close", () => clearInterval(drip));
    }).listen(0, "127.0.0.1");
    await once(server, "listening");
    const smtpUrl = `smtp://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const send = openMail({ smtpUrl, mailFrom: "ticketwire@example.com" }, 300);
    const mail = { noticeId: "1", to: "owner@example.com", subject: "S", text: "T" };
    await expect(send?.(mail)).rejects.toThrow(/took longer than 0.3 s|Greeting|timeout/i);
    for (const socket of sockets) socket.destroy();
    server.close();
    await once(server, "close");
  });
});
