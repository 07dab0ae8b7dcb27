// What came of an event at its receiver, and the answer for it: one table from handling to status. The sender reads the status, a
// person reads the body in the webhook's delivery history.
import { ReceiverError, RetryLater } from "../errors.ts";
import type { Refusal } from "../verify/refusal.ts";

export type Handling =
  /** The handler ran and its success is remembered. */
  | { readonly kind: "handled" }
  /** Handled before; the handler did not run. */
  | { readonly kind: "duplicate" }
  /** There is no handler for this type. */
  | { readonly kind: "ignored" }
  /** Another copy is being handled right now; whether it succeeds is not known yet. */
  | { readonly kind: "busy"; readonly retryAfterMs: number }
  /** The handler threw. */
  | { readonly kind: "failed"; readonly error: unknown }
  /** The store or the queue did not take it; the handler did not run. */
  | { readonly kind: "unavailable"; readonly error: unknown };

/** An HTTP answer without a framework. */
export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

const JSON_HEADERS = { "content-type": "application/json; charset=utf-8", "cache-control": "no-store" } as const;

export function answerDone(status: 200 | 202, word: "handled" | "duplicate" | "ignored" | "queued"): Answer {
  return { status, headers: JSON_HEADERS, body: JSON.stringify({ status: word }) };
}

export interface Problem {
  readonly status: number;
  readonly code: string;
  readonly message: string;
  readonly headers?: Readonly<Record<string, string>>;
}

export function answerProblem({ status, code, message, headers }: Problem): Answer {
  return { status, headers: { ...JSON_HEADERS, ...headers }, body: JSON.stringify({ error: { code, message } }) };
}

export function answerRefusal({ status, code, message }: Refusal): Answer {
  return answerProblem({ status, code, message });
}

/** 413; the connection is closed, since the rest of the body stays unread. */
export function answerTooLarge(maxBodyBytes: number): Answer {
  const message = `the body is longer than ${maxBodyBytes} bytes`;
  return answerProblem({ status: 413, code: "body_too_large", message, headers: { connection: "close" } });
}

export function answerHandling(handling: Handling, retryAfterSeconds: number): Answer {
  switch (handling.kind) {
    case "handled":
    case "duplicate":
    case "ignored":
      return answerDone(200, handling.kind);
    case "busy":
      return later(
        "event_busy",
        "another copy of this event is being handled",
        Math.ceil(handling.retryAfterMs / 1000),
      );
    case "unavailable":
      return later("receiver_unavailable", "the receiver can not take events right now", retryAfterSeconds);
    case "failed":
      return answerFailure(handling.error, retryAfterSeconds);
    default:
      return handling satisfies never;
  }
}

// What a handler threw stays in the receiver's own log: it may hold what is nobody else's business.
function answerFailure(error: unknown, retryAfterSeconds: number): Answer {
  if (error instanceof RetryLater) return later("retry_later", "the handler asked to be called later", error.seconds);
  const headers = { "retry-after": String(retryAfterSeconds) };
  return answerProblem({ status: 500, code: "handler_failed", message: "the handler failed; send it again", headers });
}

function later(code: string, message: string, seconds: number): Answer {
  return answerProblem({ status: 503, code, message, headers: { "retry-after": String(Math.max(1, seconds)) } });
}

/** The answer for a fault of wiring; the message is for the person who wires, and shows in the delivery history. */
export function answerFault(error: unknown, retryAfterSeconds: number): Answer {
  const isOurs = error instanceof ReceiverError;
  return answerProblem({
    status: 500,
    code: isOurs ? error.code : "internal_error",
    message: isOurs ? error.message : "the receiver failed before it could read the request",
    headers: { "retry-after": String(retryAfterSeconds) },
  });
}
