// The commands of the guides are run as they stand: blocks marked `sh` of one page in one shell, against a real server.
import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { DELIVERY_STATUSES, ERROR_CLASSES } from "@ticketwire/contract";
import { VERIFY_REASONS } from "@ticketwire/engine/webhook/verify-signature";
import { openTestDatabase } from "@ticketwire/engine/testkit/database";
import { type Receiver, startReceiver } from "@ticketwire/engine/testkit/receiver";
import { freePort, removeDataDir, type ServerProcess, startServerProcess, TEST_KEY } from "./harness/server-process.ts";

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

type Made = Readonly<Record<string, unknown>>;

/** Runs the `sh` blocks of a page in one shell. */
async function runPage(page: string, env: Readonly<Record<string, string>>): Promise<void> {
  const cli = `ticketwire() { "${process.execPath}" "${join(ROOT, "apps/cli/main.ts")}" "$@"; }`;
  const script = `set -euo pipefail\n${cli}\n${await blocksOf(page, "sh")}`;
  const api = { TW: `${server.url}/api/v1`, KEY: TEST_KEY };
  await promisify(execFile)("bash", ["-c", script], { cwd: folder, env: { ...process.env, ...api, ...env } });
}

async function post<Answer>(path: string, body: object): Promise<Answer> {
  const answer = await fetch(`${server.url}/api/v1${path}`, {
    method: "POST",
    headers: { "X-API-Key": TEST_KEY, "Content-Type": "application/json" },
    body: JSON.stringify(body),
  });
  return ((await answer.json()) as { readonly data: Answer }).data;
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

test("Troubleshoot a webhook: explains every word that an attempt, a signature and a delivery may be told by", async () => {
  const page = await readFile(join(ROOT, "docs/guides/troubleshoot.md"), "utf8");
  const words = [...ERROR_CLASSES, ...VERIFY_REASONS, ...DELIVERY_STATUSES];
  expect(words.filter((word) => !page.includes(`\`${word}\``) && !page.includes(`status: ${word}`))).toEqual([]);
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

test("Receive webhooks: the webhook and the test delivery of its first steps reach the program of its first block", async () => {
  const page = await readFile(join(ROOT, "docs/guides/receive-webhooks.md"), "utf8");
  const [, program = ""] = /^```ts\n(.*?)^```$/ms.exec(page) ?? [];
  const [, create = "", tryOut = ""] = [...page.matchAll(/^```sh\n(.*?)^```$/gms)].map(([, code = ""]) => code);
  const port = await freePort();
  const run = async (code: string, env: Readonly<Record<string, string>> = {}): Promise<Made> => {
    const here = code.replaceAll("http://127.0.0.1:4400", server.url).replaceAll(":3000/", `:${port}/`);
    const { stdout } = await promisify(execFile)("bash", ["-c", `set -euo pipefail\n${here}`], {
      env: { ...process.env, TICKETWIRE_API_KEY: TEST_KEY, ...env },
    });
    return (JSON.parse(stdout) as { readonly data: Made }).data;
  };
  const made = await run(create);
  // Inside the repository, so that imports find what is installed there.
  await mkdir(join(ROOT, ".cache"), { recursive: true });
  const file = join(ROOT, ".cache", `guide-program-${process.pid}.mts`);
  await writeFile(file, program);
  const env = { ...process.env, PORT: String(port), TICKETWIRE_SECRET: String(made["signing_secret"]) };
  const child = spawn(process.execPath, ["--no-warnings", file], { env, stdio: ["ignore", "pipe", "inherit"] });
  try {
    const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
    expect((await lines.next()).value).toBe(`listening on ${port}`);
    const tried = await run(tryOut, { WEBHOOK_ID: String(made["webhook_id"]) });
    expect(tried).toMatchObject({ success: true, status_code: 200 });
    expect((await lines.next()).value).toMatch(/^TKT-\d+ is now with /);
  } finally {
    const ended = once(child, "exit");
    child.kill();
    await ended;
    await rm(file);
  }
});

test("Receive webhooks: the SQL for a table of one's own keeps the newest version, in whatever order they come", async () => {
  const upsert = await blocksOf("receive-webhooks.md", "sql");
  await using database = await openTestDatabase();
  const session = await database.db.openSession();
  try {
    await session.query(
      "CREATE TEMP TABLE tickets (ticket_id uuid PRIMARY KEY, version int NOT NULL, body jsonb NOT NULL)",
    );
    for (const version of [1, 3, 2, 3])
      await session.query(upsert, ["0193a5f0-0000-7000-8000-100000000004", version, JSON.stringify({ version })]);
    const { rows } = await session.query("SELECT version, body FROM tickets");
    expect(rows).toEqual([{ version: 3, body: { version: 3 } }]);
  } finally {
    await session.end();
  }
});
