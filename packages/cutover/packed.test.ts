// The package as it is published: packed, unpacked into an empty folder, and used there by plain JavaScript.
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";

const root = join(import.meta.dirname, "..", "..");
// Inside the repository, so that what npm would install beside the package is found further up.
mkdirSync(join(root, ".cache"), { recursive: true });
const folder = mkdtempSync(join(root, ".cache", "cutover-packed-"));
const installed = join(folder, "node_modules", "@ticketwire", "cutover");

function run(program: string, ...args: string[]): string {
  const { status, stdout, stderr } = spawnSync(program, args, { cwd: folder, encoding: "utf8", timeout: 90_000 });
  if (status !== 0) throw new Error(`${program} ${args.join(" ")} failed:\n${stdout}\n${stderr}`);
  return stdout.trim();
}

beforeAll(() => {
  const pack = join(root, "scripts", "pack.mjs");
  const tarball = run(process.execPath, pack, join(root, "packages", "cutover"), "--out", folder);
  mkdirSync(installed, { recursive: true });
  run("tar", "-xzf", tarball, "-C", installed, "--strip-components=1");
}, 120_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

it("leaves sources, tests and the testkit at home", () => {
  const files = readdirSync(installed, { recursive: true }).map(String);
  expect(files.filter((name) => /testkit|\.test\.|(?<!\.d)\.ts$/.test(name))).toEqual([]);
});

it("judges a journal where it is installed", () => {
  const program = `
    import { ladderFate, report } from "@ticketwire/cutover";
    import { registerCutover } from "@ticketwire/cutover/commands";
    import { writeFileSync } from "node:fs";
    writeFileSync("empty.journal", "");
    const { verdict } = await report({ journal: "empty.journal" });
    console.log(verdict.kind, typeof ladderFate, typeof registerCutover);`;
  expect(run(process.execPath, "--no-warnings", "--input-type=module", "--eval", program)).toMatch(
    /^\w+ function function$/,
  );
});
