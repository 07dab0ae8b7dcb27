// Answers that only an HTTP adapter can need: shared by all of them.
import { ReceiverError } from "../errors.ts";
import { type Answer, answerProblem } from "../receive/handling.ts";

/** 405: deliveries are always POST. */
export function answerMethod(method: string): Answer {
  const message = `webhooks are sent with POST, not ${method.slice(0, 20)}`;
  return answerProblem({ status: 405, code: "method_not_allowed", message, headers: { allow: "POST" } });
}

/** The fault when something read the body before the kit could. `advice` says what to change in that framework. */
export function bodyAlreadyParsed(advice: string): ReceiverError {
  return new ReceiverError(
    "body_already_parsed",
    `something read the request's body before the receiver did, so the bytes that were signed are gone: ${advice}`,
  );
}

/** Pieces of a body put together; null as soon as they are more than `maxBytes`. */
export function createBodyCollector(maxBytes: number) {
  const parts: Uint8Array[] = [];
  let length = 0;
  return {
    /** False when this piece is beyond the limit. */
    add(part: Uint8Array): boolean {
      length += part.length;
      parts.push(part);
      return length <= maxBytes;
    },
    join(): Uint8Array {
      const whole = new Uint8Array(length);
      let offset = 0;
      for (const part of parts) {
        whole.set(part, offset);
        offset += part.length;
      }
      return whole;
    },
  };
}
