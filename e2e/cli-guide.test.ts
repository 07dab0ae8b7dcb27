// docs/guides/local-development.md works as it stands: its `sh` blocks in one shell against a real server and a receiver with
// the secret they print, its `ts` block as a program.
import { execFile, spawnSync } from "node:child_process";
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { startReceiver } from "@ticketwire/engine/testkit/receiver";
import { verify } from "@ticketwire/receiver";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { removeDataDir, type ServerProcess, startServerProcess, TEST_KEY } from "./harness/server-process.ts";

// Each command is a process of its own; on a busy machine that takes its time.
vi.setConfig({ testTimeout: 120_000 });

const ROOT = new URL("..", import.meta.url).pathname;
const PAGE = join(ROOT, "docs/guides/local-development.md");

/** What happens at the Tab key: the script is read (twice, as by a shell within a shell), then asked as bash asks it. */
const BASH_ASKS = `
for _ in 1 2; do source <(ticketwire completion bash); done
ask() { COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _ticketwire; printf '%s\\n' "\${COMPREPLY[@]}" | sort; }
ask ticketwire webh
ask ticketwire webhooks ro
ask ticketwire recover --only =`;
const FISH_ASKS = `
ticketwire completion fish | source
complete -C "ticketwire webh"
complete -C "ticketwire webhooks ro"
complete -C "ticketwire recover --only "`;

let server: ServerProcess;
let folder: string;

beforeAll(async () => {
  server = await startServerProcess();
  folder = await mkdtemp(join(tmpdir(), "ticketwire-local-"));
});
afterAll(async () => {
  await server.stop();
  await rm(folder, { recursive: true, force: true });
  await removeDataDir(server.dataDir);
});

async function blocksOf(language: string): Promise<string> {
  const text = await readFile(PAGE, "utf8");
  return [...text.matchAll(new RegExp(`^\`\`\`${language}\\n(.*?)^\`\`\`$`, "gms"))]
    .map((match) => match[1])
    .join("\n");
}

it("every command of the page works", async () => {
  const secrets: string[] = [];
  await using receiver = await startReceiver({
    script: async ({ body, headers }) => {
      secrets.splice(0, 1, (await readFile(join(folder, "secret.txt"), "utf8")).trim());
      const result = await verify(body, headers, { secrets });
      return { status: result.kind === "event" ? 200 : result.status };
    },
  });
  const commands = (await blocksOf("sh"))
    .replaceAll("http://localhost:3000", receiver.origin)
    .replaceAll("--for 1m", "--for 1s");
  const npx = `npx() { shift; "${process.execPath}" "${join(ROOT, "apps/cli/main.ts")}" "$@"; }`;
  const env = {
    TICKETWIRE_URL: server.url,
    TICKETWIRE_API_KEY: TEST_KEY,
    TICKETWIRE_CONFIG_DIR: join(folder, "profile"),
  };
  await promisify(execFile)("bash", ["-c", `set -euo pipefail\n${npx}\n${commands}`], {
    cwd: folder,
    env: { ...process.env, ...env },
  });
  const types = receiver.requests.slice(0, 3).map(({ headers }) => headers["x-alga-event-type"]);
  expect(types).toEqual(["ticket.created", "ticket.updated", "ticket.assigned"]);
});

it("the program of the page runs", async () => {
  // Inside the repository, so that imports find what is installed there.
  await mkdir(join(ROOT, ".cache"), { recursive: true });
  const file = join(ROOT, ".cache", `guide-sample-${process.pid}.mts`);
  await writeFile(file, await blocksOf("ts"));
  try {
    const { status, stderr } = spawnSync(process.execPath, [file], { encoding: "utf8" });
    expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
  } finally {
    await rm(file);
  }
});

it.each(["bash", "zsh", "fish"])("completion for %s is a script of that shell", async (shell) => {
  const command = [join(ROOT, "apps/cli/main.ts"), "completion", shell];
  const { stdout } = await promisify(execFile)(process.execPath, command);
  expect(stdout).toContain("ticketwire");
  const isThere = spawnSync(shell, ["--version"]).status === 0;
  // Where the shell is not installed, that it was printed has to do.
  const script = join(folder, `completion.${shell}`);
  await writeFile(script, stdout);
  if (isThere) expect(spawnSync(shell, ["-n", script], { encoding: "utf8" })).toMatchObject({ status: 0, stderr: "" });
});

for (const [shell, asks] of Object.entries({ bash: BASH_ASKS, fish: FISH_ASKS })) {
  const isThere = spawnSync(shell, ["--version"]).status === 0;
  if (!isThere) process.stderr.write(`SKIPPED: completion was not tried in ${shell}, since it is not in PATH\n`);
  it.runIf(isThere)(`completion completes in ${shell}, with nothing else installed`, async () => {
    const bin = join(folder, `bin-${shell}`);
    await mkdir(bin);
    const command = `#!/bin/sh\nexec "${process.execPath}" "${join(ROOT, "apps/cli/main.ts")}" "$@"\n`;
    await writeFile(join(bin, "ticketwire"), command, { mode: 0o755 });
    const env = { ...process.env, PATH: `${bin}:${process.env["PATH"] ?? ""}`, HOME: folder };
    const { status, stdout, stderr } = spawnSync(shell, ["-c", asks], { encoding: "utf8", env });
    expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
    const words = stdout.split("\n").map((line) => line.split("\t")[0]);
    expect(words).toEqual(["webhooks", "rotate", "all", "failed", "missing", ""]);
  });
}

it("completion knows commands, options and their values", async () => {
  const complete = async (...words: readonly string[]): Promise<string> =>
    (await promisify(execFile)(process.execPath, [join(ROOT, "apps/cli/main.ts"), "complete", "--", ...words])).stdout;
  expect(await complete("web")).toContain("webhooks\t");
  expect(await complete("webhooks", "ro")).toContain("rotate\t");
  expect(await complete("recover", "--only", "")).toContain("missing");
  expect(await complete("listen", "--for")).toContain("--forward-to\t");
  expect(await complete("cutover", "")).toContain("observe\t");
});
