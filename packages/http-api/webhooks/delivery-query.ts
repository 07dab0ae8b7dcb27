// How deliveries are asked for: the query fields of both lists, and what they become. In: a checked query. Out: a filter.
import { DELIVERY_STATUSES, EVENT_TYPES, TEST_EVENT_TYPE } from "@ticketwire/contract";
import type { DeliveryFilter } from "@ticketwire/engine/webhook/delivery-filter";
import { invalid } from "../fault/api-error.ts";
import { PAGE_QUERY } from "../page/paging.ts";
import { oneOf, record, type Static, Type, Uuid } from "../route/schema.ts";

/** Rows that may be passed over by `page`; a cursor goes on from anywhere. */
const DEEPEST_OFFSET = 10_000;

const Moment = Type.String({ format: "date-time", description: "By `created_at`, inclusive." });

/** What a list of deliveries can be narrowed by. */
export const DELIVERY_QUERY = record({
  ...PAGE_QUERY,
  status: Type.Optional(Type.Array(oneOf(DELIVERY_STATUSES), { maxItems: 5 })),
  event_type: Type.Optional(Type.Array(oneOf([...EVENT_TYPES, TEST_EVENT_TYPE]), { maxItems: 10 })),
  is_test: Type.Optional(Type.Boolean()),
  ticket_id: Type.Optional(Uuid),
  event_id: Type.Optional(Uuid),
  response_status: Type.Optional(
    Type.Array(Type.String({ pattern: "^[1-5]([0-9][0-9]|xx)$" }), {
      maxItems: 20,
      description: "Codes, or classes such as `5xx`.",
      examples: [["5xx"]],
    }),
  ),
  from_date: Type.Optional(Moment),
  to_date: Type.Optional(Moment),
  search: Type.Optional(
    Type.String({
      minLength: 1,
      maxLength: 200,
      description: "Text within the body sent, the answer, the error, the reason, the URL or the delivery's id.",
    }),
  ),
});

/** A code as itself, a class as the range of its codes. */
function codesOf(text: string): readonly [number, number] {
  if (!text.endsWith("xx")) return [Number(text), Number(text)];
  const first = Number(text[0]) * 100;
  return [first, first + 99];
}

/** The filter that a query asks for. */
export function filterOf(query: Static<typeof DELIVERY_QUERY>): DeliveryFilter {
  const { status, event_type, is_test, ticket_id, event_id, response_status, from_date, to_date, search } = query;
  const given = {
    status,
    eventTypes: event_type,
    isTest: is_test,
    ticketId: ticket_id,
    eventId: event_id,
    responseStatus: response_status?.map(codesOf),
    from: from_date === undefined ? undefined : new Date(from_date),
    to: to_date === undefined ? undefined : new Date(to_date),
    search,
  };
  return Object.fromEntries(Object.entries(given).filter(([, part]) => part !== undefined)) as DeliveryFilter;
}

/** Refuses a page that would pass over too many rows. */
export function refuseDeep(page: { readonly offset: number }): void {
  if (page.offset <= DEEPEST_OFFSET) return;
  const message = `goes down to row ${DEEPEST_OFFSET} only; go on with pagination.next_cursor, or narrow by from_date and to_date`;
  throw invalid("page", message, "too_deep");
}
