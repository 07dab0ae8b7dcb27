// A change of the master key as an operator does it, on real servers: the wrong key is refused, both keys work, the command
// seals everything anew, and the new key alone goes on signing with the same secrets.
import { createHmac } from "node:crypto";
import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openTestDatabase, type TestDatabase } from "@ticketwire/engine/testkit/database";
import { type ReceivedRequest, type Receiver, startReceiver } from "@ticketwire/engine/testkit/receiver";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { openTestServer, TEST_MASTER_KEY } from "../testkit/open-server.ts";
import { main } from "./run.ts";

const NEW_KEY = "1e".repeat(32);
const OTHER_KEY = "2d".repeat(32);

let database: TestDatabase;
let receiver: Receiver;
let secret: string;
beforeAll(async () => {
  database = await openTestDatabase();
  receiver = await startReceiver();
  await using server = await openTestServer(database.url);
  const created = await server.call("POST", "/webhooks", {
    name: "CRM",
    url: receiver.url(),
    event_types: ["ticket.created"],
    custom_headers: { Authorization: "Bearer receiver-token" },
  });
  secret = String(created.data["signing_secret"]);
});
afterAll(async () => {
  await receiver.close();
  await database[Symbol.asyncDispose]();
});

function isSigned({ headers, body }: ReceivedRequest): boolean {
  const [, time, given] = /^t=(\d+),v1=([0-9a-f]+)$/.exec(headers["x-alga-signature"] ?? "") ?? [];
  return given === createHmac("sha256", secret).update(`${time}.${body}`).digest("hex");
}

/** Runs the command with what it prints. */
async function rekey(env: Record<string, string>): Promise<{ readonly code: number; readonly printed: string }> {
  let printed = "";
  const take = (chunk: string | Uint8Array): boolean => {
    printed += String(chunk);
    return true;
  };
  const streams = [vi.spyOn(process.stdout, "write"), vi.spyOn(process.stderr, "write")];
  for (const stream of streams) stream.mockImplementation(take);
  const code = await main([], { TICKETWIRE_DATABASE_URL: database.url, TICKETWIRE_LOG_LEVEL: "silent", ...env });
  for (const stream of streams) stream.mockRestore();
  return { code, printed };
}

async function sendOne(env: Record<string, string>): Promise<ReceivedRequest | undefined> {
  await using server = await openTestServer(database.url, env);
  const before = receiver.requests.length;
  await server.call("POST", "/tickets", { title: "Printer" });
  return (await receiver.waitForRequests(before + 1)).at(-1);
}

describe("changing the master key", () => {
  it("a server with a key that opens nothing does not start, and says what to do", async () => {
    const start = openTestServer(database.url, { TICKETWIRE_MASTER_KEY: NEW_KEY });
    await expect(start).rejects.toThrow(
      /the master key is not the one that the secrets of 1 webhook .* TICKETWIRE_PREVIOUS_MASTER_KEY/,
    );
  });

  it("a refused start leaves no new key behind that would be taken for the old one", async () => {
    const dataDir = await mkdtemp(join(tmpdir(), "ticketwire-refused-"));
    const start = openTestServer(database.url, { TICKETWIRE_MASTER_KEY: "", TICKETWIRE_DATA_DIR: dataDir });
    await expect(start).rejects.toThrow("the master key is not the one");
    expect(await readdir(dataDir)).toEqual([]);
    await rm(dataDir, { recursive: true });
  });

  it("the command asks for the old key", async () => {
    const { code, printed } = await rekey({ TICKETWIRE_MASTER_KEY: NEW_KEY });
    expect([code, printed]).toEqual([2, expect.stringContaining("set TICKETWIRE_PREVIOUS_MASTER_KEY")]);
  });

  it("with both keys a server goes on, the command seals anew, and the new key alone is enough", async () => {
    const both = { TICKETWIRE_MASTER_KEY: NEW_KEY, TICKETWIRE_PREVIOUS_MASTER_KEY: TEST_MASTER_KEY };
    const during = await sendOne(both);
    expect(during && isSigned(during)).toBe(true);
    expect(await rekey(both)).toEqual({ code: 0, printed: expect.stringContaining("1 webhook sealed again") });
    expect(await rekey(both)).toEqual({ code: 0, printed: expect.stringContaining("0 webhooks sealed again") });
    const after = await sendOne({ TICKETWIRE_MASTER_KEY: NEW_KEY });
    expect(after && isSigned(after)).toBe(true);
    expect(after?.headers["authorization"]).toBe("Bearer receiver-token");
    await expect(openTestServer(database.url)).rejects.toThrow("the master key is not the one");
  });

  it("what opens with neither key is named, and the command fails", async () => {
    const { code, printed } = await rekey({
      TICKETWIRE_MASTER_KEY: OTHER_KEY,
      TICKETWIRE_PREVIOUS_MASTER_KEY: TEST_MASTER_KEY,
    });
    expect([code, printed]).toEqual([1, expect.stringMatching(/0 webhooks sealed again .*; 1 open with neither key/)]);
    expect(printed).not.toContain(TEST_MASTER_KEY);
  });
});
