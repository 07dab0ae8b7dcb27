// `Expect: 100-continue`: a caller who asks before sending a body is answered first if it would be refused, and the body is
// never sent. In: requests that wait. Out: "100 Continue", once the call was admitted and its head is in order.
import type { IncomingMessage, ServerResponse } from "node:http";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";

export interface Continues {
  /** Before anything is decided: a call that ends without its body leaves no connection on which the body could be taken for a request. */
  hold(request: FastifyRequest, reply: FastifyReply): void;
  /** Asks for the body. */
  release(request: FastifyRequest, reply: FastifyReply): void;
}

/** Takes the answering of `Expect: 100-continue` out of node's hands. */
export function watchContinues(app: FastifyInstance): Continues {
  const waiting = new WeakSet<IncomingMessage>();
  app.server.on("checkContinue", (request: IncomingMessage, response: ServerResponse) => {
    waiting.add(request);
    app.server.emit("request", request, response);
  });
  return {
    hold(request, reply) {
      if (waiting.has(request.raw)) void reply.header("connection", "close");
    },
    release(request, reply) {
      if (!waiting.delete(request.raw)) return;
      void reply.removeHeader("connection");
      reply.raw.writeContinue();
    },
  };
}
