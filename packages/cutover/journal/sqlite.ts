// The journal in SQLite: one table, indexed by ticket. Write-ahead log with synchronous = NORMAL: a killed process loses
// nothing, a power cut at most the last moments, and the file stays whole either way. Several processes may append.
import type * as Sqlite from "node:sqlite";
import type { DatabaseSync, StatementSync } from "node:sqlite";
import { isTicketEntry, type TicketEntries } from "../compare/reader.ts";
import { CutoverError } from "../errors.ts";
import { decodeEntries, decodeEntry, type NumberedText } from "./decode.ts";
import { type Entry, type SightEntry, ticketOf } from "./entry.ts";
import { createTicketGatherer, lend } from "./gather.ts";
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
  const last = database.prepare("SELECT id, body FROM entries WHERE kind = ? ORDER BY id DESC LIMIT 1");
  let isClosed = false;
  const journal: Journal = {
    path,
    format: "sqlite",
    append(...entries) {
      if (entries.length === 1) insertEntry(insert, entries[0] as Entry);
      else if (entries.length > 1)
        inTransaction(database, () => entries.forEach((entry) => insertEntry(insert, entry)));
    },
    readAll: () => readRows(database, { where: "true", values: [] }),
    readOverview: () => readRows(database, { where: "kind NOT IN ('sight', 'event', 'action')", values: [] }),
    readTickets: () => readTickets(database),
    readLast<Kind extends RareKind>(kind: Kind) {
      const row = last.get(kind);
      return row === undefined
        ? null
        : (decodeEntry(String(row["body"]), `row ${String(row["id"])}`) as Extract<Entry, { kind: Kind }>);
    },
    readTicket: (ticket) => [...readRows(database, ofTicket(ticket))].filter(isTicketEntry),
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
    database.exec(
      "PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA cache_size = -32000; PRAGMA wal_autocheckpoint = 8000;",
    );
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

/** Rows in one piece: SQLite joins them and JSON is parsed once, which is four times as fast as row by row. */
const CHUNK_ROWS = 250;

interface Selection {
  readonly where: string;
  readonly values: readonly string[];
}

function* readRows(database: DatabaseSync, { where, values }: Selection): Generator<Entry> {
  const sql = `
    SELECT max(id) AS last, group_concat(body, ',') AS bodies FROM (
      SELECT id, body FROM entries WHERE id > ? AND ${where} ORDER BY id LIMIT ${CHUNK_ROWS}
    )`;
  const select = database.prepare(sql);
  let after = 0;
  for (;;) {
    const row = select.get(after, ...values);
    if (row === undefined || typeof row["bodies"] !== "string") return;
    yield* decodeEntries(row["bodies"], () => rowsAfter(database, { where, values }, after));
    after = Number(row["last"]);
  }
}

/** The same rows one by one, to name the one that is damaged. */
function rowsAfter(database: DatabaseSync, { where, values }: Selection, after: number): readonly NumberedText[] {
  const sql = `SELECT id, body FROM entries WHERE id > ? AND ${where} ORDER BY id LIMIT ${CHUNK_ROWS}`;
  const rows = database.prepare(sql).all(after, ...values);
  return rows.map((row) => ({ place: `row ${String(row["id"])}`, text: String(row["body"]) }));
}

function* readTickets(database: DatabaseSync): Generator<TicketEntries> {
  const tickets = database.prepare("SELECT DISTINCT ticket FROM entries WHERE ticket IS NOT NULL ORDER BY ticket");
  for (const row of tickets.iterate()) {
    const ticket = String(row["ticket"]);
    const gatherer = createTicketGatherer(ticket);
    for (const entry of readRows(database, ofTicket(ticket))) if (isTicketEntry(entry)) gatherer.add(entry);
    yield* lend(ticket, gatherer.finish());
  }
}

function ofTicket(ticket: string): Selection {
  return { where: "ticket = ?", values: [ticket] };
}

function* readLastStates(database: DatabaseSync): Generator<SightEntry> {
  const where = `id IN (
    SELECT max(id) FROM entries
    WHERE ticket IS NOT NULL AND kind = 'sight' AND body NOT LIKE '%"state":null%' GROUP BY ticket
  )`;
  for (const entry of readRows(database, { where, values: [] })) if (entry.kind === "sight") yield entry;
}
