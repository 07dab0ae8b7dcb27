// The package as it is published: packed, unpacked into an empty folder, used there by plain JavaScript on an empty database,
// migrations included, and by the TypeScript compiler.
import { createHmac } from "node:crypto";
import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { startReceiver } from "@ticketwire/engine/testkit/receiver";
import { makeEmptyDatabase } from "@ticketwire/engine/testkit/template-database";

const root = join(import.meta.dirname, "..", "..");
// Inside the repository, so that pg and undici, which npm would install beside the package, are found further up.
mkdirSync(join(root, ".cache"), { recursive: true });
const folder = mkdtempSync(join(root, ".cache", "engine-packed-"));
const installed = join(folder, "node_modules", "@ticketwire", "engine");

function run(program: string, ...args: string[]): string {
  const { status, stdout, stderr } = spawnSync(program, args, { cwd: folder, encoding: "utf8", timeout: 90_000 });
  if (status !== 0) throw new Error(`${program} ${args.join(" ")} failed:\n${stdout}\n${stderr}`);
  return stdout.trim();
}

beforeAll(() => {
  const pack = join(root, "scripts", "pack.mjs");
  const tarball = run(process.execPath, pack, join(root, "packages", "engine"), "--out", folder);
  mkdirSync(installed, { recursive: true });
  run("tar", "-xzf", tarball, "-C", installed, "--strip-components=1");
  writeFileSync(join(folder, "package.json"), '{ "private": true, "type": "module" }\n');
  for (const name of ["consumer.mjs", "consumer.ts"])
    copyFileSync(join(import.meta.dirname, "packed", name), join(folder, name));
}, 120_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe("the packed engine", () => {
  it("brings its migrations and leaves tests at home", () => {
    const names = (at: string): string[] =>
      readdirSync(at)
        .filter((name) => name.endsWith(".sql"))
        .sort();
    const shipped = names(join(installed, "dist", "db", "migrations"));
    expect(shipped).toEqual(names(join(root, "packages", "engine", "db", "migrations")));
    const files = readdirSync(installed, { recursive: true }).map(String);
    expect(files.filter((name) => /testkit|\.test\.|(?<!\.d)\.ts$/.test(name))).toEqual([]);
    const manifest = JSON.parse(readFileSync(join(installed, "package.json"), "utf8")) as Record<string, object>;
    expect(Object.keys(manifest["dependencies"] ?? {})).toEqual(["@types/pg", "pg", "undici"]);
  });

  it("delivers from an empty database", async () => {
    await using database = await makeEmptyDatabase(inject("databaseUrl"));
    await using receiver = await startReceiver();
    const child = spawn(process.execPath, ["consumer.mjs", database.url, receiver.url("/packed")], {
      cwd: folder,
      stdio: ["ignore", "pipe", "inherit"],
    });
    const ended = once(child, "exit");
    let printed = "";
    for await (const chunk of child.stdout) printed += String(chunk);
    expect((await ended)[0]).toBe(0);
    const seen = JSON.parse(printed) as { eventId: string; secret: string };
    expect(seen).toMatchObject({ tested: true, isEngineError: true });
    const request = receiver.requests.find(({ headers }) => headers["x-alga-event-id"] === seen.eventId);
    const [, time, signature] = /^t=(\d+),v1=(\w+)$/.exec(request?.headers["x-alga-signature"] ?? "") ?? [];
    expect(createHmac("sha256", seen.secret).update(`${time}.${request?.body}`).digest("hex")).toBe(signature);
    expect(request?.headers["user-agent"]).toBe("Ticketwire/0.1.0");
  });

  it("compiles where it is used, declarations checked", () => {
    const compilerOptions = {
      strict: true,
      exactOptionalPropertyTypes: true,
      noEmit: true,
      skipLibCheck: false,
      target: "es2024",
      lib: ["es2024", "esnext.disposable"],
      module: "nodenext",
      types: ["node"],
    };
    writeFileSync(join(folder, "tsconfig.json"), JSON.stringify({ compilerOptions, files: ["consumer.ts"] }));
    expect(run(join(root, "node_modules", ".bin", "tsc"), "-p", folder)).toBe("");
  });
});
