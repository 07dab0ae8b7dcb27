// `cutover report` as it is typed: fixed words, exit codes, the page, bad input.
import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { CLASS_NAMES } from "../compare/classes.ts";
import type { Entry } from "../journal/entry.ts";
import { openJournal } from "../journal/journal.ts";
import { type CommandBench, openCommandBench } from "../testkit/command-bench.ts";
import { createWorld } from "../testkit/world.ts";

let bench: CommandBench;

beforeEach(async () => {
  bench = await openCommandBench();
});

afterEach(() => bench[Symbol.asyncDispose]());

describe("cutover report", () => {
  it.each([
    [40, "none", 0, "safe"],
    [3, "none", 3, "not_enough_data"],
    [40, "lost", 4, "not_yet"],
    [40, "tampered", 4, "not_yet"],
  ] as const)("of %i changes with fault %s ends with %i, %s", async (...row) => {
    const [changes, fault, code, verdict] = row;
    bench.writeWorld(changes, fault);
    const json = await bench.run("report", "--journal", bench.journal, "--json");
    expect([json.code, (JSON.parse(json.out) as { verdict: string }).verdict]).toEqual([code, verdict]);
    expect((await bench.run("report", "--journal", bench.journal)).code).toBe(code);
  });

  it("prints the fixed words as JSON", async () => {
    bench.writeWorld(40, "lost");
    const { out } = await bench.run("report", "--journal", bench.journal, "--json");
    const report = JSON.parse(out) as Record<string, never>;
    expect(Object.keys(report["classes"] ?? {})).toEqual([...CLASS_NAMES]);
    expect(report).toMatchObject({
      verdict: "not_yet",
      reasons: expect.arrayContaining([expect.stringContaining("missing")]),
      coverage: { "ticket.updated": 39 },
      latency_ms: {
        push: { p50: expect.any(Number), p95: expect.any(Number), max: expect.any(Number) },
        poll: { p50: expect.any(Number), p95: expect.any(Number), max: expect.any(Number) },
      },
      requests: { polls: 43, per_hour: expect.any(Number), events: 39 },
      miss_rate_upper_bound: expect.any(Number),
    });
    const differences = report["differences"] as unknown as Record<string, unknown>[];
    expect(differences.find((difference) => difference["class"] === "missing")).toMatchObject({
      ticket: expect.any(String),
      window: { from: expect.any(String), to: expect.any(String) },
      poll: { version: 4 },
      push: [],
    });
  });

  it("shows the verdict first, and the differences that speak against it", async () => {
    bench.writeWorld(40, "lost");
    const { out } = await bench.run("report", "--journal", bench.journal);
    expect(out.split("\n")[0]).toBe(
      "Not yet: keep the poller, because 1 change was missing although an event was owed.",
    );
    expect(out.match(/1 change was missing/g)).toHaveLength(1);
    expect(out).toMatch(/missing +1 +changes/);
    expect(out).toContain("no ticket.updated came");
  });

  it("writes one page that needs nothing else, whatever stands in the tickets", async () => {
    const writes = [{ kind: "title", pollsBefore: 1, fault: "tampered" }] as const;
    const { entries } = createWorld({ scripts: [{ writes, pollsAfter: 1, failures: new Map() }] });
    const payload = "<script>alert(1)</script><img src=x onerror=alert(2)>";
    const hostile = JSON.stringify(entries).replaceAll("something else", payload);
    using target = openJournal(bench.journal);
    target.append(...(JSON.parse(hostile) as Entry[]));
    const page = join(bench.folder, "report.html");
    const { code, err } = await bench.run("report", "--journal", bench.journal, "--html", page);
    const text = readFileSync(page, "utf8");
    expect([code, err]).toEqual([4, expect.stringContaining(page)]);
    expect(text).toContain("&lt;script&gt;alert(1)");
    expect(text).not.toMatch(/<script|<img|<link|<[^>]*\s(?:src|onerror)=|@import|url\(/i);
    const needed = [
      'lang="en"',
      "<title>",
      'role="img"',
      "aria-label=",
      "@media print",
      "@page",
      "prefers-color-scheme: dark",
    ];
    for (const words of needed) expect(text).toContain(words);
  });

  it("refuses what it can not read, in one line with exit code 1 or 2", async () => {
    const { journal } = bench;
    const refused = (...args: readonly string[]) => bench.run("report", "--journal", journal, ...args);
    expect(await refused()).toMatchObject({ code: 2, err: expect.stringContaining("does not exist") });
    writeFileSync(journal, "hello");
    expect(await refused()).toMatchObject({ code: 1, err: expect.stringContaining("is no journal") });
    expect(await bench.run("report")).toMatchObject({ code: 2, err: expect.stringContaining("--journal") });
    rmSync(journal);
    bench.writeWorld(1);
    const html = join(bench.folder, "no", "where.html");
    expect(await refused("--html", html)).toMatchObject({ code: 2, err: expect.stringContaining(html) });
    expect(await refused("--max-miss-rate", "7")).toMatchObject({ code: 2, err: expect.stringContaining("5%") });
    expect(await refused("--require", "ticket.gone")).toMatchObject({ code: 2, err: expect.stringContaining("gone") });
    expect(await refused("--ignore", "a..b")).toMatchObject({ code: 2, err: expect.stringContaining("a..b") });
  });
});
