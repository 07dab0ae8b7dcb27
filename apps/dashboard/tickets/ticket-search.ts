// What the tickets page shows, as it stands in its address. In: a search. Out: only what is known, of the right type; and the
// query of the API that it stands for.
import type { Query } from "../api/http.ts";

export const TICKET_SORTS = ["updated_at", "entered_at", "title", "due_date"] as const;
export type TicketSort = (typeof TICKET_SORTS)[number];

export interface TicketSearch {
  readonly search?: string | undefined;
  readonly state?: "open" | "closed" | undefined;
  readonly status_id?: string | undefined;
  readonly priority_id?: string | undefined;
  readonly client_id?: string | undefined;
  readonly board_id?: string | undefined;
  readonly assigned_to?: string | undefined;
  readonly tags?: readonly string[] | undefined;
  readonly sort?: TicketSort | undefined;
  readonly order?: "asc" | "desc" | undefined;
  /** The form for a new one is open. */
  readonly new?: boolean | undefined;
}

function text(value: unknown): string | undefined {
  if (typeof value === "number") return String(value);
  return typeof value === "string" && value.trim() !== "" ? value : undefined;
}

function oneOf<Word extends string>(words: readonly Word[], value: unknown): Word | undefined {
  return words.find((word) => word === value);
}

/** A list, or as people write one into an address: with commas. */
function texts(value: unknown): readonly string[] | undefined {
  const list = Array.isArray(value) ? value.map(text) : text(value)?.split(",");
  const known = (list ?? []).flatMap((entry) => (entry?.trim() ? [entry.trim()] : []));
  return known.length === 0 ? undefined : known;
}

export function readTicketSearch(raw: Readonly<Record<string, unknown>>): TicketSearch {
  return {
    search: text(raw["search"]),
    state: oneOf(["open", "closed"], raw["state"]),
    status_id: text(raw["status_id"]),
    priority_id: text(raw["priority_id"]),
    client_id: text(raw["client_id"]),
    board_id: text(raw["board_id"]),
    assigned_to: text(raw["assigned_to"]),
    tags: texts(raw["tags"]),
    sort: oneOf(TICKET_SORTS, raw["sort"]),
    order: oneOf(["asc", "desc"], raw["order"]),
    new: raw["new"] === true ? true : undefined,
  };
}

/** The order that is asked for, or the natural one: names from A, what falls due from the next one, else the newest first. */
export function orderOf({ sort = "updated_at", order }: TicketSearch): { sort: TicketSort; order: "asc" | "desc" } {
  return { sort, order: order ?? (sort === "title" || sort === "due_date" ? "asc" : "desc") };
}

/** True when fewer than all tickets are shown. */
export function isFiltered({ new: _new, sort: _sort, order: _order, ...filters }: TicketSearch): boolean {
  return Object.values(filters).some((value) => value !== undefined);
}

export function toTicketQuery({ state, new: _new, ...search }: TicketSearch): Query {
  return {
    ...search,
    ...orderOf(search),
    is_open: state === "open" ? true : undefined,
    is_closed: state === "closed" ? true : undefined,
  };
}
