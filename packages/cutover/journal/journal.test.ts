// The journal in both formats: appending, reading by ticket, crashes, damage.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { appendFileSync, mkdtempSync, readFileSync, rmSync, truncateSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { afterAll, describe, expect, it } from "vitest";
import { compare, compareJournal } from "../compare/compare.ts";
import { CutoverError } from "../errors.ts";
import { createWorld, type Script } from "../testkit/world.ts";
import type { Entry } from "./entry.ts";
import { JOURNAL_FORMATS, type JournalFormat, openJournal } from "./journal.ts";

const folder = mkdtempSync(join(tmpdir(), "cutover-journal-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

let files = 0;
function newPath(format: JournalFormat): string {
  return join(folder, `${++files}.${format === "jsonl" ? "jsonl" : "journal"}`);
}

function codeOf(work: () => unknown): string {
  try {
    work();
  } catch (error) {
    if (error instanceof CutoverError) return error.code;
    throw error;
  }
  return "none";
}

const script: Script = {
  writes: [
    { kind: "status", pollsBefore: 1, fault: "none" },
    { kind: "title", pollsBefore: 1, fault: "lost" },
    { kind: "assign", pollsBefore: 0, fault: "duplicate" },
    { kind: "comment", pollsBefore: 2, fault: "late" },
  ],
  pollsAfter: 2,
  failures: new Map([[2, 429]]),
};
const world = createWorld({ scripts: [script, script, script], skewMs: 90_000 });

describe.each(JOURNAL_FORMATS)("a journal in %s", (format) => {
  it("gives back what was appended, in order, also after it was closed and opened again", () => {
    const path = newPath(format);
    using first = openJournal(path, { format });
    const middle = Math.floor(world.entries.length / 2);
    first.append(...world.entries.slice(0, middle));
    for (const entry of world.entries.slice(middle)) first.append(entry);
    expect([...first.readAll()]).toEqual(world.entries);
    first.close();
    using second = openJournal(path);
    expect(second.format).toBe(format);
    expect([...second.readAll()]).toEqual(world.entries);
  });

  it("is compared ticket by ticket with the same result as in memory", () => {
    using journal = openJournal(newPath(format), { format });
    journal.append(...world.entries);
    const { clock: _, ...fromDisk } = compareJournal(journal);
    const { clock: __, ...inMemory } = compare(world.entries);
    expect(fromDisk.differences).toHaveLength(inMemory.differences.length);
    expect({ ...fromDisk, differences: fromDisk.differences.toSorted(byWindow) }).toEqual({
      ...inMemory,
      differences: inMemory.differences.toSorted(byWindow),
    });
  });

  it("knows the last entry of a kind and the last state of every ticket", () => {
    using journal = openJournal(newPath(format), { format });
    expect(journal.readLast("session")).toBeNull();
    journal.append(...world.entries);
    expect(journal.readLast("session")?.isSettled).toBe(true);
    const last = [...journal.readLastStates()];
    expect(last).toHaveLength(3);
    for (const { state } of last) expect(state?.["version"]).toBe(5);
  });

  it("keeps text of any kind unchanged, in tickets' names too", () => {
    using journal = openJournal(newPath(format), { format });
    const text = 'a "quoted" \\ line\nand another, ünï 💥 \u2028';
    const entry: Entry = { kind: "sight", at: 1, sentAt: 0, ticket: text, state: { title: text } };
    journal.append(entry);
    for (const one of journal.readTickets()) expect(one).toEqual({ ticket: text, entries: [entry] });
    expect([...journal.readTickets()]).toHaveLength(1);
  });

  it("has everything that was appended when the process is killed", async () => {
    const path = newPath(format);
    const child = spawn(
      process.execPath,
      [join(import.meta.dirname, "../testkit/append-until-killed.ts"), path, format],
      {
        stdio: ["ignore", "pipe", "inherit"],
      },
    );
    let told = 0;
    child.stdout.setEncoding("utf8").on("data", (text: string) => {
      told = Math.max(told, ...text.trim().split("\n").map(Number));
      if (told >= 300) child.kill("SIGKILL");
    });
    await once(child, "close");
    using journal = openJournal(path);
    const entries = [...journal.readAll()];
    expect(entries.length).toBeGreaterThanOrEqual(told);
    expect(entries.map(({ at }) => at)).toEqual(entries.map((_, index) => index + 1));
  });
});

function byWindow(
  left: { window: { to: number }; note: string },
  right: { window: { to: number }; note: string },
): number {
  return left.window.to - right.window.to || left.note.localeCompare(right.note);
}

describe("opening a journal", () => {
  it("takes lines of JSON for .jsonl, and SQLite else", () => {
    using lines = openJournal(join(folder, "a.jsonl"));
    using other = openJournal(join(folder, "a.journal"));
    expect([lines.format, other.format]).toEqual(["jsonl", "sqlite"]);
  });

  it("cuts off a line that a crash left half written", () => {
    const path = newPath("jsonl");
    {
      using journal = openJournal(path);
      journal.append(...world.entries);
    }
    truncateSync(path, statSync(path).size - 10);
    using journal = openJournal(path);
    expect([...journal.readAll()]).toEqual(world.entries.slice(0, -1));
    journal.append(world.entries[0] as Entry);
    expect([...journal.readAll()]).toHaveLength(world.entries.length);
  });

  it("names the line that is damaged", () => {
    const path = newPath("jsonl");
    writeFileSync(path, '{"kind":"session","at":1,"phase":"start","session":"s"}\n{"kind":"nonsense","at":2}\n');
    using journal = openJournal(path);
    expect(() => [...journal.readAll()]).toThrow("line 2 has the unknown kind");
    appendFileSync(path, "no json\n");
    expect(readFileSync(path, "utf8").split("\n")).toHaveLength(4);
  });

  it("refuses what is no journal, saying so", () => {
    const text = join(folder, "notes.txt");
    writeFileSync(text, "dear diary");
    const foreign = join(folder, "foreign.db");
    const database = new DatabaseSync(foreign);
    database.exec("CREATE TABLE cats (name TEXT)");
    database.close();
    expect(codeOf(() => openJournal(text))).toBe("journal_unreadable");
    expect(codeOf(() => openJournal(foreign))).toBe("journal_unreadable");
    expect(codeOf(() => openJournal(folder))).toBe("bad_option");
    expect(codeOf(() => openJournal(join(folder, "no", "where")))).toBe("bad_option");
    expect(codeOf(() => openJournal(join(folder, "absent"), { create: false }))).toBe("bad_option");
    expect(codeOf(() => openJournal(newPath("sqlite"), { format: "csv" as never }))).toBe("bad_option");
  });

  it("lets several processes append to one file", () => {
    const path = newPath("sqlite");
    using first = openJournal(path);
    using second = openJournal(path);
    first.append({ kind: "refusal", at: 1, reason: "x", status: 401 });
    second.append({ kind: "refusal", at: 2, reason: "y", status: 401 });
    expect([...first.readAll()].map(({ at }) => at)).toEqual([1, 2]);
  });
});
