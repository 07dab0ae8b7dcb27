// Express 4 and 5. Mounted before express.json() it reads the raw bytes itself; behind express.raw() or express.text()
// it takes what they kept; behind express.json() the bytes are gone, and it says so.
import type { ServerResponse } from "node:http";
import type { Receiver } from "../receive/receiver.ts";
import { type NodeRequest, serve } from "./node.ts";

const ADVICE =
  'mount the receiver before app.use(express.json()), or give its route express.raw({ type: "*/*" }), or keep the ' +
  "bytes: express.json({ verify: (request, _response, bytes) => { request.rawBody = bytes; } })";

/** @example app.post("/webhooks/ticketwire", toExpressHandler(receiver)); // before app.use(express.json()) */
export function toExpressHandler(
  receiver: Receiver,
): (request: NodeRequest, response: ServerResponse) => Promise<void> {
  return (request, response) => serve({ receiver, request, response, advice: ADVICE });
}
