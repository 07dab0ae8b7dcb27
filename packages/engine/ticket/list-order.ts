// How lists of tickets can be sorted. Some keys never change; a ticket that is written while somebody walks through pages
// moves in the others. For those each key also says where a ticket stood before. In: a name. Out: SQL text.
import { type Fragment, fragment } from "../db/sql.ts";

export const TICKET_SORTS = ["entered_at", "updated_at", "closed_at", "due_date", "ticket_number", "title"] as const;
export type TicketSort = (typeof TICKET_SORTS)[number];

export interface TicketOrder {
  readonly sort: TicketSort;
  readonly isDescending: boolean;
}

export interface SortKey {
  /** Of ticket `t` as it is. */
  readonly now: Fragment;
  /** Of ticket `t` as it was: `last` is its last version then, `first` the first later change of the field. Null: it never moves. */
  readonly before: Fragment | null;
  /** The field whose later changes `first` looks for. */
  readonly field: string;
  readonly type: Fragment;
  /** What the key looks like as text. */
  readonly pattern: RegExp;
  /** A join to where the key and the id of ticket `x` lie beside the tickets, when they do. */
  readonly beside?: Fragment;
  /** The tickets in parts that each have an index of their own for this order; absent where there is one for all. */
  readonly parts?: readonly KeyPart[];
}

/** The tickets of which one condition holds, and the key there. */
export interface KeyPart {
  readonly now: Fragment;
  /** Led by AND. */
  readonly only: Fragment;
}

const MOMENT = {
  type: fragment("timestamptz"),
  pattern: /^(-?infinity|\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(\.\d{1,6})?\+00)$/,
} as const;
const NUMBER = { type: fragment("bigint"), pattern: /^\d{1,18}$/ } as const;
const TEXT = { type: fragment('text COLLATE "C"'), pattern: /^[^]{0,160}$/ } as const;

// Tickets without the date come last, whichever way the list is sorted.
function dateKey(field: "closed_at" | "due_date", isDescending: boolean): SortKey {
  const end = isDescending ? "'-infinity'" : "'infinity'";
  return {
    now: fragment(`coalesce(t.${field}, ${end}::timestamptz)`),
    before: fragment(
      `CASE WHEN first.change IS NULL THEN coalesce(t.${field}, ${end}::timestamptz) ` +
        `ELSE coalesce((first.change ->> 'previous')::timestamptz, ${end}::timestamptz) END`,
    ),
    field,
    ...MOMENT,
    // Together they would be sorted whole: 600 ms of a million tickets, against 5.
    parts: [
      { now: fragment(`t.${field}`), only: fragment(` AND t.${field} IS NOT NULL`) },
      { now: fragment(`${end}::timestamptz`), only: fragment(` AND t.${field} IS NULL`) },
    ],
  };
}

// By the beginning of the title, so that a position is short. It is read from what search looks through, which has an index
// by it: that one is written when a title changes, one on the tickets would be by every write.
const TITLE: SortKey = {
  now: fragment(`left(substr(x.words, strpos(x.words, ' ') + 1), 80) COLLATE "C"`),
  before: fragment(`left(ticketwire.fold(coalesce(first.change ->> 'previous', t.title)), 80) COLLATE "C"`),
  field: "title",
  ...TEXT,
  beside: fragment(" JOIN ticketwire.ticket_texts AS x ON x.tenant_id = t.tenant_id AND x.ticket_id = t.ticket_id"),
};

function plainKey(column: string, kind: Pick<SortKey, "type" | "pattern">): SortKey {
  return { now: fragment(`t.${column}`), before: null, field: column, ...kind };
}

/** The key that a list is sorted by; tickets of equal keys follow by id. */
export function sortKeyOf({ sort, isDescending }: TicketOrder): SortKey {
  switch (sort) {
    case "entered_at":
      return plainKey("entered_at", MOMENT);
    case "ticket_number":
      return plainKey("number", NUMBER);
    case "updated_at":
      return { ...plainKey("updated_at", MOMENT), before: fragment("last.changed_at") };
    case "closed_at":
    case "due_date":
      return dateKey(sort, isDescending);
    case "title":
      return TITLE;
    default:
      return sort satisfies never;
  }
}

/** The order of search: a ticket whose number was typed first, then the ones that changed last. */
export function relevanceKey(search: string): SortKey {
  const typed = /^\s*(?:tkt-)?(\d{4,15})\s*$/i.exec(search)?.[1];
  if (typed === undefined) return sortKeyOf({ sort: "updated_at", isDescending: true });
  const lead = (key: string): Fragment =>
    fragment(`CASE WHEN t.number = ${Number(typed)} THEN 'infinity'::timestamptz ELSE ${key} END`);
  return {
    now: lead("t.updated_at"),
    before: lead("last.changed_at"),
    field: "updated_at",
    ...MOMENT,
  };
}
