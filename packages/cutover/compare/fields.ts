// Which fields of a ticket differ between two states, and what kind of field each is. Pure.
// In: two states and the paths to leave out. Out: paths with both values.
import type { TICKET_FIELDS } from "@ticketwire/contract";
import type { TicketState } from "../journal/entry.ts";

/** One path at which two states differ, for example `attributes.seats`. */
export interface FieldDifference {
  readonly path: string;
  readonly left: unknown;
  readonly right: unknown;
}

/** Fields that a caller sets; a change of one of them makes `ticket.updated`. */
export const STORED_FIELDS = [
  "title",
  "description",
  "status_id",
  "priority_id",
  "client_id",
  "contact_name_id",
  "assigned_to",
  "assigned_team_id",
  "board_id",
  "location_id",
  "category_id",
  "subcategory_id",
  "due_date",
  "tags",
  "attributes",
] as const satisfies readonly (typeof TICKET_FIELDS)[number][];

/** Fields that the server fills in from a stored one: they follow it, and change alone when the other record is renamed. */
export const DERIVED_FROM: Readonly<Record<string, string>> = {
  status_name: "status_id",
  is_closed: "status_id",
  closed_at: "status_id",
  priority_name: "priority_id",
  client_name: "client_id",
  contact_name: "contact_name_id",
  contact_email: "contact_name_id",
  assigned_to_name: "assigned_to",
  board_name: "board_id",
};

/** Fields that move with every write and so tell nothing about which one it was. */
const MOVING_FIELDS: ReadonlySet<string> = new Set(["version", "updated_at"]);

export function isStored(field: string): boolean {
  return (STORED_FIELDS as readonly string[]).includes(field);
}

/** True when a state names every stored field, so that "nothing differs" means that nothing did. */
export function isWhole(state: TicketState): boolean {
  return STORED_FIELDS.every((field) => field === "location_id" || field === "attributes" || field in state);
}

export type PathTest = (path: string) => boolean;

/**
 * A test for ignored paths. `title` covers itself and all below; `*` stands for one name: `attributes.*.seen_at`.
 */
export function ignoring(patterns: Iterable<string>): PathTest {
  const rules = [...patterns].map((pattern) => pattern.split("."));
  if (rules.length === 0) return () => false;
  return (path) => {
    const names = path.split(".");
    return rules.some(
      (rule) => rule.length <= names.length && rule.every((name, index) => name === "*" || name === names[index]),
    );
  };
}

/** Every path present on both sides whose values differ. A field that only one side has is not compared here. */
export function diffStates(left: TicketState, right: TicketState, isIgnored: PathTest): FieldDifference[] {
  const found: FieldDifference[] = [];
  for (const field in left) {
    if (!(field in right) || left[field] === right[field]) continue;
    collect({ path: field, left: left[field], right: right[field] }, isIgnored, found);
  }
  return found;
}

/** Like `diffStates`, without the fields that every write moves. */
export function diffContent(left: TicketState, right: TicketState, isIgnored: PathTest): FieldDifference[] {
  return diffStates(left, right, (path) => MOVING_FIELDS.has(path) || isIgnored(path));
}

/** The field a path lies in. */
export function fieldOf(path: string): string {
  const dot = path.indexOf(".");
  return dot < 0 ? path : path.slice(0, dot);
}

function collect(difference: FieldDifference, isIgnored: PathTest, found: FieldDifference[]): void {
  const { path, left, right } = difference;
  if (isIgnored(path) || isEqual(left, right, path === "tags")) return;
  if (!isRecord(left) || !isRecord(right)) {
    found.push(difference);
    return;
  }
  for (const name of new Set([...Object.keys(left), ...Object.keys(right)])) {
    collect({ path: `${path}.${name}`, left: left[name], right: right[name] }, isIgnored, found);
  }
}

/** Deep equality. Tags are a set; two spellings of one moment are the same time. */
export function isEqual(left: unknown, right: unknown, isSet = false): boolean {
  if (left === right) return true;
  if (typeof left === "string" && typeof right === "string") return isSameMoment(left, right);
  if (Array.isArray(left) && Array.isArray(right)) return isSameList(left, right, isSet);
  if (!isRecord(left) || !isRecord(right)) return false;
  const names = Object.keys(left);
  return (
    names.length === Object.keys(right).length &&
    names.every((name) => name in right && isEqual(left[name], right[name]))
  );
}

export function isRecord(value: unknown): value is TicketState {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isSameList(left: readonly unknown[], right: readonly unknown[], isSet: boolean): boolean {
  if (left.length !== right.length) return false;
  if (!isSet) return left.every((value, index) => isEqual(value, right[index]));
  const members = new Set(left);
  return right.every((value) => members.has(value));
}

const MOMENT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}/;

function isSameMoment(left: string, right: string): boolean {
  return MOMENT.test(left) && MOMENT.test(right) && Date.parse(left) === Date.parse(right);
}
