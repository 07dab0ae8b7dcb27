// The package as it is published: packed, unpacked into an empty folder; the lines of its README are compiled and run there
// against a real app.
import { execFile } from "node:child_process";
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { promisify } from "node:util";
import { openTestApp } from "@ticketwire/http-api/testkit/test-app";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";

// Packing and compiling are processes of their own; on a busy machine that takes its time.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 120_000 });

const root = join(import.meta.dirname, "..", "..");
const run = promisify(execFile);
let folder: string;

beforeAll(async () => {
  // Inside the repository, so that openapi-fetch, which npm would install beside the package, is found further up.
  await mkdir(join(root, ".cache"), { recursive: true });
  folder = await mkdtemp(join(root, ".cache", "client-packed-"));
  const installed = join(folder, "node_modules", "@ticketwire", "client");
  await mkdir(installed, { recursive: true });
  const pack = [join(root, "scripts", "pack.mjs"), import.meta.dirname, "--out", folder];
  const { stdout } = await run(process.execPath, pack, { cwd: folder });
  await run("tar", ["-xzf", stdout.trim(), "-C", installed, "--strip-components=1"]);
  await writeFile(join(folder, "package.json"), '{ "private": true, "type": "module" }\n');
  const readme = await readFile(join(installed, "README.md"), "utf8");
  const [, code = ""] = /^```ts\n(.*?)^```$/ms.exec(readme) ?? [];
  await writeFile(join(folder, "consumer.ts"), `${code}\nconsole.log(JSON.stringify(key.scopes));\n`);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

describe("the packed client", () => {
  it("makes a key with the lines of its README", async () => {
    await using t = await openTestApp();
    await t.app.listen({ port: 0, host: "127.0.0.1" });
    const { port } = t.app.server.address() as AddressInfo;
    const file = join(folder, "consumer.ts");
    const code = await readFile(file, "utf8");
    await writeFile(join(folder, "here.ts"), code.replace(":4400", `:${port}`));
    const env = { ...process.env, TICKETWIRE_API_KEY: t.admin.key };
    const { stdout } = await run(process.execPath, ["--no-warnings", "here.ts"], { cwd: folder, env });
    expect(stdout).toBe('["tickets:read"]\n');
  });

  it("compiles where it is used, declarations checked, and knows a wrong path while typing", async () => {
    const compilerOptions = {
      strict: true,
      exactOptionalPropertyTypes: true,
      noEmit: true,
      target: "es2024",
      module: "nodenext",
      types: ["node"],
    };
    const wrong = `import { createTicketwireClient } from "@ticketwire/client";
const client = createTicketwireClient({ baseUrl: "", apiKey: "" });
// @ts-expect-error there is no such path
void client.GET("/api/v1/tickts");\n`;
    await writeFile(join(folder, "wrong.ts"), wrong);
    const config = { compilerOptions, files: ["consumer.ts", "wrong.ts"] };
    await writeFile(join(folder, "tsconfig.json"), JSON.stringify(config));
    const { stdout } = await run(join(root, "node_modules", ".bin", "tsc"), ["-p", folder, "--pretty", "false"]);
    expect(stdout).toBe("");
  });
});
