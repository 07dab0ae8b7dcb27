// Somebody who wants to know of orders: a receiver on loopback with the receiver kit. In: signed deliveries. Out: one line for
// each event, once, however often it comes.
import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { createReceiver } from "@ticketwire/receiver";
import { toNodeHandler } from "@ticketwire/receiver/node";
import { createMemoryStore } from "@ticketwire/receiver/stores/memory";

export interface Warehouse extends AsyncDisposable {
  readonly url: string;
  /** `order.paid 6f1c…` */
  readonly heard: readonly string[];
  /** What the secret is, once the webhook was made. */
  trust(secret: string): void;
  /** Resolves when so many events were heard. */
  whenHeard(count: number): Promise<void>;
}

export async function openWarehouse(tell: (line: string) => void): Promise<Warehouse> {
  const heard: string[] = [];
  const waiting: { readonly count: number; readonly resolve: () => void }[] = [];
  let secret = "";
  const receiver = createReceiver({
    secrets: () => secret,
    store: createMemoryStore(),
    on: {
      "*": (event) => {
        const { order_id } = event.data as unknown as { order_id: string };
        heard.push(`${event.event_type} ${order_id}`);
        tell(`the warehouse heard: ${event.event_type}`);
        for (const { count, resolve } of waiting) if (heard.length >= count) resolve();
      },
    },
  });
  const server = createServer(toNodeHandler(receiver)).listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/orders`,
    heard,
    trust: (given) => void (secret = given),
    whenHeard: (count) =>
      new Promise((resolve) => {
        waiting.push({ count, resolve });
        if (heard.length >= count) resolve();
      }),
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}
