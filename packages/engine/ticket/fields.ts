// The words of a ticket as a caller may set them, under their wire names. In: nothing. Out: types and the list of fields.
import type { TicketField } from "@ticketwire/contract";

/** What a caller can set. `url`, names, times and `version` are ours. */
export interface TicketFields {
  readonly title: string;
  readonly description: string | null;
  readonly status_id: string;
  readonly priority_id: string;
  readonly client_id: string;
  readonly contact_name_id: string | null;
  readonly assigned_to: string | null;
  readonly assigned_team_id: string | null;
  readonly board_id: string;
  readonly location_id: string | null;
  readonly category_id: string | null;
  readonly subcategory_id: string | null;
  /** ISO 8601 with a zone. */
  readonly due_date: string | null;
  readonly tags: readonly string[];
  readonly attributes: Readonly<Record<string, unknown>>;
}

/** Any subset; `null` clears what can be cleared. */
export type TicketChange = Partial<TicketFields>;

/** A ticket to be made; what is left out takes the tenant's defaults, or stays empty. */
export type TicketDraft = TicketChange & Pick<TicketFields, "title">;

/** The tracked fields, in wire order: the order of `changes`. */
export const TRACKED_FIELDS = [
  "title",
  "description",
  "status_id",
  "priority_id",
  "client_id",
  "contact_name_id",
  "assigned_to",
  "assigned_team_id",
  "board_id",
  "location_id",
  "category_id",
  "subcategory_id",
  "due_date",
  "tags",
  "attributes",
] as const satisfies readonly (keyof TicketFields & TicketField)[];

export type TrackedField = (typeof TRACKED_FIELDS)[number];

/** Told with a write; they become keys of the data of its events. */
export interface Suppression {
  readonly suppressContactNotifications?: boolean;
  readonly suppressInternalNotifications?: boolean;
}
