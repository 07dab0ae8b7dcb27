// One open connection to a receiver: a socket that was dialled to a judged address, and the undici client that speaks
// HTTP/1.1 on it. The client can not dial by itself; when the socket is gone, the connection is over.
import type { Socket } from "node:net";
import { Client, type Dispatcher } from "undici";
import { UnaskedContinue } from "./unasked-continue.ts";

export interface ConnectionOptions {
  readonly key: string;
  readonly origin: string;
  readonly socket: Socket;
  /** Called once when the socket is gone. */
  readonly onGone: (connection: Connection) => void;
}

// An idle connection is closed after this; a receiver that says `Keep-Alive: timeout=` is believed when it is shorter.
const IDLE_MS = 30_000;
// The name may point elsewhere by now, and a load balancer wants its turn: no connection serves longer than this.
const MAX_AGE_MS = 300_000;
const MAX_HEADER_BYTES = 16 * 1024;
// Everything of one answer, framing and interim answers included; beyond this the receiver is not answering but flooding.
const MAX_ANSWER_BYTES = 128 * 1024;

/** Its message is for the log; people see failure.ts. */
class ConnectionError extends Error {
  readonly code: string;

  constructor(code: "CONNECTION_GONE" | "ANSWER_FLOOD") {
    super(code);
    this.code = code;
  }
}

export class Connection {
  readonly key: string;
  readonly #socket: Socket;
  readonly #client: Client;
  readonly #openedAt = performance.now();
  readonly #unaskedContinue = new UnaskedContinue();
  #requests = 0;
  #readLimit = Infinity;

  constructor(options: ConnectionOptions) {
    this.key = options.key;
    this.#socket = options.socket;
    this.#filterReads(options.socket);
    this.#client = new Client(options.origin, {
      connect: this.#handOver(),
      pipelining: 1,
      keepAliveTimeout: IDLE_MS,
      keepAliveMaxTimeout: IDLE_MS,
      keepAliveTimeoutThreshold: 500,
      maxHeaderSize: MAX_HEADER_BYTES,
      // The attempt has one deadline for everything.
      headersTimeout: 0,
      bodyTimeout: 0,
    });
    this.#client.once("connect", () => this.#socket.on("readable", () => this.#stopFlood()));
    this.#socket.once("close", () => options.onGone(this));
  }

  /** True when a request went over it before: the receiver may have closed it in the meantime. */
  get isReused(): boolean {
    return this.#requests > 1;
  }

  get isUsable(): boolean {
    return !this.#socket.destroyed && performance.now() - this.#openedAt < MAX_AGE_MS;
  }

  dispatch(options: Dispatcher.DispatchOptions, handler: Dispatcher.DispatchHandler): void {
    this.#requests += 1;
    this.#unaskedContinue.beginAnswer();
    this.#readLimit = this.#socket.bytesRead + MAX_ANSWER_BYTES;
    this.#client.dispatch(options, handler);
  }

  /** Drops the socket and whatever runs on it. */
  destroy(): void {
    this.#socket.destroy();
    this.#client.destroy(null, () => undefined);
  }

  // Undici asks for a socket with the first request and again when that socket is gone; there is only this one.
  #handOver(): (options: unknown, callback: (...outcome: [null, Socket] | [Error, null]) => void) => void {
    let isSpent = false;
    return (_options, callback) => {
      const isFirst = !isSpent;
      isSpent = true;
      // Undici has to return from asking before it is answered.
      queueMicrotask(() => {
        if (isFirst && !this.#socket.destroyed) callback(null, this.#socket);
        else callback(new ConnectionError("CONNECTION_GONE"), null);
      });
    };
  }

  // Undici reads by this method alone.
  #filterReads(socket: Socket): void {
    const read = socket.read.bind(socket);
    socket.read = (size?: number): Buffer | null => {
      for (;;) {
        const chunk = read(size) as Buffer | null;
        const rest = chunk && this.#unaskedContinue.strip(chunk);
        if (chunk === null || rest !== null) return rest;
      }
    };
  }

  // Headers and body have caps of their own; this one also sees endless status lines, chunk extensions and 1xx answers.
  #stopFlood(): void {
    if (this.#socket.bytesRead > this.#readLimit) this.#socket.destroy(new ConnectionError("ANSWER_FLOOD"));
  }
}
