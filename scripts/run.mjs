#!/usr/bin/env node
// The one door to every task: `node scripts/run.mjs start|test|check|demo|bench [arguments]`. It runs on the Node that
// is there (20 or later), installs what is missing, brings a newer Node when the project needs one, and hands over.
// In: a task's name. Out: the task's own output and exit code.
import { ensureInstalled } from "./bootstrap/install.mjs";
import { ensureModernNode } from "./bootstrap/modern-node.mjs";
import { BootstrapError, ROOT, tell } from "./bootstrap/place.mjs";
import { runTask, TASKS } from "./bootstrap/tasks.mjs";

const [name = "", ...args] = process.argv.slice(2);
const task = TASKS[name];

if (task === undefined) {
  tell(`unknown task "${name}": use one of ${Object.keys(TASKS).join(", ")}`);
  process.exit(2);
}

process.chdir(ROOT);
try {
  const [node] = await Promise.all([ensureModernNode(`${ROOT}/.tools/node`), ensureInstalled(ROOT)]);
  await runTask(task, { node, args });
} catch (error) {
  if (!(error instanceof BootstrapError)) throw error;
  tell(error.message);
  process.exit(1);
}
