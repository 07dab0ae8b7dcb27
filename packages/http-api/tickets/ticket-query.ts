// How tickets are asked for: the query fields of lists and search, and what they become. In: a checked query. Out: filters,
// order and page as the engine takes them.
import { TICKET_FIELDS, type TicketPayload } from "@ticketwire/contract";
import type { TicketFilters } from "@ticketwire/engine/ticket/list-filters";
import { TICKET_SORTS, type TicketOrder } from "@ticketwire/engine/ticket/list-order";
import type { TicketPosition } from "@ticketwire/engine/ticket/list-statement";
import { invalid } from "../fault/api-error.ts";
import { PAGE_QUERY, type PageRequest } from "../page/paging.ts";
import { NOT_BLANK, oneOf, record, type Static, text, Timestamp, Type, Uuid } from "../route/schema.ts";

const ExactId = Type.Optional(Uuid);
const IdList = Type.Optional(
  Type.Array(Uuid, { minItems: 1, maxItems: 100, description: "One of these; a JSON array or comma-separated." }),
);
const Bound = Type.Optional(Type.String({ format: "date-time", description: "Inclusive." }));
const SEARCH = "Every word must stand in number, title, or name of client or contact, whatever its case.";

/** White space alone would ask for nothing. */
const SearchText = Type.String({ maxLength: 255, pattern: NOT_BLANK, description: SEARCH });
const FieldChoice = Type.Optional(
  Type.Array(oneOf(TICKET_FIELDS), { minItems: 1, description: "Only these fields of each ticket." }),
);

/** The query of `GET /tickets`. */
export const ListQuery = record({
  search: Type.Optional(SearchText),
  board_id: ExactId,
  client_id: ExactId,
  contact_name_id: ExactId,
  status_id: ExactId,
  priority_id: ExactId,
  category_id: ExactId,
  assigned_to: ExactId,
  status_ids: IdList,
  is_open: Type.Optional(Type.Boolean()),
  is_closed: Type.Optional(Type.Boolean()),
  tags: Type.Optional(Type.Array(text(1, 100), { minItems: 1, maxItems: 100, description: "Has one of these tags." })),
  created_from: Bound,
  created_to: Bound,
  updated_from: Bound,
  updated_to: Bound,
  closed_from: Bound,
  closed_to: Bound,
  sort: Type.Optional(
    oneOf(TICKET_SORTS, { description: "Default `entered_at`. Tickets without the date come last." }),
  ),
  order: Type.Optional(oneOf(["asc", "desc"], { description: "Default `desc`." })),
  fields: FieldChoice,
  ...PAGE_QUERY,
});

/** The query of `GET /tickets/search`. */
export const SearchQuery = record({
  query: SearchText,
  include_closed: Type.Optional(Type.Boolean({ default: false })),
  status_ids: IdList,
  priority_ids: IdList,
  client_ids: IdList,
  assigned_to_ids: IdList,
  fields: FieldChoice,
  ...PAGE_QUERY,
});

/** Where a page of tickets ended, inside a cursor. */
export const Position = Type.Tuple([
  Type.String({ maxLength: 400 }),
  Uuid,
  Type.String({ maxLength: 4000 }),
  Timestamp,
  Type.Integer({ minimum: 0 }),
  Type.Boolean(),
]);

type WirePosition = Static<typeof Position>;

/** A position as it goes into a cursor. */
export function toWirePosition(position: TicketPosition): WirePosition {
  return [position.key, position.ticket_id, position.snapshot, position.at, position.total, position.isExact];
}

/** The page as the engine takes it. */
export function toSlice(page: PageRequest<WirePosition>): {
  readonly limit: number;
  readonly offset: number;
  readonly after: TicketPosition | null;
} {
  const { limit, offset, after } = page;
  if (after === null) return { limit, offset, after: null };
  const [key, ticket_id, snapshot, at, total, isExact] = after;
  return { limit, offset, after: { key, ticket_id, snapshot, at, total, isExact } };
}

const BOUNDS = ["created_from", "created_to", "updated_from", "updated_to", "closed_from", "closed_to"] as const;

function toMoment(path: string, time: string): Date {
  const moment = new Date(time);
  const year = moment.getUTCFullYear();
  if (year < 1 || year > 9999) throw invalid(path, `must lie between the years 1 and 9999, got ${time}`, "bad_format");
  return moment;
}

const PLAIN = [
  "search",
  "board_id",
  "client_id",
  "contact_name_id",
  "status_id",
  "priority_id",
  "category_id",
  "assigned_to",
  "status_ids",
  "is_open",
  "is_closed",
  "tags",
] as const;

/** The filters of a list. */
export function toFilters(query: Static<typeof ListQuery>): TicketFilters {
  const plain = PLAIN.flatMap((name) => (query[name] === undefined ? [] : [[name, query[name]] as const]));
  const bounds = BOUNDS.flatMap((name) => {
    const time = query[name];
    return time === undefined ? [] : [[name, toMoment(name, time)] as const];
  });
  return Object.fromEntries<unknown>([...plain, ...bounds]);
}

/** The filters of a search. */
export function toSearchFilters(query: Static<typeof SearchQuery>): TicketFilters {
  const { status_ids, priority_ids, client_ids, assigned_to_ids } = query;
  const lists = Object.entries({ status_ids, priority_ids, client_ids, assigned_to_ids }).filter(
    ([, ids]) => ids !== undefined,
  );
  const open = query.include_closed === true ? {} : { is_open: true };
  return { ...Object.fromEntries(lists), ...open, search: query.query };
}

/** The order of a list. */
export function toOrder(query: Static<typeof ListQuery>): TicketOrder {
  return { sort: query.sort ?? "entered_at", isDescending: query.order !== "asc" };
}

/** A ticket, or the chosen fields of it. */
export function chooseFields(
  ticket: TicketPayload,
  fields: readonly (keyof TicketPayload)[] | undefined,
): Partial<TicketPayload> {
  return fields === undefined ? ticket : Object.fromEntries(fields.map((field) => [field, ticket[field]]));
}
