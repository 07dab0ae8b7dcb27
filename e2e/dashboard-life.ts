// A help desk with some life in it, for pages to look at: webhooks that fare well, fail in every way, pause and rotate; tickets
// that change, with titles of every kind. In: a server. Out: the ids of what was made.
import { once } from "node:events";
import { createServer } from "node:https";
import type { AddressInfo } from "node:net";
import { type CertificateOptions, createCertificate } from "@ticketwire/engine/testkit/certificate";
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

export interface HelpDeskLife extends Disposable {
  readonly ticketId: string;
  readonly binId: string;
  readonly healthyId: string;
  readonly failingId: string;
  readonly pausedId: string;
  readonly disabledId: string;
  readonly deliveryId: string;
  /** To another webhook, of the same event. */
  readonly otherDeliveryId: string;
  readonly jobId: string;
}

/** Runs when a page takes a text of somebody else for its own. */
const HOSTILE = `<img src=x onerror="document.title='taken over'"><script>document.title='taken over'</script>`;

const TITLES = [
  "Printer on fire on the second floor",
  "VPN drops every hour",
  "New laptop for Grace",
  "Mailbox is full",
  "Badge does not open the lab",
  "Invoice shows the wrong address",
  "Screen flickers after the update",
  "Access to the finance share",
  HOSTILE,
  "الطابعة في الطابق الثاني لا تعمل (VPN) 😀",
  `${"Verylongwordwithoutanyblank".repeat(5)} and so on`,
];

const MOST_BIN_NAME = 100;

/** Receivers that each fail in a way of their own. */
const TROUBLES: Readonly<Record<string, object>> = {
  "Chat bridge": { status: 401, body: `{"error":${JSON.stringify(HOSTILE)}}` },
  "Ticket archive of the northern and the southern branch office, second try": { status: 500, body: HOSTILE },
  "العربية 🦄 reports": { delay: 30_000, timeout_ms: 1000 },
  工单同步到数据仓库的网络钩子: { status: 302 },
  ["Wide".repeat(63)]: { description: "Runbook: https://wiki.example/w\nOwned by the platform team." },
};

async function makeWebhook(server: DashboardServer, name: string, wish: object): Promise<Bin & Webhook> {
  const {
    status = 200,
    body = "",
    delay = 0,
    ...settings
  } = wish as { status?: number; body?: string; delay?: number };
  const bin = await server.call<Bin>("POST", "/request-bins", {
    name: `${name} receiver`.slice(0, MOST_BIN_NAME),
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
        description: title === HOSTILE ? HOSTILE : "It began this morning. Nothing was changed before.",
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

/** A receiver whose certificate nobody vouches for, perhaps because it expired. */
export async function openUntrustedReceiver(dates: Pick<CertificateOptions, "validFrom" | "validTo"> = {}) {
  const { cert, key } = createCertificate({ commonName: "receiver", names: ["127.0.0.1"], ...dates });
  const https = createServer({ cert, key }, (_request, response) => response.end()).listen(0, "127.0.0.1");
  await once(https, "listening");
  const { port } = https.address() as AddressInfo;
  const close = () => {
    https.closeAllConnections();
    https.close();
  };
  return { url: `https://127.0.0.1:${port}/in`, [Symbol.dispose]: close };
}

async function findDelivery(server: DashboardServer, webhookId: string, query: string): Promise<string> {
  return until(async () => {
    const path = `/webhooks/${webhookId}/deliveries?${query}`;
    const [delivery] = await server.call<readonly { delivery_id: string }[]>("GET", path);
    return delivery?.delivery_id;
  }, query);
}

async function changeTicket(server: DashboardServer, ticketId: string): Promise<void> {
  const users = await server.call<readonly { user_id: string }[]>("GET", "/users");
  const statuses = await server.call<readonly { status_id: string; name: string }[]>("GET", "/statuses");
  const inProgress = statuses.find(({ name }) => name === "In Progress")?.status_id;
  await server.call("PUT", `/tickets/${ticketId}/assignment`, { assigned_to: users[0]?.user_id });
  await server.call("PUT", `/tickets/${ticketId}/status`, { status_id: inProgress });
  const comment_text = "On my way with the extinguisher.";
  await server.call("POST", `/tickets/${ticketId}/comments`, { comment_text, is_internal: true });
}

async function makeWebhooks(server: DashboardServer, untrustedUrl: string) {
  const healthy = await makeWebhook(server, "CRM", { body: '{"ok":true}' });
  const failing = await makeWebhook(server, "Billing", { status: 503, body: '{"error":"database is down"}' });
  const paused = await makeWebhook(server, "Data warehouse", { ordering: "ticket" });
  const gone = await makeWebhook(server, "Old intranet", { status: 410 });
  for (const [name, wish] of Object.entries(TROUBLES)) await makeWebhook(server, name, wish);
  const event_types = ["ticket.created"];
  await server.call("POST", "/webhooks", { name: "Partner", url: untrustedUrl, event_types });
  await server.call("PUT", `/webhooks/${paused.webhook_id}`, { is_active: false });
  await server.call("POST", `/webhooks/${healthy.webhook_id}/secret/rotate`, {});
  return { healthy, failing, paused, gone };
}

/** Brings a help desk to life. */
export async function bringToLife(server: DashboardServer): Promise<HelpDeskLife> {
  const untrusted = await openUntrustedReceiver();
  const { healthy, failing, paused, gone } = await makeWebhooks(server, untrusted.url);
  const [first] = await makeTickets(server);
  if (first === undefined) throw new Error("no ticket was made");
  const { ticket_id: ticketId } = first;
  await changeTicket(server, ticketId);
  const ofTicket = `ticket_id=${ticketId}&event_type=ticket.created`;
  const deliveryId = await findDelivery(server, failing.webhook_id, `${ofTicket}&status=retrying`);
  const otherDeliveryId = await findDelivery(server, healthy.webhook_id, `${ofTicket}&status=delivered`);
  await until(async () => {
    const webhook = await server.call<{ is_active: boolean }>("GET", `/webhooks/${gone.webhook_id}`);
    return webhook.is_active ? undefined : true;
  }, "the webhook that is gone to be disabled");
  const since = new Date(Date.now() - 3_600_000).toISOString();
  const path = `/webhooks/${failing.webhook_id}/recover`;
  const { job_id: jobId } = await server.call<{ job_id: string }>("POST", path, { since, dry_run: true });
  return {
    ticketId,
    binId: healthy.bin_id,
    healthyId: healthy.webhook_id,
    failingId: failing.webhook_id,
    pausedId: paused.webhook_id,
    disabledId: gone.webhook_id,
    deliveryId,
    otherDeliveryId,
    jobId,
    [Symbol.dispose]: () => untrusted[Symbol.dispose](),
  };
}
