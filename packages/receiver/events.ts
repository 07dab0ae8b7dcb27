// The events a handler gets, typed by `event_type`: the contract's envelope with what each type adds to `data`.
// Types only. A webhook with `payload_fields` sends fewer fields of the ticket; `ticket_id` always stays.
import type { CommentPayload, Envelope, EventData, EventType, FieldChange } from "@ticketwire/contract/events";

export type {
  CommentPayload,
  Envelope,
  EventData,
  EventType,
  FieldChange,
  TicketPayload,
} from "@ticketwire/contract/events";

/** `data` of a test delivery that names no ticket event. */
export interface TestData {
  readonly webhook_id: string;
  readonly webhook_name: string;
  readonly is_test: true;
}

/** What `data` holds, by event type. */
export interface EventDataByType {
  readonly "ticket.created": EventData;
  readonly "ticket.updated": EventData & { readonly changes: Readonly<Record<string, FieldChange>> };
  readonly "ticket.status_changed": EventData & {
    readonly previous_status_id: string;
    readonly previous_status_name: string;
  };
  readonly "ticket.assigned": EventData;
  readonly "ticket.closed": EventData;
  readonly "ticket.comment.added": EventData & { readonly comment: CommentPayload };
  readonly "webhook.test": TestData;
}

/** Every event type that can arrive: the six of tickets and `webhook.test`. */
export type ReceivedEventType = EventType | "webhook.test";

/** The event of one type, for example `EventOf<"ticket.assigned">`. */
export type EventOf<Type extends ReceivedEventType> = Envelope<EventDataByType[Type], Type>;

/**
 * Any event, as a union that narrows on `event_type`. A newer server may send types this version does not know: they
 * reach the `"*"` handler, so a `switch` over `event_type` keeps a `default`.
 */
export type TicketwireEvent = { [Type in ReceivedEventType]: EventOf<Type> }[ReceivedEventType];
