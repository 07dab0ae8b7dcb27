// How a write of the ticket stage ends, when it ends as expected. Faults are thrown.
import type { ErrorDetail, TicketPayload } from "@ticketwire/contract";

/** Nothing was written: what is wrong with the request, by field. */
export interface Refused {
  readonly kind: "refused";
  readonly findings: readonly ErrorDetail[];
}

/** There is no such ticket in the tenant. */
export interface NotFound {
  readonly kind: "not_found";
}

/** The ticket is not at a version that the caller expected. */
export interface Stale {
  readonly kind: "stale";
  readonly version: number;
}

export type CreateOutcome = { readonly kind: "created"; readonly ticket: TicketPayload } | Refused;

export type ChangeOutcome =
  | { readonly kind: "changed"; readonly ticket: TicketPayload }
  | { readonly kind: "unchanged"; readonly ticket: TicketPayload }
  | NotFound
  | Refused
  | Stale;
