// One workspace built in a stage: sources copied, workspace dependencies built beside it, compiled with tsc, manifest
// rewritten, and looked through for imports that the published package would not find.
import { spawnSync } from "node:child_process";
import { copyFileSync, cpSync, existsSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { basename, dirname, join, relative } from "node:path";
import { checkImports, turnDeclarations } from "./check-imports.mjs";
import { inlineWorkspaces } from "./inline.mjs";
import { findEntries, publishedManifest } from "./manifest.mjs";
import { listAssets, listSources } from "./sources.mjs";

/**
 * @param {{root: string, stage: string, workspace: string}} place
 * @returns {string} the folder that is the package, ready for `npm pack`
 */
export function buildPackage({ root, stage, workspace }) {
  const manifestFile = join(workspace, "package.json");
  if (!existsSync(manifestFile))
    throw new Error(`${relative(root, workspace)} is no workspace: it has no package.json`);
  const manifest = JSON.parse(readFileSync(manifestFile, "utf8"));
  const folder = join(stage, basename(workspace));
  if (existsSync(folder)) return folder;

  mkdirSync(folder, { recursive: true });
  const sources = listSources(workspace);
  for (const file of sources) copyInto(folder, workspace, file);
  const workspaces = readWorkspaces(root);
  linkDependencies({ root, stage, folder, manifest, workspaces });
  inlineWorkspaces({ folder, sources, names: manifest.ticketwire?.inline ?? [], workspaces });
  compile({ root, folder, entries: findEntries(manifest, sources) });
  turnDeclarations(folder);

  for (const file of listAssets(workspace)) copyInto(join(folder, "dist"), workspace, file);
  for (const file of sources) rmSync(join(folder, file));
  rmSync(join(folder, "inlined"), { recursive: true, force: true });
  if (existsSync(join(workspace, "README.md"))) copyInto(folder, workspace, "README.md");
  copyFileSync(join(root, "LICENSE"), join(folder, "LICENSE"));
  const published = publishedManifest(manifest);
  writeFileSync(join(folder, "package.json"), `${JSON.stringify(published, null, 2)}\n`);
  checkImports(folder, published);
  return folder;
}

function copyInto(target, from, file) {
  mkdirSync(dirname(join(target, file)), { recursive: true });
  cpSync(join(from, file), join(target, file));
}

/** Name → folder of every workspace. */
function readWorkspaces(root) {
  const { stdout } = spawnSync("npm", ["query", ".workspace"], { cwd: root, encoding: "utf8" });
  return new Map(JSON.parse(stdout).map(({ name, location }) => [name, join(root, location)]));
}

/** What it depends on among the workspaces is built too, and put where the compiler looks for it. */
function linkDependencies({ root, stage, folder, manifest, workspaces }) {
  for (const name of Object.keys(manifest.dependencies ?? {})) {
    const workspace = workspaces.get(name);
    if (workspace === undefined) continue;
    const built = buildPackage({ root, stage, workspace });
    const link = join(folder, "node_modules", name);
    mkdirSync(dirname(link), { recursive: true });
    symlinkSync(built, link, "dir");
  }
}

function compile({ root, folder, entries }) {
  const config = {
    extends: join(root, "tsconfig.json"),
    compilerOptions: {
      noEmit: false,
      declaration: true,
      rewriteRelativeImportExtensions: true,
      rootDir: ".",
      outDir: "dist",
    },
    include: [],
    files: entries,
  };
  writeFileSync(join(folder, "tsconfig.json"), JSON.stringify(config));
  const tsc = join(root, "node_modules", ".bin", "tsc");
  const { status, stdout } = spawnSync(tsc, ["-p", folder, "--pretty", "false"], { cwd: folder, encoding: "utf8" });
  rmSync(join(folder, "tsconfig.json"));
  if (status !== 0) throw new Error(`tsc failed in ${basename(folder)}:\n${stdout}`);
}
