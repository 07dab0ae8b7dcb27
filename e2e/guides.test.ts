// The commands of the guides are run as they stand: blocks marked `sh` of one page, in one shell, against a real server.
import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Receiver, startReceiver } from "@ticketwire/engine/testkit/receiver";
import { removeDataDir, type ServerProcess, startServerProcess, TEST_KEY } from "./harness/server-process.ts";

let server: ServerProcess;
let receiver: Receiver;
let folder: string;

beforeAll(async () => {
  server = await startServerProcess();
  receiver = await startReceiver();
  folder = await mkdtemp(join(tmpdir(), "ticketwire-guide-"));
});
afterAll(async () => {
  await server.stop();
  await receiver.close();
  await rm(folder, { recursive: true, force: true });
  await removeDataDir(server.dataDir);
});

async function shellBlocksOf(page: string): Promise<string> {
  const text = await readFile(new URL(`../docs/guides/${page}`, import.meta.url), "utf8");
  return [...text.matchAll(/^```sh\n(.*?)^```$/gms)].map((match) => match[1]).join("\n");
}

test("Subscribe to ticket events: every command works, and the events arrive", async () => {
  const script = `set -euo pipefail\n${await shellBlocksOf("subscribe.md")}`;
  await promisify(execFile)("bash", ["-c", script], {
    cwd: folder,
    env: { ...process.env, TW: `${server.url}/api/v1`, KEY: TEST_KEY, RECEIVER: receiver.url("/hook") },
  });
  const requests = await receiver.waitForRequests(3);
  const types = requests.map((request) => request.headers["x-alga-event-type"]);
  expect(types.slice(0, 1)).toEqual(["ticket.assigned"]);
  expect(types.slice(1).sort()).toEqual(["ticket.assigned", "ticket.created"]);
});
