// Next.js route handlers (app/…/route.ts), on the Node.js and the edge runtime. They hand over the raw request, so there
// is nothing to switch off.
import type { Receiver } from "../receive/receiver.ts";
import { answerRequest, FETCH_ADVICE } from "./fetch.ts";

export interface NextRoute {
  readonly POST: (request: Request) => Promise<Response>;
}

/** @example export const { POST } = toNextRoute(receiver); // app/webhooks/ticketwire/route.ts */
export function toNextRoute(receiver: Receiver): NextRoute {
  return { POST: (request) => answerRequest(receiver, request, FETCH_ADVICE) };
}
