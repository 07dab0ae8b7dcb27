// A server on loopback that speaks the feed of the contract for one webhook: events in sequence, pages, the key, and
// faults on demand.
import { once } from "node:events";
import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { WEBHOOK_ID } from "./signed-request.ts";

export interface FeedServer {
  readonly baseUrl: string;
  /** Sequence → event; leave numbers out to play a server that dropped what was too old. */
  readonly events: Map<number, object>;
  /** Query strings in the order they came. */
  readonly asked: string[];
  /** Answers the requests that are kept open for something new. */
  release(): void;
  /** Answers given instead of the feed, first in, first out. */
  readonly faults: ((response: ServerResponse) => void)[];
  close(): Promise<void>;
}

export const API_KEY = "key-for-the-feed-of-the-tests-0123456789";

export async function startFeedServer(): Promise<FeedServer> {
  const events = new Map<number, object>();
  const asked: string[] = [];
  const waiting: (() => void)[] = [];
  const faults: ((response: ServerResponse) => void)[] = [];
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? "", "http://127.0.0.1");
    asked.push(url.search);
    const fault = faults.shift();
    if (fault !== undefined) return fault(response);
    if (request.headers["x-api-key"] !== API_KEY) return answer(response, 401, { error: { code: "UNAUTHORIZED" } });
    if (url.pathname !== `/api/v1/webhooks/${WEBHOOK_ID}/events`)
      return answer(response, 404, { error: { code: "NOT_FOUND" } });
    const give = (): void => answer(response, 200, page(events, url.searchParams));
    const isEmpty = page(events, url.searchParams).data.length === 0;
    if (isEmpty && url.searchParams.has("wait")) return void waiting.push(give);
    return give();
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    events,
    asked,
    faults,
    release: () => waiting.splice(0).forEach((give) => give()),
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}

function page(events: ReadonlyMap<number, object>, query: URLSearchParams) {
  const after = Number(query.get("after"));
  const sequences = [...events.keys()].filter((sequence) => sequence > after).toSorted((left, right) => left - right);
  const data = sequences.slice(0, Number(query.get("limit"))).map((sequence) => ({
    sequence,
    delivery_id: `0193a5f0-0000-7000-8000-${String(sequence).padStart(12, "0")}`,
    status: "abandoned",
    event: events.get(sequence),
  }));
  return { data, meta: { next_after: data.at(-1)?.sequence ?? after } };
}

export function answer(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
}

/** The event of a sequence number, always the same. */
export function feedEvent(sequence: number): object {
  return {
    event_id: `event-of-sequence-${sequence}`,
    event_type: "ticket.updated",
    occurred_at: "2026-03-01T09:15:27.482Z",
    tenant_id: "0193a5f0-0000-7000-8000-00000000000a",
    data: { ticket_id: "ticket-1", version: sequence },
  };
}
