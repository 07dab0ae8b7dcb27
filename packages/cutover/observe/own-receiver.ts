// A receiver of our own for `observe --receive`: takes signed deliveries on a port, verifies them with the receiver kit,
// writes them into the journal, and only then answers 200. In: port and secrets. Out: events; to be closed.
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { verify } from "@ticketwire/receiver";
import type { Clock } from "../api/clock.ts";
import { badOption, CutoverError } from "../errors.ts";
import { readEvent } from "../api/records.ts";
import { RECONCILE_HEADER } from "../reconcile/headers.ts";
import type { EventTap } from "../taps/event-tap.ts";

export interface OwnReceiverOptions {
  readonly port: number;
  /** Default 127.0.0.1: only this machine reaches it. */
  readonly host?: string;
  readonly secrets: readonly string[];
  readonly tap: EventTap;
  readonly clock: Clock;
  /** Told the webhook of each delivery. */
  readonly onWebhook?: (webhook: string) => void;
}

export interface OwnReceiver extends AsyncDisposable {
  readonly url: string;
  readonly port: number;
  close(): Promise<void>;
}

const MAX_BODY_BYTES = 4 * 1024 * 1024;

/** @throws CutoverError `port_unavailable` when the port can not be had. */
export async function openOwnReceiver(options: OwnReceiverOptions): Promise<OwnReceiver> {
  const { port, host = "127.0.0.1", secrets } = options;
  if (!Number.isInteger(port) || port < 0 || port > 65_535)
    throw badOption("receive", `must be a port from 0 to 65535, not ${port}`);
  if (secrets.length === 0 || secrets.some((secret) => secret === ""))
    throw badOption("secret", "is needed with receive: the signing secret of the webhook");
  const server = createServer((request, response) => {
    void answer(request, response, options).catch((error: unknown) => {
      if (!response.headersSent) reply(response, 500, { error: { code: "journal_failed", message: describe(error) } });
      else response.destroy();
    });
  });
  server.listen(port, host);
  try {
    await once(server, "listening");
  } catch (cause) {
    throw new CutoverError(
      "port_unavailable",
      `port ${port} on ${host} can not be used: ${describe(cause)}; choose another with --receive`,
      { cause },
    );
  }
  const address = server.address() as AddressInfo;
  const shown = address.family === "IPv6" ? `[${address.address}]` : address.address;
  const receiver: OwnReceiver = {
    url: `http://${shown}:${address.port}/`,
    port: address.port,
    async close() {
      if (!server.listening) return;
      const closed = once(server, "close");
      server.close();
      server.closeIdleConnections();
      await closed;
    },
    [Symbol.asyncDispose]: () => receiver.close(),
  };
  return receiver;
}

async function answer(request: IncomingMessage, response: ServerResponse, options: OwnReceiverOptions): Promise<void> {
  const at = options.clock.now();
  if (request.method !== "POST")
    return reply(response, 405, { error: { code: "method_not_allowed", message: "send a delivery by POST" } });
  const body = await readBody(request);
  if (body === null)
    return reply(response, 413, { error: { code: "body_too_large", message: `more than ${MAX_BODY_BYTES} bytes` } });
  const verified = await verify(body, request.headers, { secrets: options.secrets, now: () => options.clock.now() });
  if (verified.kind === "refused") {
    options.tap.recordRefusal({ reason: verified.code, status: verified.status });
    return reply(response, verified.status, { error: { code: verified.code, message: verified.message } });
  }
  const event = readEvent(verified.event);
  const { delivery } = verified;
  const via = request.headers[RECONCILE_HEADER.toLowerCase()] === undefined ? "receiver" : "reconcile";
  if (event !== null) options.tap.record({ event, delivery, via, at });
  if (delivery.webhookId !== null) options.onWebhook?.(delivery.webhookId);
  reply(response, 200, { status: "noted" });
}

async function readBody(request: IncomingMessage): Promise<Buffer | null> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length > MAX_BODY_BYTES) return null;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function reply(response: ServerResponse, status: number, body: unknown): void {
  const text = JSON.stringify(body);
  response.writeHead(status, {
    "content-type": "application/json",
    "content-length": Buffer.byteLength(text),
    ...(status === 413 ? { connection: "close" } : {}),
  });
  response.end(text);
}

function describe(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
