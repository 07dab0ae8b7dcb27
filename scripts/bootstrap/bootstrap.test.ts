// What happens before a task runs: packages, a Node that is new enough, and the hand-over.
import { mkdir, mkdtemp, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { RUN_SCRIPT, runModule, runProgram, type Run, type RunSetting } from "./run-module.ts";

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "ticketwire-bootstrap-"));
});

afterEach(() => rm(folder, { recursive: true, force: true }));

/** A project with one dependency, which is a folder beside it: npm needs no network for it. */
async function makeProject(): Promise<string> {
  const root = join(folder, "project");
  await mkdir(join(root, "part"), { recursive: true });
  await writeFile(join(root, "part", "package.json"), '{ "name": "part", "version": "1.0.0" }');
  await writeFile(
    join(root, "package.json"),
    '{ "name": "whole", "private": true, "dependencies": { "part": "file:part" } }',
  );
  const packages = {
    "": { name: "whole", dependencies: { part: "file:part" } },
    "node_modules/part": { resolved: "part", link: true },
    part: { version: "1.0.0" },
  };
  await writeFile(join(root, "package-lock.json"), JSON.stringify({ name: "whole", lockfileVersion: 3, packages }));
  return root;
}

function install(root: string): Run {
  return runModule("install.mjs", `await bootstrap.ensureInstalled(${JSON.stringify(root)});`);
}

describe("packages", () => {
  it("are installed when they are missing, and then left alone", async () => {
    const root = await makeProject();
    const first = await install(root).end;
    expect(first).toMatchObject({ code: 0, stdout: "" });
    expect(first.stderr).toMatch(
      /^ticketwire: installing packages \(npm ci\) …\nticketwire: packages installed in [\d.]+ s$/,
    );
    expect(JSON.parse(await readFile(join(root, "node_modules", "part", "package.json"), "utf8"))).toMatchObject({
      name: "part",
    });
    expect(await install(root).end).toEqual({ code: 0, stdout: "", stderr: "" });
  });

  it("are installed once when two starts come at the same time", async () => {
    const root = await makeProject();
    const ends = await Promise.all([install(root).end, install(root).end, install(root).end]);
    expect(ends.map((end) => end.code)).toEqual([0, 0, 0]);
    expect(ends.filter((end) => end.stderr.includes("npm ci"))).toHaveLength(1);
  });

  it("that somebody installed by hand are not installed again when the lock file changed with them", async () => {
    const root = await makeProject();
    await install(root).end;
    await writeFile(join(root, "package-lock.json"), `${await readFile(join(root, "package-lock.json"), "utf8")}\n`);
    expect(await install(root).end).toEqual({ code: 0, stdout: "", stderr: "" });
  });

  it("are installed again when the lock file names others", async () => {
    const root = await makeProject();
    await install(root).end;
    const lock = join(root, "package-lock.json");
    await writeFile(join(root, "package.json"), '{ "name": "whole", "private": true }');
    await writeFile(lock, JSON.stringify({ name: "whole", lockfileVersion: 3, packages: { "": { name: "whole" } } }));
    await rm(join(root, "node_modules", ".package-lock.json"));
    expect((await install(root).end).stderr).toContain("npm ci");
    await expect(readFile(join(root, "node_modules", "part", "package.json"))).rejects.toThrow("ENOENT");
  });

  it("that can not be installed end with what npm said", async () => {
    const root = await makeProject();
    await writeFile(join(root, "package.json"), '{ "name": "whole", "dependencies": { "other": "file:other" } }');
    const { code, stderr } = await install(root).end;
    expect(code).not.toBe(0);
    expect(stderr).toMatch(/npm ci failed with exit code \d+:\n.*npm/s);
  });
});

describe("a Node that is new enough", () => {
  const ask = (version: string, env: NodeJS.ProcessEnv = {}) =>
    runModule(
      "modern-node.mjs",
      `console.log(await bootstrap.ensureModernNode(${JSON.stringify(join(folder, "node"))}, "${version}"));`,
      { env },
    ).end;

  it.each(["v24.3.0", "v25.0.0", "v26.10.0"])("is the one that runs, when it is %s", async (version) => {
    expect(await ask(version)).toEqual({ code: 0, stdout: process.execPath, stderr: "" });
  });

  it.each(["v20.0.0", "v22.18.0", "v24.2.0"])("is the one brought before, when %s runs", async (version) => {
    await mkdir(join(folder, "node", "bin"), { recursive: true });
    await symlink(process.execPath, join(folder, "node", "bin", "node"));
    expect(await ask(version)).toEqual({ code: 0, stdout: join(folder, "node", "bin", "node"), stderr: "" });
  });

  it("that can not be brought ends with what to do", async () => {
    const { code, stderr } = await ask("v20.0.0", { PATH: folder });
    expect(code).not.toBe(0);
    expect(stderr).toContain("npm could not bring");
    expect(stderr).toContain("install Node 24.3 or later yourself, then start again");
  });
});

describe("a task", () => {
  const TASK = `
    process.on("SIGTERM", () => { console.log("drained"); process.exit(7); });
    setInterval(() => {}, 1000);
    console.log("ready", process.argv.slice(2).join(" "), process.env.TICKETWIRE_ALLOW_HTTP);`;

  /** Runs a task under "another" Node, which is the way an old one hands over. */
  async function handOver(setting: RunSetting = {}): Promise<Run> {
    const file = join(folder, "task.mjs");
    await writeFile(file, TASK);
    const node = join(folder, "node");
    await symlink(process.execPath, node);
    const task = `{ file: ${JSON.stringify(file)}, defaults: { TICKETWIRE_ALLOW_HTTP: "on" } }`;
    const run = runModule(
      "tasks.mjs",
      `await bootstrap.runTask(${task}, { node: ${JSON.stringify(node)}, args: ["--port", "0"] });`,
      setting,
    );
    await new Promise((resolve) => run.child.stdout?.once("data", resolve));
    return run;
  }

  it("gets its arguments, our signals, and gives back its exit code", async () => {
    const run = await handOver();
    run.child.kill("SIGTERM");
    expect(await run.end).toEqual({
      code: 7,
      stdout: "ready --port 0 on\ndrained",
      stderr: "ticketwire: for trying things out, set because unset: TICKETWIRE_ALLOW_HTTP=on",
    });
  });

  it("keeps what the operator set, and is not talked about then", async () => {
    const run = await handOver({ env: { TICKETWIRE_ALLOW_HTTP: "" } });
    run.child.kill("SIGTERM");
    expect(await run.end).toEqual({ code: 7, stdout: "ready --port 0 \ndrained", stderr: "" });
  });

  it.runIf(process.platform === "linux")("drains when we are killed", async () => {
    const run = await handOver();
    run.child.kill("SIGKILL");
    // The pipe is the task's too: it ends only when the task has ended.
    expect((await run.end).stdout).toBe("ready --port 0 on\ndrained");
  });

  it("drains when the npm that started it is killed", async () => {
    const shell = ["sh", "-c", '"$0" "$@"; true'];
    const run = await handOver({ env: { npm_lifecycle_event: "start" }, front: shell });
    run.child.kill("SIGKILL");
    expect((await run.end).stdout).toBe("ready --port 0 on\ndrained");
  });

  it("that does not exist is wrong use", async () => {
    expect(await runProgram([RUN_SCRIPT, "stat"]).end).toEqual({
      code: 2,
      stdout: "",
      stderr: 'ticketwire: unknown task "stat": use one of start, test, check, demo, bench, screenshots',
    });
  });
});
