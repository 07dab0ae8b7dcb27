// The receiver of the demo: plain node:http, verifies each delivery as a receiver of yours would, and hands it on.
import { createHmac, timingSafeEqual } from "node:crypto";
import { once } from "node:events";
import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";

export interface Delivery {
  readonly eventType: string;
  readonly attempt: string;
  readonly sequence: string | undefined;
  readonly body: string;
  readonly isVerified: boolean;
}

export interface DemoReceiver {
  readonly url: string;
  /** The secrets that count now; set once a webhook was made. */
  secrets: readonly string[];
  /** Answers this instead of 200 for the next delivery. */
  failNextWith: number | null;
  /** The next delivery that nobody has taken yet. */
  next(): Promise<Delivery>;
  close(): Promise<void>;
}

function isSignedBy(secret: string, header: string, body: string): boolean {
  const timestamp = /(?:^|,)t=(\d+)/.exec(header)?.[1] ?? "";
  const expected = createHmac("sha256", secret).update(`${timestamp}.${body}`).digest("hex");
  return header
    .split(",")
    .filter((part) => part.startsWith("v1="))
    .map((part) => part.slice(3))
    .some((given) => given.length === expected.length && timingSafeEqual(Buffer.from(given), Buffer.from(expected)));
}

async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString("utf8");
}

function headerOf(request: IncomingMessage, name: string): string | undefined {
  const value = request.headers[name];
  return typeof value === "string" ? value : undefined;
}

/** Listens on a free port of loopback. */
export async function startDemoReceiver(): Promise<DemoReceiver> {
  const waiting: Delivery[] = [];
  let wake: (() => void) | null = null;
  const server = createServer((request, response) => {
    void readBody(request).then((body) => {
      const signature = headerOf(request, "x-alga-signature") ?? "";
      waiting.push({
        eventType: headerOf(request, "x-alga-event-type") ?? "",
        attempt: headerOf(request, "x-alga-delivery-attempt") ?? "",
        sequence: headerOf(request, "x-alga-sequence"),
        body,
        isVerified: receiver.secrets.some((secret) => isSignedBy(secret, signature, body)),
      });
      response.writeHead(receiver.failNextWith ?? 200).end(receiver.failNextWith === null ? "got it" : "not now");
      receiver.failNextWith = null;
      wake?.();
    });
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const receiver: DemoReceiver = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/webhooks`,
    secrets: [],
    failNextWith: null,
    async next() {
      while (waiting.length === 0) await new Promise<void>((resolve) => (wake = resolve));
      return waiting.shift() as Delivery;
    },
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
  return receiver;
}
