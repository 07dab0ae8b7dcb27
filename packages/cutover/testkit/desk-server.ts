// HTTP before a desk: the routes of the contract that the kit calls, on 127.0.0.1 and a free port, with a key, ETags, a feed
// that waits, and answers that can be spoilt on purpose. In: a desk. Out: a running server, to be closed.
import { createHash } from "node:crypto";
import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { TicketState } from "../journal/entry.ts";
import { type Desk, DESK_WEBHOOK, type DeskDelivery } from "./desk.ts";

export interface DeskServer extends AsyncDisposable {
  readonly url: string;
  /** Requests so far as `GET /tickets/…`. */
  readonly requests: string[];
  /** The next answers to paths that match, in order; a status of 0 drops the connection. */
  spoil(path: RegExp, ...statuses: readonly number[]): void;
  /** Routes of the webhook that answer 404, as a server without them does. */
  readonly absent: Set<"events" | "recover" | "deliveries">;
}

export const DESK_KEY = "desk-key-0123456789";

interface Call {
  readonly desk: Desk;
  readonly url: URL;
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly absent: ReadonlySet<string>;
}

export async function openDeskServer(desk: Desk): Promise<DeskServer> {
  const requests: string[] = [];
  const spoilt: { readonly path: RegExp; readonly statuses: number[] }[] = [];
  const absent = new Set<"events" | "recover" | "deliveries">();
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? "/", "http://desk");
    requests.push(`${request.method} ${url.pathname.replace("/api/v1", "")}`);
    response.setHeader("date", new Date(desk.clock.now()).toUTCString());
    const spoil = spoilt.find(({ path, statuses }) => statuses.length > 0 && path.test(url.pathname));
    if (spoil !== undefined) return spoilAnswer(response, spoil.statuses.shift() as number);
    if (request.headers["x-api-key"] !== DESK_KEY) return fail(response, 401, "the key is not known");
    void route({ desk, url, request, response, absent }).catch((error: unknown) => fail(response, 500, String(error)));
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    absent,
    spoil: (path, ...statuses) => void spoilt.push({ path, statuses: [...statuses] }),
    async [Symbol.asyncDispose]() {
      const closed = once(server, "close");
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}

function spoilAnswer(response: ServerResponse, status: number): void {
  if (status === 0) return void response.destroy();
  if (status === 429 || status === 503) response.setHeader("retry-after", "7");
  fail(response, status, "spoilt");
}

function fail(response: ServerResponse, status: number, message: string): void {
  send(response, status, { error: { code: "X", message } });
}

function send(response: ServerResponse, status: number, body: unknown): void {
  const text = status === 304 ? "" : JSON.stringify(body);
  response.writeHead(status, { "content-type": "application/json" });
  response.end(text);
}

async function route(call: Call): Promise<void> {
  const [, , , resource, id, part] = call.url.pathname.split("/");
  if (resource === "webhooks" && id === DESK_WEBHOOK) return routeWebhook(call);
  if (resource !== "tickets") return fail(call.response, 404, "not found");
  if (id === undefined) return listTickets(call);
  if (part === "comments") return listComments(call, id);
  showTicket(call, id);
}

async function routeWebhook(call: Call): Promise<void> {
  const { url, response, desk } = call;
  const [part, last] = url.pathname.split("/").slice(5);
  if (part === undefined) return send(response, 200, { data: desk.webhook });
  if (call.absent.has(part)) return fail(response, 404, "not found");
  if (part === "events") return showFeed(call);
  if (part === "recover") return recover(call, last);
  if (part !== "deliveries") return fail(response, 404, "not found");
  if (last === undefined) return listDeliveries(call);
  showDelivery(call, last);
}

function showTicket({ desk, request, response }: Call, id: string): void {
  desk.beforeRead?.(id);
  const state = desk.tickets.get(id);
  if (state === undefined) return fail(response, 404, "no such ticket");
  const etag = `"${createHash("sha1").update(JSON.stringify(state)).digest("hex")}"`;
  response.setHeader("etag", etag);
  if (request.headers["if-none-match"] === etag) return send(response, 304, null);
  send(response, 200, { data: state });
}

/** Oldest first, as the contract's server does. */
function listComments({ desk, url, response }: Call, id: string): void {
  const comments = desk.comments.get(id) ?? [];
  const limit = Number(url.searchParams.get("limit") ?? 25);
  const from = Number(url.searchParams.get("cursor") ?? 0);
  const next = from + limit < comments.length ? String(from + limit) : null;
  send(response, 200, { data: comments.slice(from, from + limit), pagination: { next_cursor: next } });
}

function listTickets({ desk, url, request, response }: Call): void {
  const query = url.searchParams;
  const limit = Number(query.get("limit") ?? 25);
  const from = query.get("updated_from") ?? "";
  const rows = [...desk.tickets.values()]
    .filter((state) => String(state["updated_at"]) >= from)
    .filter((state) => !query.has("priority_id") || state["priority_id"] === query.get("priority_id"))
    .toSorted((a, b) => orderOf(a).localeCompare(orderOf(b)))
    .filter((state) => orderOf(state) > (query.get("cursor") ?? ""));
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  const next = rows.length > limit && last !== undefined ? orderOf(last) : null;
  const etag = `"${createHash("sha1").update(JSON.stringify(page)).digest("hex")}"`;
  response.setHeader("etag", etag);
  if (request.headers["if-none-match"] === etag) return send(response, 304, null);
  send(response, 200, { data: page, pagination: { page: 1, limit, total: rows.length, next_cursor: next } });
}

function orderOf(state: TicketState): string {
  return `${String(state["updated_at"])} ${String(state["ticket_id"])}`;
}

async function showFeed({ desk, url, request, response }: Call): Promise<void> {
  const after = Number(url.searchParams.get("after") ?? 0);
  const limit = Number(url.searchParams.get("limit") ?? 25);
  const isWaiting = Number(url.searchParams.get("wait") ?? 0) > 0;
  let isOver = false;
  request.on("close", () => (isOver = true));
  // The clock of the test does not move by itself, so a long poll ends with news or with its caller.
  while (isWaiting && desk.deliveries.length <= after && !isOver)
    await new Promise((resolve) => setTimeout(resolve, 2));
  const rows = desk.deliveries.filter(({ sequence }) => sequence > after).slice(0, limit);
  const data = rows.map(({ sequence, deliveryId, status, event }) => ({
    sequence,
    delivery_id: deliveryId,
    status,
    event,
  }));
  send(response, 200, { data, meta: { next_after: rows.at(-1)?.sequence ?? after } });
}

function listDeliveries({ desk, url, response }: Call): void {
  const { searchParams: query } = url;
  const rows = desk.deliveries
    .filter(({ status }) => !query.has("status") || status === query.get("status"))
    .filter(({ event }) => !query.has("ticket_id") || event.data["ticket_id"] === query.get("ticket_id"))
    .toReversed()
    .slice(0, Number(query.get("limit") ?? 25));
  send(response, 200, { data: rows.map(recordOf), pagination: { next_cursor: null } });
}

function showDelivery({ desk, response }: Call, id: string): void {
  const found = desk.deliveries.find(({ deliveryId }) => deliveryId === id);
  if (found === undefined) return fail(response, 404, "no such delivery");
  const attempts = found.attempts.map(({ at, status }, index) => ({
    attempt_number: index + 1,
    attempted_at: new Date(at).toISOString(),
    response_status_code: status,
    error_class: status === null ? "connect" : null,
  }));
  send(response, 200, { data: { ...recordOf(found), attempts } });
}

function recordOf({ deliveryId, sequence, event, status, nextAt, attempts }: DeskDelivery): TicketState {
  return {
    delivery_id: deliveryId,
    webhook_id: DESK_WEBHOOK,
    event_id: event.event_id,
    event_type: event.event_type,
    ticket_id: event.data["ticket_id"],
    sequence,
    status,
    attempt_number: attempts.length,
    next_retry_at: nextAt === null || attempts.length === 0 ? null : new Date(nextAt).toISOString(),
    is_test: false,
    created_at: event.occurred_at,
    request_body: JSON.stringify(event),
  };
}

async function recover({ desk, request, response }: Call, job: string | undefined): Promise<void> {
  let text = "";
  for await (const chunk of request as AsyncIterable<Buffer>) text += chunk.toString();
  const abandoned = desk.deliveries.filter(({ status }) => status === "abandoned");
  const isDry = text !== "" && (JSON.parse(text) as { dry_run?: boolean }).dry_run === true;
  if (!isDry)
    for (const delivery of abandoned) Object.assign(delivery, { status: "retrying", nextAt: desk.clock.now() });
  const status = job === undefined && !isDry ? "queued" : "done";
  const counts = { matched: abandoned.length, sent: isDry ? 0 : abandoned.length, skipped: 0 };
  send(response, job === undefined ? 202 : 200, {
    data: { job_id: "0198c0de-0000-7000-8000-0000000000f9", status, dry_run: isDry, ...counts },
  });
}
