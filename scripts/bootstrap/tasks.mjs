// The tasks and how one is handed over: in this very process when its Node is new enough, else in a child that gets
// our signals and whose exit code becomes ours. In: a task and its arguments. Out: does not return before its end.
import { spawn, spawnSync } from "node:child_process";
import { constants } from "node:os";
import { delimiter, dirname, resolve as resolvePath } from "node:path";
import { pathToFileURL } from "node:url";
import { ROOT, tell } from "./place.mjs";

/** What `npm start` sets so that a webhook on your own machine works at once; a server in earnest sets its own. */
const TRY_OUT = { TICKETWIRE_ALLOW_TARGETS: "127.0.0.0/8,::1/128", TICKETWIRE_ALLOW_HTTP: "on" };

export const TASKS = {
  start: { file: "apps/server/main.ts", defaults: TRY_OUT },
  test: { file: "scripts/test/main.ts", defaults: {} },
  check: { file: "scripts/test/main.ts", first: ["--with-format"], defaults: {} },
  demo: { file: "examples/demo/main.ts", defaults: {} },
  bench: { file: "bench/main.ts", defaults: {} },
  screenshots: { file: "scripts/screenshots.ts", defaults: {} },
};

export async function runTask(task, { node, args }) {
  followNpm();
  const file = resolvePath(ROOT, task.file);
  const argv = [...(task.first ?? []), ...args];
  setDefaults(task.defaults);
  if (node === process.execPath) {
    process.argv = [node, file, ...argv];
    await import(pathToFileURL(file).href);
    return;
  }
  process.env.PATH = `${dirname(node)}${delimiter}${process.env.PATH ?? ""}`;
  await runInChild(node, [file, ...argv]);
}

/** npm hands on the signals it gets, but not its own kill -9: then our parent is another one, and we end in order. */
function followNpm() {
  if (process.env.npm_lifecycle_event === undefined) return;
  const parent = process.ppid;
  const watch = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(watch);
    process.kill(process.pid, "SIGTERM");
  }, 250);
  watch.unref();
}

function setDefaults(defaults) {
  const unset = Object.entries(defaults).filter(([name]) => process.env[name] === undefined);
  if (unset.length === 0) return;
  Object.assign(process.env, Object.fromEntries(unset));
  tell(`for trying things out, set because unset: ${unset.map(([name, value]) => `${name}=${value}`).join(" ")}`);
}

/** On Linux the kernel tells the child when we are killed, so that not even kill -9 leaves a server behind. */
function runInChild(node, args) {
  const front = ["setpriv", "--pdeathsig", "TERM", "--"];
  const hasSetpriv = spawnSync(front[0], [...front.slice(1), "true"]).status === 0;
  const [file, ...rest] = hasSetpriv ? [...front, node, ...args] : [node, ...args];
  const child = spawn(file, rest, { stdio: "inherit" });
  for (const signal of ["SIGTERM", "SIGHUP"]) process.on(signal, () => child.kill(signal));
  // Ctrl-C in a terminal reaches the child by itself; a second one would mean "do not wait".
  process.on("SIGINT", () => process.stdin.isTTY || child.kill("SIGINT"));
  return new Promise((resolve) => {
    child.once("exit", (code, signal) => {
      process.exitCode = code ?? 128 + (constants.signals[signal] ?? 0);
      resolve();
    });
  });
}
