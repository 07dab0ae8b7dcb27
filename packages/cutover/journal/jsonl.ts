// The journal as lines of JSON, for a Node without SQLite and for reading with other tools. Appended with one write per
// call; a torn last line, left by a crash in the middle of a write, is cut off when the journal is opened again.
// Reading by ticket first notes where each line lies (16 bytes a line), then visits the lines of one ticket at a time.
import { closeSync, existsSync, fsyncSync, ftruncateSync, fstatSync, openSync, readSync, writeSync } from "node:fs";
import { isOverview, isTicketEntry, type TicketEntries } from "../compare/reader.ts";
import { decodeEntry, encodeEntry, readHead } from "./decode.ts";
import type { Entry, SightEntry } from "./entry.ts";
import { createTicketGatherer, lend } from "./gather.ts";
import type { Journal, RareKind } from "./journal.ts";

const NEWLINE = 0x0a;
const CHUNK_BYTES = 1 << 20;

export function openJsonlJournal(path: string): Journal {
  const isNew = !existsSync(path);
  const file = openSync(path, isNew ? "ax+" : "a+");
  if (!isNew) cutTornLine(file);
  const rare = createRareIndex(file);
  const places = createPlaces(file);
  let isClosed = false;
  const journal: Journal = {
    path,
    format: "jsonl",
    append(...entries) {
      if (entries.length === 0) return;
      writeSync(file, entries.map((entry) => `${encodeEntry(entry)}\n`).join(""));
    },
    readAll: () => readEntries(file),
    readOverview: () =>
      filtered(
        readEntries(file, (kind) => !BULK.has(kind)),
        isOverview,
      ),
    readTickets: () => readTickets(file),
    readLast<Kind extends RareKind>(kind: Kind) {
      return rare.readLast(kind) as Extract<Entry, { kind: Kind }> | null;
    },
    readTicket: (ticket) => places.read(ticket).filter(isTicketEntry),
    readLastStates: () => readLastStates(file),
    close() {
      if (isClosed) return;
      isClosed = true;
      fsyncSync(file);
      closeSync(file);
    },
    [Symbol.dispose]: () => journal.close(),
  };
  return journal;
}

const BULK: ReadonlySet<string> = new Set(["sight", "event", "action"]);

function cutTornLine(file: number): void {
  const { size } = fstatSync(file);
  let end = size;
  const window = Buffer.alloc(64 * 1024);
  while (end > 0) {
    const from = Math.max(0, end - window.length);
    const length = readSync(file, window, 0, end - from, from);
    const at = window.subarray(0, length).lastIndexOf(NEWLINE);
    if (at >= 0) return void (from + at + 1 < size && ftruncateSync(file, from + at + 1));
    end = from;
  }
  ftruncateSync(file, 0);
}

interface Line {
  readonly offset: number;
  readonly bytes: Buffer;
  readonly number: number;
}

/** The last entry of each kind, brought up to date from where the last look at the file ended. */
function createRareIndex(file: number) {
  const last = new Map<string, Entry>();
  let [readTo, lines] = [0, 0];
  return {
    readLast(kind: RareKind): Entry | null {
      for (const line of readLines(file, readTo)) {
        readTo = line.offset + line.bytes.length + 1;
        lines++;
        const head = headOf(line);
        if (head !== null && head.ticket === null && head.kind !== "poll")
          last.set(head.kind, decodeEntry(line.bytes.toString("utf8"), `line ${lines}`));
      }
      return last.get(kind) ?? null;
    },
  };
}

/** Where the lines of each ticket lie, brought up to date like the index above. Made at the first question. */
function createPlaces(file: number) {
  const places = new Map<string, number[]>();
  let readTo = 0;
  return {
    read(ticket: string): readonly Entry[] {
      for (const line of readLines(file, readTo)) {
        readTo = line.offset + line.bytes.length + 1;
        const owner = headOf(line)?.ticket ?? null;
        if (owner === null) continue;
        const list = places.get(owner);
        if (list === undefined) places.set(owner, [line.offset, line.bytes.length]);
        else list.push(line.offset, line.bytes.length);
      }
      const list = places.get(ticket) ?? [];
      return Array.from({ length: list.length / 2 }, (_, index) => {
        const [offset = 0, length = 0] = [list[index * 2], list[index * 2 + 1]];
        const bytes = Buffer.alloc(length);
        readSync(file, bytes, 0, length, offset);
        return decodeEntry(bytes.toString("utf8"), `the line at byte ${offset}`);
      });
    },
  };
}

/**
 * Whole lines only; what follows the last newline is still being written, or torn. One buffer serves all of them, so a line's
 * bytes hold until the next is asked for: a new megabyte each time was half of all memory while a long journal was read.
 */
function* readLines(file: number, from = 0): Generator<Line> {
  let buffer = Buffer.alloc(CHUNK_BYTES);
  let [offset, held, number] = [from, 0, 0];
  for (;;) {
    if (held === buffer.length) buffer = Buffer.concat([buffer, Buffer.alloc(buffer.length)]);
    const length = readSync(file, buffer, held, buffer.length - held, offset + held);
    if (length === 0) return;
    const bytes = buffer.subarray(0, held + length);
    let start = 0;
    for (let end = bytes.indexOf(NEWLINE, held); end >= 0; end = bytes.indexOf(NEWLINE, start)) {
      yield { offset: offset + start, bytes: bytes.subarray(start, end), number: ++number };
      start = end + 1;
    }
    buffer.copyWithin(0, start, bytes.length);
    offset += start;
    held = bytes.length - start;
  }
}

/** Enough of a line to see its kind and its ticket. */
const HEAD_BYTES = 200;

function headOf({ bytes }: Line): ReturnType<typeof readHead> {
  return readHead(bytes.toString("utf8", 0, HEAD_BYTES)) ?? readHead(bytes.toString("utf8"));
}

function* readEntries(file: number, isWanted: (kind: string) => boolean = () => true): Generator<Entry> {
  for (const line of readLines(file)) {
    const head = headOf(line);
    if (head === null || isWanted(head.kind)) yield decodeEntry(line.bytes.toString("utf8"), `line ${line.number}`);
  }
}

function* filtered(entries: Iterable<Entry>, isWanted: (entry: Entry) => boolean): Generator<Entry> {
  for (const entry of entries) if (isWanted(entry)) yield entry;
}

/** Where the lines of each ticket lie: three numbers a line, in typed arrays. */
interface LineIndex {
  readonly tickets: readonly string[];
  readonly offsets: Float64Array;
  readonly lengths: Uint32Array;
  /** Line numbers in order of ticket, then of appending; the lines of ticket t are those from starts[t] to starts[t + 1]. */
  readonly order: Uint32Array;
  readonly starts: Uint32Array;
}

function indexLines(file: number): LineIndex {
  const tickets = new Map<string, number>();
  let [offsets, lengths, owners] = [new Float64Array(1024), new Uint32Array(1024), new Uint32Array(1024)];
  let count = 0;
  for (const line of readLines(file)) {
    const ticket = headOf(line)?.ticket ?? null;
    if (ticket === null) continue;
    if (count === offsets.length) [offsets, lengths, owners] = [grown(offsets), grown(lengths), grown(owners)];
    let owner = tickets.get(ticket);
    if (owner === undefined) tickets.set(ticket, (owner = tickets.size));
    offsets[count] = line.offset;
    lengths[count] = line.bytes.length;
    owners[count++] = owner;
  }
  const starts = new Uint32Array(tickets.size + 1);
  for (let line = 0; line < count; line++) addAt(starts, (owners[line] as number) + 1, 1);
  for (let owner = 0; owner < tickets.size; owner++) addAt(starts, owner + 1, starts[owner] as number);
  const next = starts.slice();
  const order = new Uint32Array(count);
  for (let line = 0; line < count; line++) order[addAt(next, owners[line] as number, 1)] = line;
  return { tickets: [...tickets.keys()], offsets, lengths, order, starts };
}

/** Adds to a number in place; returns what was there. */
function addAt(numbers: Uint32Array, index: number, more: number): number {
  const before = numbers[index] as number;
  numbers[index] = before + more;
  return before;
}

function grown<Numbers extends Float64Array | Uint32Array>(numbers: Numbers): Numbers {
  const larger = new (numbers.constructor as new (length: number) => Numbers)(numbers.length * 2);
  larger.set(numbers);
  return larger;
}

function* readTickets(file: number): Generator<TicketEntries> {
  const { tickets, offsets, lengths, order, starts } = indexLines(file);
  let buffer = Buffer.alloc(16 * 1024);
  for (const [owner, ticket] of tickets.entries()) {
    const gatherer = createTicketGatherer(ticket);
    for (let at = starts[owner] as number; at < (starts[owner + 1] as number); at++) {
      const line = order[at] as number;
      const length = lengths[line] as number;
      if (length > buffer.length) buffer = Buffer.alloc(length * 2);
      readSync(file, buffer, 0, length, offsets[line] as number);
      const entry = decodeEntry(buffer.toString("utf8", 0, length), `the line at byte ${offsets[line]}`);
      if (isTicketEntry(entry)) gatherer.add(entry);
    }
    yield* lend(ticket, gatherer.finish());
  }
}

function* readLastStates(file: number): Generator<SightEntry> {
  for (const { entries } of readTickets(file)) {
    const last = entries.findLast((entry) => entry.kind === "sight" && entry.state !== null);
    if (last?.kind === "sight") yield last;
  }
}
