// The events of ticket writes, as each statement that writes tickets ends: those of tickets that were written are published,
// the others are not. In: `written (tenant_id, ticket_id, moment)` of the statement, and the events as JSON.
// Out: the ids of the tickets that were written.
import type { TicketPayload } from "@ticketwire/contract";
import { fragment } from "../db/sql.ts";
import type { NewEvent } from "./rules/events.ts";

/** The events of several writes as JSON, those of a ticket in their order. */
export function toEventRows(
  writes: readonly { readonly ticket: Pick<TicketPayload, "ticket_id">; readonly events: readonly NewEvent[] }[],
): string {
  return JSON.stringify(
    writes.flatMap(({ ticket: { ticket_id }, events }) => events.map(({ type, data }) => ({ ticket_id, type, data }))),
  );
}

/** Stands before the JSON of the events. */
export const TOLD_FROM = fragment(`, told AS (
      SELECT written.tenant_id, event.ticket_id, event.type, event.data, written.moment
      FROM ROWS FROM (json_to_recordset(`);

/** Stands behind it, and ends the statement: publishes by one call, and answers `ticket_id` of what was written. */
export const AND_PUBLISH =
  fragment(`) AS (ticket_id uuid, type text, data text)) WITH ORDINALITY AS event (ticket_id, type, data, ordinal)
      JOIN written USING (ticket_id) ORDER BY event.ordinal
    ), published AS (
      SELECT count(*) FROM (
        SELECT min(tenant_id::text)::uuid AS tenant, array_agg(type) AS types, array_agg(ticket_id) AS subjects,
          array_agg(data) AS datas, array_agg(moment) AS moments FROM told
      ) AS all_told CROSS JOIN LATERAL ticketwire.publish_many(tenant, types, subjects, datas, moments, false)
    )
    SELECT ticket_id FROM written CROSS JOIN published`);
