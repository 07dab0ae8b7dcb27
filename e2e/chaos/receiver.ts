// A receiver that fails at random, and remembers every request and how it was answered. In: chance. Out: its records.
import { once } from "node:events";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { Chance } from "./random.ts";

export interface Received {
  readonly webhookId: string;
  readonly deliveryId: string;
  readonly eventId: string;
  readonly sequence: number;
  readonly attempt: number;
  readonly ticketId: string;
  readonly body: string;
  /** `X-Alga-Signature`. */
  readonly signature: string;
  /** Milliseconds since 1970. */
  readonly at: number;
  /** Null: the connection was cut instead. */
  readonly status: number | null;
}

type Answer = { readonly status: number | null; readonly afterMs: number };

export class ChaosReceiver {
  readonly received: Received[] = [];
  /** False: it answers everything with 200 at once. */
  isFailing = true;
  readonly #chance: Chance;
  readonly #server: Server;

  private constructor(chance: Chance) {
    this.#chance = chance;
    this.#server = createServer((request, response) => void this.#serve(request, response));
  }

  static async start(chance: Chance): Promise<ChaosReceiver> {
    const receiver = new ChaosReceiver(chance);
    receiver.#server.listen(0, "127.0.0.1");
    await once(receiver.#server, "listening");
    return receiver;
  }

  url(path: string): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}${path}`;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#server.close();
    this.#server.closeAllConnections();
    await once(this.#server, "close");
  }

  #chooseAnswer(): Answer {
    if (!this.isFailing) return { status: 200, afterMs: 0 };
    const roll = this.#chance.next();
    if (roll < 0.7) return { status: 200, afterMs: 0 };
    if (roll < 0.78) return { status: 200, afterMs: this.#chance.between(20, 400) };
    if (roll < 0.88) return { status: 500, afterMs: 0 };
    if (roll < 0.93) return { status: 503, afterMs: this.#chance.between(0, 100) };
    // Longer than the webhook's timeout.
    if (roll < 0.95) return { status: 200, afterMs: 2_500 };
    return { status: null, afterMs: 0 };
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    request.on("error", () => undefined);
    response.on("error", () => undefined);
    const chunks: Buffer[] = [];
    try {
      for await (const chunk of request) chunks.push(chunk as Buffer);
    } catch {
      // Cut off in the middle: nothing was received.
      return;
    }
    const { status, afterMs } = this.#chooseAnswer();
    this.#keep(request, Buffer.concat(chunks).toString(), status);
    const answer = (): void => {
      if (status === null) request.socket.destroy();
      else response.writeHead(status).end();
    };
    if (afterMs === 0) answer();
    else setTimeout(answer, afterMs).unref();
  }

  #keep({ headers }: IncomingMessage, body: string, status: number | null): void {
    const header = (name: string): string => String(headers[name] ?? "");
    this.received.push({
      webhookId: header("x-alga-webhook-id"),
      deliveryId: header("x-alga-delivery-id"),
      eventId: header("x-alga-event-id"),
      sequence: Number(header("x-alga-sequence")),
      attempt: Number(header("x-alga-delivery-attempt")),
      ticketId: (JSON.parse(body) as { data: { ticket_id: string } }).data.ticket_id,
      body,
      signature: header("x-alga-signature"),
      at: Date.now(),
      status,
    });
  }
}
