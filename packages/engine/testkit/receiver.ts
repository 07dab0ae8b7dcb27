// A webhook receiver for tests: real HTTP on loopback, told what to answer, remembers what it got. In: a reply or a function
// that chooses one. Out: the requests, in order, with a promise for the next ones instead of sleeping.
import { createServer as createHttpServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { createServer as createHttpsServer } from "node:https";
import type { AddressInfo, Socket } from "node:net";

export interface ReceivedRequest {
  /** 0 for the first request of this receiver. */
  readonly index: number;
  /** 0 for the first connection of this receiver. */
  readonly connection: number;
  readonly method: string;
  readonly path: string;
  /** Lower-case names. */
  readonly headers: Readonly<Record<string, string>>;
  readonly rawHeaders: readonly string[];
  readonly body: string;
  /** Milliseconds of the monotonic clock (`performance.now()`). */
  readonly receivedAt: number;
}

/** An ordinary answer. */
export interface Answer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string | readonly string[]>>;
  readonly body?: string | Uint8Array;
}

/** Writes to the socket whatever it likes; see receiver-replies.ts. */
export interface RawReply {
  readonly raw: (exchange: { readonly socket: Socket; readonly response: ServerResponse }) => void;
}

export type Reply = Answer | RawReply;
/** One reply for every request, or a function that chooses. */
export type Script = Reply | ((request: ReceivedRequest) => Reply | Promise<Reply>);

export interface ReceiverOptions {
  /** What it answers at first. Default: 200 with an empty body. */
  readonly script?: Script;
  /** With a key pair it speaks https. */
  readonly tls?: { readonly cert: string; readonly key: string };
  /** Default 127.0.0.1. */
  readonly host?: string;
  /** Default 0: a free one. */
  readonly port?: number;
  /** Answers as soon as the headers are there, without waiting for the body. */
  readonly answersEarly?: boolean;
}

export interface Receiver extends AsyncDisposable {
  readonly port: number;
  /** `http://127.0.0.1:<port>`, without a slash at the end. */
  readonly origin: string;
  readonly requests: readonly ReceivedRequest[];
  /** Connections accepted since the start. */
  readonly connectionsAccepted: number;
  readonly connectionsOpen: number;
  url(path?: string): string;
  replyWith(script: Script): void;
  /** Resolves when this many requests have come in all. */
  waitForRequests(count: number): Promise<readonly ReceivedRequest[]>;
  /** Resolves when no connection is open. */
  waitForSilence(): Promise<void>;
  /** Drops every connection but goes on listening. */
  dropConnections(): void;
  close(): Promise<void>;
}

async function readBody(message: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of message) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString("utf8");
}

interface Waiter {
  readonly isMet: () => boolean;
  readonly resolve: () => void;
}

class ScriptedReceiver implements Receiver {
  readonly requests: ReceivedRequest[] = [];
  readonly #server: Server;
  readonly #options: ReceiverOptions;
  readonly #connections = new Map<Socket, number>();
  #script: Script;
  #accepted = 0;
  #waiters: Waiter[] = [];

  constructor(options: ReceiverOptions) {
    this.#options = options;
    this.#script = options.script ?? { status: 200 };
    const onRequest = (message: IncomingMessage, response: ServerResponse): void => {
      // A sender that goes away in the middle is a case of the tests, not an error of theirs.
      this.#serve(message, response).catch(() => response.destroy());
    };
    const settings = { keepAliveTimeout: 0, requestTimeout: 0, headersTimeout: 0 };
    this.#server =
      options.tls === undefined
        ? createHttpServer(settings, onRequest)
        : createHttpsServer({ ...settings, ...options.tls }, onRequest);
    this.#server.on(options.tls === undefined ? "connection" : "secureConnection", (socket) => this.#accept(socket));
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port;
  }

  get origin(): string {
    return `${this.#options.tls === undefined ? "http" : "https"}://${this.#options.host ?? "127.0.0.1"}:${this.port}`;
  }

  get connectionsAccepted(): number {
    return this.#accepted;
  }

  get connectionsOpen(): number {
    return this.#connections.size;
  }

  url(path = "/"): string {
    return this.origin + path;
  }

  replyWith(script: Script): void {
    this.#script = script;
  }

  async waitForRequests(count: number): Promise<readonly ReceivedRequest[]> {
    await this.#until(() => this.requests.length >= count);
    return this.requests;
  }

  waitForSilence(): Promise<void> {
    return this.#until(() => this.#connections.size === 0);
  }

  dropConnections(): void {
    for (const socket of this.#connections.keys()) socket.destroy();
  }

  listen(): Promise<this> {
    return new Promise((resolve, reject) => {
      this.#server.once("error", reject);
      this.#server.listen(this.#options.port ?? 0, this.#options.host ?? "127.0.0.1", () => resolve(this));
    });
  }

  close(): Promise<void> {
    return new Promise((resolve) => {
      this.#server.close(() => resolve());
      this.dropConnections();
      this.#server.closeAllConnections();
    });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.close();
  }

  #accept(socket: Socket): void {
    this.#connections.set(socket, this.#accepted++);
    socket.on("error", () => socket.destroy());
    socket.once("close", () => {
      this.#connections.delete(socket);
      this.#notify();
    });
  }

  async #serve(message: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = this.#options.answersEarly === true ? "" : await readBody(message);
    const request: ReceivedRequest = {
      index: this.requests.length,
      connection: this.#connections.get(message.socket) ?? -1,
      method: message.method ?? "",
      path: message.url ?? "",
      headers: message.headers as Record<string, string>,
      rawHeaders: message.rawHeaders,
      body,
      receivedAt: performance.now(),
    };
    this.requests.push(request);
    this.#notify();
    const script = this.#script;
    const reply = typeof script === "function" ? await script(request) : script;
    if ("raw" in reply) reply.raw({ socket: message.socket, response });
    else response.writeHead(reply.status, reply.headers as Record<string, string>).end(reply.body ?? "");
  }

  #until(isMet: () => boolean): Promise<void> {
    if (isMet()) return Promise.resolve();
    return new Promise((resolve) => this.#waiters.push({ isMet, resolve }));
  }

  #notify(): void {
    const met = this.#waiters.filter((waiter) => waiter.isMet());
    this.#waiters = this.#waiters.filter((waiter) => !met.includes(waiter));
    for (const waiter of met) waiter.resolve();
  }
}

/**
 * @example
 * await using receiver = await startReceiver({ script: { status: 503, headers: { "Retry-After": "2" } } });
 * const [first] = await receiver.waitForRequests(1);
 * receiver.replyWith((request) => ({ status: request.index < 3 ? 500 : 200 }));
 */
export function startReceiver(options: ReceiverOptions = {}): Promise<Receiver> {
  return new ScriptedReceiver(options).listen();
}
