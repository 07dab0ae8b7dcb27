// The bare Fastify app: limits, log, errors in our shape, and bodies left as bytes. In: options. Out: an app without a route.
import fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest, LogController } from "fastify";
import type { AppOptions } from "../app-options.ts";
import { replyWithError } from "../fault/error-reply.ts";
import { EDGE_LIMITS, serverOptions } from "./server-options.ts";

/** Opens the app; `prepare` writes the headers of answers to broken URLs, which pass by all hooks. */
export function openFastify(
  options: AppOptions,
  prepare: (request: FastifyRequest, reply: FastifyReply) => void,
): FastifyInstance {
  const app = fastify({
    ...serverOptions(options.edge),
    ...(options.trustedProxies ? { trustProxy: [...options.trustedProxies] } : {}),
    ...(options.log ? { loggerInstance: options.log } : { logger: false }),
    logController: new LogController({ disableRequestLogging: true, requestIdLogLabel: "request_id" }),
    frameworkErrors: (error, request, reply) => {
      prepare(request, reply);
      void replyWithError(error, request, reply);
    },
  });
  app.server.maxConnections = EDGE_LIMITS.connections;
  // The route reads the bytes itself: what is wrong in them is refused like any other input, on an open connection.
  app.removeAllContentTypeParsers();
  app.addContentTypeParser<Buffer>("application/json", { parseAs: "buffer" }, (_request, bytes, done) =>
    done(null, bytes),
  );
  app.decorateRequest("principal", null);
  app.setErrorHandler(replyWithError);
  return app;
}
