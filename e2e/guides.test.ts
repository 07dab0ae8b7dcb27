// The commands of the guides are run as they stand: blocks marked `sh` of one page in one shell, against a real server.
import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { type Receiver, startReceiver } from "@ticketwire/engine/testkit/receiver";
import { removeDataDir, type ServerProcess, startServerProcess, TEST_KEY } from "./harness/server-process.ts";

const ROOT = new URL("..", import.meta.url).pathname;

// Commands are processes of their own; on a busy machine that takes its time.
vi.setConfig({ testTimeout: 60_000 });

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

async function blocksOf(page: string, language: string): Promise<string> {
  const text = await readFile(join(ROOT, "docs/guides", page), "utf8");
  const blocks = text.matchAll(new RegExp(`^\`\`\`${language}\\n(.*?)^\`\`\`$`, "gms"));
  return [...blocks].map((match) => match[1]).join("\n");
}

/** Runs the `sh` blocks of a page in one shell. */
async function runPage(page: string, env: Readonly<Record<string, string>>): Promise<void> {
  const cli = `ticketwire() { "${process.execPath}" "${join(ROOT, "apps/cli/main.ts")}" "$@"; }`;
  const script = `set -euo pipefail\n${cli}\n${await blocksOf(page, "sh")}`;
  const api = { TW: `${server.url}/api/v1`, KEY: TEST_KEY };
  await promisify(execFile)("bash", ["-c", script], { cwd: folder, env: { ...process.env, ...api, ...env } });
}

async function post<Made>(path: string, body: object): Promise<Made> {
  const answer = await fetch(`${server.url}/api/v1${path}`, {
    method: "POST",
    headers: { "X-API-Key": TEST_KEY, "Content-Type": "application/json" },
    body: JSON.stringify(body),
  });
  return ((await answer.json()) as { readonly data: Made }).data;
}

test("Subscribe to ticket events: every command works, and the events arrive", async () => {
  await runPage("subscribe.md", { RECEIVER: receiver.url("/hook") });
  const requests = await receiver.waitForRequests(3);
  const types = requests.map((request) => request.headers["x-alga-event-type"]);
  expect(types.slice(0, 1)).toEqual(["ticket.assigned"]);
  expect(types.slice(1).sort()).toEqual(["ticket.assigned", "ticket.created"]);
});

test("Troubleshoot a webhook: every command works on a webhook that has delivered", async () => {
  await using own = await startReceiver();
  const webhook = { name: "Ailing", url: own.url(), event_types: ["ticket.created"] };
  const { webhook_id: id } = await post<{ webhook_id: string }>("/webhooks", webhook);
  await post("/tickets", { title: "Printer" });
  const [request] = await own.waitForRequests(1);
  await writeFile(join(folder, "body.txt"), request?.body ?? "");
  await runPage("troubleshoot.md", { ID: id, SIGNATURE: request?.headers["x-alga-signature"] ?? "" });
  // The retry of the page.
  expect((await own.waitForRequests(2))[1]?.headers["x-alga-delivery-attempt"]).toBe("2");
});

test("Operate Ticketwire: a tenant, a user and a key are made by command, and the key works", async () => {
  const config = join(folder, "profile");
  await runPage("operate.md", {
    TICKETWIRE_URL: server.url,
    TICKETWIRE_API_KEY: TEST_KEY,
    TICKETWIRE_CONFIG_DIR: config,
  });
  const key = (await readFile(join(folder, "integration.key"), "utf8")).trim();
  const answer = await fetch(`${server.url}/api/v1/tickets`, { headers: { "X-API-Key": key } });
  expect(await answer.json()).toMatchObject({ data: [{ title: "First ticket" }], pagination: { total: 1 } });
});
