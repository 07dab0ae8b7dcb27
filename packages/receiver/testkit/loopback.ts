// A server on a free port of 127.0.0.1 as the adapter suite wants it, and fetch as the sender.
import { once } from "node:events";
import { createServer, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import type { Received, Sent, Served } from "./adapter-suite.ts";

export async function listenOnLoopback(listener: RequestListener): Promise<Served & { readonly port: number }> {
  const server = createServer(listener).listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  return {
    port,
    send: (request) => sendTo(`http://127.0.0.1:${port}/hook`, request),
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}

export async function sendTo(url: string, request: Sent): Promise<Received> {
  const response = await fetch(url, initOf(request));
  return { status: response.status, headers: response.headers, body: await response.text() };
}

/** A handler of Request and Response as the adapter suite wants it, without a network. */
export function callDirectly(handler: (request: Request) => Response | Promise<Response>): Served {
  return {
    async send(request) {
      const response = await handler(new Request("http://localhost/hook", initOf(request)));
      return { status: response.status, headers: response.headers, body: await response.text() };
    },
    close: async () => {},
  };
}

function initOf({ method = "POST", headers = {}, body }: Sent): RequestInit {
  return { method, headers, ...(body !== undefined && { body: body as string }) };
}
