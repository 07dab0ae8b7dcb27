// What the tickets page shows, as it stands in its address. In: a search. Out: only what is known, of the right type.
export const TICKET_SORTS = ["updated_at", "entered_at", "title", "due_date"] as const;

export interface TicketSearch {
  readonly search?: string | undefined;
  readonly state?: "open" | "closed" | undefined;
  readonly status_id?: string | undefined;
  readonly priority_id?: string | undefined;
  readonly client_id?: string | undefined;
  readonly board_id?: string | undefined;
  readonly assigned_to?: string | undefined;
  readonly tags?: string | undefined;
  readonly sort?: (typeof TICKET_SORTS)[number] | undefined;
  readonly order?: "asc" | "desc" | undefined;
  /** The form for a new one is open. */
  readonly new?: boolean | undefined;
}

function text(value: unknown): string | undefined {
  if (typeof value === "number") return String(value);
  return typeof value === "string" && value !== "" ? value : undefined;
}

function oneOf<Word extends string>(words: readonly Word[], value: unknown): Word | undefined {
  return words.find((word) => word === value);
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
    tags: text(raw["tags"]),
    sort: oneOf(TICKET_SORTS, raw["sort"]),
    order: oneOf(["asc", "desc"], raw["order"]),
    new: raw["new"] === true ? true : undefined,
  };
}
