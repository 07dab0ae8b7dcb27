// `/openapi.json`: the description as a file, built once.
import { createHash } from "node:crypto";
import type { FastifyInstance } from "fastify";
import type { OpenApiDocument } from "../openapi/document.ts";

/** Adds `/openapi.json`. */
export function mountOpenApi(app: FastifyInstance, document: OpenApiDocument): void {
  const text = JSON.stringify(document);
  const etag = `"${createHash("sha256").update(text).digest("base64url").slice(0, 22)}"`;
  app.get("/openapi.json", async (request, reply) => {
    void reply.headers({ etag, "cache-control": "no-cache" });
    if (request.headers["if-none-match"] === etag) return reply.code(304).send();
    return reply.type("application/json; charset=utf-8").send(text);
  });
}
