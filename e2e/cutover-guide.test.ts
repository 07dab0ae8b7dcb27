// docs/guides/leave-polling.md works as it stands: its `sh` blocks in one shell against a real server and a receiver, with the days
// of observation cut to seconds, and its `ts` blocks as programs.
import { execFile } from "node:child_process";
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { EVENT_TYPES } from "@ticketwire/contract";
import { type Receiver, startReceiver } from "@ticketwire/engine/testkit/receiver";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { openApi } from "./harness/api.ts";
import { removeDataDir, type ServerProcess, startServerProcess, TEST_KEY } from "./harness/server-process.ts";

// Each command is a process of its own; on a busy machine that takes its time.
vi.setConfig({ testTimeout: 120_000 });

const ROOT = new URL("..", import.meta.url).pathname;
const PAGE = join(ROOT, "docs/guides/leave-polling.md");
const run = promisify(execFile);

let server: ServerProcess;
let receiver: Receiver;
let folder: string;
let env: Record<string, string | undefined>;

beforeAll(async () => {
  server = await startServerProcess();
  receiver = await startReceiver();
  receiver.replyWith({ status: 200 });
  // Inside the repository, so that imports find what is installed there.
  await mkdir(join(ROOT, ".cache"), { recursive: true });
  folder = await mkdtemp(join(ROOT, ".cache", "leave-polling-run-"));
  await writeFile(join(folder, "package.json"), '{ "type": "module" }\n');
  const api = openApi(server.url, TEST_KEY);
  const target = { name: "Cutover", url: "http://127.0.0.1:9/nobody", event_types: EVENT_TYPES };
  const { data: webhook } = (await api.call("POST", "/webhooks", target)).body;
  const { data: ticket } = (await api.call("POST", "/tickets", { title: "Printer" })).body;
  await writeFile(join(folder, "tickets.txt"), `${String(ticket["ticket_id"])}\n`);
  env = {
    ...process.env,
    TICKETWIRE_URL: server.url,
    TICKETWIRE_API_KEY: TEST_KEY,
    TICKETWIRE_SECRET: String(webhook["signing_secret"]),
    TICKETWIRE_CONFIG_DIR: join(folder, "profile"),
    WEBHOOK_ID: String(webhook["webhook_id"]),
    WEBHOOK_SECRET: String(webhook["signing_secret"]),
  };
});

afterAll(async () => {
  await server.stop();
  await receiver.close();
  await rm(folder, { recursive: true, force: true });
  await removeDataDir(server.dataDir);
});

async function blocksOf(language: string): Promise<string[]> {
  const text = await readFile(PAGE, "utf8");
  return [...text.matchAll(new RegExp(`^\`\`\`${language}\\n(.*?)^\`\`\`$`, "gms"))].map(([, code = ""]) => code);
}

test("every command of the page works, and what nobody received is forwarded", async () => {
  const commands = (await blocksOf("sh"))
    .join("\n")
    .replaceAll("http://localhost:3000", receiver.origin)
    .replaceAll("--for 7d", "--for 1s --settle 0s")
    .replaceAll("--interval 1m", "--interval 200ms")
    .replaceAll("--receive 8080", "--receive 0");
  // Not enough data, code 3, is what a second of observation has to end with.
  const npx = `npx() { shift; "${process.execPath}" "${join(ROOT, "apps/cli/main.ts")}" "$@" || [ $? = 3 ]; }`;
  const { stdout } = await run("bash", ["-c", `set -euo pipefail\n${npx}\n${commands}`], { cwd: folder, env });
  for (const words of ["0 polling loops", "Not enough data", "Stay and go on observing", "A downtime of 20 h"])
    expect(stdout).toContain(words);
  expect(await readFile(join(folder, "report.html"), "utf8")).toContain("Not enough data");
  const [forwarded] = await receiver.waitForRequests(1);
  expect(forwarded?.headers["x-alga-event-type"]).toBe("ticket.created");
});

test("every program of the page runs", async () => {
  const programs = await blocksOf("ts");
  expect(programs.length).toBeGreaterThanOrEqual(3);
  for (const [index, code] of programs.entries()) {
    const file = join(folder, `block-${index}.ts`);
    await writeFile(file, code);
    await run(process.execPath, [file], { cwd: folder, env });
  }
});
