// A help desk with some life in it, for pages to look at: webhooks that fare well, fail, pause and rotate; tickets that change.
// In: a server. Out: the ids of what was made.
import type { DashboardServer } from "./dashboard-kit.ts";

interface Bin {
  readonly bin_id: string;
  readonly url: string;
}

interface Ticket {
  readonly ticket_id: string;
}

interface Webhook {
  readonly webhook_id: string;
}

export interface HelpDeskLife {
  readonly ticketId: string;
  readonly binId: string;
  readonly healthyId: string;
  readonly failingId: string;
  readonly deliveryId: string;
}

const TITLES = [
  "Printer on fire on the second floor",
  "VPN drops every hour",
  "New laptop for Grace",
  "Mailbox is full",
  "Badge does not open the lab",
  "Invoice shows the wrong address",
  "Screen flickers after the update",
  "Access to the finance share",
];

async function makeWebhook(server: DashboardServer, name: string, wish: object): Promise<Bin & Webhook> {
  const {
    status = 200,
    body = "",
    delay = 0,
    ...settings
  } = wish as { status?: number; body?: string; delay?: number };
  const bin = await server.call<Bin>("POST", "/request-bins", {
    name: `${name} receiver`,
    response_status: status,
    response_body: body,
    response_delay_ms: delay,
  });
  const webhook = await server.call<Webhook>("POST", "/webhooks", {
    name,
    url: bin.url,
    event_types: [
      "ticket.created",
      "ticket.updated",
      "ticket.status_changed",
      "ticket.assigned",
      "ticket.comment.added",
    ],
    ...settings,
  });
  return { ...bin, ...webhook };
}

async function makeTickets(server: DashboardServer): Promise<readonly Ticket[]> {
  const client = await server.call<{ client_id: string }>("POST", "/clients", { client_name: "Acme Inc." });
  const tickets: Ticket[] = [];
  for (const title of TITLES)
    tickets.push(
      await server.call<Ticket>("POST", "/tickets", {
        title,
        description: "It began this morning. Nothing was changed before.",
        client_id: client.client_id,
        tags: ["hardware", "urgent"],
      }),
    );
  return tickets;
}

/** Waits until something holds. */
export async function until<Value>(ask: () => Promise<Value | undefined>, what: string): Promise<Value> {
  const giveUpAt = Date.now() + 20_000;
  for (;;) {
    const value = await ask();
    if (value !== undefined) return value;
    if (Date.now() > giveUpAt) throw new Error(`waited in vain for ${what}`);
    await new Promise((next) => setTimeout(next, 50));
  }
}

/** Brings a help desk to life. */
export async function bringToLife(server: DashboardServer): Promise<HelpDeskLife> {
  const healthy = await makeWebhook(server, "CRM", { body: '{"ok":true}' });
  const failing = await makeWebhook(server, "Billing", { status: 503, body: '{"error":"database is down"}' });
  const paused = await makeWebhook(server, "Data warehouse", { ordering: "ticket" });
  await server.call("PUT", `/webhooks/${paused.webhook_id}`, { is_active: false });
  await server.call("POST", `/webhooks/${healthy.webhook_id}/secret/rotate`, {});
  const [first] = await makeTickets(server);
  if (first === undefined) throw new Error("no ticket was made");
  const { ticket_id: ticketId } = first;
  const users = await server.call<readonly { user_id: string }[]>("GET", "/users");
  const statuses = await server.call<readonly { status_id: string; name: string }[]>("GET", "/statuses");
  const inProgress = statuses.find(({ name }) => name === "In Progress")?.status_id;
  await server.call("PUT", `/tickets/${ticketId}/assignment`, { assigned_to: users[0]?.user_id });
  await server.call("PUT", `/tickets/${ticketId}/status`, { status_id: inProgress });
  await server.call("POST", `/tickets/${ticketId}/comments`, {
    comment_text: "On my way with the extinguisher.",
    is_internal: true,
  });
  const deliveryId = await until(async () => {
    const path = `/webhooks/${failing.webhook_id}/deliveries?status=retrying`;
    const [delivery] = await server.call<readonly { delivery_id: string }[]>("GET", path);
    return delivery?.delivery_id;
  }, "a delivery that failed");
  return { ticketId, binId: healthy.bin_id, healthyId: healthy.webhook_id, failingId: failing.webhook_id, deliveryId };
}
