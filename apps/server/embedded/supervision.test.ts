// The embedded database under attack: kill -9 of each process, orphans, a second server, stop at any moment.
import { chown, mkdir, readFile, symlink } from "node:fs/promises";
import { join } from "node:path";
import { beforeEach, describe, expect, it } from "vitest";
import { locateBinaries } from "./binaries.ts";
import { runCommand } from "./run-command.ts";
import { AS_NOBODY, isRoot, nobodyCanRun, NOBODY, query, useDatabaseFolder } from "./testkit/database-folder.ts";
import { hasEnded, postgresProcessesIn, spawnDatabase, spawnToItsEnd, until } from "./testkit/spawn-database.ts";

const folder = useDatabaseFolder();

describe("kill -9", () => {
  beforeEach(folder.fill);

  it("of the process that started it takes the server along", async () => {
    const { child, serverPid } = await spawnDatabase(folder.path);
    expect(postgresProcessesIn(folder.path)).toContain(serverPid);
    child.kill("SIGKILL");
    await until(() => postgresProcessesIn(folder.path).length === 0);
  });

  it.runIf(nobodyCanRun)("does so too where the system has no setpriv", async () => {
    await chown(folder.path, NOBODY, NOBODY);
    await runCommand({ file: "chown", args: ["-R", `${NOBODY}`, join(folder.path, "postgres")] });
    const tools = join(folder.path, "tools");
    await mkdir(tools);
    for (const tool of ["flock", "sh"]) await symlink(`/usr/bin/${tool}`, join(tools, tool));
    const { child, serverPid } = await spawnDatabase(folder.path, [...AS_NOBODY, "env", `PATH=${tools}`]);
    expect(postgresProcessesIn(folder.path)).toContain(serverPid);
    child.kill("SIGKILL");
    await until(() => postgresProcessesIn(folder.path).length === 0);
  });

  it("of everything at once loses no commit and holds up no later start", async () => {
    const { child, url } = await spawnDatabase(folder.path);
    await query(url, "create table kept (value int)");
    await query(url, "insert into kept select generate_series(1, 1000)");
    for (const pid of postgresProcessesIn(folder.path)) process.kill(pid, "SIGKILL");
    child.kill("SIGKILL");
    await hasEnded(child);
    await using database = await folder.start();
    expect(await query(database.url, "select count(*)::int as rows from kept")).toEqual([{ rows: 1000 }]);
  });

  it("of the server is noticed, and it comes back at the same address with the data", async () => {
    await using database = await folder.start();
    await query(database.url, "create table kept as select 42 as value");
    const killed = database.serverProcessId() ?? 0;
    process.kill(killed, "SIGKILL");
    await until(() => ![null, killed].includes(database.serverProcessId()));
    expect(await query(database.url, "select value from kept")).toEqual([{ value: 42 }]);
    expect(folder.lines.join("\n")).toContain("ended unexpectedly (signal SIGKILL); starting it again");
  });

  it("of a session in the middle of work only costs the connections", async () => {
    await using database = await folder.start();
    const [session] = await query<{ pid: number }>(database.url, "select pg_backend_pid() as pid");
    expect(session?.pid).toBeGreaterThan(1);
    const busy = query(database.url, "select pg_sleep(60)").then(
      () => "answered",
      () => "cut off",
    );
    await until(async () => (await busySessions(database.url)).length === 1);
    process.kill((await busySessions(database.url))[0] ?? 0, "SIGKILL");
    expect(await busy).toBe("cut off");
    await until(async () => {
      const rows = await query(database.url, "select 1 as one").catch(() => []);
      return rows.length === 1;
    });
  });
});

async function busySessions(url: string): Promise<readonly number[]> {
  const rows = await query<{ pid: number }>(
    url,
    "select pid from pg_stat_activity where query = 'select pg_sleep(60)'",
  );
  return rows.map((row) => row.pid);
}

describe("an orphan", () => {
  beforeEach(folder.fill);

  it("of an earlier run is ended and the start goes on", async () => {
    const user = String(await folder.owner());
    const place = join(folder.path, "postgres");
    const binary = (await locateBinaries(folder.path)).postgres;
    // Started by hand, and so nobody's: what a killed parent leaves where the system has no setpriv.
    const asUser = ["--reuid", user, "--regid", user, "--clear-groups"];
    const front = isRoot ? ["setpriv", ...asUser, ...PASS_THROUGH, "--"] : [];
    const [file = binary, ...args] = [...front, binary, "-D", place, "-c", "listen_addresses=", "-k", place];
    const orphan = runCommand({ file, args });
    await until(async () => (await readFile(join(place, "postmaster.pid"), "utf8").catch(() => "")).includes("ready"));
    await using database = await folder.start();
    expect((await orphan).code).toBe(0);
    expect(folder.lines.join("\n")).toContain("ended a PostgreSQL server that an earlier run left");
    expect(await query(database.url, "select 1 as one")).toEqual([{ one: 1 }]);
  });
});

const PASS_THROUGH = [
  "--inh-caps=-all,+dac_override",
  "--ambient-caps=-all,+dac_override",
  "--securebits=+no_setuid_fixup",
];

describe("two servers on one folder", () => {
  beforeEach(folder.fill);

  it("end with a refusal of the second, which names the folder and the other process", async () => {
    await using database = await folder.start();
    const { code, stderr } = await spawnToItsEnd(folder.path);
    expect(code).toBe(1);
    expect(stderr).toBe(
      `the data folder ${folder.path} is in use by another Ticketwire (process ${process.pid}): ` +
        "stop that one first, or set TICKETWIRE_DATA_DIR to another folder",
    );
    expect(await query(database.url, "select 1 as one")).toEqual([{ one: 1 }]);
  });

  it("also when both start at the same moment: one runs, one is refused", async () => {
    const results = await Promise.allSettled([folder.start(), folder.start(), folder.start()]);
    const running = results.filter((result) => result.status === "fulfilled");
    expect(running).toHaveLength(1);
    expect(results.filter((result) => result.status === "rejected").map((result) => result.reason.code)).toEqual([
      "FOLDER_IN_USE",
      "FOLDER_IN_USE",
    ]);
    await running[0]?.value.stop();
  });
});

describe("stop", () => {
  beforeEach(folder.fill);

  it("can be called twice, and while the server is coming back", async () => {
    const database = await folder.start();
    process.kill(database.serverProcessId() ?? 0, "SIGKILL");
    await until(() => database.serverProcessId() === null);
    await Promise.all([database.stop(), database.stop()]);
    await database.stop();
    expect(database.serverProcessId()).toBeNull();
  });
});
