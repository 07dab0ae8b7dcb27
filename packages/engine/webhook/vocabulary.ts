// What the events of an installation are called and what their `data` holds: Ticketwire's own six, or those of a program that
// embeds the engine. Read by whatever checks a webhook's settings. Pure.
import { EVENT_TYPES } from "@ticketwire/contract";
import { type FieldKind, FILTER_FIELDS, kindOfField } from "./filter-fields.ts";
import { PAYLOAD_FIELDS } from "./project-body.ts";

export interface Vocabulary {
  /** The event types a webhook may subscribe to; null: any. */
  readonly eventTypes: readonly string[] | null;
  /** The kind of a field that a filter's condition may name; undefined refuses it. */
  readonly kindOfField: (field: string) => FieldKind | undefined;
  /** The fields that a condition may name, for messages. */
  readonly filterFields: readonly string[];
  /** The fields of `data` that `payload_fields` may name; null: any. */
  readonly payloadFields: readonly string[] | null;
  /** Whether events have a `ticket_id`, by which `entity_ids` filters. */
  readonly hasTickets: boolean;
}

/** Ticketwire's own events. */
export const TICKET_VOCABULARY: Vocabulary = {
  eventTypes: EVENT_TYPES,
  kindOfField,
  filterFields: [...FILTER_FIELDS, "attributes.<name>"],
  payloadFields: PAYLOAD_FIELDS,
  hasTickets: true,
};

/** The events of another program: its types, or any, and `data` of which nothing is known. */
export function vocabularyOf(eventTypes: readonly string[] | null): Vocabulary {
  return { eventTypes, kindOfField: () => "any", filterFields: [], payloadFields: null, hasTickets: false };
}
