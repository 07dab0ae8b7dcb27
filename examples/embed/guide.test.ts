// docs/guides/embed.md keeps its word: every TypeScript block compiles against the sources, and its first program delivers.
import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { startReceiver } from "@ticketwire/engine/testkit/receiver";
import { makeEmptyDatabase } from "@ticketwire/engine/testkit/template-database";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";

const root = join(import.meta.dirname, "..", "..");
// Inside the repository, so that imports find what is installed there.
mkdirSync(join(root, ".cache"), { recursive: true });
const folder = mkdtempSync(join(root, ".cache", "embed-guide-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const BLOCK = /^```ts\n([\s\S]*?)^```$/gm;
const pages = ["docs/guides/embed.md", "packages/engine/README.md"];
const blocks = pages.flatMap((page) =>
  [...readFileSync(join(root, page), "utf8").matchAll(BLOCK)].map(([, code = ""]) => code),
);

beforeAll(() => {
  writeFileSync(join(folder, "package.json"), '{ "type": "module" }\n');
  for (const [index, code] of blocks.entries()) writeFileSync(join(folder, `block-${index}.ts`), code);
});

describe("the guide", () => {
  it("has only blocks that compile", () => {
    expect(blocks.length).toBeGreaterThan(4);
    const compilerOptions = { noUnusedLocals: false, noEmit: true };
    const config = { extends: join(root, "tsconfig.json"), compilerOptions, include: ["*.ts"] };
    writeFileSync(join(folder, "tsconfig.json"), JSON.stringify(config));
    const tsc = join(root, "node_modules", ".bin", "tsc");
    const { stdout } = spawnSync(tsc, ["-p", folder, "--pretty", "false"], { cwd: folder, encoding: "utf8" });
    expect(stdout).toBe("");
  }, 60_000);

  it("begins with a program that delivers", async () => {
    await using database = await makeEmptyDatabase(inject("databaseUrl"));
    await using receiver = await startReceiver();
    const env = {
      ...process.env,
      DATABASE_URL: database.url,
      MASTER_KEY: "c2VjcmV0LW1hc3Rlci1rZXktb2YtMzItYnl0ZXMtISE=",
      WEBHOOK_URL: receiver.url("/warehouse"),
    };
    const child = spawn(process.execPath, ["--no-warnings", "block-0.ts"], { cwd: folder, env });
    const ended = once(child, "exit");
    child.stderr.pipe(process.stderr);
    child.stdout.resume();
    const [request] = await receiver.waitForRequests(1);
    expect(JSON.parse(request?.body ?? "")).toMatchObject({
      event_type: "order.paid",
      data: { order_id: "42", cents: 4200 },
    });
    child.kill("SIGTERM");
    expect((await ended)[0]).toBe(0);
  }, 60_000);
});
