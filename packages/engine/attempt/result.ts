// What one attempt came to: the value that leaves this folder. A refused connection or a 500 is expected and therefore a
// value; only faults of our own code are thrown.
import type { ErrorClass } from "@ticketwire/contract";

/**
 * Where the time went, in milliseconds with one decimal. A phase that did not happen (name lookup of an address, anything
 * before the request on a connection that was already open) or did not end is null.
 */
export interface AttemptTiming {
  readonly dnsMs: number | null;
  readonly connectMs: number | null;
  readonly tlsMs: number | null;
  /** From handing the request to the connection until the first byte of the answer. */
  readonly firstByteMs: number | null;
  readonly totalMs: number;
}

/** `redirect` and `status` are not among them: an answer is an answer, the verdict classes it. */
export type FailureClass = Exclude<ErrorClass, "redirect" | "status">;

/** The receiver answered. The body is what was kept of it, as text that PostgreSQL can store. */
export interface AttemptResponse {
  readonly kind: "response";
  readonly status: number;
  /** Lower-case names; bounded in number and size, secret ones masked. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** True when `body` is not the whole answer. */
  readonly truncated: boolean;
  readonly timing: AttemptTiming;
}

export interface AttemptFailure {
  readonly kind: "failure";
  readonly errorClass: FailureClass;
  /** One sentence for people: no stack, no internal address. */
  readonly message: string;
  readonly timing: AttemptTiming;
}

/**
 * Ended by this process for a reason of its own (it stops, it has no sockets left). Says nothing about the receiver and
 * must not be counted as an attempt; whether the request arrived is unknown, so it is sent again.
 */
export interface AttemptAborted {
  readonly kind: "aborted";
  readonly message: string;
}

export type AttemptResult = AttemptResponse | AttemptFailure | AttemptAborted;

/** Milliseconds with one decimal. */
export function roundMs(ms: number): number {
  return Math.round(ms * 10) / 10;
}
