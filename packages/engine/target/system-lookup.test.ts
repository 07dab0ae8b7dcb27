import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { afterEach, describe, expect, test, vi } from "vitest";
import { createSystemLookup, type SystemLookup, type SystemLookupOptions } from "./system-lookup.ts";

const SCRIPTED = fileURLToPath(new URL("../testkit/scripted-lookup-process.ts", import.meta.url));
const opened: SystemLookup[] = [];

function openLookup(options: SystemLookupOptions = {}): SystemLookup {
  const created = createSystemLookup(options);
  opened.push(created);
  return created;
}

// A process that ended but was not yet collected by its parent (in a container perhaps never) counts as gone.
function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return process.platform !== "linux" || !/\) Z /.test(readFileSync(`/proc/${pid}/stat`, "utf8"));
  } catch {
    return false;
  }
}

// The scripted process answers with its own id as the second address.
async function pidOf(lookups: SystemLookup, hostname: string): Promise<number> {
  return Number((await lookups.lookup(hostname))[1]);
}

afterEach(() => {
  for (const lookups of opened.splice(0)) lookups.close();
});

describe("the system's resolver", () => {
  test("knows what the system knows: localhost from the hosts file", async () => {
    const addresses = await openLookup().lookup("localhost");
    expect(addresses.some((address) => address === "127.0.0.1" || address === "::1")).toBe(true);
  });

  test("says which code it failed with", async () => {
    const lookups = openLookup({ program: SCRIPTED });
    await expect(lookups.lookup("none.example")).rejects.toMatchObject({ code: "ENOTFOUND" });
  });
});

describe("a name that hangs", () => {
  test("does not keep other names waiting, however many hang", async () => {
    const lookups = openLookup({ program: SCRIPTED, threads: 8, processes: 2 });
    const hanging = Array.from({ length: 50 }, (_, i) => lookups.lookup(`hang-${i}.example`).catch(() => "ended"));
    for (let i = 0; i < 20; i++) expect((await lookups.lookup(`healthy-${i}.example`))[0]).toBe("192.0.2.1");
    lookups.close();
    expect(new Set(await Promise.all(hanging))).toEqual(new Set(["ended"]));
  });

  test("holds one thread, however often it is asked for", async () => {
    const lookups = openLookup({ program: SCRIPTED, threads: 4, processes: 2 });
    const first = await pidOf(lookups, "healthy.example");
    const asked = Array.from({ length: 50 }, () => lookups.lookup("hang.example"));
    expect(new Set(asked).size).toBe(1);
    expect(await pidOf(lookups, "other.example")).toBe(first);
  });

  test("costs a process that is full its life when the limit is reached, and is told so", async () => {
    const lookups = openLookup({ program: SCRIPTED, threads: 2, processes: 2 });
    const first = await pidOf(lookups, "healthy.example");
    const oldest = lookups.lookup("hang-1.example");
    void lookups.lookup("hang-2.example");
    const third = await pidOf(lookups, "healthy.example");
    await expect(oldest).rejects.toMatchObject({ code: "ETIMEOUT" });
    expect(third).not.toBe(first);
    await vi.waitFor(() => expect(isAlive(first)).toBe(false));
  });
});

describe("a lookup process that dies", () => {
  test("is replaced; what it was asked is asked again, and at last by this process", async () => {
    const lookups = openLookup({ program: SCRIPTED });
    const first = await pidOf(lookups, "healthy.example");
    void lookups.lookup("hang.example");
    await expect(lookups.lookup("die.invalid")).rejects.toMatchObject({ code: expect.stringMatching(/^E/) });
    expect(await pidOf(lookups, "healthy.example")).not.toBe(first);
  });

  test("that can not be started leaves the names to this process", async () => {
    const lookups = openLookup({ program: "/nowhere/at-all.ts" });
    expect((await lookups.lookup("localhost")).length).toBeGreaterThan(0);
  });
});

describe("the end", () => {
  test("closing rejects what is under way and ends the process", async () => {
    const lookups = openLookup({ program: SCRIPTED });
    const pid = await pidOf(lookups, "healthy.example");
    const hanging = lookups.lookup("hang.example");
    lookups.close();
    await expect(hanging).rejects.toMatchObject({ code: "ECANCELLED" });
    await expect(lookups.lookup("healthy.example")).rejects.toMatchObject({ code: "ECANCELLED" });
    await vi.waitFor(() => expect(isAlive(pid)).toBe(false));
  });

  test("a parent that is killed takes its lookup process along, and an idle one keeps no parent alive", async () => {
    const program = `
      import { createSystemLookup } from ${JSON.stringify(new URL("./system-lookup.ts", import.meta.url).href)};
      const found = await createSystemLookup({ program: ${JSON.stringify(SCRIPTED)} }).lookup("healthy.example");
      console.log(found[1]);
      if (process.argv[1] === "kill") process.kill(process.pid, "SIGKILL");`;
    const run = (mode: string): Promise<number> =>
      new Promise((resolve) => {
        const args = ["--no-warnings", "--input-type=module", "-e", program, mode];
        execFile(process.execPath, args, (_error, stdout) => resolve(Number(stdout)));
      });
    for (const mode of ["kill", "end"]) {
      const pid = await run(mode);
      expect(pid).toBeGreaterThan(0);
      await vi.waitFor(() => expect(isAlive(pid)).toBe(false));
    }
  });
});
