// Pure: which filters of a list of deliveries are answered by an index that names what can match, instead of a walk along the
// list. In: a filter. Out: what names it.
import type { DeliveryStatus } from "@ticketwire/contract";
import type { DeliveryFilter } from "./delivery-filter.ts";

/** What an index names. `open`: deliveries of these statuses, `delivered` not among them. */
export type Shortcut =
  | { readonly kind: "event" | "ticket" | "test" }
  | { readonly kind: "open"; readonly status: readonly DeliveryStatus[] };

/** The index that names what a filter can let through, when there is one. */
export function shortcutOf(filter: DeliveryFilter): Shortcut | null {
  if (filter.eventId !== undefined) return { kind: "event" };
  if (filter.ticketId !== undefined) return { kind: "ticket" };
  if (filter.isTest === true) return { kind: "test" };
  const { status, responseStatus: codes } = filter;
  if (status !== undefined && !status.includes("delivered")) return { kind: "open", status };
  // A delivery whose last answer was no 2xx does not stand delivered, and one that is pending has none.
  if (codes?.every(([from, to]) => to < 200 || from > 299))
    return { kind: "open", status: ["held", "abandoned", "retrying"] };
  return null;
}
