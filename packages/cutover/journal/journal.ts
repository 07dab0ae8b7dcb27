// The journal: one file to which every tap appends, and from which the comparison reads. SQLite where this Node has it,
// else lines of JSON. What was appended survives the end of the process, however it ends; a torn last line is cut off.
// In: a path. Out: a Journal, to be closed.
import { closeSync, existsSync, openSync, readSync, statSync } from "node:fs";
import { dirname, extname } from "node:path";
import type { JournalReader } from "../compare/reader.ts";
import { badOption, CutoverError } from "../errors.ts";
import type { Entry, EntryKind, SightEntry, TicketEntry } from "./entry.ts";
import { openJsonlJournal } from "./jsonl.ts";
import { hasSqlite, openSqliteJournal } from "./sqlite.ts";

export const JOURNAL_FORMATS = ["sqlite", "jsonl"] as const;
export type JournalFormat = (typeof JOURNAL_FORMATS)[number];

/** Kinds that are about no ticket and come now and then. */
export type RareKind = Extract<EntryKind, "webhook" | "session" | "stage" | "reconcile" | "cursor">;

export interface Journal extends JournalReader, Disposable {
  readonly path: string;
  readonly format: JournalFormat;
  /** All of them or, after a crash, none. When it returns they are in the file. */
  append(...entries: readonly Entry[]): void;
  /** Every entry in the order of appending. */
  readAll(): Iterable<Entry>;
  /** The last entry of a kind that is about no ticket; null when there is none. Cheap enough to ask every second. */
  readLast<Kind extends RareKind>(kind: Kind): Extract<Entry, { kind: Kind }> | null;
  /** The last known state of every ticket, so that a tap can go on where one stopped. */
  readLastStates(): Iterable<SightEntry>;
  /** The entries of one ticket. */
  readTicket(ticket: string): readonly TicketEntry[];
  /** Closing twice is fine. */
  close(): void;
}

export interface OpenJournalOptions {
  /** Default: what the file is; for a new one `.jsonl` or `.ndjson` says jsonl, else SQLite where present. */
  readonly format?: JournalFormat;
  /** Makes the file when it is absent. Default true. */
  readonly create?: boolean;
}

/**
 * @throws CutoverError `bad_option` for a path that can not be, `journal_unreadable` for a file that is no journal,
 * `sqlite_missing` when this Node can not read it.
 *
 * @example
 * using journal = openJournal("cutover.journal");
 */
export function openJournal(path: string, { format, create = true }: OpenJournalOptions = {}): Journal {
  checkPath(path, create);
  const found = sniffFormat(path);
  if (format !== undefined && !(JOURNAL_FORMATS as readonly string[]).includes(format))
    throw badOption("format", `must be sqlite or jsonl, not ${String(format)}`);
  if (found !== null && format !== undefined && format !== found)
    throw badOption("format", `is ${format}, but ${path} is a journal in ${found}`);
  const chosen = found ?? format ?? formatOfNew(path);
  if (chosen === "jsonl") return openJsonlJournal(path);
  if (!hasSqlite())
    throw new CutoverError(
      "sqlite_missing",
      `${path} is SQLite, and this Node has no node:sqlite; use Node 24.3 or later`,
    );
  return openSqliteJournal(path);
}

function checkPath(path: string, create: boolean): void {
  if (typeof path !== "string" || path === "")
    throw badOption("journal", `must be a path, not ${JSON.stringify(path)}`);
  if (existsSync(path)) {
    if (!statSync(path).isFile()) throw badOption("journal", `${path} is not a file`);
    return;
  }
  if (!create) throw badOption("journal", `${path} does not exist; cutover observe --journal ${path} makes one`);
  if (!existsSync(dirname(path))) throw badOption("journal", `${path}: the folder ${dirname(path)} does not exist`);
}

function formatOfNew(path: string): JournalFormat {
  if ([".jsonl", ".ndjson"].includes(extname(path).toLowerCase())) return "jsonl";
  return hasSqlite() ? "sqlite" : "jsonl";
}

const SQLITE_MAGIC = "SQLite format 3\0";

/** What an existing file is; null when there is none or it is empty. */
function sniffFormat(path: string): JournalFormat | null {
  if (!existsSync(path) || statSync(path).size === 0) return null;
  const head = Buffer.alloc(SQLITE_MAGIC.length);
  const file = openSync(path, "r");
  try {
    readSync(file, head, 0, head.length, 0);
  } finally {
    closeSync(file);
  }
  const text = head.toString("latin1");
  if (text === SQLITE_MAGIC) return "sqlite";
  if (text.startsWith('{"kind":')) return "jsonl";
  throw new CutoverError("journal_unreadable", `${path} is no journal: it begins with ${JSON.stringify(text.trim())}`);
}
