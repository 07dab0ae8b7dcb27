// `node bench/cutover.ts [entries]`: journals of 1,000,000 entries are written, in both formats and over many tickets and few, and
// each is compared in a process of its own; prints time and the peak of its memory. Budget: 30 seconds and 500 MB.
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { compareJournal, type Entry, type JournalFormat, openJournal } from "@ticketwire/cutover";
import { type JournalShape, writeDesk } from "./cutover-journal.ts";

const BUDGET = { seconds: 30, megabytes: 500 } as const;
const BATCH = 5000;

interface Figures {
  readonly seconds: number;
  readonly megabytes: number;
  readonly match: number;
  readonly wrong: number;
}

/** The child: compares one journal and prints what it took. */
function compareAndTell(path: string): void {
  const began = performance.now();
  using journal = openJournal(path, { create: false });
  const { classes } = compareJournal(journal);
  const seconds = (performance.now() - began) / 1000;
  const megabytes = process.resourceUsage().maxRSS / 1024;
  const wrong = classes.missing + classes.mismatch + classes.pending + classes.late;
  process.stdout.write(JSON.stringify({ seconds, megabytes, match: classes.match, wrong } satisfies Figures));
}

function fill(path: string, format: JournalFormat, shape: JournalShape): void {
  using journal = openJournal(path, { format });
  let batch: Entry[] = [];
  for (const entry of writeDesk(shape)) {
    batch.push(entry);
    if (batch.length < BATCH) continue;
    journal.append(...batch);
    batch = [];
  }
  journal.append(...batch);
}

function measure(folder: string, format: JournalFormat, shape: JournalShape): boolean {
  const path = join(folder, `${format}-${shape.tickets}.${format === "jsonl" ? "jsonl" : "journal"}`);
  const began = performance.now();
  fill(path, format, shape);
  const wrote = (performance.now() - began) / 1000;
  const size = statSync(path).size / 1024 / 1024;
  const child = spawnSync(process.execPath, [import.meta.filename, "--compare", path], { encoding: "utf8" });
  rmSync(path);
  if (child.status !== 0) throw new Error(child.stderr);
  const { seconds, megabytes, match, wrong } = JSON.parse(child.stdout) as Figures;
  const isGood = seconds <= BUDGET.seconds && megabytes <= BUDGET.megabytes && wrong === 0;
  const name = `${format.padEnd(6)} ${String(shape.tickets).padStart(6)} tickets, one poll in ${shape.changeEvery} with news`;
  const figures = `${seconds.toFixed(1)} s, ${megabytes.toFixed(0)} MB, ${match} changes matched, ${wrong} wrong`;
  console.log(
    `${name}: ${figures} (file ${size.toFixed(0)} MB, written in ${wrote.toFixed(1)} s)${isGood ? "" : "  OVER BUDGET"}`,
  );
  return isGood;
}

const [first = "1000000", path = ""] = process.argv.slice(2);
if (first === "--compare") compareAndTell(path);
else {
  const entries = Number(first);
  if (!Number.isInteger(entries) || entries <= 0) {
    console.error(`The number of entries must be a whole number above 0, not ${first}.`);
    process.exit(2);
  }
  const folder = mkdtempSync(join(tmpdir(), "cutover-bench-"));
  console.log(
    `node ${process.version}, ${entries.toLocaleString("en-US")} entries; budget ${BUDGET.seconds} s, ${BUDGET.megabytes} MB`,
  );
  const shapes = [
    { entries, tickets: 5000, changeEvery: 7 },
    { entries, tickets: 20, changeEvery: 3 },
  ];
  let isGood = true;
  for (const format of ["sqlite", "jsonl"] as const)
    for (const shape of shapes) isGood = measure(folder, format, shape) && isGood;
  rmSync(folder, { recursive: true, force: true });
  process.exit(isGood ? 0 : 1);
}
