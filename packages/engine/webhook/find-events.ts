// The events of a ticket by id, from the index alone, and where they lie. In: a ticket. Out: ids, and the days they tell.
import type { TenantId } from "@ticketwire/contract";
import type { Queryable } from "../db/database.ts";
import { sql } from "../db/sql.ts";
import { daysOfDelivery } from "./delivery-day.ts";

/** Ids of up to `limit` events. The day is not asked for: it would take a look at each row, in as many places of the disk. */
export async function findEventsOf(
  tenant: Queryable,
  { tenantId, limit }: { readonly tenantId: TenantId; readonly limit: number },
  ticketId: string,
): Promise<readonly string[]> {
  const rows = await tenant.query<{ event_id: string }>(sql`
    SELECT event_id FROM ticketwire.events WHERE tenant_id = ${tenantId} AND subject_id = ${ticketId}::uuid LIMIT ${limit}`);
  return rows.map((row) => row.event_id);
}

/** Where events, and their deliveries, may lie. */
export function placesOf(eventIds: readonly string[]): readonly { readonly day: string; readonly eventId: string }[] {
  return eventIds.flatMap((eventId) => daysOfDelivery(eventId).map((day) => ({ day, eventId })));
}
