// The journal in SQLite: one table, indexed by ticket. Write-ahead log with synchronous = NORMAL: a killed process loses
// nothing, a power cut at most the last moments, and the file stays whole either way. Several processes may append.
import type * as Sqlite from "node:sqlite";
import type { DatabaseSync, StatementSync } from "node:sqlite";
import { isTicketEntry, type TicketEntries } from "../compare/reader.ts";
import { CutoverError } from "../errors.ts";
import { decodeEntry } from "./decode.ts";
import { type Entry, type SightEntry, ticketOf } from "./entry.ts";
import { createTicketGatherer, type TicketGatherer } from "./gather.ts";
import type { Journal, RareKind } from "./journal.ts";

type SqliteModule = typeof Sqlite;

function loadSqlite(): SqliteModule | undefined {
  return process.getBuiltinModule?.("node:sqlite") as SqliteModule | undefined;
}

export function hasSqlite(): boolean {
  return loadSqlite() !== undefined;
}

/** "TWcj" in ASCII, so that `file` and we can tell a journal from any other database. */
const APPLICATION_ID = 0x5457636a;
const LAYOUT_VERSION = 1;

const SCHEMA = `
  CREATE TABLE IF NOT EXISTS entries (
    id INTEGER PRIMARY KEY,
    kind TEXT NOT NULL,
    ticket TEXT,
    body TEXT NOT NULL
  ) STRICT;
  CREATE INDEX IF NOT EXISTS entries_by_ticket ON entries (ticket, id) WHERE ticket IS NOT NULL;
  CREATE INDEX IF NOT EXISTS entries_by_kind ON entries (kind, id) WHERE kind NOT IN ('poll', 'sight', 'event', 'action');
  PRAGMA application_id = ${APPLICATION_ID};
  PRAGMA user_version = ${LAYOUT_VERSION};
`;

export function openSqliteJournal(path: string): Journal {
  const database = openDatabase(path);
  const insert = database.prepare("INSERT INTO entries (kind, ticket, body) VALUES (?, ?, ?)");
  let isClosed = false;
  const journal: Journal = {
    path,
    format: "sqlite",
    append(...entries) {
      if (entries.length === 1) insertEntry(insert, entries[0] as Entry);
      else if (entries.length > 1)
        inTransaction(database, () => entries.forEach((entry) => insertEntry(insert, entry)));
    },
    readAll: () => readRows(database, "SELECT id, body FROM entries ORDER BY id"),
    readOverview: () =>
      readRows(database, "SELECT id, body FROM entries WHERE kind NOT IN ('sight', 'event', 'action') ORDER BY id"),
    readTickets: () => readTickets(database),
    readLast<Kind extends RareKind>(kind: Kind) {
      const rows = readRows(database, "SELECT id, body FROM entries WHERE kind = ? ORDER BY id DESC LIMIT 1", [kind]);
      return ([...rows][0] ?? null) as Extract<Entry, { kind: Kind }> | null;
    },
    readTicket: (ticket) =>
      [...readRows(database, "SELECT id, body FROM entries WHERE ticket = ? ORDER BY id", [ticket])].filter(
        isTicketEntry,
      ),
    readLastStates: () => readLastStates(database),
    close() {
      if (isClosed) return;
      isClosed = true;
      database.close();
    },
    [Symbol.dispose]: () => journal.close(),
  };
  return journal;
}

function openDatabase(path: string): DatabaseSync {
  const { DatabaseSync } = loadSqlite() as SqliteModule;
  let database: DatabaseSync | undefined;
  try {
    database = new DatabaseSync(path, { timeout: 5000 });
    refuseForeign(database, path);
    database.exec("PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA cache_size = -16000;");
    database.exec(SCHEMA);
    return database;
  } catch (cause) {
    database?.close();
    if (cause instanceof CutoverError) throw cause;
    const problem = cause instanceof Error ? cause.message : String(cause);
    const code = /locked|busy/i.test(problem) ? "journal_busy" : "journal_unreadable";
    throw new CutoverError(code, `${path} can not be opened as a journal: ${problem}`, { cause });
  }
}

function refuseForeign(database: DatabaseSync, path: string): void {
  const tables = database.prepare("SELECT count(*) AS count FROM sqlite_schema").get()?.["count"];
  if (tables === 0) return;
  const id = database.prepare("PRAGMA application_id").get()?.["application_id"];
  if (id !== APPLICATION_ID)
    throw new CutoverError("journal_unreadable", `${path} is an SQLite database of something else, not a journal`);
  const version = Number(database.prepare("PRAGMA user_version").get()?.["user_version"]);
  if (version > LAYOUT_VERSION)
    throw new CutoverError(
      "journal_unreadable",
      `${path} has layout ${version}; this version knows ${LAYOUT_VERSION}: update ticketwire`,
    );
}

function insertEntry(insert: StatementSync, entry: Entry): void {
  insert.run(entry.kind, ticketOf(entry), JSON.stringify(entry));
}

function inTransaction(database: DatabaseSync, work: () => void): void {
  database.exec("BEGIN IMMEDIATE");
  try {
    work();
    database.exec("COMMIT");
  } catch (error) {
    database.exec("ROLLBACK");
    throw error;
  }
}

function* readRows(database: DatabaseSync, sql: string, values: readonly string[] = []): Generator<Entry> {
  for (const row of database.prepare(sql).iterate(...values)) yield decodeRow(row);
}

function decodeRow(row: Record<string, unknown>): Entry {
  return decodeEntry(String(row["body"]), `row ${String(row["id"])}`);
}

function* readTickets(database: DatabaseSync): Generator<TicketEntries> {
  const rows = database
    .prepare("SELECT id, ticket, body FROM entries WHERE ticket IS NOT NULL ORDER BY ticket, id")
    .iterate();
  let ticket: string | null = null;
  let gatherer: TicketGatherer | null = null;
  for (const row of rows) {
    if (ticket === null || gatherer === null || row["ticket"] !== ticket) {
      if (ticket !== null && gatherer !== null) yield { ticket, entries: gatherer.entries };
      ticket = String(row["ticket"]);
      gatherer = createTicketGatherer(ticket);
    }
    const entry = decodeRow(row);
    if (isTicketEntry(entry)) gatherer.add(entry);
  }
  if (ticket !== null && gatherer !== null) yield { ticket, entries: gatherer.entries };
}

function* readLastStates(database: DatabaseSync): Generator<SightEntry> {
  const sql = `
    SELECT id, body FROM entries WHERE id IN (
      SELECT max(id) FROM entries WHERE ticket IS NOT NULL AND kind = 'sight' AND body NOT LIKE '%"state":null%' GROUP BY ticket
    )`;
  for (const entry of readRows(database, sql)) if (entry.kind === "sight") yield entry;
}
