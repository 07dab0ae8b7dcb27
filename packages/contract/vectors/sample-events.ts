// One event of every type, with fixed ids and times, as a server sends it: the bodies of the test vectors.
// Builders only; make.ts signs and writes them.
import type { Envelope, EventType, TicketPayload } from "../events.ts";

export const TENANT_ID = "0193a5f0-0000-7000-8000-00000000000a";
export const OCCURRED_AT = "2026-03-01T09:15:27.482Z";
const AGENT_ID = "0193a5f0-0000-7000-8000-0000000000b1";

const TICKET: TicketPayload = {
  ticket_id: "0193a5f0-0000-7000-8000-0000000000c1",
  ticket_number: "TKT-1042",
  title: "Drucker im 2. Stock druckt „leere“ Seiten 🖨️",
  description: 'First line\nSecond line with "quotes", a \\ and a \u2028 separator',
  status_id: "0193a5f0-0000-7000-8000-0000000000d1",
  status_name: "In Progress",
  is_closed: false,
  priority_id: "0193a5f0-0000-7000-8000-0000000000e1",
  priority_name: "High",
  client_id: "0193a5f0-0000-7000-8000-0000000000f1",
  client_name: "Fjörd & Søn A/S",
  contact_name_id: null,
  contact_name: null,
  contact_email: null,
  assigned_to: AGENT_ID,
  assigned_to_name: "Zoë Nakamura",
  assigned_team_id: null,
  board_id: "0193a5f0-0000-7000-8000-0000000000a2",
  board_name: "Service Desk",
  location_id: null,
  category_id: null,
  subcategory_id: null,
  entered_at: "2026-03-01T08:00:00.000Z",
  updated_at: OCCURRED_AT,
  closed_at: null,
  due_date: null,
  tags: ["hardware", "2. Stock"],
  attributes: {},
  url: "http://127.0.0.1:4400/msp/tickets/0193a5f0-0000-7000-8000-0000000000c1",
  version: 7,
};

const EXTRAS: Record<EventType, object> = {
  "ticket.created": { version: 1 },
  "ticket.updated": { changes: { assigned_to: { previous: null, new: AGENT_ID } } },
  "ticket.status_changed": {
    previous_status_id: "0193a5f0-0000-7000-8000-0000000000d0",
    previous_status_name: "Open",
  },
  "ticket.assigned": {},
  "ticket.closed": { is_closed: true, status_name: "Closed", closed_at: OCCURRED_AT },
  "ticket.comment.added": {
    comment: {
      comment_id: "0193a5f0-0000-7000-8000-0000000000c9",
      text: "Toner replaced; see https://example.com/?a=1&b=2",
      author: "Zoë Nakamura",
      author_type: "internal",
      timestamp: OCCURRED_AT,
      is_internal: true,
    },
  },
};

/** The six events in the order of the API's list, then a test delivery. */
export const SAMPLE_EVENTS: readonly Envelope<object>[] = [
  ...Object.entries(EXTRAS).map(([type, extra], index) => envelope(index + 1, type, { ...TICKET, ...extra })),
  envelope(7, "webhook.test", {
    webhook_id: "0193a5f0-0000-7000-8000-0000000000aa",
    webhook_name: "Test vectors",
    is_test: true,
  }),
];

function envelope(number: number, type: string, data: object): Envelope<object> {
  return {
    event_id: `0193a5f0-0000-7000-8000-10000000000${number}`,
    event_type: type,
    occurred_at: OCCURRED_AT,
    tenant_id: TENANT_ID,
    data,
  };
}
