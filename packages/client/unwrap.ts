// From an answer to its content: a refusal becomes a thrown error with the contract's code. In: what a call gave. Out: the body.

/** A call that was refused. */
export class TicketwireApiError extends Error {
  /** HTTP status. */
  readonly status: number;
  /** `VALIDATION_ERROR`, `NOT_FOUND`, …; `UNKNOWN` when something between us answered. */
  readonly code: string;
  /** Which fields are wrong, and more; depends on the code. */
  readonly details: unknown;
  /** Names the call in the server's log. */
  readonly requestId: string | null;

  constructor(response: Response, body: unknown) {
    const { code, message, details } = readRefusal(body, response);
    super(message);
    this.name = "TicketwireApiError";
    this.status = response.status;
    this.code = code;
    this.details = details;
    this.requestId = response.headers.get("x-request-id");
  }
}

interface Refusal {
  readonly code: string;
  readonly message: string;
  readonly details?: unknown;
}

function readRefusal(body: unknown, response: Response): Refusal {
  const { error } = (typeof body === "object" && body !== null ? body : {}) as { readonly error?: Partial<Refusal> };
  const { code = "UNKNOWN", message = `The server answered ${response.status}.` } = error ?? {};
  return { code, message, details: error?.details };
}

/** What a call gave: its body, or why it was refused. */
export interface CallResult<Data> {
  readonly data?: Data;
  readonly error?: unknown;
  readonly response: Response;
}

/** The body of a successful answer; throws `TicketwireApiError` otherwise. */
export function unwrap<Data>(result: CallResult<Data>): Data {
  if (!result.response.ok) throw new TicketwireApiError(result.response, result.error);
  return result.data as Data;
}
