#!/usr/bin/env node
// The door to the `ticketwire` command in the clone: runs on the Node that is there (20 or later), brings packages and a
// newer Node when they are missing, and hands over to main.ts in the folder it was called from.
// In: the arguments. Out: the command's own output and exit code.
import { existsSync } from "node:fs";
import * as nodeModule from "node:module";
import { ensureInstalled } from "../../../scripts/bootstrap/install.mjs";
import { ensureModernNode } from "../../../scripts/bootstrap/modern-node.mjs";
import { BootstrapError, ROOT, tell } from "../../../scripts/bootstrap/place.mjs";
import { runTask } from "../../../scripts/bootstrap/tasks.mjs";

/** Only where there are none: another command may be running on those that are there. */
async function bringPackages() {
  if (!existsSync(`${ROOT}/node_modules/commander`)) await ensureInstalled(ROOT);
}

// A command should be there at once: what was compiled once is kept (a third of the time without it).
process.env.NODE_COMPILE_CACHE ??= `${ROOT}/.cache/compile`;
nodeModule.enableCompileCache?.(process.env.NODE_COMPILE_CACHE);

try {
  const [node] = await Promise.all([ensureModernNode(`${ROOT}/.tools/node`), bringPackages()]);
  await runTask({ file: "apps/cli/main.ts", defaults: {} }, { node, args: process.argv.slice(2) });
} catch (error) {
  if (!(error instanceof BootstrapError)) throw error;
  tell(error.message);
  process.exit(1);
}
