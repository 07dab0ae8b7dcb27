// The dashboard's page, built by Vite when somebody first asks for it, and kept in a folder named after its sources: one
// build serves every later start. It runs in a child with low priority, so neither the start nor the API waits for it.
// In: the project's folder. Out: how the build stands.
import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, globSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync } from "node:fs";
import { constants, setPriority } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { BuildState, DashboardBuild } from "@ticketwire/http-api";
import type { Logger } from "./log.ts";

const ROOT = fileURLToPath(new URL("../..", import.meta.url)).replace(/[\\/]$/, "");
const DASHBOARD = join(ROOT, "apps", "dashboard");
const BUILDS = join(DASHBOARD, "dist");
const VITE = join(ROOT, "node_modules", "vite", "bin", "vite.js");

/** Builds kept: the present one, and those that a process still running may serve. */
const MOST_BUILDS = 3;

/** What the page is made of: its sources, the contract and recipes that it reads, and the versions of its parts. */
const SOURCES = [
  "apps/dashboard/**/*.{ts,tsx,css,html,svg,json}",
  "packages/contract/*.ts",
  "packages/receiver/README.md",
  "docs/recipes/*.md",
  "package-lock.json",
];

function hashSources(): string {
  const hash = createHash("sha256");
  const exclude = ["**/node_modules/**", "apps/dashboard/dist/**", "**/*.test.*"];
  for (const path of globSync(SOURCES, { cwd: ROOT, exclude }).sort())
    hash
      .update(`${path}\0`)
      .update(readFileSync(join(ROOT, path)))
      .update("\0");
  return hash.digest("hex").slice(0, 16);
}

function runVite(folder: string): Promise<void> {
  const args = [VITE, "build", "--logLevel", "error", "--outDir", folder, "--emptyOutDir"];
  const child = spawn(process.execPath, args, {
    cwd: DASHBOARD,
    // Whatever our own process is: the page is for people, and its parts are half as large so.
    env: { ...process.env, NODE_ENV: "production" },
    stdio: ["ignore", "pipe", "pipe"],
  });
  if (child.pid !== undefined) lowerPriority(child.pid);
  let output = "";
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding("utf8").on("data", (chunk: string) => (output += chunk));
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (code) =>
      code === 0 ? resolve() : reject(new Error(output.trim() || `vite ended with ${code}`)),
    );
  });
}

function lowerPriority(pid: number): void {
  try {
    setPriority(pid, constants.priority.PRIORITY_BELOW_NORMAL);
  } catch {
    // It ended already, or the system does not allow it: then it runs like any other.
  }
}

function dropOldBuilds(): void {
  const builds = readdirSync(BUILDS).map((name) => join(BUILDS, name));
  const newestFirst = builds.sort((a, b) => statSync(b).mtimeMs - statSync(a).mtimeMs);
  for (const folder of newestFirst.slice(MOST_BUILDS)) rmSync(folder, { recursive: true, force: true });
}

/** Builds beside the place and moves it there: a folder with the right name is always whole. */
async function build(folder: string): Promise<void> {
  const draft = `${folder}.${process.pid}`;
  mkdirSync(BUILDS, { recursive: true });
  try {
    await runVite(draft);
    // Another process may have been faster; its build is the same.
    if (!existsSync(folder)) renameSync(draft, folder);
    dropOldBuilds();
  } finally {
    rmSync(draft, { recursive: true, force: true });
  }
}

/** Looks after the build; nothing happens until its state is asked for. */
export function openDashboardBuild(log: Logger): DashboardBuild {
  let current: BuildState | undefined;
  function begin(): BuildState {
    const folder = join(BUILDS, hashSources());
    if (existsSync(folder)) return { kind: "ready", folder };
    if (!existsSync(VITE))
      return { kind: "failed", message: "Its build tool is not installed: run npm ci, then start the server again." };
    const startedAt = performance.now();
    void build(folder).then(
      () => {
        current = { kind: "ready", folder };
        log.info({ ms: Math.round(performance.now() - startedAt) }, "the dashboard was built");
      },
      (error: unknown) => {
        log.error({ err: error }, "the dashboard could not be built");
        current = { kind: "failed", message: "The build failed; the server's log says why. Start the server again." };
      },
    );
    return { kind: "building" };
  }
  return { state: () => (current ??= begin()) };
}
