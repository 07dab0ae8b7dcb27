// Packs one workspace as it is published: `node scripts/pack.mjs packages/receiver [--out folder]`.
// In: a workspace whose exports point at .ts sources. Out: a tarball of plain JavaScript with types, its path on standard
// output. Workspaces it depends on are built first, and it is compiled against what they would publish, not their sources.
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { join, relative, resolve } from "node:path";
import { parseArgs } from "node:util";
import { buildPackage } from "./pack/build.mjs";

const root = resolve(import.meta.dirname, "..");
const USAGE = "usage: node scripts/pack.mjs <workspace, like packages/receiver> [--out folder]";

function readArguments() {
  try {
    const { values, positionals } = parseArgs({ options: { out: { type: "string" } }, allowPositionals: true });
    const [workspace, ...rest] = positionals;
    if (workspace !== undefined && rest.length === 0)
      return { workspace: resolve(workspace), out: resolve(values.out ?? ".") };
  } catch (error) {
    process.stderr.write(`${error.message}\n`);
  }
  process.stderr.write(`${USAGE}\n`);
  process.exit(2);
}

/** The stage lies inside the repository, so that the compiler finds the same node_modules as the sources do. */
function openStage() {
  const parent = join(root, ".cache", "pack");
  mkdirSync(parent, { recursive: true });
  return mkdtempSync(join(parent, "stage-"));
}

function npmPack(folder, out) {
  mkdirSync(out, { recursive: true });
  const args = ["pack", "--json", "--ignore-scripts", "--pack-destination", out];
  const { status, stdout, stderr } = spawnSync("npm", args, { cwd: folder, encoding: "utf8" });
  if (status !== 0) throw new Error(`npm pack failed in ${relative(root, folder)}:\n${stderr}`);
  // npm's answer is a list, or in later versions an object by package name.
  const [packed] = Object.values(JSON.parse(stdout));
  return join(out, packed.filename);
}

const { workspace, out } = readArguments();
const stage = openStage();
try {
  const folder = buildPackage({ root, stage, workspace });
  process.stdout.write(`${npmPack(folder, out)}\n`);
} catch (error) {
  process.stderr.write(`pack: ${error.message}\n`);
  process.exitCode = 1;
} finally {
  rmSync(stage, { recursive: true, force: true });
}
