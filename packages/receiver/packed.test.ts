// The package as it is published: packed, installed into an empty folder, and used there on the oldest, the middle and
// the newest Node.js, on Deno and Bun where they are installed, and by the TypeScript compiler.
import { spawnSync } from "node:child_process";
import { copyFileSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { findNode } from "./testkit/node-versions.ts";

const root = join(import.meta.dirname, "..", "..");
const folder = mkdtempSync(join(tmpdir(), "ticketwire-packed-"));
const vectors = join(root, "packages", "contract", "vectors", "signature.json");

/** What the consumer reports where all is well. */
const WORKS = {
  vectors: expect.any(Number),
  http: [200, "handled", 200, "duplicate", 401, "refused", 200, true, "ticket.assigned"],
  functions: true,
};

/** Tried where they are installed; Node.js is tried always. */
const OTHER_RUNTIMES = [["deno", "run", "--allow-all", "--node-modules-dir=manual"], ["bun"]] as const;

function run(program: string, ...args: string[]): string {
  const { status, stdout, stderr } = spawnSync(program, args, { cwd: folder, encoding: "utf8", timeout: 60_000 });
  if (status !== 0) throw new Error(`${program} ${args.join(" ")} failed:\n${stdout}\n${stderr}`);
  return stdout.trim();
}

beforeAll(() => {
  const tarball = run(
    process.execPath,
    join(root, "scripts", "pack.mjs"),
    join(root, "packages", "receiver"),
    "--out",
    folder,
  );
  writeFileSync(join(folder, "package.json"), '{ "private": true, "type": "module" }\n');
  run("npm", "install", "--offline", "--no-audit", "--no-fund", "--ignore-scripts", tarball);
  for (const name of ["packed-consumer.mjs", "packed-consumer.ts"]) {
    copyFileSync(join(import.meta.dirname, "testkit", name), join(folder, name));
  }
}, 120_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe("the packed package", () => {
  it("brings nothing along", () => {
    expect(readdirSync(join(folder, "node_modules")).filter((name) => !name.startsWith("."))).toEqual(["@ticketwire"]);
    expect(readdirSync(join(folder, "node_modules", "@ticketwire"))).toEqual(["receiver"]);
    const files = readdirSync(join(folder, "node_modules", "@ticketwire", "receiver"), { recursive: true });
    expect(files.filter((name) => /(?<!\.d)\.ts$|test/.test(String(name)))).toEqual([]);
  });

  it.each([20, 22, 26])(
    "works on Node.js %s",
    (major) => {
      const seen = JSON.parse(run(findNode(major), "--no-warnings", "packed-consumer.mjs", vectors));
      expect(seen).toEqual({ ...WORKS, sqlite: major > 20 });
      expect(seen.vectors).toBeGreaterThan(50);
    },
    180_000,
  );

  for (const [runtime, ...args] of OTHER_RUNTIMES) {
    const isThere = spawnSync(runtime, ["--version"]).status === 0;
    if (!isThere)
      process.stderr.write(`SKIPPED: the packed kit was not tried on ${runtime}, since it is not in PATH\n`);
    it.runIf(isThere)(`works on ${runtime}`, () => {
      const seen = JSON.parse(run(runtime, ...args, "packed-consumer.mjs", vectors));
      expect(seen).toEqual({ ...WORKS, sqlite: true });
    });
  }

  it.each([
    [
      "with the types of Node.js",
      { lib: ["es2024", "esnext.disposable"], types: [join(root, "node_modules", "@types", "node")] },
    ],
    ["with the types of the web alone", { lib: ["es2024", "esnext.disposable", "dom", "dom.iterable"], types: [] }],
  ])("compiles %s, declarations checked", (_, platform) => {
    const compilerOptions = {
      strict: true,
      exactOptionalPropertyTypes: true,
      noEmit: true,
      skipLibCheck: false,
      target: "es2022",
    };
    const config = {
      compilerOptions: { ...compilerOptions, module: "nodenext", ...platform },
      files: ["packed-consumer.ts"],
    };
    writeFileSync(join(folder, "tsconfig.json"), JSON.stringify(config));
    expect(run(join(root, "node_modules", ".bin", "tsc"), "-p", folder)).toBe("");
  });
});
