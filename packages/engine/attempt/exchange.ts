// One request and its answer on one connection: the handler that undici calls. In: flat headers and the body's bytes.
// Out, through one callback: the answer as far as it is kept, or the error that ended it. Redirects are not followed,
// nothing is decompressed, and an answer beyond the cap stands by its status.
import type { Dispatcher } from "undici";
import type { Connection } from "./connection.ts";
import { ResponseBody } from "./response-body.ts";
import { keepResponseHeaders } from "./response-headers.ts";

export type ExchangeEnd =
  | {
      readonly kind: "answered";
      readonly status: number;
      readonly headers: Readonly<Record<string, string>>;
      readonly body: string;
      readonly truncated: boolean;
      /** False when the rest of the answer was not read: the connection can not be used again. */
      readonly isWhole: boolean;
    }
  | { readonly kind: "broken"; readonly error: unknown };

export interface ExchangeRequest {
  readonly path: string;
  readonly headers: readonly string[];
  readonly body: Uint8Array;
}

type ResponseHeaders = Parameters<NonNullable<Dispatcher.DispatchHandler["onResponseStart"]>>[2];

const MAX_INTERIM_ANSWERS = 16;

export class Exchange implements Dispatcher.DispatchHandler {
  /** When the first byte of the answer came; null before. */
  firstByteAt: number | null = null;
  /** The answer's status; null before its headers ended. */
  status: number | null = null;
  readonly startedAt = performance.now();
  readonly connection: Connection;
  readonly #onEnd: (end: ExchangeEnd) => void;
  readonly #body = new ResponseBody();
  #headers: ResponseHeaders = {};
  #interimAnswers = 0;
  #isOver = false;

  constructor(connection: Connection, onEnd: (end: ExchangeEnd) => void) {
    this.connection = connection;
    this.#onEnd = onEnd;
  }

  start(request: ExchangeRequest): void {
    // Undici's type wants an array it may write to; it does not.
    const headers = request.headers as string[];
    this.connection.dispatch({ path: request.path, method: "POST", headers, body: request.body }, this);
  }

  /** Drops the connection; the callback is not called any more. */
  abandon(): void {
    this.#isOver = true;
    this.connection.destroy();
  }

  // Undici takes a handler with this method for one in its current style.
  onRequestStart(): void {}

  onResponseStarted(): void {
    this.firstByteAt ??= performance.now();
  }

  onResponseStart(_controller: unknown, status: number, headers: ResponseHeaders): void {
    if (status >= 200) {
      this.status = status;
      this.#headers = headers;
    } else if (++this.#interimAnswers > MAX_INTERIM_ANSWERS) {
      this.#break(Object.assign(new Error("too many interim answers"), { code: "INTERIM_FLOOD" }));
    }
  }

  onResponseData(_controller: unknown, chunk: Buffer): void {
    if (this.#isOver) return;
    this.#body.add(chunk);
    if (!this.#body.isOverCap) return;
    this.#answer(false);
    this.connection.destroy();
  }

  onResponseEnd(): void {
    this.#answer(true);
  }

  onResponseError(_controller: unknown, error: Error): void {
    // A flood behind a status that is already known changes nothing about the outcome.
    if (this.status !== null && "code" in error && error.code === "ANSWER_FLOOD") this.#answer(false);
    else this.#break(error);
  }

  #answer(isWhole: boolean): void {
    if (this.#isOver) return;
    this.#isOver = true;
    const truncated = !isWhole || this.#body.isTruncated;
    const headers = keepResponseHeaders(this.#headers);
    this.#onEnd({ kind: "answered", status: this.status ?? 0, headers, body: this.#body.toText(), truncated, isWhole });
  }

  #break(error: unknown): void {
    if (this.#isOver) return;
    this.#isOver = true;
    this.connection.destroy();
    this.#onEnd({ kind: "broken", error });
  }
}
