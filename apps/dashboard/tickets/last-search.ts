// What the list of tickets was narrowed by when one left it, so that the way back from a ticket leads there.
import type { TicketSearch } from "./ticket-search.ts";

let last: TicketSearch = {};

/** Told by the list. */
export function rememberTicketSearch({ new: _new, ...search }: TicketSearch): void {
  last = search;
}

export const lastTicketSearch = (): TicketSearch => last;
