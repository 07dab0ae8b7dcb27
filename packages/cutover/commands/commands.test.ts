// `cutover plan`, `reconcile`, `downtime` and `scan` as they are typed.
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type CommandBench, openCommandBench } from "../testkit/command-bench.ts";
import { DESK_WEBHOOK } from "../testkit/desk.ts";

let bench: CommandBench;

beforeEach(async () => {
  bench = await openCommandBench();
});

afterEach(() => bench[Symbol.asyncDispose]());

describe("cutover plan", () => {
  it("says the step, takes it, and goes back", async () => {
    bench.writeWorld(40);
    const plan = (...args: readonly string[]) => bench.run("plan", "--journal", bench.journal, ...args);
    expect((await plan()).out).toContain("--advance");
    expect((await plan("--advance")).out).toContain("Moved from Observe to Shadow");
    expect(JSON.parse((await plan("--json")).out)).toMatchObject({ stage: "shadow", ready: false });
    expect(await plan("--advance")).toMatchObject({ code: 3 });
    expect((await plan("--back")).out).toContain("Moved from Shadow to Observe");
    expect(await plan("--back")).toMatchObject({ code: 2, err: expect.stringContaining("first stage") });
  });
});

describe("cutover reconcile", () => {
  const since = ["reconcile", "--since", "1h", "--journal"];

  it("writes events one a line, to standard output or a file, and counts to standard error", async () => {
    const { desk, folder, journal } = bench;
    desk.create();
    const first = await bench.run(...since, journal);
    expect(first).toMatchObject({ code: 0, err: expect.stringContaining("1 event brought back") });
    expect(JSON.parse(first.out)).toMatchObject({ event_type: "ticket.created", data: { is_synthetic: true } });
    const out = join(folder, "missed.jsonl");
    await bench.run(...since, join(folder, "other.journal"), "--out", out);
    expect(readFileSync(out, "utf8")).toBe(first.out);
    const again = await bench.run(...since, journal);
    expect(again).toMatchObject({ out: "", err: expect.stringContaining("0 events brought back") });
  });

  it("prints its summary as JSON, with the events when they go nowhere else", async () => {
    const { desk, journal } = bench;
    desk.create();
    const { out } = await bench.run(...since, journal, "--webhook", DESK_WEBHOOK, "--json");
    expect(JSON.parse(out)).toMatchObject({ via: "feed", found: 1, events: [{ event_type: "ticket.created" }] });
  });

  it.each([
    [["--since", "yesterday"], "24h"],
    [["--since", "1h", "--forward-to", "http://localhost/x"], "--secret"],
    [["--since", "1h", "--secret", "x"], "--forward-to"],
    [["--since", "1h", "--via", "feed"], "webhook"],
    [["--since", "1h", "--via", "recover", "--webhook", DESK_WEBHOOK, "--out", "x"], "the server sends"],
    [["--since", "1h", "--out", "/no/such/folder/x"], "can not be written"],
    [[], "--since"],
  ])("refuses %o with exit code 2", async (args, words) => {
    bench.desk.create();
    const { code, err } = await bench.run("reconcile", "--journal", bench.journal, ...args);
    expect([code, err]).toEqual([2, expect.stringContaining(words)]);
  });
});

describe("cutover downtime", () => {
  it("tells what the ladder makes of it", async () => {
    expect((await bench.run("downtime", "20h")).out).toContain("events of the first 5 h 24 min are abandoned");
    expect(JSON.parse((await bench.run("downtime", "20h", "--json")).out)).toMatchObject({ lost_seconds: 19_440 });
    expect((await bench.run("downtime", "1m", "--schedule", "1,2")).out).toContain("against a ladder of 3 s");
    expect((await bench.run("downtime", "2d")).out).toContain("switched off");
    expect(await bench.run("downtime", "long")).toMatchObject({ code: 2 });
  });
});

describe("cutover scan", () => {
  it("lists loops, fields and what needs a follow-up GET", async () => {
    const { folder } = bench;
    mkdirSync(join(folder, "src"));
    const text =
      'setInterval(async () => { const t = (await (await fetch("/tickets/1")).json()).data; a(t.title, t.sla); }, 6e4);';
    writeFileSync(join(folder, "src", "poll.ts"), text);
    const { out, code } = await bench.run("scan", folder);
    expect(code).toBe(0);
    const shown = [
      "src/poll.ts:1  setInterval, every 60 s",
      "data.title",
      "FOLLOW-UP GET",
      "keep a GET /tickets/{id} for sla",
    ];
    for (const words of shown) expect(out).toContain(words);
    const json = await bench.run("scan", folder, "--json");
    expect(JSON.parse(json.out)).toMatchObject({ loops: [{ every: "60000", follow_ups: ["sla"] }] });
    expect(await bench.run("scan", join(folder, "absent"))).toMatchObject({ code: 2 });
  });
});

describe("cutover --help", () => {
  it("names every command", async () => {
    const { out } = await bench.run("--help");
    for (const name of ["observe", "report", "plan", "reconcile", "downtime", "scan"]) expect(out).toContain(name);
  });
});
