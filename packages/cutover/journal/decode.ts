// Entries as text and back: the one place where what stands in a file becomes a typed value.
// In: an entry, or a line of text. Out: the line, or the entry; a line that is none is a coded error.
import { CutoverError } from "../errors.ts";
import type { Entry, EntryKind } from "./entry.ts";

const KINDS: Readonly<Record<EntryKind, true>> = {
  poll: true,
  sight: true,
  event: true,
  delivery: true,
  webhook: true,
  refusal: true,
  sample: true,
  action: true,
  session: true,
  stage: true,
  reconcile: true,
  cursor: true,
};

/** One line of JSON. `kind` and `ticket` come first, so that a reader can sort lines without parsing them. */
export function encodeEntry(entry: Entry): string {
  const { kind, ...rest } = entry;
  const ticket = "ticket" in entry ? entry.ticket : undefined;
  return JSON.stringify(ticket === undefined ? { kind, ...rest } : { kind, ticket, ...rest });
}

/** @throws CutoverError `journal_unreadable`, naming the place. */
export function decodeEntry(text: string, place: string): Entry {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    throw unreadable(place, "is no JSON", cause);
  }
  if (typeof value !== "object" || value === null) throw unreadable(place, "is no object");
  const { kind, at } = value as { readonly kind?: unknown; readonly at?: unknown };
  if (typeof kind !== "string" || !(kind in KINDS))
    throw unreadable(place, `has the unknown kind ${JSON.stringify(kind)}`);
  if (typeof at !== "number" || !Number.isFinite(at)) throw unreadable(place, "has no time");
  return value as Entry;
}

export interface NumberedText {
  readonly place: string;
  readonly text: string;
}

/**
 * Entries joined by commas, parsed in one go. `single` gives the same ones apart, and is asked only when something is wrong.
 *
 * @throws CutoverError `journal_unreadable`, naming the place.
 */
export function decodeEntries(joined: string, single: () => readonly NumberedText[]): readonly Entry[] {
  try {
    const values = JSON.parse(`[${joined}]`) as unknown[];
    if (values.every(isEntry)) return values;
  } catch {
    // Told below, with the place.
  }
  return single().map(({ place, text }) => decodeEntry(text, place));
}

function isEntry(value: unknown): value is Entry {
  if (typeof value !== "object" || value === null) return false;
  const { kind, at } = value as { readonly kind?: unknown; readonly at?: unknown };
  return typeof kind === "string" && kind in KINDS && typeof at === "number" && Number.isFinite(at);
}

function unreadable(place: string, problem: string, cause?: unknown): CutoverError {
  const message = `${place} ${problem}; the journal is damaged there, or a newer version wrote it`;
  return new CutoverError("journal_unreadable", message, { cause });
}

const HEAD = /^\{"kind":"([a-z]+)"(?:,"ticket":("(?:[^"\\]|\\.)*"))?/;

export interface LineHead {
  readonly kind: string;
  readonly ticket: string | null;
}

/** Kind and ticket of a line without parsing it; null when it does not look like a line of ours. */
export function readHead(text: string): LineHead | null {
  const match = HEAD.exec(text);
  if (match?.[1] === undefined) return null;
  return { kind: match[1], ticket: match[2] === undefined ? null : (JSON.parse(match[2]) as string) };
}
