// Fastify 4 and 5, as a plugin: Fastify parses bodies before a route sees them, so the route lives in a scope of its own
// whose only parser keeps the bytes. The rest of the application goes on parsing as before.
import type { Answer } from "../receive/handling.ts";
import type { Receiver } from "../receive/receiver.ts";
import { bodyAlreadyParsed } from "./answers.ts";

interface Reply {
  code(status: number): Reply;
  headers(headers: Record<string, string>): Reply;
  send(body: string): Reply;
}

interface Request {
  readonly body: unknown;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
}

type ParsedBody = (error: Error | null, body?: unknown) => void;

/** The part of a Fastify instance that is used. */
export interface FastifyScope {
  removeAllContentTypeParsers(): unknown;
  addContentTypeParser(
    type: string,
    options: { readonly parseAs: "buffer"; readonly bodyLimit: number },
    parser: (request: unknown, body: unknown, done: ParsedBody) => void,
  ): unknown;
  setErrorHandler(handler: (error: unknown, request: unknown, reply: Reply) => unknown): unknown;
  post(path: string, handler: (request: Request, reply: Reply) => Promise<unknown>): unknown;
}

export interface FastifyPluginOptions {
  /** Where deliveries arrive, below the prefix of `register`, if any. */
  readonly path: string;
}

const ADVICE = "a preParsing hook changed it; register the receiver outside of that hook's scope";

/** @example app.register(toFastifyPlugin(receiver, { path: "/webhooks/ticketwire" })); */
export function toFastifyPlugin(
  receiver: Receiver,
  { path }: FastifyPluginOptions,
): (scope: FastifyScope) => Promise<void> {
  return async (scope) => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser("*", { parseAs: "buffer", bodyLimit: receiver.maxBodyBytes }, (_request, body, parsed) =>
      parsed(null, body),
    );
    scope.setErrorHandler((error, _request, reply) =>
      send(reply, isTooLarge(error) ? receiver.tooLarge() : receiver.fault(error)),
    );
    scope.post(path, async ({ body = null, headers }, reply) => {
      if (body !== null && !(body instanceof Uint8Array)) return send(reply, receiver.fault(bodyAlreadyParsed(ADVICE)));
      return send(reply, await receiver.handle({ rawBody: body ?? "", headers }));
    });
  };
}

function isTooLarge(error: unknown): boolean {
  return typeof error === "object" && error !== null && "statusCode" in error && error.statusCode === 413;
}

function send(reply: Reply, { status, headers, body }: Answer): Reply {
  return reply
    .code(status)
    .headers({ ...headers })
    .send(body);
}
