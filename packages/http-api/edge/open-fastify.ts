// The bare Fastify app: limits, log, errors in our shape, and bodies left as bytes. In: options. Out: an app without a route.
import type { Server } from "node:http";
import type { Socket } from "node:net";
import fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest, LogController } from "fastify";
import type { AppOptions } from "../app-options.ts";
import { replyWithError } from "../fault/error-reply.ts";
import { EDGE_LIMITS, serverOptions } from "./server-options.ts";
import {
  compileClientErrorHandler,
  compileSocketAnswer,
  type SocketAnswer,
  type SocketHeaders,
} from "./socket-answers.ts";

/** What answers need that pass by all hooks. */
export interface UnhookedAnswers {
  /** Writes the headers of the answer to a broken URL. */
  prepare(request: FastifyRequest, reply: FastifyReply): void;
  /** The headers of an answer to what is no request. */
  readonly socketHeaders: SocketHeaders;
}

// Node would close a CONNECT without a word, and answer an Expect that it does not know without a body.
function answerOddities(server: Server, answer: SocketAnswer): void {
  server.on("connect", (_request, socket: Socket) =>
    answer(socket, "METHOD_NOT_ALLOWED", "CONNECT is not possible here."),
  );
  server.on("checkExpectation", (request, response) => server.emit("request", request, response));
}

/** Opens the app. */
export function openFastify(options: AppOptions, { prepare, socketHeaders }: UnhookedAnswers): FastifyInstance {
  const answer = compileSocketAnswer(socketHeaders);
  const app = fastify({
    ...serverOptions(options.edge),
    clientErrorHandler: compileClientErrorHandler(answer),
    ...(options.trustedProxies ? { trustProxy: [...options.trustedProxies] } : {}),
    ...(options.log ? { loggerInstance: options.log } : { logger: false }),
    logController: new LogController({ disableRequestLogging: true, requestIdLogLabel: "request_id" }),
    frameworkErrors: (error, request, reply) => {
      prepare(request, reply);
      void replyWithError(error, request, reply);
    },
  });
  app.server.maxConnections = EDGE_LIMITS.connections;
  answerOddities(app.server, answer);
  // The route reads the bytes itself: what is wrong in them is refused like any other input, on an open connection.
  app.removeAllContentTypeParsers();
  app.addContentTypeParser<Buffer>("application/json", { parseAs: "buffer" }, (_request, bytes, done) =>
    done(null, bytes),
  );
  app.decorateRequest("principal", null);
  app.setErrorHandler(replyWithError);
  return app;
}
