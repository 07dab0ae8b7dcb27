// What a list of deliveries can be narrowed by, and the condition in SQL, written once and put into every statement that
// looks for deliveries. In: a filter. Out: one JSON parameter, and fragments that read it.
import type { DeliveryStatus } from "@ticketwire/contract";
import { type Fragment, fragment } from "../db/sql.ts";

/** Every part that is given has to hold. */
export interface DeliveryFilter {
  readonly status?: readonly DeliveryStatus[];
  readonly eventTypes?: readonly string[];
  readonly isTest?: boolean;
  readonly ticketId?: string;
  readonly eventId?: string;
  /** Inclusive ranges of status codes. */
  readonly responseStatus?: readonly (readonly [from: number, to: number])[];
  /** Inclusive, by `created_at`. */
  readonly from?: Date;
  readonly to?: Date;
  /** Text within the body sent, the answer, error, reason, url or delivery id; ASCII letters match in either case. */
  readonly search?: string;
}

export function isUnfiltered(filter: DeliveryFilter): boolean {
  return Object.values(filter).every((part) => part === undefined);
}

/** The one status that is wanted, where an index holds those alone. */
export function setAsideOf({ status }: DeliveryFilter): "held" | "abandoned" | null {
  const [only, ...others] = status ?? [];
  return others.length === 0 && (only === "held" || only === "abandoned") ? only : null;
}

/** The filter as the one parameter of the `f` step. */
export function filterParameter(filter: DeliveryFilter): string {
  return JSON.stringify({
    status: filter.status,
    event_types: filter.eventTypes,
    is_test: filter.isTest,
    ticket_id: filter.ticketId,
    event_id: filter.eventId,
    codes_from: filter.responseStatus?.map(([from]) => from),
    codes_to: filter.responseStatus?.map(([, to]) => to),
    created_from: filter.from,
    created_to: filter.to,
    search: filter.search?.toLowerCase(),
  });
}

/** Columns of the `f` step: `f AS MATERIALIZED (SELECT * FROM jsonb_to_record(${filterParameter(filter)}::jsonb) ${FILTER_COLUMNS})`. */
export const FILTER_COLUMNS: Fragment = fragment(`AS f (status text[], event_types text[], is_test boolean,
  ticket_id uuid, event_id uuid, codes_from int[], codes_to int[], created_from timestamptz, created_to timestamptz,
  search text)`);

const part = (name: string, condition: string): string => `((SELECT ${name} FROM f) IS NULL OR ${condition})`;

const found = (text: string): string => `strpos(lower(${text}), (SELECT search FROM f)) > 0`;

/** True for a row `d` of ticketwire.deliveries that fulfils the filter of the `f` step. */
export const MATCHES_FILTER: Fragment = fragment(
  [
    part("status", "d.status = ANY ((SELECT status FROM f)::text[])"),
    part("event_types", "d.event_type = ANY ((SELECT event_types FROM f)::text[])"),
    part("is_test", "d.is_test = (SELECT is_test FROM f)"),
    part("ticket_id", "d.subject_id = (SELECT ticket_id FROM f)"),
    part("event_id", "d.event_id = (SELECT event_id FROM f)"),
    part(
      "codes_from",
      `EXISTS (SELECT FROM unnest((SELECT codes_from FROM f), (SELECT codes_to FROM f)) AS codes (low, high)
        WHERE d.response_status_code BETWEEN low AND high)`,
    ),
    part("created_from", "d.created_at >= (SELECT created_from FROM f)"),
    part("created_to", "d.created_at <= (SELECT created_to FROM f)"),
    part(
      "search",
      `${["d.response_body", "d.error_message", "d.reason", "d.request_url", "d.delivery_id::text"].map(found).join(" OR ")} OR EXISTS (
        SELECT FROM ticketwire.events AS e WHERE e.tenant_id = d.tenant_id AND e.day = d.day AND e.event_id = d.event_id
          AND ${found("e.body")})`,
    ),
  ].join(" AND "),
);
