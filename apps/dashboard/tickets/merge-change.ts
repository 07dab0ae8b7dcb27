// Two people change one ticket: what of mine can be written over theirs. Pure. In: the ticket as I saw it, what I changed, the
// ticket as it is now. Out: what is still to be written, or the fields that both changed, each to something else.
import type { Ticket } from "../api/records.ts";

/** The fields that these pages write. */
export type TicketDraft = Partial<
  Pick<
    Ticket,
    "title" | "description" | "status_id" | "assigned_to" | "priority_id" | "client_id" | "due_date" | "tags"
  >
>;

export type TicketField = keyof TicketDraft;

export interface Versions {
  readonly base: Ticket;
  readonly mine: TicketDraft;
  readonly theirs: Ticket;
}

export type Merge =
  /** Empty when it stands there already. */
  | { readonly kind: "clean"; readonly change: TicketDraft }
  | { readonly kind: "conflict"; readonly fields: readonly TicketField[] };

function isSame(one: unknown, other: unknown): boolean {
  if (!Array.isArray(one) || !Array.isArray(other)) return one === other;
  return one.length === other.length && one.every((entry) => other.includes(entry));
}

/** Tags are a set: what I added and took away is done to theirs. */
function mergeTags(base: readonly string[], mine: readonly string[], theirs: readonly string[]): readonly string[] {
  const kept = theirs.filter((tag) => mine.includes(tag) || !base.includes(tag));
  return [...kept, ...mine.filter((tag) => !base.includes(tag) && !theirs.includes(tag))];
}

export function mergeChange({ base, mine, theirs }: Versions): Merge {
  const { tags, ...rest } = mine;
  const fields = Object.keys(rest) as Exclude<TicketField, "tags">[];
  const open = fields.filter((field) => !isSame(mine[field], theirs[field]));
  const torn = open.filter((field) => !isSame(base[field], theirs[field]));
  if (torn.length > 0) return { kind: "conflict", fields: torn };
  const merged = tags === undefined ? theirs.tags : mergeTags(base.tags, tags, theirs.tags);
  const change: TicketDraft = Object.fromEntries(open.map((field) => [field, mine[field]]));
  return { kind: "clean", change: isSame(merged, theirs.tags) ? change : { ...change, tags: merged } };
}
