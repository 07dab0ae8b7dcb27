// Which files of a workspace belong to its package: sources without tests, and what they read at run time.
import { readdirSync } from "node:fs";
import { join, relative } from "node:path";

const SKIPPED_FOLDERS = new Set(["node_modules", "dist", "testkit"]);
const ASSET = /\.(sql|json|html|css|svg)$/;
const NOT_AN_ASSET = new Set(["package.json", "tsconfig.json"]);

/** TypeScript files that are no tests, relative to the workspace. */
export function listSources(workspace) {
  return listFiles(workspace).filter((file) => file.endsWith(".ts") && !/\.(test|bench)\.ts$/.test(file));
}

/** Files that are read beside the code, such as migrations and test vectors. */
export function listAssets(workspace) {
  return listFiles(workspace).filter((file) => ASSET.test(file) && !NOT_AN_ASSET.has(file));
}

function listFiles(folder, base = folder) {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    if (entry.isDirectory()) return SKIPPED_FOLDERS.has(entry.name) ? [] : listFiles(join(folder, entry.name), base);
    return [relative(base, join(folder, entry.name))];
  });
}
