#!/usr/bin/env node
// The door to the `ticketwire` command in the clone: runs on the Node that is there (20 or later), brings packages and a
// newer Node when they are missing, and hands over to main.ts in the folder it was called from.
// In: the arguments. Out: the command's own output and exit code.
import { ensureInstalled } from "../../../scripts/bootstrap/install.mjs";
import { ensureModernNode } from "../../../scripts/bootstrap/modern-node.mjs";
import { BootstrapError, ROOT, tell } from "../../../scripts/bootstrap/place.mjs";
import { runTask } from "../../../scripts/bootstrap/tasks.mjs";

try {
  const [node] = await Promise.all([ensureModernNode(`${ROOT}/.tools/node`), ensureInstalled(ROOT)]);
  await runTask({ file: "apps/cli/main.ts", defaults: {} }, { node, args: process.argv.slice(2) });
} catch (error) {
  if (!(error instanceof BootstrapError)) throw error;
  tell(error.message);
  process.exit(1);
}
