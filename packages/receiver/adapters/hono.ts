// Hono. Reads the raw request; where a middleware read it before, Hono kept a copy that is used instead, if it kept bytes
// or text.
import type { Receiver } from "../receive/receiver.ts";
import { bodyAlreadyParsed } from "./answers.ts";
import { answerRequest, toResponse } from "./fetch.ts";

/** The part of a Hono context that is used. */
export interface HonoContext {
  readonly req: {
    readonly raw: Request;
    readonly bodyCache?: object;
    arrayBuffer(): Promise<ArrayBuffer>;
  };
}

const ADVICE = "let no middleware before the receiver call c.req.raw.json() or similar";
const KEPT_AS_IT_WAS = ["arrayBuffer", "bytes", "text"];

/** @example app.post("/webhooks/ticketwire", toHonoHandler(receiver)); */
export function toHonoHandler(receiver: Receiver): (context: HonoContext) => Promise<Response> {
  return async ({ req }) => {
    if (!req.raw.bodyUsed || req.raw.method !== "POST") return answerRequest(receiver, req.raw, ADVICE);
    // Hono gives a cached body in any form; made from bytes or text it is the same as it was, made from JSON it is not.
    const isKept = KEPT_AS_IT_WAS.some((form) => form in (req.bodyCache ?? {}));
    if (!isKept) return toResponse(receiver.fault(bodyAlreadyParsed(ADVICE)));
    return toResponse(await receiver.handle({ rawBody: await req.arrayBuffer(), headers: req.raw.headers }));
  };
}
