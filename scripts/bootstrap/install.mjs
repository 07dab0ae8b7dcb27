// Makes node_modules what package-lock.json says, once: a stamp inside it names the lock file it was made from.
// In: the project's folder. Out: nothing to do in the usual case (about a millisecond), else one `npm ci`.
import { createHash } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { withInstallLock } from "./install-lock.mjs";
import { runNpm } from "./npm.mjs";
import { BootstrapError, tell } from "./place.mjs";

export async function ensureInstalled(root) {
  if (isStamped(root)) return;
  await withInstallLock(join(root, ".tools", "install.lock"), async () => {
    // Whoever waited for the lock finds the work done.
    if (isStamped(root)) return;
    if (!isComplete(root)) await install(root);
    writeFileSync(stampFile(root), stampOf(root));
  });
}

async function install(root) {
  tell("installing packages (npm ci) …");
  const startedAt = performance.now();
  const { code, output } = await runNpm(["ci"], root);
  if (code !== 0) throw new BootstrapError(`npm ci failed with exit code ${code}:\n${output}`);
  tell(`packages installed in ${((performance.now() - startedAt) / 1000).toFixed(1)} s`);
}

function stampFile(root) {
  return join(root, "node_modules", ".ticketwire-install");
}

function isStamped(root) {
  try {
    return readFileSync(stampFile(root), "utf8") === stampOf(root);
  } catch {
    return false;
  }
}

function stampOf(root) {
  const lock = createHash("sha256")
    .update(readFileSync(join(root, "package-lock.json")))
    .digest("hex");
  return `${lock} ${process.platform}-${process.arch}\n`;
}

/** Somebody may have used npm by hand: then everything is there already, and a second installation would disturb. */
function isComplete(root) {
  const wanted = readPackages(join(root, "package-lock.json"));
  const present = readPackages(join(root, "node_modules", ".package-lock.json"));
  if (wanted === null || present === null) return false;
  return Object.entries(wanted)
    .filter(([path]) => path.includes("node_modules/"))
    .every(([path, entry]) => isSame(entry, present[path]));
}

function isSame(wanted, present) {
  if (present === undefined) return wanted.optional === true && !isForThisPlatform(wanted);
  return wanted.version === present.version && wanted.integrity === present.integrity && wanted.link === present.link;
}

/** An optional package that names no platform belongs to one that does, and is judged with that one. */
function isForThisPlatform({ os, cpu, libc }) {
  if (os === undefined && cpu === undefined) return false;
  const here = [
    [os, process.platform],
    [cpu, process.arch],
    [libc, libcName()],
  ];
  return here.every(([allowed, actual]) => allowed === undefined || allowed.includes(actual));
}

let knownLibc;

function libcName() {
  if (process.platform !== "linux") return "";
  process.report.excludeNetwork = true;
  return (knownLibc ??= process.report.getReport().header.glibcVersionRuntime === undefined ? "musl" : "glibc");
}

function readPackages(file) {
  try {
    return JSON.parse(readFileSync(file, "utf8")).packages ?? null;
  } catch {
    return null;
  }
}
