// One attempt from its start to its result: take or dial a connection, exchange, one deadline over all of it. In: a
// request. Out: exactly one result, or a throw for a fault of our own. When a connection that was kept open turns out to be
// closed before a byte of the answer came, the request goes out once more on a fresh one (docs/decisions/0023).
import { EngineError } from "../db/errors.ts";
import type { Target } from "../target/target.ts";
import { Connection } from "./connection.ts";
import { Dial, type DialEnd, type DialOptions, type DialTiming } from "./dial.ts";
import { Exchange, type ExchangeEnd } from "./exchange.ts";
import {
  codeOf,
  describeExchangeError,
  describeHandshakeError,
  isNetworkError,
  type FailureReason,
} from "./failure.ts";
import type { IdleConnections } from "./idle-connections.ts";
import { roundMs, type AttemptResult, type AttemptTiming } from "./result.ts";

export interface SendRequest {
  readonly target: Target;
  readonly verifySsl: boolean;
  /** One deadline for name lookup, connection, TLS, headers and body. */
  readonly timeoutMs: number;
  /** Flat list of names and values, from buildHeaders. */
  readonly headers: readonly string[];
  /** The very bytes that were signed. */
  readonly body: Uint8Array;
}

export interface AttemptKit extends DialOptions {
  readonly idle: IdleConnections;
  /** A connection of ours came into being or ended. */
  readonly onConnectionCount: (change: 1 | -1) => void;
}

export interface AttemptCallbacks {
  readonly onResult: (result: AttemptResult) => void;
  readonly onFault: (fault: EngineError) => void;
}

const NOT_DIALLED: DialTiming = { dnsMs: null, connectMs: null, tlsMs: null };

export class RunningAttempt {
  readonly #request: SendRequest;
  readonly #kit: AttemptKit;
  readonly #callbacks: AttemptCallbacks;
  readonly #key: string;
  readonly #startedAt = performance.now();
  #deadline: NodeJS.Timeout | undefined;
  #dial: Dial | null = null;
  #exchange: Exchange | null = null;
  #isRedialled = false;

  constructor(request: SendRequest, kit: AttemptKit, callbacks: AttemptCallbacks) {
    this.#request = request;
    this.#kit = kit;
    this.#callbacks = callbacks;
    this.#key = request.verifySsl ? request.target.origin : `${request.target.origin} unverified`;
  }

  start(): void {
    this.#deadline = setTimeout(onDeadline, this.#request.timeoutMs, this);
    const connection = this.#kit.idle.take(this.#key);
    if (connection === undefined) this.#open();
    else this.#send(connection);
  }

  /** Ends it without a verdict on the receiver. */
  abort(message: string): void {
    this.#drop();
    this.#finish({ kind: "aborted", message });
  }

  timeOut(): void {
    const message = `${this.#describePhase()} within ${this.#request.timeoutMs / 1000} s`;
    const result = this.#failure({ errorClass: "timeout", message });
    this.#drop();
    this.#finish(result);
  }

  #open(): void {
    const { target, verifySsl } = this.#request;
    this.#dial = new Dial({ target, verifySsl, key: this.#key }, this.#kit, (end) => this.#onDialled(end));
    this.#dial.start().catch((error: unknown) => this.#fault(error));
  }

  #onDialled(end: DialEnd): void {
    if (end.kind === "shortage") return this.#finish({ kind: "aborted", message: end.message });
    if (end.kind === "failed") return this.#finish(this.#failure(end.reason));
    const { idle, onConnectionCount } = this.#kit;
    onConnectionCount(1);
    this.#send(
      new Connection({
        key: this.#key,
        origin: this.#request.target.origin,
        socket: end.socket,
        onGone: (gone) => {
          idle.remove(gone);
          onConnectionCount(-1);
        },
      }),
    );
  }

  #send(connection: Connection): void {
    this.#exchange = new Exchange(connection, (end) => this.#onExchanged(end));
    this.#exchange.start({ path: this.#request.target.path, headers: this.#request.headers, body: this.#request.body });
  }

  #onExchanged(end: ExchangeEnd): void {
    if (end.kind === "broken") return this.#onBroken(end.error);
    const { status, headers, body, truncated } = end;
    const result: AttemptResult = { kind: "response", status, headers, body, truncated, timing: this.#timing() };
    if (end.isWhole && this.#exchange !== null) this.#kit.idle.put(this.#exchange.connection);
    this.#finish(result);
  }

  #onBroken(error: unknown): void {
    const exchange = this.#exchange;
    const isUnanswered = exchange !== null && exchange.firstByteAt === null;
    if (!isNetworkError(error)) return this.#fault(error);
    if (isUnanswered && exchange.connection.isReused && !this.#isRedialled) {
      this.#isRedialled = true;
      this.#exchange = null;
      return this.#open();
    }
    // A receiver that speaks TLS 1.3 can refuse our part of the handshake only after we think it is over.
    const isLateRefusal = isUnanswered && codeOf(error).startsWith("ERR_SSL");
    const { hostname, port } = this.#request.target;
    const reason = isLateRefusal
      ? describeHandshakeError(error, `${hostname}:${port}`)
      : describeExchangeError(error, exchange?.status ?? null);
    this.#finish(this.#failure(reason));
  }

  #describePhase(): string {
    const { hostname, port } = this.#request.target;
    if (this.#exchange === null) {
      if (this.#dial?.phase === "connect") return `no connection to ${hostname}:${port}`;
      if (this.#dial?.phase === "tls") return `the TLS handshake with ${hostname}:${port} did not end`;
      return `no answer from the name server for ${hostname}`;
    }
    if (this.#exchange.status !== null) return `answered ${this.#exchange.status}, but the body did not end`;
    return this.#exchange.firstByteAt === null ? "no answer" : "the answer's headers did not end";
  }

  #timing(): AttemptTiming {
    const dialled = this.#dial?.timing ?? NOT_DIALLED;
    const { startedAt = 0, firstByteAt = null } = this.#exchange ?? {};
    return {
      dnsMs: dialled.dnsMs,
      connectMs: dialled.connectMs,
      tlsMs: dialled.tlsMs,
      firstByteMs: firstByteAt === null ? null : roundMs(firstByteAt - startedAt),
      totalMs: roundMs(performance.now() - this.#startedAt),
    };
  }

  #failure(reason: FailureReason): AttemptResult {
    return { kind: "failure", errorClass: reason.errorClass, message: reason.message, timing: this.#timing() };
  }

  #drop(): void {
    this.#dial?.abandon();
    this.#exchange?.abandon();
  }

  #finish(result: AttemptResult): void {
    clearTimeout(this.#deadline);
    this.#callbacks.onResult(result);
  }

  #fault(cause: unknown): void {
    this.#drop();
    clearTimeout(this.#deadline);
    const message = `sending to ${this.#request.target.origin} failed by a fault of the sender: ${String(cause)}`;
    this.#callbacks.onFault(new EngineError("ATTEMPT_FAULT", message, { cause }));
  }
}

function onDeadline(attempt: RunningAttempt): void {
  attempt.timeOut();
}
