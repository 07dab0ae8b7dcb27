// `cutover observe` as it is typed, in this process and as one of its own: bad input, signals, kill -9, continuing.
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openJournal } from "../journal/journal.ts";
import { type CommandBench, openCommandBench } from "../testkit/command-bench.ts";
import { DESK_WEBHOOK } from "../testkit/desk.ts";

let bench: CommandBench;

beforeEach(async () => {
  bench = await openCommandBench();
});

afterEach(() => bench[Symbol.asyncDispose]());

function start(...args: readonly string[]): ChildProcess {
  const cli = join(import.meta.dirname, "../testkit/cli.ts");
  const env = { ...process.env, ...bench.env };
  return spawn(process.execPath, [cli, "cutover", "observe", ...args], { env, stdio: "ignore" });
}

async function polled(times: number): Promise<void> {
  const count = (): number => bench.server.requests.filter((line) => line.startsWith("GET /tickets/")).length;
  while (count() < times) await new Promise((resolve) => setTimeout(resolve, 5));
}

async function classes(): Promise<Record<string, number>> {
  const { out } = await bench.run("report", "--journal", bench.journal, "--json");
  return (JSON.parse(out) as { classes: Record<string, number> }).classes;
}

describe("cutover observe", () => {
  it("observes for the time given, from a file of ids, and says what comes next", async () => {
    const { desk, folder, journal } = bench;
    const list = join(folder, "tickets.txt");
    writeFileSync(list, `# two of them\n${desk.create()}\n${desk.create()}\n`);
    const fixed = ["--tickets", `@${list}`, "--interval", "100ms", "--for", "300ms", "--journal", journal];
    const { code, out } = await bench.run("observe", ...fixed, "--webhook", DESK_WEBHOOK);
    expect([code, out]).toEqual([0, expect.stringContaining(`ticketwire cutover report --journal ${journal}`)]);
    expect((await bench.run("report", "--journal", journal)).code).toBe(3);
  });

  it.each([
    [["--tickets", "x", "--webhook", DESK_WEBHOOK], "no ticket id"],
    [["--tickets", "@/no/such/file", "--webhook", DESK_WEBHOOK], "can not be read"],
    [["--filter", "nonsense", "--webhook", DESK_WEBHOOK], "board_id"],
    [["--filter", "is_open=true", "--interval", "5", "--webhook", DESK_WEBHOOK], "5s"],
    [["--filter", "is_open=true", "--for", "soon", "--webhook", DESK_WEBHOOK], "500ms"],
    [["--filter", "is_open=true", "--receive", "99999"], "65535"],
    [["--filter", "is_open=true", "--receive", "0"], "--secret"],
    [["--filter", "is_open=true", "--secret", "s", "--webhook", DESK_WEBHOOK], "--receive"],
    [["--filter", "is_open=true"], "receive is needed"],
    [["--webhook", DESK_WEBHOOK], "filter is needed"],
  ])("refuses %o with exit code 2", async (args, words) => {
    const { code, err } = await bench.run("observe", "--journal", bench.journal, ...args);
    expect([code, err]).toEqual([2, expect.stringContaining(words)]);
    expect(bench.server.requests).toEqual([]);
  });

  it("asks for the key by the name of its variable", async () => {
    delete bench.env["TICKETWIRE_API_KEY"];
    const result = await bench.run("observe", "--filter", "a=b", "--journal", bench.journal, "--webhook", DESK_WEBHOOK);
    const err = "ticketwire: TICKETWIRE_API_KEY is not set: it holds the API key to poll with\n";
    expect(result).toMatchObject({ code: 2, err });
  });

  it("ends cleanly at SIGINT, with the journal whole", async () => {
    const { desk, journal } = bench;
    const id = desk.create();
    const child = start("--tickets", id, "--interval", "100ms", "--journal", journal, "--webhook", DESK_WEBHOOK);
    const ended = once(child, "exit");
    await polled(2);
    desk.write(id, "title");
    await polled(5);
    child.kill("SIGINT");
    expect((await ended)[0]).toBe(0);
    using target = openJournal(journal, { create: false });
    expect(target.readLast("session")).toMatchObject({ phase: "end", isSettled: true });
    expect((await classes())["match"]).toBe(1);
  });

  it("can be killed at any moment and continued", async () => {
    const { desk, journal } = bench;
    const id = desk.create();
    const args = ["--tickets", id, "--interval", "100ms", "--journal", journal, "--webhook", DESK_WEBHOOK];
    const child = start(...args);
    const ended = once(child, "exit");
    await polled(2);
    desk.write(id, "title");
    child.kill("SIGKILL");
    await ended;
    desk.write(id, "status");
    await bench.run("observe", ...args, "--for", "500ms");
    const { missing, mismatch, pending, match = 0, late = 0, coalesced = 0 } = await classes();
    expect([missing, mismatch, pending]).toEqual([0, 0, 0]);
    expect(match + late + coalesced).toBe(2);
  });
});
