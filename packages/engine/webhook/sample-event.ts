// Pure: the made-up event of a test delivery. Without a type it only says that it is a test; with one it carries a sample
// ticket in the shape of that event. In: the webhook, the type, what the caller wants in `data`. Out: the envelope's text.
import { type EventData, type EventType, TEST_EVENT_TYPE, type TicketPayload } from "@ticketwire/contract";

export interface SampleWish {
  readonly eventId: string;
  readonly tenantId: string;
  readonly webhook: { readonly webhookId: string; readonly name: string };
  readonly type: EventType | null;
  /** Takes the place of fields of `data`, or adds some; `is_test` stays. */
  readonly payload: Readonly<Record<string, unknown>>;
  /** Base of the sample ticket's link. */
  readonly baseUrl: string;
  readonly now: Date;
}

// Ids that say what they are and that no tenant has.
const sampleId = (kind: number): string => `00000000-0000-7000-8000-0000000000${String(kind).padStart(2, "0")}`;

const SAMPLE_TICKET_ID = sampleId(1);

function sampleTicket(wish: SampleWish): TicketPayload {
  const at = wish.now.toISOString();
  return {
    ticket_id: SAMPLE_TICKET_ID,
    ticket_number: "TKT-1000",
    title: "Sample ticket: printer on the second floor does not print",
    description: "This ticket is made up. Ticketwire sent it because somebody tested this webhook.",
    status_id: sampleId(2),
    status_name: "Open",
    is_closed: false,
    priority_id: sampleId(4),
    priority_name: "Medium",
    client_id: sampleId(5),
    client_name: "Sample Client Ltd.",
    contact_name_id: sampleId(6),
    contact_name: "Carla Contact",
    contact_email: "carla.contact@example.com",
    assigned_to: null,
    assigned_to_name: null,
    assigned_team_id: null,
    board_id: sampleId(7),
    board_name: "Support",
    location_id: null,
    category_id: null,
    subcategory_id: null,
    entered_at: at,
    updated_at: at,
    closed_at: null,
    due_date: null,
    tags: ["sample"],
    attributes: {},
    url: `${wish.baseUrl}/msp/tickets/${SAMPLE_TICKET_ID}`,
    version: 1,
  };
}

const ASSIGNEE = { assigned_to: sampleId(8), assigned_to_name: "Ada Agent" } as const;

/** What a type changes of the sample ticket and adds to it, as the real event would. */
function sampleOf(type: EventType, wish: SampleWish): Partial<EventData> {
  const at = wish.now.toISOString();
  const previous = { previous_status_id: sampleId(2), previous_status_name: "Open" };
  const closed = { status_id: sampleId(3), status_name: "Closed", is_closed: true, closed_at: at, version: 2 };
  switch (type) {
    case "ticket.created":
      return {};
    case "ticket.updated":
      return { version: 2, changes: { title: { previous: "Printer", new: sampleTicket(wish).title } } };
    case "ticket.status_changed":
      return { ...closed, ...previous };
    case "ticket.assigned":
      return { ...ASSIGNEE, version: 2 };
    case "ticket.closed":
      return closed;
    case "ticket.comment.added":
      return {
        version: 2,
        comment: {
          comment_id: sampleId(9),
          text: "This comment is made up, too.",
          author: ASSIGNEE.assigned_to_name,
          author_type: "internal",
          timestamp: at,
          is_internal: false,
        },
      };
    default:
      return type satisfies never;
  }
}

/** Type and text of the envelope of a test. */
export function makeSampleEvent(wish: SampleWish): { readonly eventType: string; readonly body: string } {
  const { type, webhook } = wish;
  const base =
    type === null
      ? { webhook_id: webhook.webhookId, webhook_name: webhook.name }
      : { ...sampleTicket(wish), ...sampleOf(type, wish) };
  const eventType = type ?? TEST_EVENT_TYPE;
  const body = JSON.stringify({
    event_id: wish.eventId,
    event_type: eventType,
    occurred_at: wish.now.toISOString(),
    tenant_id: wish.tenantId,
    data: { ...base, ...wish.payload, is_test: true },
  });
  return { eventType, body };
}
