// A Chromium for the tests that open a page, only when there are such tests (`*.browser.test.ts`): one that is there,
// else on Debian, as root, one from the system's packages. In: PATH and CHROME_PATH. Out: CHROME_PATH is set, or one
// line says how to get a browser and those tests fail.
import { spawnSync } from "node:child_process";
import { accessSync, constants, globSync } from "node:fs";
import { delimiter, join } from "node:path";

const NAMES = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

export function provideBrowser(): void {
  const browserTests = globSync("{packages,apps,e2e}/**/*.browser.test.ts", { exclude: ["**/node_modules/**"] });
  if (browserTests.length > 0 && !isGiven()) setBrowser(findBrowser() ?? installBrowser());
}

function isGiven(): boolean {
  const { CHROME_PATH: given } = process.env;
  return given !== undefined && given !== "";
}

function setBrowser(path: string | null): void {
  if (path === null) tell("no Chromium found: install the package chromium or set CHROME_PATH to one");
  else process.env["CHROME_PATH"] = path;
}

function findBrowser(): string | null {
  const folders = (process.env["PATH"] ?? "").split(delimiter);
  return folders.flatMap((folder) => NAMES.map((name) => join(folder, name))).find(isProgram) ?? null;
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

function installBrowser(): string | null {
  if (process.getuid?.() !== 0 || spawnSync("apt-get", ["--version"]).status !== 0) return null;
  tell("installing chromium for the browser tests (apt-get) …");
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  for (const args of [["update"], ["install", "-y", "--no-install-recommends", "chromium"]]) {
    const { status, stdout, stderr } = spawnSync("apt-get", args, { env, encoding: "utf8" });
    if (status === 0) continue;
    tell(`apt-get ${args.join(" ")} failed:\n${stdout}\n${stderr}`);
    return null;
  }
  return findBrowser();
}

function tell(line: string): void {
  process.stderr.write(`ticketwire: ${line}\n`);
}
